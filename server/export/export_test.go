package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/export"
)

// filled is a workshop with a small matrix.
func filled(t *testing.T) *board.State {
	s := board.NewState(board.DefaultLimits())
	give := func(role board.Role, do string, c board.Command) {
		t.Helper()
		if _, _, err := s.Perform(board.Order{By: board.Actor{Member: "jan", Role: role}, Seen: s.Seq, Do: do, Command: c}, time.UnixMilli(1)); err != nil {
			t.Fatalf("%s: %v", do, err)
		}
	}
	give(board.System, "FoundWorkshop", &board.FoundWorkshop{Title: "X", Locale: "pl", Template: "swot", Boards: []board.FoundedBoard{{Kind: "matrix"}}})
	give(board.System, "EnterMember", &board.EnterMember{Member: "jan", Name: "Jan", Role: board.Moderator})
	give(board.Moderator, "AddArea", &board.AddArea{Board: "board-1", AreaPlace: board.AreaPlace{Area: "a"}, AreaLook: board.AreaLook{Title: "Społeczeństwo & <inne>"}})
	give(board.Moderator, "PasteRows", &board.PasteRows{Board: "board-1", Rows: []board.NewRow{
		{Row: "g", Level: "goal", Section: "a", Cells: []board.Cell{{Column: "name", Value: "=SUMA(A1)"}}},
		{Row: "o", Level: "objective", Section: "a", Parent: "g", Cells: []board.Cell{{Column: "name", Value: "Lepsza opieka"}}},
		{Row: "m", Level: "measure", Section: "a", Parent: "o", Cells: []board.Cell{{Column: "name", Value: "miejsca"}, {Column: "sort", Value: "product"}, {Column: "baseline", Value: "-12.40"}, {Column: "targetYear", Value: "2032"}}},
		{Row: "p", Level: "project", Section: "a", Parent: "o", Cells: []board.Cell{{Column: "name", Value: "Żłobek"}, {Column: "cost", Value: "12345678901234567890.05"}}},
	}})
	return s
}

func table(t *testing.T, without ...string) export.Table {
	s := filled(t)
	v := board.Viewer{Member: "jan", Role: board.Moderator}
	return export.ReadTable(s, v, s.Joint(v, "board-1", true), without...)
}

// sheets reads a workbook: its sheets by name, with the texts of their cells.
func sheets(t *testing.T, data []byte) (names []string, all map[string][][]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string, into any) {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(data, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	read("xl/workbook.xml", &book)
	all = map[string][][]string{}
	for i, sheet := range book.Sheets {
		var page struct {
			Rows []struct {
				Cells []struct {
					At     string `xml:"r,attr"`
					Number string `xml:"v"`
					Text   string `xml:"is>t"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
		}
		read("xl/worksheets/sheet"+string(rune('1'+i))+".xml", &page)
		names = append(names, sheet.Name)
		for _, row := range page.Rows {
			var cells []string
			for _, cell := range row.Cells {
				cells = append(cells, cell.Number+cell.Text)
			}
			all[sheet.Name] = append(all[sheet.Name], cells)
		}
	}
	return names, all
}

func TestWorkbookHasASheetForEachLevel(t *testing.T) {
	var b bytes.Buffer
	if err := table(t).XLSX(&b); err != nil {
		t.Fatal(err)
	}
	names, all := sheets(t, b.Bytes())
	if want := []string{"Obszar priorytetowy", "Cel strategiczny", "Cel operacyjny", "Miernik", "Działanie kluczowe", "Projekt kluczowy"}; !slices.Equal(names, want) {
		t.Errorf("sheets %q", names)
	}
	for sheet, want := range map[string][]string{
		"Obszar priorytetowy": {"I", "Społeczeństwo & <inne>"},
		"Cel strategiczny":    {"I.1", "=SUMA(A1)"},
		"Miernik":             {"I.1.1.m1", "miejsca", "produkt", "-12.40", "2032"},
		"Projekt kluczowy":    {"I.1.1.p1", "Żłobek", "12345678901234567890.05"},
	} {
		if got := all[sheet][1]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", sheet, got, want)
		}
	}
	if head := all["Miernik"][0]; head[0] != "Nr" || head[1] != "Nazwa" || head[5] != "Wartość bazowa" {
		t.Errorf("header %q", head)
	}
}

func TestProjectsCanBeLeftOut(t *testing.T) {
	var b bytes.Buffer
	if err := table(t, "project").XLSX(&b); err != nil {
		t.Fatal(err)
	}
	if names, _ := sheets(t, b.Bytes()); slices.Contains(names, "Projekt kluczowy") {
		t.Errorf("sheets %q", names)
	}
}

// A spreadsheet that opens the file takes no text of people for a formula.
func TestCSVIsGuarded(t *testing.T) {
	var b strings.Builder
	if err := table(t).CSV(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimPrefix(b.String(), "\ufeff"), "\n")
	if !strings.HasPrefix(lines[0], "Nr;Poziom;Nazwa;Jednostka;") {
		t.Errorf("header %q", lines[0])
	}
	for _, want := range []string{"I.1;Cel strategiczny;'=SUMA(A1);", ";-12,40;", ";12345678901234567890,05;"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}
