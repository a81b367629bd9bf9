package board

import "slices"

// FormTeams makes a new line-up: teams with their members, each with a copy of
// a board of the plenary that reaches the team and the moderators. An earlier
// line-up becomes past; its boards and notes stay with their authors.
type FormTeams struct {
	Board string       `json:"board"`
	Teams []FormedTeam `json:"teams"`
}

// FormedTeam is one team of a line-up; Board is the id of its copy.
type FormedTeam struct {
	Team    string   `json:"team"`
	Name    string   `json:"name"`
	Board   string   `json:"board"`
	Members []string `json:"members"`
	Lead    string   `json:"lead,omitempty"`
}

func (c *FormTeams) decide(d *draft, _ Actor) *Refusal {
	if _, r := d.kindOf(c.Board); r != nil {
		return r
	}
	origin := d.state.Get(c.Board)
	if origin.Fields.Text("team") != "" {
		return refuse(BadValue)
	}
	switch {
	case len(c.Teams) == 0:
		return refuse(Empty)
	case len(c.Teams) > d.state.Limits.MaxTeams:
		return refuse(TooMany)
	}
	for _, team := range slices.Clone(d.state.Siblings("teams")) {
		d.set(team, Field{"past", true})
	}
	seated := map[string]string{}
	for _, t := range c.Teams {
		if r := d.formTeam(t, origin, seated); r != nil {
			return r
		}
	}
	for _, member := range slices.Clone(d.state.Siblings("members")) {
		d.seat(member, seated[member.ID])
	}
	return nil
}

func (d *draft) formTeam(t FormedTeam, origin *Record, seated map[string]string) *Refusal {
	if r := d.fresh(t.Team); r != nil {
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
		if d.member(id) == nil {
			return refuse(NotFound)
		}
		if seated[id] != "" {
			return refuse(BadValue) // nobody sits in two teams
		}
		seated[id] = t.Team
	}
	if t.Lead != "" && seated[t.Lead] != t.Team {
		return refuse(BadValue)
	}
	rank, _ := d.rankIn("teams", "", "")
	d.put(&Record{ID: t.Team, Kind: KindTeam, Audience: Everyone, Fields: MakeFields(
		Field{"lead", t.Lead},
		Field{"name", name},
		Field{"rank", rank},
	)})
	if r := d.fresh(t.Board); r != nil {
		return r
	}
	rank, _ = d.rankIn("boards", "", "")
	d.put(&Record{ID: t.Board, Kind: KindBoard, Audience: OnlyTeam(t.Team), Fields: MakeFields(
		Field{"kind", origin.Fields.Text("kind")},
		Field{"origin", origin.ID},
		Field{"rank", rank},
		Field{"team", t.Team},
		Field{"title", origin.Fields.Text("title")},
	)})
	return nil
}

// seat gives a member a team, "" for none. Their audiences change with it, so
// whoever has an older state has to fetch it anew: moved says since when.
func (d *draft) seat(member *Record, team string) {
	if member.Fields.Text("team") != team {
		d.set(member, Field{"team", team}, Field{"moved", int64(d.state.Seq)})
	}
}

// member returns a member who was not removed.
func (d *draft) member(id string) *Record {
	member := d.see(KindMember, id)
	if member == nil || member.Fields.Flag("removed") {
		return nil
	}
	return member
}

// team returns a team of the present line-up.
func (d *draft) team(id string) *Record {
	team := d.see(KindTeam, id)
	if team == nil || team.Fields.Flag("past") {
		return nil
	}
	return team
}

// AssignTeam takes members into a team by hand; "" is no team.
type AssignTeam struct {
	Team    string   `json:"team"`
	Members []string `json:"members"`
}

func (c *AssignTeam) decide(d *draft, _ Actor) *Refusal {
	if r := d.batch(len(c.Members)); r != nil {
		return r
	}
	if c.Team != "" && d.team(c.Team) == nil {
		return refuse(NotFound)
	}
	for _, id := range c.Members {
		member := d.member(id)
		if member == nil {
			return refuse(NotFound)
		}
		if member.Fields.Text("team") != c.Team {
			d.leaveLead(id)
		}
		d.seat(member, c.Team)
	}
	return nil
}

// leaveLead takes the lead from who leaves their team; earlier line-ups stay as
// they were.
func (d *draft) leaveLead(member string) {
	for _, team := range slices.Clone(d.state.Siblings("teams")) {
		if team.Fields.Text("lead") == member && !team.Fields.Flag("past") {
			d.set(team, Field{"lead", nil})
		}
	}
}

// LetChoose lets people choose their team themselves, or no longer.
type LetChoose struct {
	On bool `json:"on"`
}

func (c *LetChoose) decide(d *draft, _ Actor) *Refusal {
	d.set(d.state.Workshop(), Field{"choosing", c.On})
	return nil
}

// ChooseTeam takes the sender into a team, while people may choose.
type ChooseTeam struct {
	Team string `json:"team"`
}

func (c *ChooseTeam) decide(d *draft, by Actor) *Refusal {
	if !d.state.Workshop().Fields.Flag("choosing") {
		return refuse(WrongPhase)
	}
	member := d.member(by.Member)
	if d.team(c.Team) == nil || member == nil {
		return refuse(NotFound)
	}
	if member.Fields.Text("team") != c.Team {
		d.leaveLead(by.Member)
	}
	d.seat(member, c.Team)
	return nil
}

// NameLead says who speaks for a team; without Member nobody does.
type NameLead struct {
	Team   string `json:"team"`
	Member string `json:"member,omitempty"`
}

func (c *NameLead) decide(d *draft, _ Actor) *Refusal {
	team := d.team(c.Team)
	if team == nil {
		return refuse(NotFound)
	}
	if c.Member != "" {
		member := d.member(c.Member)
		if member == nil || member.Fields.Text("team") != c.Team {
			return refuse(NotFound)
		}
	}
	d.set(team, Field{"lead", c.Member})
	return nil
}

// RenameTeam gives a team another name.
type RenameTeam struct {
	Team string `json:"team"`
	Name string `json:"name"`
}

func (c *RenameTeam) decide(d *draft, _ Actor) *Refusal {
	team := d.see(KindTeam, c.Team)
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
