package board

import "slices"

// SetPoints says how many of the sender's points an item has. A member has one
// ballot, whichever tab or device it is filled in on, and nobody else ever
// receives it.
type SetPoints struct {
	Vote   string `json:"vote"`
	Item   string `json:"item"`
	Points int64  `json:"points"`
}

func (c *SetPoints) decide(d *draft, by Actor) *Refusal {
	vote := d.see(KindVote, c.Vote)
	if vote == nil || d.member(by.Member) == nil {
		return refuse(NotFound)
	}
	if team := vote.Fields.Text("team"); team != "" && team != d.viewer.Team {
		return refuse(Forbidden)
	}
	switch {
	case vote.Fields.Flag("closed"):
		return refuse(Closed)
	case c.Points < 0:
		return refuse(BadValue)
	case c.Points > vote.Fields.Int("perItem"):
		return refuse(PerItem)
	case c.Points > 0 && !d.state.isItem(vote, c.Item):
		return refuse(NotFound)
	}
	id := "ballot:" + c.Vote + ":" + by.Member
	ballot := d.state.Get(id)
	var points []string
	if ballot != nil {
		points = d.state.livePoints(vote, ballot)
	}
	points = less(points, []string{c.Item})
	if c.Points > 0 && int64(d.state.pointsOn(vote, points, c.Item))+c.Points > vote.Fields.Int("perItem") {
		return refuse(PerItem) // points that followed merged notes count, too
	}
	if int64(len(points))+c.Points > vote.Fields.Int("points") {
		return refuse(NoPoints)
	}
	for range c.Points {
		points = append(points, c.Item)
	}
	slices.Sort(points)
	if ballot != nil {
		d.set(ballot, Field{"points", points})
	} else {
		d.put(&Record{ID: id, Kind: KindBallot, Audience: OnlyMember(by.Member), Fields: MakeFields(
			Field{"points", points},
			Field{"member", by.Member},
			Field{"vote", c.Vote},
		)})
	}
	// In an open vote the totals move with every ballot: together with the name
	// of who voted just then they would tell what was chosen.
	if !vote.Fields.Flag("liveTotals") {
		d.progress(vote, by.Member, vote.Fields.Int("points")-int64(len(points)))
	}
	return nil
}

// pointsOn counts the points that count for the same item as this one.
func (s *State) pointsOn(vote *Record, points []string, item string) int {
	n, head := 0, s.head(vote, item)
	for _, dot := range points {
		if s.head(vote, dot) == head {
			n++
		}
	}
	return n
}

// head is the item that a point on an item counts for now.
func (s *State) head(vote *Record, item string) string {
	note := s.counts(vote, item)
	if note == nil {
		return ""
	}
	if group := note.Fields.Text("group"); vote.Fields.Flag("groups") && group != "" {
		return groupItem(group, note.Fields.Text("section"))
	}
	return note.ID
}

// isItem reports whether points may be given to the item now.
func (s *State) isItem(vote *Record, item string) bool {
	head := s.head(vote, item)
	return head != "" && item == head
}

// livePoints are the points of a ballot that still count for something; the
// others may be given again.
func (s *State) livePoints(vote, ballot *Record) []string {
	return slices.DeleteFunc(slices.Clone(ballot.Fields.List("points")), func(item string) bool { return s.counts(vote, item) == nil })
}

// progress tells the moderators how many points a member has left, and nothing
// of where the others went.
func (d *draft) progress(vote *Record, member string, left int64) {
	id := "progress:" + vote.ID + ":" + member
	if r := d.state.Get(id); r != nil {
		d.set(r, Field{"left", left})
		return
	}
	d.put(&Record{ID: id, Kind: KindProgress, Audience: Moderators, Fields: MakeFields(
		Field{"left", left},
		Field{"member", member},
		Field{"vote", vote.ID},
	)})
}
