package board

import (
	"slices"
	"strings"
)

// Reveal opens hidden items to all whom their board reaches: those of a section
// or of the whole board, all of them, those that one member signed, or the next
// one. What is revealed whole stays open for the rest of the phase. Of very many it
// opens some, and is given again for the others.
type Reveal struct {
	Board   string `json:"board"`
	Section string `json:"section,omitempty"`
	Member  string `json:"member,omitempty"`
	Next    bool   `json:"next,omitempty"`
}

func (c *Reveal) decide(d *draft) *Refusal {
	board, _, r := d.resolve(Spot{Board: c.Board, Section: c.Section})
	if r != nil {
		return r
	}
	sections := d.state.sectionsOf(board)
	if c.Section != "" {
		sections = []string{c.Section}
	}
	if c.Member != "" && d.state.anonymous() {
		return refuse(BadValue) // it would tell who wrote them
	}
	items := slices.DeleteFunc(d.state.hiddenItems(c.Board), func(item Item) bool {
		return !slices.Contains(sections, item.Section()) || c.Member != "" && item.Author() != c.Member
	})
	if c.Next && len(items) > 1 {
		items = items[:1]
	}
	some := d.opens(items)
	d.reveal(some)
	if !c.Next && c.Member == "" && len(some) == len(items) {
		d.keepOpen(board, sections)
	}
	return nil
}

// opens returns as many of the items, from the first on, as one command opens.
func (d *draft) opens(items []Item) []Item {
	for i, item := range items {
		if d.copies(item.Fields...) != nil {
			return items[:i]
		}
	}
	return items
}

// keepOpen remembers that the running phase hides nothing more there.
func (d *draft) keepOpen(board Board, sections []string) {
	phase := d.state.Running()
	if !phase.Hidden() || !d.state.covers(board) {
		return
	}
	revealed := phase.Revealed()
	for _, section := range sections {
		revealed = union(revealed, []string{sectionKey(board.ID, section)})
	}
	slices.Sort(revealed)
	d.set(phase.Record, Field{"revealed", revealed})
}

// ShowNotes opens the sender's own hidden notes, whenever they choose.
type ShowNotes struct {
	Notes []string `json:"notes"`
}

func (c *ShowNotes) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	var items []Item
	for _, id := range c.Notes {
		item, r := d.item(id)
		if r != nil {
			return r
		}
		if isHidden(item.Record) && !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	if len(d.opens(items)) < len(items) {
		return refuse(TooMany)
	}
	slices.SortFunc(items, func(a, b Item) int { return byID(a.Record, b.Record) })
	d.reveal(items)
	return nil
}

// reveal puts items, and the hidden groups and rows they stand in, to the audience
// of their board, in one change. Their places are drawn anew behind the open items,
// so that the order tells nothing; under a row that opens with them they keep theirs,
// for all that stands there is of one author.
func (d *draft) reveal(items []Item) {
	var groups []*Record
	for _, item := range items {
		if group := d.state.of(KindGroup, item.Group()); group != nil && isHidden(group) && !slices.Contains(groups, group) {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, byID)
	all := groups
	opening := map[string]bool{}
	for _, item := range d.withAbove(items) {
		all, opening[item.ID] = append(all, item.Record), true
	}
	byAudience := slices.Clone(all)
	slices.SortStableFunc(byAudience, func(a, b *Record) int { return strings.Compare(string(a.Audience), string(b.Audience)) })
	for _, r := range byAudience {
		d.remove(r)
	}
	for _, r := range all {
		item := Item{r} // a group has these fields, too, as far as they are read here
		board := d.state.Get(item.Board())
		d.recount(board.ID)
		var opened Fields
		if d.state.onPlane(item) {
			at := d.below(board.ID, item.Section()).next(NoteOf(r).Size())
			opened = Fields{{"x", at.X}, {"y", at.Y}}
		} else if !opening[Row{item}.Parent()] {
			opened = Fields{{"rank", d.lastOpenRank(container(r))}}
		}
		if author := item.Author(); author != "" && d.state.anonymous() {
			// The phase has become anonymous since the item was written.
			opened = append(opened, Field{"author", nil})
		}
		d.add(board.Audience, Patch{Put: &Record{ID: r.ID, Kind: r.Kind, Audience: board.Audience, Fields: r.Fields.with(opened)}})
	}
}

// withAbove adds to hidden items those that they stand under, for whoever receives an
// item has to receive these.
func (d *draft) withAbove(items []Item) []Item {
	all, known := slices.Clone(items), map[string]bool{}
	for _, item := range items {
		known[item.ID] = true
	}
	for i := 0; i < len(all); i++ {
		above := d.state.item(Row{all[i]}.Parent())
		if !above.Missing() && isHidden(above.Record) && !known[above.ID] {
			all, known[above.ID] = append(all, above), true
		}
	}
	return all
}

// lastOpenRank is a rank behind the last record of a container that is not hidden.
func (d *draft) lastOpenRank(container string) string {
	open := d.state.Siblings(container)
	if len(open) == 0 {
		return rankBetween("", "")
	}
	return rankBetween(open[len(open)-1].rank, "")
}
