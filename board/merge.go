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
	sources, teams := into.Sources(), into.Teams()
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
		sources = union(sources, append([]string{id}, note.Sources()...))
		teams = union(teams, note.Teams())
		d.bin(note, Field{"merged", c.Into})
	}
	if len(sources) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	d.set(into.Record, Field{"sources", sources}, Field{"teams", teams})
	return nil
}

// union returns a new list of the items of both, each once, in their order.
func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, item := range b {
		if !slices.Contains(all, item) {
			all = append(all, item)
		}
	}
	return all
}

// subtract returns a new list of the items of a that are not in b.
func subtract(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(item string) bool { return slices.Contains(b, item) })
}
