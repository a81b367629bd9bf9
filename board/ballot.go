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
	switch {
	case vote.Closed():
		return refuse(Closed)
	case !slices.Contains(vote.Electorate(), d.by.Member):
		return refuse(NoVoter)
	case c.Points < 0:
		return refuse(BadValue)
	case c.Points > vote.PerItem():
		return refuse(PerItem)
	case c.Points > 0 && !d.state.isItem(vote, c.Item):
		return refuse(NotFound)
	}
	ballot := Ballot{d.state.Get(ballotOf(c.Vote, d.by.Member))}
	live, dead := d.state.sortPoints(vote, subtract(ballot.Points(), []string{c.Item}))
	if vote.Points() == 1 && c.Points == 1 {
		live = nil // the one point moves
	}
	if c.Points > 0 && int64(d.state.pointsOn(vote, live, c.Item))+c.Points > vote.PerItem() {
		return refuse(PerItem) // points that followed merged notes count, too
	}
	if int64(len(live))+c.Points > vote.Points() {
		return refuse(NoPoints)
	}
	for range c.Points {
		live = append(live, c.Item)
	}
	// Points that count for nothing stay until they are needed: whether somebody has
	// given all points must not depend on where they lie.
	points := append(live, dead[:min(len(dead), int(vote.Points())-len(live))]...)
	slices.Sort(points)
	if slices.Equal(points, ballot.Points()) {
		return nil
	}
	d.keep(ballot.Record, &Record{ID: ballotOf(c.Vote, d.by.Member), Kind: KindBallot, Audience: OnlyMember(d.by.Member)},
		Field{"member", d.by.Member},
		Field{"points", points},
		Field{"vote", c.Vote},
	)
	if vote.LiveTotals() {
		d.setUncounted(vote, union(d.state.uncounted(vote), []string{d.by.Member}))
	}
	d.progress(vote)
	return nil
}

// progress tells all whom the vote reaches how many members have voted, how many have
// given all their points, and how many points that makes: numbers only, of points as they
// were given. Points are told in steps of several ballots, until all are given: a step of
// one would tell, beside the totals, on which item somebody has just put theirs.
func (d *draft) progress(vote Vote) {
	var voted, finished, sum int64
	for _, r := range d.state.Siblings(ballotsOf(vote.ID)) {
		given := int64(len(Ballot{r}.Points()))
		sum += given
		if given > 0 {
			voted++
		}
		if given == vote.Points() {
			finished++
		}
	}
	if finished < int64(len(vote.Electorate())) {
		sum -= sum % (minBallots * vote.PerItem())
	}
	d.keep(d.state.Get(progressOf(vote.ID)), &Record{ID: progressOf(vote.ID), Kind: KindProgress, Audience: vote.Audience},
		Field{"finished", finished},
		Field{"given", sum},
		Field{"vote", vote.ID},
		Field{"voted", voted},
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

// sortPoints parts points into those that count for something and those that do not,
// which may be given again.
func (s *State) sortPoints(vote Vote, points []string) (live, dead []string) {
	for _, point := range points {
		if s.counted(vote, point, s.follow).Missing() {
			dead = append(dead, point)
		} else {
			live = append(live, point)
		}
	}
	return live, dead
}
