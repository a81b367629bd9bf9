package board

import (
	"slices"
	"strings"
)

// AddNote writes a new note, before the sibling Before or last, or at a point of a
// plane. A moderator may
// write for somebody who cannot type: it is that member's note then. Unsigned
// keeps the promise under which it was written: in an anonymous phase a note
// gets no author, and neither does one that arrives only after the phase.
type AddNote struct {
	Board   string `json:"board"`
	Note    string `json:"note"`
	Section string `json:"section"`
	Group   string `json:"group,omitempty"`
	Before  string `json:"before,omitempty"`
	Point
	Text     string `json:"text"`
	For      string `json:"for,omitempty"`
	Unsigned bool   `json:"unsigned,omitempty"`
}

func (c *AddNote) decide(d *draft) *Refusal {
	author := d.by.Member
	if c.For != "" && c.For != author {
		if d.by.Role != Moderator {
			return refuse(Forbidden)
		}
		if d.member(c.For).Missing() {
			return refuse(NotFound)
		}
		author = c.For
	}
	place := place{c.Board, c.Section, c.Group, c.Before, c.Point}
	by := signature{author, c.Unsigned}
	audience, r := d.placeFor(place, by)
	if r != nil {
		return r
	}
	if c.Group != "" {
		if r := d.needs(ActGroup); r != nil {
			return r
		}
	}
	return d.addNote(audience, c.Note, place, c.Text, by)
}

// place is where a note is to stand: before a sibling or last, or at a point.
type place struct {
	board, section, group, before string
	at                            Point
}

// loose is the place in the section outside any group.
func (p place) loose() place { return place{board: p.board, section: p.section} }

// stand returns the fields in which a note keeps its place among its siblings. The
// note with the id self does not count as one.
func (d *draft) stand(p place, self string) ([]Field, *Refusal) {
	if d.state.kindOf(Board{d.state.Get(p.board)}).Plane == KindNote {
		if !onPlane(p.at.X, p.at.Y) {
			return nil, refuse(BadValue)
		}
		return []Field{{"x", p.at.X}, {"y", p.at.Y}}, nil
	}
	if p.at != (Point{}) {
		return nil, refuse(BadValue)
	}
	rank, _ := d.rankIn(notesOf(p.board, p.section, p.group), p.before, self)
	return []Field{{"rank", rank}}, checkRank(rank)
}

// signature is who wrote a note, and whether that is to stay unknown.
type signature struct {
	author   string
	unsigned bool
}

// placeFor checks that the actor may put a note there, and says whom a note of
// that signature would reach.
func (d *draft) placeFor(p place, by signature) (Audience, *Refusal) {
	audience, r := d.audienceAt(KindNote, p.board, p.section, by)
	if r != nil {
		return "", r
	}
	return audience, d.checkGroup(p.group, p.board, audience)
}

// audienceAt checks that the actor may put an item of the kind into a section, and
// says whom one of that signature would reach.
func (d *draft) audienceAt(item Kind, id, section string, by signature) (Audience, *Refusal) {
	board, kind, r := d.board(id)
	if r != nil {
		return "", r
	}
	if !kind.holds(item) || !slices.Contains(kind.Sections(d.state, board), section) {
		return "", refuse(BadValue)
	}
	if r := d.mayAt(Spot{Board: id, Section: section}); r != nil {
		return "", r
	}
	if d.state.hiddenAt(board, section) {
		return d.alone(by), nil
	}
	return board.Audience, nil
}

// checkGroup checks that a note with the audience may enter the group: whoever
// receives the note has to receive the group.
func (d *draft) checkGroup(group, board string, audience Audience) *Refusal {
	if group == "" {
		return nil
	}
	g := Group{d.visible(KindGroup, group)}
	if g.Missing() || g.Board() != board || isHidden(g.Record) && g.Audience != audience {
		return refuse(NotFound)
	}
	return nil
}

func (d *draft) addNote(audience Audience, id string, p place, text string, by signature) *Refusal {
	if r := d.checkNewID(id); r != nil {
		return r
	}
	if strings.TrimSpace(text) == "" {
		return refuse(Empty)
	}
	if r := prose(text, d.state.Limits.MaxTextLength); r != nil {
		return r
	}
	if r := d.fitsInUse(KindNote, d.by.Member, d.state.Limits.MaxNotes); r != nil {
		return r
	}
	d.placing = audience
	stood, r := d.stand(p, "")
	if r != nil {
		return r
	}
	d.put(&Record{ID: id, Kind: KindNote, Audience: audience, Fields: MakeFields(append(stood,
		Field{"author", d.signed(by)},
		Field{"board", p.board},
		Field{"group", p.group},
		Field{"section", p.section},
		Field{"text", text},
	)...)})
	if audience != d.state.Get(p.board).Audience {
		d.recount(p.board)
	}
	return nil
}

// alone is whom a hidden item of a signature reaches. One without an author belongs to
// whoever has written it down.
func (d *draft) alone(by signature) Audience {
	if author := d.signed(by); author != "" {
		return OnlyMember(author)
	}
	return d.by.alone(false)
}

// signed is the author that an item says it has.
func (d *draft) signed(by signature) string {
	if by.unsigned || d.state.anonymous() {
		d.unsigned = true
		return ""
	}
	return by.author
}

// note returns a note in use that the actor may change.
func (d *draft) note(id string) (Note, *Refusal) {
	note, r := d.anyNote(id)
	if r == nil && note.Deleted() {
		r = refuse(Deleted)
	}
	return note, r
}

// anyNote is note for one that may be in the bin.
func (d *draft) anyNote(id string) (Note, *Refusal) {
	item, r := d.anyItem(id)
	if r == nil && item.Kind != KindNote {
		return Note{}, refuse(NotFound)
	}
	return Note{item}, r
}

// ColourNotes marks notes; without Colour the mark goes.
type ColourNotes struct {
	Notes  []string `json:"notes"`
	Colour string   `json:"colour,omitempty"`
}

var noteColours = []string{"amber", "rose", "teal", "violet", "grey"}

func (c *ColourNotes) decide(d *draft) *Refusal {
	if c.Colour != "" && !slices.Contains(noteColours, c.Colour) {
		return refuse(BadValue)
	}
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		d.set(note.Record, Field{"colour", c.Colour})
	}
	return nil
}
