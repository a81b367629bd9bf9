package board

import "slices"

// FormTeams splits the people into new teams. Earlier teams become past; their
// boards and notes stay with their authors. In a phase of teams each new team
// gets its copies of the boards at once.
type FormTeams struct {
	Teams []FormedTeam `json:"teams"`
}

// FormedTeam is one team of a split.
type FormedTeam struct {
	Team    string   `json:"team"`
	Name    string   `json:"name"`
	Members []string `json:"members"`
	Lead    string   `json:"lead,omitempty"`
}

func (c *FormTeams) decide(d *draft) *Refusal {
	switch {
	case len(c.Teams) == 0:
		return refuse(Empty)
	case len(c.Teams) > d.state.Limits.MaxTeams:
		return refuse(TooMany)
	}
	for _, team := range slices.Clone(d.state.Siblings(teamList)) {
		if !(Team{team}).Past() {
			d.set(team, Field{"past", true})
		}
	}
	teamOf := map[string]string{}
	for _, t := range c.Teams {
		if r := d.formTeam(t, teamOf); r != nil {
			return r
		}
	}
	for _, member := range slices.Clone(d.state.Siblings(memberList)) {
		d.joinTeam(Member{member}, teamOf[member.ID])
	}
	return d.copyBoards()
}

func (d *draft) formTeam(t FormedTeam, teamOf map[string]string) *Refusal {
	if r := d.checkNewID(t.Team); r != nil {
		return r
	}
	name, r := line(t.Name, maxTeamNameLength, true)
	if r != nil {
		return r
	}
	if len(t.Members) > d.state.Limits.MaxPeople {
		return refuse(TooMany)
	}
	for _, id := range t.Members {
		if d.member(id).Missing() {
			return refuse(NotFound)
		}
		if teamOf[id] != "" {
			return refuse(BadValue) // nobody is in two teams
		}
		teamOf[id] = t.Team
	}
	if t.Lead != "" && teamOf[t.Lead] != t.Team {
		return refuse(BadValue)
	}
	rank, _ := d.rankIn(teamList, "", "")
	d.put(&Record{ID: t.Team, Kind: KindTeam, Audience: Everyone, Fields: MakeFields(
		Field{"lead", t.Lead},
		Field{"name", name},
		Field{"rank", rank},
	)})
	return nil
}

// joinTeam gives a member a team, "" for none. Their audiences change with it, so
// whoever has an older state has to fetch it anew: moved says since when.
func (d *draft) joinTeam(member Member, team string) {
	if member.Team() != team {
		d.set(member.Record, Field{"team", team}, Field{"moved", int64(d.state.Seq)})
	}
}

// member returns a member who was not removed, a missing one otherwise.
func (d *draft) member(id string) Member {
	member := Member{d.visible(KindMember, id)}
	if member.Removed() {
		return Member{}
	}
	return member
}

// team returns a team of the present split, a missing one otherwise.
func (d *draft) team(id string) Team {
	team := Team{d.visible(KindTeam, id)}
	if team.Past() {
		return Team{}
	}
	return team
}

// AssignTeam takes members into a team by hand; "" is no team.
type AssignTeam struct {
	Team    string   `json:"team"`
	Members []string `json:"members"`
}

func (c *AssignTeam) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Members)); r != nil {
		return r
	}
	if c.Team != "" && d.team(c.Team).Missing() {
		return refuse(NotFound)
	}
	for _, id := range c.Members {
		member := d.member(id)
		if member.Missing() {
			return refuse(NotFound)
		}
		if member.Team() != c.Team {
			d.leaveLead(member)
		}
		d.joinTeam(member, c.Team)
	}
	return nil
}

// leaveLead takes the lead from who leaves their team; earlier splits stay as
// they were.
func (d *draft) leaveLead(member Member) {
	if team := d.team(member.Team()); team.Lead() == member.ID {
		d.set(team.Record, Field{"lead", nil})
	}
}

// LetChoose lets people choose their team themselves, or no longer.
type LetChoose struct {
	On bool `json:"on"`
}

func (c *LetChoose) decide(d *draft) *Refusal {
	d.set(d.state.Workshop().Record, Field{"choosing", c.On})
	return nil
}

// ChooseTeam takes the sender into a team, while people may choose.
type ChooseTeam struct {
	Team string `json:"team"`
}

func (c *ChooseTeam) decide(d *draft) *Refusal {
	if !d.state.Workshop().Choosing() {
		return refuse(WrongPhase)
	}
	member := d.member(d.by.Member)
	if d.team(c.Team).Missing() || member.Missing() {
		return refuse(NotFound)
	}
	if member.Team() != c.Team {
		d.leaveLead(member)
	}
	d.joinTeam(member, c.Team)
	return nil
}

// NameLead says who speaks for a team; without Member nobody does.
type NameLead struct {
	Team   string `json:"team"`
	Member string `json:"member,omitempty"`
}

func (c *NameLead) decide(d *draft) *Refusal {
	team := d.team(c.Team)
	if team.Missing() {
		return refuse(NotFound)
	}
	if c.Member != "" {
		member := d.member(c.Member)
		if member.Missing() || member.Team() != c.Team {
			return refuse(NotFound)
		}
	}
	d.set(team.Record, Field{"lead", c.Member})
	return nil
}

// LetChooseLead lets the people of a team that nobody leads choose one of themselves, or
// no longer.
type LetChooseLead struct {
	On bool `json:"on"`
}

func (c *LetChooseLead) decide(d *draft) *Refusal {
	d.set(d.state.Workshop().Record, Field{"choosingLead", c.On})
	return nil
}

// ChooseLead names the lead of the sender's own team, while people may choose one.
type ChooseLead struct {
	Member string `json:"member"`
}

func (c *ChooseLead) decide(d *draft) *Refusal {
	if !d.state.Workshop().ChoosingLead() {
		return refuse(WrongPhase)
	}
	team := d.team(d.member(d.by.Member).Team())
	if team.Missing() || d.member(c.Member).Team() != team.ID {
		return refuse(NotFound)
	}
	if d.member(team.Lead()).Team() == team.ID {
		return nil // the first choice stays
	}
	d.set(team.Record, Field{"lead", c.Member})
	return nil
}

// RenameTeam gives a team another name.
type RenameTeam struct {
	Team string `json:"team"`
	Name string `json:"name"`
}

func (c *RenameTeam) decide(d *draft) *Refusal {
	team := d.visible(KindTeam, c.Team)
	if team == nil {
		return refuse(NotFound)
	}
	name, r := line(c.Name, maxTeamNameLength, true)
	if r != nil {
		return r
	}
	d.set(team, Field{"name", name})
	return nil
}
