package board

import (
	"slices"
	"time"
)

// EmptyBin removes notes from the bin for good; with Board those of one board. It keeps
// what is still needed: the sources of other notes, what a vote names, and what is linked
// with something in use. The ids stay taken. Of very many notes it removes some, and is
// given again for the others.
type EmptyBin struct {
	Board string `json:"board,omitempty"`
}

func (c *EmptyBin) decide(d *draft) *Refusal {
	return d.emptyBin(func(item Item) bool {
		return d.by.Sees(item.Audience) && (c.Board == "" || c.Board == item.Board())
	})
}

// ExpireBin removes what has been in the bin since before a time; the server gives it.
type ExpireBin struct{ Before time.Time }

func (c *ExpireBin) decide(d *draft) *Refusal {
	return d.emptyBin(func(item Item) bool { return d.state.holdings.binned[item.ID].Before(c.Before) })
}

// maxEmptied is how many notes one command removes from the bin.
const maxEmptied = 2_500

func (d *draft) emptyBin(may func(Item) bool) *Refusal {
	var ids []string
	for id := range d.state.holdings.binned {
		if may(d.state.item(id)) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	needed := d.state.neededInBin()
	ids = slices.DeleteFunc(ids, func(id string) bool { return needed[id] })
	slices.Sort(ids)
	for _, id := range ids[:min(len(ids), maxEmptied)] {
		r := d.state.Get(id)
		for _, link := range sortedKeys(d.state.links[id]) {
			d.remove(d.state.Get(link)) // its other end is in the bin, too
		}
		d.remove(r)
		if placed := d.state.placement(Row{Item{r}}); !placed.Missing() {
			d.remove(placed.Record)
		}
		for _, gap := range gapKinds {
			if aside := d.state.aside(gap, id); !aside.Missing() {
				d.remove(aside.Record)
			}
		}
		if isHidden(r) {
			d.recount((Item{r}).Board())
		}
	}
	return nil
}

// neededInBin returns the items that votes name or what is in use is linked with, and the
// sources of those that stay.
func (s *State) neededInBin() map[string]bool {
	needed := map[string]bool{}
	var open []Item
	need := func(ids []string) {
		for _, id := range ids {
			if item := s.item(id); !needed[id] && !item.Missing() {
				needed[id] = true
				open = append(open, item)
			}
		}
	}
	for _, r := range s.records {
		switch {
		case r.Kind == KindBallot:
			need(Ballot{r}.Points())
		case r.Kind == KindTally:
			need(Tally{r}.Items())
		case r.Kind == KindVote && !(Vote{r}).Closed():
			need(Vote{r}.Items())
		case r.Kind == KindLink:
			ends := []string{Link{r}.From(), Link{r}.To()}
			if slices.ContainsFunc(ends, func(id string) bool { item := s.item(id); return !item.Missing() && !item.Deleted() }) {
				need(ends)
			}
		case itemKinds[r.Kind] != nil && !(Item{r}).Deleted():
			need((Item{r}).Sources())
		}
	}
	for len(open) > 0 {
		item := open[len(open)-1]
		open = open[:len(open)-1]
		need(item.Sources())
		if item.Merged() != "" {
			need([]string{item.Merged()})
		}
	}
	return needed
}
