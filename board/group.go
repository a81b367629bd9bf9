package board

// GroupNotes makes a named group of notes; each stays in its own section.
type GroupNotes struct {
	Board string   `json:"board"`
	Group string   `json:"group"`
	Name  string   `json:"name"`
	Notes []string `json:"notes"`
}

func (c *GroupNotes) decide(d *draft) *Refusal {
	board, _, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	audience := board.Audience
	for _, id := range c.Notes {
		if note := d.visible(KindNote, id); note != nil && isHidden(note) {
			audience = note.Audience
			break
		}
	}
	if r := d.addGroup(c.Group, board, c.Name, audience); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		if note.Board() != c.Board {
			return refuse(NotFound)
		}
		if r := d.checkGroup(c.Group, c.Board, note.Audience); r != nil {
			return r
		}
		d.placing = note.Audience
		stood, r := d.stand(place{c.Board, note.Section(), c.Group, "", Point{note.X(), note.Y()}}, "")
		if r != nil {
			return r
		}
		d.set(note.Record, append(stood, Field{"group", c.Group})...)
	}
	return nil
}

// addGroup makes a group; one of hidden notes reaches nobody but whom they reach, until
// they are revealed.
func (d *draft) addGroup(id string, board Board, name string, audience Audience) *Refusal {
	if r := d.checkNewID(id); r != nil {
		return r
	}
	name, r := line(name, maxGroupNameLength, false)
	if r != nil {
		return r
	}
	if r := d.fitsInUse(KindGroup, d.by.Member, d.state.Limits.MaxGroups); r != nil {
		return r
	}
	if r := d.mayAt(Spot{Board: board.ID}); r != nil {
		return r
	}
	d.placing = audience
	rank, _ := d.rankIn(groupsOf(board.ID), "", "")
	d.put(&Record{ID: id, Kind: KindGroup, Audience: audience, Fields: MakeFields(
		Field{"board", board.ID},
		Field{"name", name},
		Field{"rank", rank},
	)})
	return nil
}

// group returns a group that the actor may change.
func (d *draft) group(id string) (Group, *Refusal) {
	group := Group{d.visible(KindGroup, id)}
	if group.Missing() {
		return Group{}, refuse(NotFound)
	}
	return group, d.mayAt(Spot{Board: group.Board()})
}

// RenameGroup gives a group another name; the last one wins.
type RenameGroup struct {
	Group string `json:"group"`
	Name  string `json:"name"`
}

func (c *RenameGroup) decide(d *draft) *Refusal {
	group, r := d.group(c.Group)
	if r != nil {
		return r
	}
	name, r := line(c.Name, maxGroupNameLength, false)
	if r != nil {
		return r
	}
	d.set(group.Record, Field{"name", name})
	return nil
}

// MoveGroup places a group before another one of its board, or last.
type MoveGroup struct {
	Group  string `json:"group"`
	Before string `json:"before,omitempty"`
}

func (c *MoveGroup) decide(d *draft) *Refusal {
	group, r := d.group(c.Group)
	if r != nil {
		return r
	}
	return d.reorder(group.Record, groupsOf(group.Board()), c.Before)
}

// reorder places a record of a container before a sibling, or last.
func (d *draft) reorder(r *Record, container, before string) *Refusal {
	d.placing = r.Audience
	rank, stay := d.rankIn(container, before, r.ID)
	if stay {
		return nil
	}
	if refusal := checkRank(rank); refusal != nil {
		return refusal
	}
	d.set(r, Field{"rank", rank})
	return nil
}
