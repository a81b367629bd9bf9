package board

import "slices"

// GroupNotes makes a named group of notes; each stays in its own section.
type GroupNotes struct {
	Board string   `json:"board"`
	Group string   `json:"group"`
	Name  string   `json:"name"`
	Notes []string `json:"notes"`
}

func (c *GroupNotes) decide(d *draft, by Actor) *Refusal {
	if _, r := d.kindOf(c.Board); r != nil {
		return r
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	hidden := slices.ContainsFunc(c.Notes, func(id string) bool {
		note := d.see(KindNote, id)
		return note != nil && isHidden(note)
	})
	if r := d.addGroup(c.Group, c.Board, c.Name, hidden, by); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		if note.Fields.Text("board") != c.Board {
			return refuse(NotFound)
		}
		if r := d.enterable(c.Group, c.Board, note.Audience); r != nil {
			return r
		}
		rank, _ := d.rankIn(notesOf(c.Board, note.Fields.Text("section"), c.Group), "", "")
		d.set(note, Field{"group", c.Group}, Field{"rank", rank})
	}
	return nil
}

// addGroup makes a group; a hidden one reaches nobody but who makes it, until
// its notes are revealed.
func (d *draft) addGroup(id, board, name string, hidden bool, by Actor) *Refusal {
	if r := d.fresh(id); r != nil {
		return r
	}
	name, r := line(name, maxGroupNameLength, false)
	if r != nil {
		return r
	}
	if d.state.Count(KindGroup) >= d.state.Limits.MaxGroups {
		return refuse(TooMany)
	}
	if r := d.mayAt(Spot{Board: board}); r != nil {
		return r
	}
	audience := d.state.Get(board).Audience
	if hidden {
		audience = OnlyMember(by.Member)
	}
	rank, _ := d.rankIn(groupsOf(board), "", "")
	d.put(&Record{ID: id, Kind: KindGroup, Audience: audience, Fields: MakeFields(
		Field{"board", board},
		Field{"name", name},
		Field{"rank", rank},
	)})
	return nil
}

// group returns a group that the actor may change.
func (d *draft) group(id string) (*Record, *Refusal) {
	group := d.see(KindGroup, id)
	if group == nil {
		return nil, refuse(NotFound)
	}
	return group, d.mayAt(Spot{Board: group.Fields.Text("board")})
}

// RenameGroup gives a group another name; the last one wins.
type RenameGroup struct {
	Group string `json:"group"`
	Name  string `json:"name"`
}

func (c *RenameGroup) decide(d *draft, _ Actor) *Refusal {
	group, r := d.group(c.Group)
	if r != nil {
		return r
	}
	name, r := line(c.Name, maxGroupNameLength, false)
	if r != nil {
		return r
	}
	d.set(group, Field{"name", name})
	return nil
}

// MoveGroup places a group before another one of its board, or last.
type MoveGroup struct {
	Group  string `json:"group"`
	Before string `json:"before,omitempty"`
}

func (c *MoveGroup) decide(d *draft, _ Actor) *Refusal {
	group, r := d.group(c.Group)
	if r != nil {
		return r
	}
	if rank, stay := d.rankIn(groupsOf(group.Fields.Text("board")), c.Before, c.Group); !stay {
		if r := checkRank(rank); r != nil {
			return r
		}
		d.set(group, Field{"rank", rank})
	}
	return nil
}
