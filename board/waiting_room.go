package board

import "slices"

// SetWaitingRoom makes newcomers wait until they are let in, or no longer; who
// waits already goes on waiting.
type SetWaitingRoom struct {
	On bool `json:"on"`
}

func (c *SetWaitingRoom) decide(d *draft) *Refusal {
	d.set(d.state.Workshop().Record, Field{"waiting", c.On})
	return nil
}

// AdmitMembers lets in people who wait.
type AdmitMembers struct {
	Members []string `json:"members"`
}

func (c *AdmitMembers) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Members)); r != nil {
		return r
	}
	for _, id := range c.Members {
		member := d.member(id)
		if member.Missing() {
			return refuse(NotFound)
		}
		if !member.Waiting() {
			continue
		}
		if r := d.hasSeat(member.Role(), false); r != nil {
			return r
		}
		d.set(member.Record, Field{"waiting", nil})
	}
	return nil
}

// DismissWaiting sends away all who wait; they may come again. Who has never been let
// in leaves nothing behind.
type DismissWaiting struct{}

func (c *DismissWaiting) decide(d *draft) *Refusal {
	for _, r := range slices.Clone(d.state.Siblings(waitList)) {
		if member := (Member{r}); member.Moved() == 0 {
			d.remove(r)
		} else {
			d.set(r, Field{"removed", true}, Field{"waiting", nil})
		}
	}
	return nil
}

// RemoveMember ends somebody's part in the workshop; what they wrote stays.
// They may come in again by the link, unless they are banned.
type RemoveMember struct {
	Member string `json:"member"`
	Ban    bool   `json:"ban"`
}

func (c *RemoveMember) decide(d *draft) *Refusal {
	member := d.member(c.Member)
	if member.Missing() {
		return refuse(NotFound)
	}
	if c.Member == d.by.Member {
		return refuse(BadValue) // leaving is not removing
	}
	d.leaveLead(member)
	d.set(member.Record,
		Field{"banned", c.Ban},
		Field{"hand", nil},
		Field{"ready", nil},
		Field{"removed", true},
		Field{"waiting", nil},
	)
	return nil
}

// SetRole makes a participant a moderator or a moderator a participant. A
// workshop keeps at least one moderator, so that nobody becomes one by accident.
type SetRole struct {
	Member string `json:"member"`
	Role   Role   `json:"role"`
}

func (c *SetRole) decide(d *draft) *Refusal {
	if c.Role != Moderator && c.Role != Participant {
		return refuse(BadValue)
	}
	member := d.member(c.Member)
	if member.Missing() || member.Waiting() {
		return refuse(NotFound)
	}
	was := member.Role()
	if was == c.Role {
		return nil
	}
	if was == Moderator && d.state.moderatorsBut(c.Member) == 0 {
		return refuse(LastModerator)
	}
	d.set(member.Record, Field{"role", string(c.Role)}, Field{"moved", int64(d.state.Seq)})
	return nil
}

// moderatorsBut counts the moderators without one.
func (s *State) moderatorsBut(member string) int {
	n := 0
	for _, m := range s.Siblings(memberList) {
		if m.ID != member && (Member{m}).Role() == Moderator {
			n++
		}
	}
	return n
}
