package board

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
	Point
}

func (c *MoveNotes) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Moves)); r != nil {
		return r
	}
	for _, m := range c.Moves {
		note, r := d.note(m.Note)
		if r != nil {
			return r
		}
		if r := d.move(note, m); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) move(note Note, m Move) *Refusal {
	place := place{note.Board(), m.Section, m.Group, m.Before, m.Point}
	if _, r := d.placeFor(place.loose(), signature{author: d.by.Member}); r != nil {
		return r
	}
	if r := d.checkGroup(m.Group, place.board, note.Audience); r != nil {
		return r
	}
	if m.Group != note.Group() {
		if r := d.needs(ActGroup); r != nil {
			return r
		}
	}
	if m.Group == note.Group() || m.Section != note.Section() {
		if r := d.needs(ActMove); r != nil {
			return r
		}
	}
	d.placing = note.Audience
	stood, r := d.stand(place, m.Note)
	if r != nil {
		return r
	}
	d.set(note.Record, append(stood, Field{"section", m.Section}, Field{"group", m.Group})...)
	if isHidden(note.Record) {
		d.recount(place.board)
	}
	return nil
}
