package board

import "slices"

// SetLock locks a board, one section of it or an item, or opens it again.
// Participants change nothing that is locked; see MayAt.
type SetLock struct {
	Spot
	On bool `json:"on"`
}

func (c *SetLock) decide(d *draft) *Refusal {
	board, item, r := d.resolve(c.Spot)
	switch {
	case r != nil:
		return r
	case !item.Missing():
		d.set(item.Record, Field{"locked", c.On})
	case c.Section == "":
		d.set(board.Record, Field{"locked", c.On})
	default:
		locked := subtract(board.LockedSections(), []string{c.Section})
		if c.On {
			locked = append(locked, c.Section)
			slices.Sort(locked)
		}
		d.set(board.Record, Field{"lockedSections", locked})
	}
	return nil
}

// locked reports whether a spot may not be changed by participants.
func (s *State) locked(board Board, at Spot) bool {
	return board.Locked() ||
		at.Section != "" && slices.Contains(board.LockedSections(), at.Section) ||
		s.item(at.Item).Locked()
}
