package board

// DeleteNotes puts notes into the bin; those that lie there already stay.
type DeleteNotes struct {
	Notes []string `json:"notes"`
}

func (c *DeleteNotes) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.anyNote(id)
		if r != nil {
			return r
		}
		d.bin(note)
	}
	return nil
}

// RestoreNotes takes notes out of the bin, back to where they were. One that was
// merged into another stands for itself again.
type RestoreNotes struct {
	Notes []string `json:"notes"`
}

func (c *RestoreNotes) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.anyNote(id)
		if r != nil {
			return r
		}
		if r := d.restore(note); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) restore(note Note) *Refusal {
	act := ActWrite
	if note.Merged() != "" {
		act = ActGroup
	}
	if r := d.needs(act); r != nil {
		return r
	}
	if !note.Deleted() {
		return nil
	}
	if d.state.Count(KindNote) >= d.state.Limits.MaxNotes {
		return refuse(TooMany)
	}
	rank := d.rankBack(note.Item)
	if r := checkRank(rank); r != nil {
		return r
	}
	if into := NoteOf(d.visible(KindNote, note.Merged())); !into.Missing() {
		if _, r := d.anyNote(into.ID); r != nil {
			return r
		}
		d.set(into.Record, Field{"sources", subtract(into.Sources(), append([]string{note.ID}, note.Sources()...))})
	}
	d.set(note.Record, Field{"deleted", nil}, Field{"merged", nil}, Field{"rank", rank})
	if isHidden(note.Record) {
		d.recount(note.Board())
	}
	return nil
}

// rankBack is the item's old rank or, when a sibling has taken it meanwhile, one
// right behind that sibling.
func (d *draft) rankBack(item Item) string {
	container := siblingsOf(item)
	taken := d.from(container, item.Rank(), "")
	if taken == nil || taken.rank != item.Rank() {
		return item.Rank()
	}
	next := d.from(container, item.Rank(), taken.ID+"\x00")
	if next == nil {
		return rankBetween(item.Rank(), "")
	}
	return rankBetween(item.Rank(), next.rank)
}

// bin puts a note into the bin.
func (d *draft) bin(note Note, why ...Field) {
	d.set(note.Record, append(why, Field{"deleted", true})...)
	if isHidden(note.Record) {
		d.recount(note.Board())
	}
}
