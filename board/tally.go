package board

import (
	"cmp"
	"slices"
	"strconv"
)

// score is an item with its points; place is 0 for a note that its group
// answers for.
type score struct {
	item   string
	points int
	place  int
}

// minBallots is how many ballots have to count for something before there are totals,
// and how many have to change before shown totals move.
const minBallots = 3

// tally adds up the ballots of a vote. The points of notes that stand in one
// group and section add up on the group's item, which has the place; in a vote
// on notes each note keeps its own sum beside it. Ties share a place and the
// next place counts them: 1, 2, 2, 4.
func (s *State) tally(vote Vote) ([]score, int) {
	voters := 0
	heads, parts := map[string]int{}, map[string]int{}
	counts := counter{s, vote, map[string]Item{}, map[string]merged{}}
	for _, r := range s.Siblings(ballotsOf(vote.ID)) {
		gave := false
		for _, point := range (Ballot{r}).Points() {
			item := counts.item(point)
			if item.Missing() {
				continue
			}
			gave = true
			if item.Group() == "" {
				heads[item.ID]++
				continue
			}
			heads[groupItem(item.Group(), item.Section())]++
			if !vote.Groups() {
				parts[item.ID]++
			}
		}
		if gave {
			voters++
		}
	}
	return ranked(heads, parts), voters
}

// ranked gives the items that answer for their points their places, and puts those
// that a group answers for behind them.
func ranked(heads, parts map[string]int) []score {
	var scores []score
	for item, points := range heads {
		scores = append(scores, score{item: item, points: points})
	}
	slices.SortFunc(scores, func(a, b score) int {
		return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.item, b.item))
	})
	for i := range scores {
		scores[i].place = i + 1
		if i > 0 && scores[i].points == scores[i-1].points {
			scores[i].place = scores[i-1].place
		}
	}
	for _, item := range sortedKeys(parts) {
		scores = append(scores, score{item: item, points: parts[item]})
	}
	return scores
}

// counter says what the points of a vote count for, as counted does, but looks each
// item up only once: a tally has many points, and merges can be long.
type counter struct {
	state  *State
	vote   Vote
	items  map[string]Item   // by point
	merged map[string]merged // by the item that went into another one
}

// merged is where an item ended, and after how many merges.
type merged struct {
	into   Item
	merges int
}

func (c *counter) item(point string) Item {
	item, known := c.items[point]
	if !known {
		item = c.state.counted(c.vote, point, c.follow)
		c.items[point] = item
	}
	return item
}

func (c *counter) follow(id string) merged {
	if m, known := c.merged[id]; known {
		return m
	}
	c.merged[id] = merged{merges: maxMerges} // merges in a circle lead nowhere
	m := merged{into: c.state.item(id)}
	if m.into.Deleted() && m.into.Merged() != "" {
		m = c.follow(m.into.Merged())
		m.merges++
	}
	c.merged[id] = m
	return m
}

// CountVote publishes the totals of an open vote when enough ballots have changed
// since they were published last; the server gives it a moment after points were
// given.
type CountVote struct{ Vote string }

func (c *CountVote) decide(d *draft) *Refusal {
	vote := Vote{d.state.of(KindVote, c.Vote)}
	if showsTotals(vote) && len(d.state.uncounted(vote)) >= minBallots {
		d.publish(vote)
	}
	return nil
}

// uncounted lists the members whose ballots have changed since the totals of the vote
// were published.
func (s *State) uncounted(vote Vote) []string {
	return Uncounted{s.of(KindUncounted, uncountedOf(vote.ID))}.Members()
}

func (d *draft) setUncounted(vote Vote, members []string) {
	d.keep(d.state.Get(uncountedOf(vote.ID)), &Record{ID: uncountedOf(vote.ID), Kind: KindUncounted, Audience: Nobody},
		Field{"members", members},
		Field{"vote", vote.ID},
	)
}

// showsTotals reports whether the totals of a vote show while it runs.
func showsTotals(vote Vote) bool {
	return vote.LiveTotals() && !vote.Closed()
}

// LiveVotes lists the votes whose totals show while they run.
func (s *State) LiveVotes() []string {
	var live []string
	for _, r := range s.Siblings(voteList) {
		if showsTotals(Vote{r}) {
			live = append(live, r.ID)
		}
	}
	return live
}

// ShowsTotals reports whether there is such a vote, and it is open and shows its
// totals.
func (s *State) ShowsTotals(vote string) bool { return showsTotals(Vote{s.of(KindVote, vote)}) }

// VoteTouched returns the vote whose shown totals a command has changed, "" when
// it has changed none.
func (s *State) VoteTouched(c Command) string {
	if points, gives := c.(*SetPoints); gives {
		if vote := (Vote{s.of(KindVote, points.Vote)}); showsTotals(vote) {
			return vote.ID
		}
	}
	return ""
}

// publish puts the tally of a vote to all whom the vote reaches. Of few ballots it
// tells the number only: their totals would be somebody's ballot.
func (d *draft) publish(vote Vote) {
	scores, voters := d.state.tally(vote)
	if voters < minBallots {
		scores = nil
	}
	d.setTally(vote, scores, voters)
	if len(d.state.uncounted(vote)) > 0 {
		d.setUncounted(vote, nil)
	}
}

func (d *draft) setTally(vote Vote, scores []score, voters int) {
	var items, points, places []string
	for _, s := range scores {
		place := ""
		if s.place > 0 {
			place = strconv.Itoa(s.place)
		}
		items, points, places = append(items, s.item), append(points, strconv.Itoa(s.points)), append(places, place)
	}
	d.keep(d.state.Get(tallyOf(vote.ID)), &Record{ID: tallyOf(vote.ID), Kind: KindTally, Audience: vote.Audience},
		Field{"items", items},
		Field{"places", places},
		Field{"points", points},
		Field{"vote", vote.ID},
		Field{"voters", int64(voters)},
	)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
