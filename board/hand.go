package board

// NoPhase is what a member is ready for while no phase runs.
const NoPhase = "-"

// SetHand raises or lowers the sender's hand; moderators also lower those of
// others. A raised hand keeps its time, so that hands can be answered in order.
type SetHand struct {
	Up     bool   `json:"up"`
	Member string `json:"member,omitempty"`
}

func (c *SetHand) decide(d *draft) *Refusal {
	id := d.by.Member
	if c.Member != "" && c.Member != id {
		if d.by.Role != Moderator || c.Up {
			return refuse(Forbidden)
		}
		id = c.Member
	}
	member := d.member(id)
	if member.Missing() {
		return refuse(NotFound)
	}
	switch _, up := member.Hand(); {
	case !c.Up:
		d.set(member.Record, Field{"hand", nil})
	case !up:
		d.set(member.Record, Field{"hand", d.at.UnixMilli()})
	}
	return nil
}

// SetReady says whether the sender is ready with what the running phase asks;
// with the next phase nobody is.
type SetReady struct {
	Ready bool `json:"ready"`
}

func (c *SetReady) decide(d *draft) *Refusal {
	member := d.member(d.by.Member)
	if member.Missing() {
		return refuse(NotFound)
	}
	ready := ""
	if c.Ready {
		if ready = d.state.Workshop().Phase(); ready == "" {
			ready = NoPhase
		}
	}
	d.set(member.Record, Field{"ready", ready})
	return nil
}
