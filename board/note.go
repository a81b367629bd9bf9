package board

import (
	"slices"
	"strings"
)

// AddNote writes a new note, before the sibling Before or last. A moderator may
// write for somebody who cannot type: it is that member's note then. Unsigned
// keeps the promise under which it was written: in an anonymous phase a note
// gets no author, and neither does one that arrives only after the phase.
type AddNote struct {
	Board    string `json:"board"`
	Note     string `json:"note"`
	Section  string `json:"section"`
	Group    string `json:"group,omitempty"`
	Before   string `json:"before,omitempty"`
	Text     string `json:"text"`
	For      string `json:"for,omitempty"`
	Unsigned bool   `json:"unsigned,omitempty"`
}

func (c *AddNote) decide(d *draft, by Actor) *Refusal {
	author := by.Member
	if c.For != "" && c.For != by.Member {
		if by.Role != Moderator {
			return refuse(Forbidden)
		}
		if d.member(c.For) == nil {
			return refuse(NotFound)
		}
		author = c.For
	}
	audience, r := d.spot(c.Board, c.Section, c.Group, author)
	if r != nil {
		return r
	}
	rank, _ := d.rankIn(notesOf(c.Board, c.Section, c.Group), c.Before, "")
	if r := checkRank(rank); r != nil {
		return r
	}
	if c.Group != "" {
		if r := d.needs(ActGroup, by); r != nil {
			return r
		}
	}
	return d.addNote(audience, c.Note, c.Board, c.Section, c.Group, rank, c.Text, signature{author, c.Unsigned})
}

// signature is who wrote a note, and whether that is to stay unknown.
type signature struct {
	author   string
	unsigned bool
}

// spot checks that the actor may put a note there, and says whom a note of the
// author would reach.
func (d *draft) spot(board, section, group, author string) (Audience, *Refusal) {
	kind, r := d.kindOf(board)
	if r != nil {
		return "", r
	}
	if !slices.Contains(kind.Sections, section) {
		return "", refuse(BadValue)
	}
	if r := d.mayAt(Spot{Board: board, Section: section}); r != nil {
		return "", r
	}
	audience := d.state.Get(board).Audience
	if d.state.hiddenAt(d.state.Get(board), section) {
		audience = OnlyMember(author)
	}
	return audience, d.enterable(group, board, audience)
}

// enterable checks that a note with the audience may enter the group: whoever
// receives the note has to receive the group.
func (d *draft) enterable(group, board string, audience Audience) *Refusal {
	if group == "" {
		return nil
	}
	g := d.see(KindGroup, group)
	if g == nil || g.Fields.Text("board") != board || isHidden(g) && g.Audience != audience {
		return refuse(NotFound)
	}
	return nil
}

func (d *draft) addNote(audience Audience, id, board, section, group, rank, text string, by signature) *Refusal {
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
	shown := by.author
	if by.unsigned || d.state.anonymous() {
		shown = ""
		d.putAuthorship(id, by.author)
	}
	d.put(&Record{ID: id, Kind: KindNote, Audience: audience, Fields: MakeFields(
		Field{"author", shown},
		Field{"board", board},
		Field{"group", group},
		Field{"section", section},
		Field{"rank", rank},
		Field{"text", text},
	)})
	if audience != d.state.Get(board).Audience {
		d.recount(board)
	}
	return nil
}

// putAuthorship keeps who wrote an unsigned note, for nobody to receive.
func (d *draft) putAuthorship(note, member string) {
	d.put(&Record{ID: "author:" + note, Kind: KindAuthorship, Audience: Nobody, Fields: MakeFields(
		Field{"member", member},
		Field{"note", note},
	)})
}

// PasteNotes adds the rows of a spreadsheet in one change: new groups, then
// notes, each last in its place.
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
	Text    string `json:"text"`
}

