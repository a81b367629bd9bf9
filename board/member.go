package board

// EnterMember lets a person in, or writes down the name of one who came back;
// the server gives it when an invitation was accepted. Where the workshop has a
// waiting room, participants who are new or were removed begin in it; who was
// banned stays out. Observers are no members: nothing is stored of them.
type EnterMember struct {
	Member      string
	Name        string
	Affiliation string
	Role        Role // Moderator or Participant
}

func (c *EnterMember) decide(d *draft) *Refusal {
	if c.Role != Moderator && c.Role != Participant {
		return refuse(BadValue)
	}
	name, affiliation, r := profile(c.Name, c.Affiliation)
	if r != nil {
		return r
	}
	waits := c.Role == Participant && d.state.Workshop().Waiting()
	if member := (Member{d.state.of(KindMember, c.Member)}); !member.Missing() {
		if member.Banned() {
			return refuse(Removed)
		}
		if member.Removed() {
			if r := d.hasSeat(c.Role, waits); r != nil {
				return r
			}
			if d.team(member.Team()).Missing() {
				d.set(member.Record, Field{"team", nil}) // teams were split anew meanwhile
			}
			d.set(member.Record, Field{"moved", int64(d.state.Seq)}, Field{"removed", nil}, Field{"role", string(c.Role)}, Field{"waiting", waits})
		}
		d.nameMember(member, name, affiliation)
		return nil
	}
	if r := d.checkNewID(c.Member); r != nil {
		return r
	}
	if r := d.hasSeat(c.Role, waits); r != nil {
		return r
	}
	d.put(&Record{ID: c.Member, Kind: KindMember, Audience: Everyone, Fields: MakeFields(
		Field{"name", name},
		Field{"affiliation", affiliation},
		Field{"named", int64(d.state.Seq)},
		Field{"role", string(c.Role)},
		Field{"waiting", waits},
	)})
	return nil
}

// hasSeat checks that one more person may come in. People who wait take no seat: as
// many may wait as may be members. There are some more seats for moderators alone.
func (d *draft) hasSeat(role Role, waits bool) *Refusal {
	taken, limit := len(d.state.Siblings(memberList)), d.state.Limits.MaxPeople
	switch {
	case waits:
		taken = len(d.state.Siblings(waitList))
	case role == Moderator:
		limit += limit / 20
	}
	if taken >= limit {
		return refuse(NoSeat)
	}
	return nil
}

// RenameMember changes how the sender is called.
type RenameMember struct {
	Name        string `json:"name"`
	Affiliation string `json:"affiliation,omitempty"`
}

func (c *RenameMember) decide(d *draft) *Refusal {
	member := d.member(d.by.Member)
	if member.Missing() {
		return refuse(NotFound)
	}
	name, affiliation, r := profile(c.Name, c.Affiliation)
	if r != nil {
		return r
	}
	d.nameMember(member, name, affiliation)
	return nil
}

// nameMember gives a member another name. When they took it is kept: of two with one
// name the one who had it first is called by it alone.
func (d *draft) nameMember(member Member, name, affiliation string) {
	if name != member.Name() {
		d.set(member.Record, Field{"named", int64(d.state.Seq)})
	}
	d.set(member.Record, Field{"name", name}, Field{"affiliation", affiliation})
}

func profile(name, affiliation string) (string, string, *Refusal) {
	name, r := line(name, maxNameLength, true)
	if r != nil {
		return "", "", r
	}
	affiliation, r = line(affiliation, maxAffiliationLength, false)
	return name, affiliation, r
}
