package board

import "slices"

// PasteNotes adds the rows of a spreadsheet in one change: new groups, then
// notes, each last in its place or at its point.
type PasteNotes struct {
	Board    string        `json:"board"`
	Groups   []PastedGroup `json:"groups"`
	Notes    []PastedNote  `json:"notes"`
	Unsigned bool          `json:"unsigned,omitempty"` // as in AddNote
}

// PastedGroup is a new group of a paste.
type PastedGroup struct {
	Group string `json:"group"`
	Name  string `json:"name"`
}

// PastedNote is a new note of a paste; Group may be a new or an older group.
type PastedNote struct {
	Note    string `json:"note"`
	Section string `json:"section"`
	Group   string `json:"group,omitempty"`
	Point
	Text string `json:"text"`
}

func (c *PasteNotes) decide(d *draft) *Refusal {
	board, kind, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	if len(c.Groups) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	if len(c.Groups) > 0 || slices.ContainsFunc(c.Notes, func(n PastedNote) bool { return n.Group != "" }) {
		if r := d.needs(ActGroup); r != nil {
			return r
		}
	}
	by, audience := signature{d.by.Member, c.Unsigned}, board.Audience
	if slices.ContainsFunc(kind.Sections(d.state, board), func(section string) bool { return d.state.hiddenAt(board, section) }) {
		audience = d.alone(by)
	}
	for _, g := range c.Groups {
		if r := d.addGroup(g.Group, board, g.Name, audience); r != nil {
			return r
		}
	}
	for _, n := range c.Notes {
		place := place{c.Board, n.Section, n.Group, "", n.Point}
		audience, r := d.placeFor(place, by)
		if r != nil {
			return r
		}
		if r := d.addNote(audience, n.Note, place, n.Text, by); r != nil {
			return r
		}
	}
	return nil
}
