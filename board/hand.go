package board

// NoPhase is what a member is ready for while no phase runs.
const NoPhase = "-"

// SetHand raises or lowers the sender's hand; moderators also lower those of
// others. A raised hand keeps its time, so that hands can be answered in order.
type SetHand struct {
	Up     bool   `json:"up"`
	Member string `json:"member,omitempty"`
}

func (c *SetHand) decide(d *draft, by Actor) *Refusal {
	id := by.Member
	if c.Member != "" && c.Member != id {
		if by.Role != Moderator || c.Up {
			return refuse(Forbidden)
		}
		id = c.Member
	}
	member := d.member(id)
	if member == nil {
		return refuse(NotFound)
	}
	switch {
	case !c.Up:
		d.set(member, Field{"hand", nil})
	case member.Fields.Get("hand") == nil:
		d.set(member, Field{"hand", d.at.UnixMilli()})
	}
	return nil
}

// SetReady says whether the sender is ready with what the running phase asks;
// with the next phase nobody is.
type SetReady struct {
	Ready bool `json:"ready"`
}

func (c *SetReady) decide(d *draft, by Actor) *Refusal {
	member := d.member(by.Member)
	if member == nil {
		return refuse(NotFound)
	}
	ready := ""
	if c.Ready {
		if ready = d.state.Workshop().Fields.Text("phase"); ready == "" {
			ready = NoPhase
		}
	}
	d.set(member, Field{"ready", ready})
	return nil
}
