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

func (c *SetPoints) decide(d *draft) *Refusal {
	vote := Vote{d.visible(KindVote, c.Vote)}
	if vote.Missing() || d.member(d.by.Member).Missing() {
		return refuse(NotFound)
	}
	if vote.Team() != "" && vote.Team() != d.by.Team {
		return refuse(Forbidden)
	}
	switch {
	case vote.Closed():
		return refuse(Closed)
	case c.Points < 0:
		return refuse(BadValue)
	case c.Points > vote.PerItem():
		return refuse(PerItem)
	case c.Points > 0 && !d.state.isItem(vote, c.Item):
		return refuse(NotFound)
	}
	ballot := Ballot{d.state.Get(ballotOf(c.Vote, d.by.Member))}
	points := subtract(d.state.livePoints(vote, ballot), []string{c.Item})
	if vote.Points() == 1 && c.Points == 1 {
		points = nil // the one point moves
	}
	if c.Points > 0 && int64(d.state.pointsOn(vote, points, c.Item))+c.Points > vote.PerItem() {
		return refuse(PerItem) // points that followed merged notes count, too
	}
	if int64(len(points))+c.Points > vote.Points() {
		return refuse(NoPoints)
	}
	for range c.Points {
		points = append(points, c.Item)
	}
	slices.Sort(points)
	d.keep(ballot.Record, &Record{ID: ballotOf(c.Vote, d.by.Member), Kind: KindBallot, Audience: OnlyMember(d.by.Member)},
		Field{"member", d.by.Member},
		Field{"points", points},
		Field{"vote", c.Vote},
	)
	// In a vote with live totals these move with every ballot: together with the
	// name of who voted just then they would tell what was chosen.
	if !vote.LiveTotals() {
		d.progress(vote, d.by.Member, vote.Points()-int64(len(points)))
	}
	return nil
}

// progress tells the moderators how many points a member has left, and nothing
// of where the others went.
func (d *draft) progress(vote Vote, member string, left int64) {
	id := "progress:" + vote.ID + ":" + member
	d.keep(d.state.Get(id), &Record{ID: id, Kind: KindProgress, Audience: Moderators},
		Field{"left", left},
		Field{"member", member},
		Field{"vote", vote.ID},
	)
}

// pointsOn counts the points that count for the same item as this one.
func (s *State) pointsOn(vote Vote, points []string, item string) int {
	n, counted := 0, s.countsFor(vote, item)
	for _, point := range points {
		if s.countsFor(vote, point) == counted {
			n++
		}
	}
	return n
}

// countsFor is the item that a point on an item counts for now, "" when it counts
// for nothing.
func (s *State) countsFor(vote Vote, point string) string {
	item := s.counted(vote, point, s.follow)
	if vote.Groups() && item.Group() != "" {
		return groupItem(item.Group(), item.Section())
	}
	if item.Missing() {
		return ""
	}
	return item.ID
}

// isItem reports whether points may be given to the item now.
func (s *State) isItem(vote Vote, item string) bool {
	counted := s.countsFor(vote, item)
	return counted != "" && item == counted
}

// livePoints are the points of a ballot that still count for something; the
// others may be given again.
func (s *State) livePoints(vote Vote, ballot Ballot) []string {
	return slices.DeleteFunc(slices.Clone(ballot.Points()), func(point string) bool { return s.counted(vote, point, s.follow).Missing() })
}
