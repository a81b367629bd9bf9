package board

import "slices"

// MergeNotes makes one note of repeats: Into keeps its words and remembers all
// sources, the others go to the bin and say where they went.
type MergeNotes struct {
	Into  string   `json:"into"`
	Notes []string `json:"notes"`
}

func (c *MergeNotes) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	into, r := d.note(c.Into)
	if r != nil {
		return r
	}
	sources, teams := distinctOf(into.Sources()), distinctOf(into.Teams())
	for _, id := range c.Notes {
		note, r := d.note(id)
		switch {
		case r != nil:
			return r
		case id == c.Into:
			return refuse(BadValue)
		case note.Board() != into.Board() || note.Audience != into.Audience:
			return refuse(NotFound)
		}
		sources.add(id)
		sources.add(note.Sources()...)
		teams.add(note.Teams()...)
		if len(sources.list) > d.state.Limits.MaxBatch {
			return refuse(TooMany)
		}
		if r := d.bin(note, Field{"merged", c.Into}); r != nil {
			return r
		}
	}
	d.set(into.Record, Field{"sources", sources.list}, Field{"teams", teams.list})
	return nil
}

// distinct is a list of different items, in the order in which they came.
type distinct struct {
	list []string
	has  map[string]struct{}
}

func distinctOf(items []string) *distinct {
	d := &distinct{has: map[string]struct{}{}}
	d.add(items...)
	return d
}

func (d *distinct) add(items ...string) {
	for _, item := range items {
		if _, has := d.has[item]; !has {
			d.has[item] = struct{}{}
			d.list = append(d.list, item)
		}
	}
}

// union returns a new list of the items of both, each once, in their order.
func union(a, b []string) []string {
	all := distinctOf(a)
	all.add(b...)
	return all.list
}

// subtract returns a new list of the items of a that are not in b.
func subtract(a, b []string) []string {
	if len(b) == 1 {
		return slices.DeleteFunc(slices.Clone(a), func(item string) bool { return item == b[0] })
	}
	gone := distinctOf(b)
	return slices.DeleteFunc(slices.Clone(a), func(item string) bool { _, is := gone.has[item]; return is })
}
