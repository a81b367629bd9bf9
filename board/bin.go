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
		if note.Deleted() {
			continue
		}
		if r := d.bin(note); r != nil {
			return r
		}
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
	var notes []Note
	for _, id := range c.Notes {
		note, r := d.anyNote(id)
		if r != nil {
			return r
		}
		act := ActWrite
		if note.Merged() != "" {
			act = ActGroup
		}
		if r := d.needs(act); r != nil {
			return r
		}
		if note.Deleted() {
			notes = append(notes, note)
		}
	}
	if r := d.separate(notes); r != nil {
		return r
	}
	for _, note := range notes {
		if r := d.restore(note); r != nil {
			return r
		}
	}
	return nil
}

// separate takes notes, and what they were made from, out of the sources of those
// that they were merged into.
func (d *draft) separate(notes []Note) *Refusal {
	var merged []Note
	gone := map[string][]string{} // by the note merged into
	for _, note := range notes {
		into := NoteOf(d.visible(KindNote, note.Merged()))
		if into.Missing() {
			continue
		}
		ids, known := gone[into.ID]
		if !known {
			if _, r := d.anyNote(into.ID); r != nil {
				return r
			}
			if r := d.copies(Field{"sources", into.Sources()}); r != nil {
				return r
			}
			merged = append(merged, into)
		}
		if r := d.copies(Field{"sources", note.Sources()}); r != nil {
			return r
		}
		gone[into.ID] = append(append(ids, note.ID), note.Sources()...)
	}
	for _, into := range merged {
		d.set(into.Record, Field{"sources", subtract(into.Sources(), gone[into.ID])})
	}
	return nil
}

func (d *draft) restore(note Note) *Refusal {
	if note = NoteOf(d.state.Get(note.ID)); !note.Deleted() {
		return nil
	}
	if r := d.fitsInUse(KindNote, d.state.holdings.makers[note.ID].member, d.state.Limits.MaxNotes); r != nil {
		return r
	}
	rank := d.rankBack(note.Item)
	if r := checkRank(rank); r != nil {
		return r
	}
	return d.setBinned(note.Item, false, Field{"merged", nil}, Field{"rank", present(rank)})
}

// rankBack is the item's old rank or, when a sibling has taken it meanwhile, one
// right behind that sibling.
func (d *draft) rankBack(item Item) string {
	if d.state.onPlane(item) {
		return ""
	}
	container := siblingsOf(item)
	d.placing = item.Audience
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
func (d *draft) bin(note Note, why ...Field) *Refusal {
	return d.setBinned(note.Item, true, why...)
}

// openTo is whom an item that is not hidden reaches: all whom its board reaches, but
// observers receive nothing that is in the bin.
func openTo(board Audience, binned bool) Audience {
	if binned && board == Everyone {
		return Members
	}
	return board
}

// setBinned puts an item into the bin or takes it out, with other fields that change.
func (d *draft) setBinned(item Item, binned bool, more ...Field) *Refusal {
	fields := append(more, Field{"deleted", present(binned)})
	to := item.Audience
	if !isHidden(item.Record) {
		to = openTo(d.state.Get(item.Board()).Audience, binned)
	}
	if to == item.Audience {
		d.set(item.Record, fields...)
	} else {
		if r := d.copies(item.Fields...); r != nil {
			return r
		}
		d.put(&Record{ID: item.ID, Kind: item.Kind, Audience: to, Fields: item.Fields.with(fields)})
	}
	if isHidden(item.Record) {
		d.recount(item.Board())
	}
	return nil
}
