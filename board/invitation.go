package board

// The join code is a record of its own: moderators receive it, and everybody, screens
// included, while it is shown.
const invitationID = ":invitation"

// LinkChanged says that a moderator has given out another link of a role, or has revoked
// those that there were. It is given as [ManageLinks].
type LinkChanged struct {
	Role    Role
	Code    string // the join code that is in force from now on; "" for the one before
	Revoked bool   // for participants the join code too
}

func (c *LinkChanged) decide(d *draft) *Refusal {
	if c.Role == Participant && (c.Revoked || c.Code != "") {
		d.setCode(c.Code)
	}
	return nil
}

func (d *draft) setCode(code string) {
	old := d.state.Get(invitationID)
	switch {
	case code != "":
		d.keep(old, &Record{ID: invitationID, Kind: KindInvitation, Audience: Moderators}, Field{"code", code})
	case old != nil:
		d.remove(old)
	}
}

// ShowCode shows the join code to everybody, or to moderators only.
type ShowCode struct {
	On bool `json:"on"`
}

func (c *ShowCode) decide(d *draft) *Refusal {
	invitation := d.state.Invitation()
	if invitation.Missing() {
		return refuse(NotFound)
	}
	to := Moderators
	if c.On {
		to = Everyone
	}
	if to != invitation.Audience {
		d.put(&Record{ID: invitationID, Kind: KindInvitation, Audience: to, Fields: invitation.Fields})
	}
	return nil
}

// Invitation returns the record with the join code in force, a missing one when no
// code is.
func (s *State) Invitation() Invitation { return Invitation{s.of(KindInvitation, invitationID)} }
