package board

import (
	"slices"
	"strings"
)

// AddNote writes a new note, before the sibling Before or last.
type AddNote struct {
	Board    string `json:"board"`
	Note     string `json:"note"`
	Quadrant string `json:"quadrant"`
	Group    string `json:"group,omitempty"`
	Before   string `json:"before,omitempty"`
	Text     string `json:"text"`
}

func (c *AddNote) decide(d *draft, by Actor) *Refusal {
	if r := d.spot(c.Board, c.Quadrant, c.Group); r != nil {
		return r
	}
	rank, _ := d.rankIn(notesOf(c.Board, c.Quadrant, c.Group), c.Before, "")
	if r := roomy(rank); r != nil {
		return r
	}
	return d.addNote(c.Note, c.Board, c.Quadrant, c.Group, rank, c.Text, by)
}

// spot checks that notes may stand there.
func (d *draft) spot(board, quadrant, group string) *Refusal {
	kind, r := d.state.kindOf(board)
	if r != nil {
		return r
	}
	if !slices.Contains(kind.Quadrants, quadrant) {
		return refuse(BadValue)
	}
	if group != "" {
		if g := d.state.of(KindGroup, group); g == nil || g.Fields.Text("board") != board {
			return refuse(NotFound)
		}
	}
	return nil
}

func (d *draft) addNote(id, board, quadrant, group, rank, text string, by Actor) *Refusal {
	if r := d.fresh(id); r != nil {
		return r
	}
	if strings.TrimSpace(text) == "" {
		return refuse(Empty)
	}
	if r := prose(text, d.state.Limits.MaxTextLength); r != nil {
		return r
	}
	if d.state.Count(KindNote) >= d.state.Limits.MaxNotes {
		return refuse(TooMany)
	}
	d.put(&Record{ID: id, Kind: KindNote, Audience: Everyone, Fields: MakeFields(
		Field{"author", by.Member},
		Field{"board", board},
		Field{"group", group},
		Field{"quadrant", quadrant},
		Field{"rank", rank},
		Field{"text", text},
	)})
	return nil
}

// PasteNotes adds the rows of a spreadsheet in one change: new groups, then
// notes, each last in its place.
type PasteNotes struct {
	Board  string        `json:"board"`
	Groups []PastedGroup `json:"groups"`
	Notes  []PastedNote  `json:"notes"`
}

// PastedGroup is a new group of a paste.
type PastedGroup struct {
	Group string `json:"group"`
	Name  string `json:"name"`
}

// PastedNote is a new note of a paste; Group may be a new or an older group.
type PastedNote struct {
	Note     string `json:"note"`
	Quadrant string `json:"quadrant"`
	Group    string `json:"group,omitempty"`
	Text     string `json:"text"`
}

func (c *PasteNotes) decide(d *draft, by Actor) *Refusal {
	if _, r := d.state.kindOf(c.Board); r != nil {
		return r
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	if len(c.Groups) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	for _, g := range c.Groups {
		if r := d.addGroup(g.Group, c.Board, g.Name); r != nil {
			return r
		}
	}
	for _, n := range c.Notes {
		if r := d.spot(c.Board, n.Quadrant, n.Group); r != nil {
			return r
		}
		rank, _ := d.rankIn(notesOf(c.Board, n.Quadrant, n.Group), "", "")
		if r := d.addNote(n.Note, c.Board, n.Quadrant, n.Group, rank, n.Text, by); r != nil {
			return r
		}
	}
	return nil
}

// MoveNotes takes notes to their places, one after the other.
type MoveNotes struct {
	Moves []Move `json:"moves"`
}

// Move is the new place of one note; without Group it leaves its group.
type Move struct {
	Note     string `json:"note"`
	Quadrant string `json:"quadrant"`
	Group    string `json:"group,omitempty"`
	Before   string `json:"before,omitempty"`
}

func (c *MoveNotes) decide(d *draft, _ Actor) *Refusal {
	if r := d.batch(len(c.Moves)); r != nil {
		return r
	}
	for _, m := range c.Moves {
		note, r := d.note(m.Note)
		if r != nil {
			return r
		}
		board := note.Fields.Text("board")
		if r := d.spot(board, m.Quadrant, m.Group); r != nil {
			return r
		}
		rank, stay := d.rankIn(notesOf(board, m.Quadrant, m.Group), m.Before, m.Note)
		if !stay {
			if r := roomy(rank); r != nil {
				return r
			}
			d.set(note, Field{"quadrant", m.Quadrant}, Field{"group", m.Group}, Field{"rank", rank})
		}
	}
	return nil
}

// note returns a note that is not in the bin.
func (d *draft) note(id string) (*Record, *Refusal) {
	note := d.state.of(KindNote, id)
	if note == nil {
		return nil, refuse(NotFound)
	}
	if note.Fields.Flag("deleted") {
		return nil, refuse(Deleted)
	}
	return note, nil
}

// ColourNotes marks notes; without Colour the mark goes.
type ColourNotes struct {
	Notes  []string `json:"notes"`
	Colour string   `json:"colour,omitempty"`
}

var noteColours = []string{"amber", "rose", "teal", "violet", "grey"}

func (c *ColourNotes) decide(d *draft, _ Actor) *Refusal {
	if c.Colour != "" && !slices.Contains(noteColours, c.Colour) {
		return refuse(BadValue)
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		d.set(note, Field{"colour", c.Colour})
	}
	return nil
}

// DeleteNotes puts notes into the bin; those that lie there already stay.
type DeleteNotes struct {
	Notes []string `json:"notes"`
}

func (c *DeleteNotes) decide(d *draft, _ Actor) *Refusal {
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note := d.state.of(KindNote, id)
		if note == nil {
			return refuse(NotFound)
		}
		d.set(note, Field{"deleted", true})
	}
	return nil
}

// RestoreNotes takes notes out of the bin, back to where they were.
type RestoreNotes struct {
	Notes []string `json:"notes"`
}

func (c *RestoreNotes) decide(d *draft, _ Actor) *Refusal {
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note := d.state.of(KindNote, id)
		if note == nil {
			return refuse(NotFound)
		}
		if !note.Fields.Flag("deleted") {
			continue
		}
		if d.state.Count(KindNote) >= d.state.Limits.MaxNotes {
			return refuse(TooMany)
		}
		rank := d.rankBack(note)
		if r := roomy(rank); r != nil {
			return r
		}
		d.set(note, Field{"deleted", nil}, Field{"rank", rank})
	}
	return nil
}

// rankBack is the note's old rank or, when a sibling has taken it meanwhile,
// one right behind that sibling.
func (d *draft) rankBack(note *Record) string {
	f := note.Fields
	rank := f.Text("rank")
	list := d.state.Siblings(notesOf(f.Text("board"), f.Text("quadrant"), f.Text("group")))
	for i, sibling := range list {
		if sibling.Fields.Text("rank") == rank {
			high := ""
			if i+1 < len(list) {
				high = list[i+1].Fields.Text("rank")
			}
			return rankBetween(rank, high)
		}
	}
	return rank
}
