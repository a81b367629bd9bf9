package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"warsztat/board"
)

// Table is a table as somebody sees it, ready to be written.
type Table struct {
	levels []level
	locale string
}

type level struct {
	board.Level
	name string
	rows []row
}

type row struct {
	number string
	cells  map[string]string
}

// ReadTable reads a table, or one that joins several boards, as far as the viewer sees
// them. The rows of levels that are left out are not in it.
func ReadTable(s *board.State, v board.Viewer, boards []board.Board, without ...string) Table {
	t := Table{locale: s.Workshop().Locale()}
	at := map[string]int{}
	for i, l := range board.LevelsOf(boards[0]) {
		name := l.Title.In(t.locale)
		if names := s.Workshop().Levels(); i < len(names) && names[i] != "" {
			name = names[i]
		}
		if !slices.Contains(without, l.Name) {
			at[l.Name] = len(t.levels)
			t.levels = append(t.levels, level{Level: l, name: name})
		}
	}
	for _, line := range s.Outline(v, boards...) {
		i, in := at[line.Level]
		if !in {
			continue
		}
		l := &t.levels[i]
		cells := map[string]string{"name": board.Area{Record: s.Get(line.ID)}.Title()}
		for _, column := range l.Columns {
			cells[column.Name] = board.Row{Item: board.Item{Record: s.Get(line.ID)}}.Cell(column.Name)
		}
		l.rows = append(l.rows, row{line.Number, cells})
	}
	return t
}

// XLSX writes a sheet for each level, so that each can be pasted back: the number of a
// row says what it stands under.
func (t Table) XLSX(w io.Writer) error {
	var sheets []Sheet
	for _, l := range t.levels {
		sheet := Sheet{Name: l.name, Header: []string{t.word("Nr", "No.")}}
		columns := l.columns()
		for _, column := range columns {
			sheet.Header = append(sheet.Header, column.Title.In(t.locale))
		}
		for _, row := range l.rows {
			cells := []Cell{{Text: row.number}}
			for _, column := range columns {
				cells = append(cells, Cell{t.shown(column, row.cells[column.Name]), column.Type == board.DecimalColumn || column.Type == board.YearColumn})
			}
			sheet.Rows = append(sheet.Rows, cells)
		}
		sheets = append(sheets, sheet)
	}
	return WriteXLSX(w, sheets)
}

// columns are those of a level; an area has a name only.
func (l *level) columns() []board.Column {
	if len(l.Columns) == 0 {
		return []board.Column{board.NameColumn}
	}
	return l.Columns
}

// shown is the value of a cell as it is written: what people read of a choice.
func (t Table) shown(column board.Column, value string) string {
	for _, choice := range column.Choices {
		if choice.Name == value {
			return choice.Title.In(t.locale)
		}
	}
	return value
}

// CSV writes all levels into one table. It begins with a mark by which spreadsheets know
// the encoding, and no text in it is taken for a formula.
func (t Table) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("table: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	var columns []board.Column
	for _, l := range t.levels {
		for _, column := range l.columns() {
			if !slices.ContainsFunc(columns, func(c board.Column) bool { return c.Name == column.Name }) {
				columns = append(columns, column)
			}
		}
	}
	header := []string{t.word("Nr", "No."), t.word("Poziom", "Level")}
	for _, column := range columns {
		header = append(header, column.Title.In(t.locale))
	}
	lines := [][]string{header}
	for _, l := range t.levels {
		for _, row := range l.rows {
			line := []string{row.number, guarded(l.name)}
			for _, column := range columns {
				value := row.cells[column.Name]
				if column.Type == board.DecimalColumn {
					value = strings.Replace(value, ".", t.word(",", "."), 1)
				} else {
					value = guarded(t.shown(column, value))
				}
				line = append(line, value)
			}
			lines = append(lines, line)
		}
	}
	return out.WriteAll(lines)
}

// guarded keeps spreadsheets from taking a text for a formula.
func guarded(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func (t Table) word(polish, english string) string {
	if t.locale == "pl" {
		return polish
	}
	return english
}
