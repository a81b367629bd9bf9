package board

import "slices"

// SetDots says how many of the sender's points an item has. A member has one
// ballot, whichever tab or device it is filled in on, and nobody else ever
// receives it.
type SetDots struct {
	Vote string `json:"vote"`
	Item string `json:"item"`
	Dots int64  `json:"dots"`
}

func (c *SetDots) decide(d *draft, by Actor) *Refusal {
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
	case c.Dots < 0:
		return refuse(BadValue)
	case c.Dots > vote.Fields.Int("most"):
		return refuse(MostPoints)
	case c.Dots > 0 && !d.state.isItem(vote, c.Item):
		return refuse(NotFound)
	}
	id := "ballot:" + c.Vote + ":" + by.Member
	ballot := d.state.Get(id)
	var dots []string
	if ballot != nil {
		dots = d.state.liveDots(vote, ballot)
	}
	dots = less(dots, []string{c.Item})
	if c.Dots > 0 && int64(d.state.pointsOn(vote, dots, c.Item))+c.Dots > vote.Fields.Int("most") {
		return refuse(MostPoints) // points that followed merged notes count, too
	}
	if int64(len(dots))+c.Dots > vote.Fields.Int("points") {
		return refuse(NoPoints)
	}
	for range c.Dots {
		dots = append(dots, c.Item)
	}
	slices.Sort(dots)
	if ballot != nil {
		d.set(ballot, Field{"dots", dots})
	} else {
		d.put(&Record{ID: id, Kind: KindBallot, Audience: OnlyMember(by.Member), Fields: MakeFields(
			Field{"dots", dots},
			Field{"member", by.Member},
			Field{"vote", c.Vote},
		)})
	}
	// In an open vote the totals move with every ballot: together with the name
	// of who voted just then they would tell what was chosen.
	if !vote.Fields.Flag("open") {
		d.progress(vote, by.Member, vote.Fields.Int("points")-int64(len(dots)))
	}
	return nil
}

// pointsOn counts the points that count for the same item as this one.
func (s *State) pointsOn(vote *Record, dots []string, item string) int {
	n, head := 0, s.head(vote, item)
	for _, dot := range dots {
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
		return groupItem(group, note.Fields.Text("quadrant"))
	}
	return note.ID
}

// isItem reports whether points may be given to the item now.
func (s *State) isItem(vote *Record, item string) bool {
	head := s.head(vote, item)
	return head != "" && item == head
}

// liveDots are the points of a ballot that still count for something; the
// others may be given again.
func (s *State) liveDots(vote, ballot *Record) []string {
	return slices.DeleteFunc(slices.Clone(ballot.Fields.List("dots")), func(item string) bool { return s.counts(vote, item) == nil })
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