func (c *PasteNotes) decide(d *draft, by Actor) *Refusal {
	kind, r := d.kindOf(c.Board)
	if r != nil {
		return r
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	if len(c.Groups) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	if len(c.Groups) > 0 || slices.ContainsFunc(c.Notes, func(n PastedNote) bool { return n.Group != "" }) {
		if r := d.needs(ActGroup, by); r != nil {
			return r
		}
	}
	board := d.state.Get(c.Board)
	hides := slices.ContainsFunc(kind.Sections, func(q string) bool { return d.state.hiddenAt(board, q) })
	for _, g := range c.Groups {
		if r := d.addGroup(g.Group, c.Board, g.Name, hides, by); r != nil {
			return r
		}
	}
	for _, n := range c.Notes {
		audience, r := d.spot(c.Board, n.Section, n.Group, by.Member)
		if r != nil {
			return r
		}
		rank, _ := d.rankIn(notesOf(c.Board, n.Section, n.Group), "", "")
		if r := d.addNote(audience, n.Note, c.Board, n.Section, n.Group, rank, n.Text, signature{by.Member, c.Unsigned}); r != nil {
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
	Note    string `json:"note"`
	Section string `json:"section"`
	Group   string `json:"group,omitempty"`
	Before  string `json:"before,omitempty"`
}

func (c *MoveNotes) decide(d *draft, by Actor) *Refusal {
	if r := d.batch(len(c.Moves)); r != nil {
		return r
	}
	for _, m := range c.Moves {
		note, r := d.note(m.Note)
		if r != nil {
			return r
		}
		board := note.Fields.Text("board")
		if _, r := d.spot(board, m.Section, "", by.Member); r != nil {
			return r
		}
		if r := d.enterable(m.Group, board, note.Audience); r != nil {
			return r
		}
		if m.Group != note.Fields.Text("group") {
			if r := d.needs(ActGroup, by); r != nil {
				return r
			}
		}
		if m.Group == note.Fields.Text("group") || m.Section != note.Fields.Text("section") {
			if r := d.needs(ActMove, by); r != nil {
				return r
			}
		}
		rank, stay := d.rankIn(notesOf(board, m.Section, m.Group), m.Before, m.Note)
		if !stay {
			if r := checkRank(rank); r != nil {
				return r
			}
			d.set(note, Field{"section", m.Section}, Field{"group", m.Group}, Field{"rank", rank})
			if isHidden(note) {
				d.recount(board)
			}
		}
	}
	return nil
}

// note returns a note that the actor may change and that is not in the bin.
func (d *draft) note(id string) (*Record, *Refusal) {
	note, r := d.anyNote(id)
	if r == nil && note.Fields.Flag("deleted") {
		r = refuse(Deleted)
	}
	return note, r
}

// anyNote is note for one that may be in the bin.
func (d *draft) anyNote(id string) (*Record, *Refusal) {
	note := d.see(KindNote, id)
	if note == nil || d.see(KindBoard, note.Fields.Text("board")) == nil {
		return nil, refuse(NotFound)
	}
	f := note.Fields
	return note, d.mayAt(Spot{Board: f.Text("board"), Section: f.Text("section"), Item: id})
}

// bin puts a note into the bin.
func (d *draft) bin(note *Record, why ...Field) {
	d.set(note, append(why, Field{"deleted", true})...)
	if isHidden(note) {
		d.recount(note.Fields.Text("board"))
	}
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
		note, r := d.anyNote(id)
		if r != nil {
			return r
		}
		d.bin(note)
	}
	return nil
}

// RestoreNotes takes notes out of the bin, back to where they were. One that was
// merged into another stands for itself again.
type RestoreNotes struct {
	Notes []string `json:"notes"`
}

func (c *RestoreNotes) decide(d *draft, by Actor) *Refusal {
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.anyNote(id)
		if r != nil {
			return r
		}
		act := Write
		if note.Fields.Text("merged") != "" {
			act = ActGroup
		}
		if r := d.needs(act, by); r != nil {
			return r
		}
		if !note.Fields.Flag("deleted") {
			continue
		}
		if d.state.Count(KindNote) >= d.state.Limits.MaxNotes {
			return refuse(TooMany)
		}
		rank := d.rankBack(note)
		if r := checkRank(rank); r != nil {
			return r
		}
		if into := d.see(KindNote, note.Fields.Text("merged")); into != nil {
			if _, r := d.anyNote(into.ID); r != nil {
				return r
			}
			d.set(into, Field{"sources", less(into.Fields.List("sources"), append([]string{id}, note.Fields.List("sources")...))})
		}
		d.set(note, Field{"deleted", nil}, Field{"merged", nil}, Field{"rank", rank})
		if isHidden(note) {
			d.recount(note.Fields.Text("board"))
		}
	}
	return nil
}

// rankBack is the note's old rank or, when a sibling has taken it meanwhile,
// one right behind that sibling.
func (d *draft) rankBack(note *Record) string {
	f := note.Fields
	rank := f.Text("rank")
	list := d.siblings(notesOf(f.Text("board"), f.Text("section"), f.Text("group")))
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
