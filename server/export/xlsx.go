// Package export writes what a workshop holds as files that people keep.
package export

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Sheet is one table of a file, with a header.
type Sheet struct {
	Name   string
	Header []string
	Rows   [][]Cell
}

// Cell is a text or, as Number, a decimal in the form of a record.
type Cell struct {
	Text   string
	Number bool
}

// WriteXLSX writes sheets as a workbook. Numbers are written digit by digit as they
// stand, which no library does that we could take, and texts are never formulas.
func WriteXLSX(w io.Writer, sheets []Sheet) error {
	z := zip.NewWriter(w)
	var types, relations, list strings.Builder
	names := map[string]bool{}
	for i, sheet := range sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(sheetName(sheet.Name, names)), i+1, i+1)
	}
	parts := [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations.String() + fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`, len(sheets)+1)},
		{"xl/styles.xml", styles},
	}
	for i, sheet := range sheets {
		parts = append(parts, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), sheet.xml()})
	}
	for _, part := range parts {
		file, err := z.Create(part[0])
		if err != nil {
			return fmt.Errorf("workbook: %w", err)
		}
		if _, err := io.WriteString(file, xml.Header+part[1]); err != nil {
			return fmt.Errorf("workbook: %w", err)
		}
	}
	return z.Close()
}

// The styles of cells: 0 is a number as it is, 1 a header, 2 a text that wraps.
const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

func (s *Sheet) xml() string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData><row r="1">`)
	for i, title := range s.Header {
		text(&b, reference(i, 1), title, 1)
	}
	b.WriteString(`</row>`)
	for n, row := range s.Rows {
		fmt.Fprintf(&b, `<row r="%d">`, n+2)
		for i, cell := range row {
			switch at := reference(i, n+2); {
			case cell.Text == "":
			case cell.Number:
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, at, escaped(cell.Text))
			default:
				text(&b, at, cell.Text, 2)
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

func text(b *strings.Builder, at, text string, style int) {
	fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, escaped(text))
}

// reference names a cell: A1, B1 … AA1.
func reference(column, row int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return fmt.Sprint(letters, row)
}

func escaped(text string) string {
	var b strings.Builder
	// It writes to memory, so it cannot fail; what XML cannot hold is replaced.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// sheetName makes a name that spreadsheets take: short, without their signs, and none
// twice.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, name)
	for utf8.RuneCountInString(name) > 28 {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	free := strings.TrimSpace(name)
	for n := 2; free == "" || taken[strings.ToLower(free)]; n++ {
		free = strings.TrimSpace(fmt.Sprint(name, " ", n))
	}
	taken[strings.ToLower(free)] = true
	return free
}
