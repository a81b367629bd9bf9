package board

import (
	"regexp"
	"slices"
	"time"
)

// A table is a board of rows. Its kind lists the levels of the rows, from the top
// one on, and the columns of each level; a row is a record with a level, a parent
// and a rank, and a field for each of its cells. The next kind of table is a list
// of levels.

// Level is one kind of rows. The first level of a table is that of its sections;
// rows have the others.
type Level struct {
	Name string
	// Title of the level, until a workshop names it otherwise.
	Title Title
	// Under are the levels under which its rows stand; that of the sections says
	// that they stand in a section.
	Under []string
	// Mark stands in the numbers of its rows; without it these have no letter.
	Mark    Title
	Columns []Column
}

// Title is a name in Polish and in English.
type Title [2]string

// In returns the title in the language of a workshop.
func (t Title) In(locale string) string {
	if locale == "pl" {
		return t[0]
	}
	return t[1]
}

// Column is one column of a level. The first one of every level is the text by
// which people know the row.
type Column struct {
	Name    string
	Type    ColumnType
	Title   Title
	Choices []Choice // of a choice
}

// Choice is a value that a cell may have.
type Choice struct {
	Name  string
	Title Title
}

// ColumnType says what the cells of a column hold. All are stored as strings.
type ColumnType string

// The types of columns.
const (
	TextColumn      ColumnType = "text"      // several people edit it at once
	DecimalColumn   ColumnType = "decimal"   // see decimal.go
	YearColumn      ColumnType = "year"      // 1900 to 2199
	DateColumn      ColumnType = "date"      // YYYY-MM-DD
	ChoiceColumn    ColumnType = "choice"    // one of the column's choices
	ReferenceColumn ColumnType = "reference" // the id of a record that the writer sees
)

// tableRows are the items of every kind of table. Which texts a row has besides its name,
// its level says.
var tableRows = ItemKind{Kind: KindRow, Texts: []string{"name"}, Within: "parent"}

func (l *Level) texts() (names []string) {
	for _, column := range l.Columns {
		if column.Type == TextColumn {
			names = append(names, column.Name)
		}
	}
	return names
}

func (l *Level) column(name string) *Column {
	i := slices.IndexFunc(l.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &l.Columns[i]
}

// LevelsOf returns the levels of a table, none of another board.
func LevelsOf(board Board) []Level {
	if kind := boardKinds[board.BoardKind()]; kind != nil {
		return kind.Levels
	}
	return nil
}

// level returns the level of rows with the name, nil when the kind has none.
func (k *BoardKind) level(name string) *Level {
	for i := range k.Levels {
		if k.Levels[i].Name == name && len(k.Levels[i].Under) > 0 {
			return &k.Levels[i]
		}
	}
	return nil
}

// levelOf returns the level of a row, nil when its board or level is of a kind that
// this version does not know.
func (s *State) levelOf(row Row) *Level {
	kind := s.kindOf(Board{s.of(KindBoard, row.Board())})
	if kind == nil {
		return nil
	}
	return kind.level(row.Level())
}

// textsOf are the fields of an item that several people may edit at once.
func (s *State) textsOf(item Item) []string {
	if item.Kind != KindRow {
		return itemKinds[item.Kind].Texts
	}
	if level := s.levelOf(Row{item}); level != nil {
		return level.texts()
	}
	return nil
}

var yearForm = regexp.MustCompile(`^(19|20|21)[0-9]{2}$`)

// checkCell checks the value of a cell; "" empties it.
func (d *draft) checkCell(column *Column, value string) *Refusal {
	fits := true
	switch {
	case column == nil:
		fits = false
	case value == "":
	case column.Type == TextColumn:
		return prose(value, d.state.Limits.MaxTextLength)
	case column.Type == DecimalColumn:
		fits = IsDecimal(value)
	case column.Type == YearColumn:
		fits = yearForm.MatchString(value)
	case column.Type == DateColumn:
		at, err := time.Parse(time.DateOnly, value)
		fits = err == nil && yearForm.MatchString(at.Format("2006"))
	case column.Type == ChoiceColumn:
		fits = slices.ContainsFunc(column.Choices, func(c Choice) bool { return c.Name == value })
	case column.Type == ReferenceColumn:
		r := d.state.Get(value)
		if r == nil || !d.by.Sees(r.Audience) {
			return refuse(NotFound)
		}
	}
	if !fits {
		return refuse(BadValue)
	}
	return nil
}

// SetLevels says what the workshop calls the levels of its matrices, from the top
// one on ("" is the usual name), and how their rows are numbered: I, I.1 or, with
// Arabic, 1, 1.1. Their order cannot be changed.
type SetLevels struct {
	Names  []string `json:"names"`
	Arabic bool     `json:"arabic,omitempty"`
}

func (c *SetLevels) decide(d *draft) *Refusal {
	if len(c.Names) != 0 && len(c.Names) != len(matrix.Levels) {
		return refuse(BadValue)
	}
	names, named := make([]string, len(c.Names)), false
	for i, name := range c.Names {
		name, r := line(name, maxNameLength, false)
		if r != nil {
			return r
		}
		names[i], named = name, named || name != ""
	}
	if !named {
		names = nil
	}
	d.set(d.state.Workshop().Record, Field{"levels", names}, Field{"arabic", c.Arabic})
	return nil
}

// PlaceGoal has a goal stand in another area of the table that joins those of the teams;
// on its own board it stays where it is. Its own area, or none, takes that back.
type PlaceGoal struct {
	Row     string `json:"row"`
	Section string `json:"section,omitempty"`
}

func (c *PlaceGoal) decide(d *draft) *Refusal {
	row, r := d.row(c.Row)
	switch {
	case r != nil:
		return r
	case row.Parent() != "":
		return refuse(Misplaced)
	}
	placed := d.state.placement(row)
	if c.Section == "" || c.Section == row.Section() {
		if !placed.Missing() {
			d.remove(placed.Record)
		}
		return nil
	}
	if !slices.Contains(d.state.sectionsOf(Board{d.state.Get(row.Board())}), c.Section) {
		return refuse(BadValue)
	}
	d.keep(placed.Record, &Record{ID: placementOf(c.Row), Kind: KindPlacement, Audience: row.Audience},
		Field{"board", row.Board()},
		Field{"row", c.Row},
		Field{"section", c.Section},
	)
	return nil
}

func placementOf(row string) string { return "place:" + row }

func (s *State) placement(row Row) Placement {
	return Placement{s.of(KindPlacement, placementOf(row.ID))}
}
