package board

import "slices"

// SetLock locks a board, one quadrant of it or a note, or opens it again.
// Participants change nothing that is locked; see MayAt.
type SetLock struct {
	Record   string `json:"record"`
	Quadrant string `json:"quadrant,omitempty"`
	On       bool   `json:"on"`
}

func (c *SetLock) decide(d *draft, _ Actor) *Refusal {
	if note := d.see(KindNote, c.Record); note != nil {
		if c.Quadrant != "" {
			return refuse(BadValue)
		}
		d.set(note, Field{"locked", c.On})
		return nil
	}
	kind, r := d.kindOf(c.Record)
	if r != nil {
		return r
	}
	board := d.state.Get(c.Record)
	if c.Quadrant == "" {
		d.set(board, Field{"locked", c.On})
		return nil
	}
	if !slices.Contains(kind.Quadrants, c.Quadrant) {
		return refuse(BadValue)
	}
	closed := less(board.Fields.List("closed"), []string{c.Quadrant})
	if c.On {
		closed = append(closed, c.Quadrant)
		slices.Sort(closed)
	}
	d.set(board, Field{"closed", closed})
	return nil
}

// undisturbed refuses a participant what needs no act of the phase but changes a
// board all the same, while everybody is held or the spot is locked.
func (d *draft) undisturbed(board, quadrant, note string, by Actor) *Refusal {
	switch {
	case by.Role != Participant:
		return nil
	case d.state.held(by):
		return refuse(Held)
	case d.state.locked(d.state.Get(board), Spot{board, quadrant, note}):
		return refuse(Locked)
	}
	return nil
}

// locked reports whether a spot may not be changed by participants.
func (s *State) locked(board *Record, at Spot) bool {
	if board.Fields.Flag("locked") || at.Quadrant != "" && slices.Contains(board.Fields.List("closed"), at.Quadrant) {
		return true
	}
	note := s.of(KindNote, at.Note)
	return note != nil && note.Fields.Flag("locked")
}
