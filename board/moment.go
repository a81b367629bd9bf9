package board

// Moments are names on numbers of the journal, such as "SWOT v1". A moment keeps no copy:
// the workshop as it was is read from the journal; see Past.

// momentList holds the moments in the order in which they were made.
const momentList = "moments"

// maxMoments bounds the moments of a workshop.
const maxMoments = 200

// MarkMoment gives the workshop as it stands now a name.
type MarkMoment struct {
	Moment string `json:"moment"`
	Title  string `json:"title"`
}

func (c *MarkMoment) decide(d *draft) *Refusal {
	if r := d.checkNewID(c.Moment); r != nil {
		return r
	}
	if d.state.Count(KindMoment) >= maxMoments {
		return refuse(TooMany)
	}
	title, r := line(c.Title, maxTitleLength, true)
	if r != nil {
		return r
	}
	rank, _ := d.rankIn(momentList, "", "")
	d.put(&Record{ID: c.Moment, Kind: KindMoment, Audience: Everyone, Fields: MakeFields(
		Field{"made", d.at.UnixMilli()},
		Field{"rank", rank},
		Field{"seq", int64(d.state.Seq)},
		Field{"title", title},
	)})
	return nil
}

// RenameMoment gives a moment another name.
type RenameMoment struct {
	Moment string `json:"moment"`
	Title  string `json:"title"`
}

func (c *RenameMoment) decide(d *draft) *Refusal {
	moment := d.visible(KindMoment, c.Moment)
	if moment == nil {
		return refuse(NotFound)
	}
	title, r := line(c.Title, maxTitleLength, true)
	if r == nil {
		d.set(moment, Field{"title", title})
	}
	return r
}

// RemoveMoment takes a name away; what it named stays in the journal.
type RemoveMoment struct {
	Moment string `json:"moment"`
}

func (c *RemoveMoment) decide(d *draft) *Refusal {
	moment := d.visible(KindMoment, c.Moment)
	if moment == nil {
		return refuse(NotFound)
	}
	d.remove(moment)
	return nil
}

// Moments returns the numbers that moments name.
func (s *State) Moments() []uint64 {
	numbers := []uint64{}
	for _, r := range s.Siblings(momentList) {
		numbers = append(numbers, uint64(Moment{r}.Seq()))
	}
	return numbers
}
