package board

// GroupNotes makes a named group of notes; each stays in its own quadrant.
type GroupNotes struct {
	Board string   `json:"board"`
	Group string   `json:"group"`
	Name  string   `json:"name"`
	Notes []string `json:"notes"`
}

func (c *GroupNotes) decide(d *draft, _ Actor) *Refusal {
	if _, r := d.state.kindOf(c.Board); r != nil {
		return r
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	if r := d.addGroup(c.Group, c.Board, c.Name); r != nil {
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
		rank, _ := d.rankIn(notesOf(c.Board, note.Fields.Text("quadrant"), c.Group), "", "")
		d.set(note, Field{"group", c.Group}, Field{"rank", rank})
	}
	return nil
}

func (d *draft) addGroup(id, board, name string) *Refusal {
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
	rank, _ := d.rankIn(groupsOf(board), "", "")
	d.put(&Record{ID: id, Kind: KindGroup, Audience: Everyone, Fields: MakeFields(
		Field{"board", board},
		Field{"name", name},
		Field{"rank", rank},
	)})
	return nil
}

// RenameGroup gives a group another name; the last one wins.
type RenameGroup struct {
	Group string `json:"group"`
	Name  string `json:"name"`
}

func (c *RenameGroup) decide(d *draft, _ Actor) *Refusal {
	group := d.state.of(KindGroup, c.Group)
	if group == nil {
		return refuse(NotFound)
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
	group := d.state.of(KindGroup, c.Group)
	if group == nil {
		return refuse(NotFound)
	}
	if rank, stay := d.rankIn(groupsOf(group.Fields.Text("board")), c.Before, c.Group); !stay {
		if r := roomy(rank); r != nil {
			return r
		}
		d.set(group, Field{"rank", rank})
	}
	return nil
}
