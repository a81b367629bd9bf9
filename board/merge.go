package board

import "slices"

// MergeNotes makes one note of repeats: Into keeps its words and remembers all
// sources, the others go to the bin and say where they went.
type MergeNotes struct {
	Into  string   `json:"into"`
	Notes []string `json:"notes"`
}

func (c *MergeNotes) decide(d *draft, _ Actor) *Refusal {
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	into, r := d.note(c.Into)
	if r != nil {
		return r
	}
	sources, teams := into.Fields.List("sources"), into.Fields.List("teams")
	for _, id := range c.Notes {
		note, r := d.note(id)
		switch {
		case r != nil:
			return r
		case id == c.Into:
			return refuse(BadValue)
		case note.Fields.Text("board") != into.Fields.Text("board") || note.Audience != into.Audience:
			return refuse(NotFound)
		}
		sources = union(sources, append([]string{id}, note.Fields.List("sources")...))
		teams = union(teams, note.Fields.List("teams"))
		d.bin(note, Field{"merged", c.Into})
	}
	if len(sources) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	d.set(into, Field{"sources", sources}, Field{"teams", teams})
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

// less returns a new list of the items of a that are not in b.
func less(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(item string) bool { return slices.Contains(b, item) })
}
