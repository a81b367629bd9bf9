package board

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Line is one line of a table as people read it: a section or a row, with its
// number. Number is "" for what only its author sees: it gets one when it is revealed.
type Line struct {
	ID     string // of the row, or the key of the section
	Level  string
	Depth  int // 0 for a section
	Number string
}

// Outline lists the lines of a table from top to bottom, as far as the viewer may see
// them: each section with its rows, each row with what stands under it, level by level.
// Numbers are a pure function of the order. Of several boards with the same sections it
// makes one table, in which a goal may stand in another area than on its own board; see
// PlaceGoal.
func (s *State) Outline(v Viewer, boards ...Board) []Line {
	if len(boards) == 0 || s.kindOf(boards[0]) == nil || len(s.kindOf(boards[0]).Levels) == 0 {
		return nil
	}
	o := outline{state: s, viewer: v, levels: s.kindOf(boards[0]).Levels}
	sections := s.sectionsOf(boards[0])
	own, placed := map[string][]Row{}, map[string][]Row{} // by section
	for _, section := range sections {
		for _, board := range boards {
			for _, row := range o.rows(board.ID, section, "") {
				if other := s.placement(row).Section(); len(boards) > 1 && slices.Contains(sections, other) {
					placed[other] = append(placed[other], row)
				} else {
					own[section] = append(own[section], row)
				}
			}
		}
	}
	for i, section := range sections {
		number := strconv.Itoa(i + 1)
		if !s.Workshop().Arabic() {
			number = roman(i + 1)
		}
		o.lines = append(o.lines, Line{section, o.levels[0].Name, 0, number})
		o.add(append(own[section], placed[section]...), 1, number)
	}
	return o.lines
}

// Joint returns a board that the viewer sees, and, joined, also the teams' copies of it
// that they see: those that are published, for moderators all.
func (s *State) Joint(v Viewer, id string, joined bool) (boards []Board) {
	for _, r := range s.Siblings(boardList) {
		if v.Sees(r.Audience) && (r.ID == id || joined && (Board{r}).Origin() == id) {
			boards = append(boards, Board{r})
		}
	}
	slices.SortStableFunc(boards, func(a, b Board) int { return cmp.Compare(a.Origin(), b.Origin()) })
	return boards
}

type outline struct {
	state  *State
	viewer Viewer
	levels []Level
	lines  []Line
}

// rows are the rows of one list that the viewer sees, in order.
func (o *outline) rows(board, section, parent string) (rows []Row) {
	list := itemsOf(KindRow, board, section, parent)
	own := slices.Concat(o.state.alone(list, o.viewer)...)
	for _, r := range slices.Concat(o.state.Siblings(list), own) {
		if o.viewer.Sees(r.Audience) {
			rows = append(rows, Row{Item{r}})
		}
	}
	if len(own) > 0 {
		slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(strings.Compare(a.rank, b.rank), byID(a.Record, b.Record)) })
	}
	return rows
}

// add lists rows that stand under one number, level by level, with what is under them.
func (o *outline) add(rows []Row, depth int, under string) {
	for i := range o.levels {
		level, n := &o.levels[i], 0
		for _, row := range rows {
			if row.Level() != level.Name {
				continue
			}
			number := ""
			if !isHidden(row.Record) {
				n++
				number = under + "." + level.Mark.In(o.state.Workshop().Locale()) + strconv.Itoa(n)
			}
			o.lines = append(o.lines, Line{row.ID, level.Name, depth, number})
			o.add(o.rows(row.Board(), row.Section(), row.ID), depth+1, number)
		}
	}
}

// roman writes a number of a section in Roman numerals.
func roman(n int) string {
	var b strings.Builder
	for _, numeral := range []struct {
		value int
		sign  string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= numeral.value; n -= numeral.value {
			b.WriteString(numeral.sign)
		}
	}
	return b.String()
}
