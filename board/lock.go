package board

import "slices"

// SetLock locks a board, one section of it or an item, or opens it again.
// Participants change nothing that is locked; see MayAt.
type SetLock struct {
	Spot
	On bool `json:"on"`
}

func (c *SetLock) decide(d *draft, _ Actor) *Refusal {
	board, item, r := d.resolve(c.Spot)
	switch {
	case r != nil:
		return r
	case item != nil:
		d.set(item, Field{"locked", c.On})
	case c.Section == "":
		d.set(board, Field{"locked", c.On})
	default:
		locked := less(board.Fields.List("lockedSections"), []string{c.Section})
		if c.On {
			locked = append(locked, c.Section)
			slices.Sort(locked)
		}
		d.set(board, Field{"lockedSections", locked})
	}
	return nil
}

// undisturbed refuses a participant what needs no act of the phase but changes a
// board all the same, while everybody is held or the spot is locked.
func (d *draft) undisturbed(at Spot, by Actor) *Refusal {
	switch {
	case by.Role != Participant:
		return nil
	case d.state.held(by):
		return refuse(Held)
	case d.state.locked(d.state.Get(at.Board), at):
		return refuse(Locked)
	}
	return nil
}

// locked reports whether a spot may not be changed by participants.
func (s *State) locked(board *Record, at Spot) bool {
	if board.Fields.Flag("locked") || at.Section != "" && slices.Contains(board.Fields.List("lockedSections"), at.Section) {
		return true
	}
	item := s.of(KindNote, at.Item)
	return item != nil && item.Fields.Flag("locked")
}
