package board

import (
	"maps"
	"slices"
	"time"
	"unicode/utf8"
)

// UndoMember takes back what a member did to notes since a time, as far as nobody has
// changed it meanwhile: new notes go to the bin, and what was changed is as it was. Of
// tables it takes back new rows. What
// was done without a name stays: what vanishes would name who did it. Of very much it
// takes back a part, and is given again for the rest.
type UndoMember struct {
	Member string `json:"member"`
	Since  int64  `json:"since"` // milliseconds since 1970

	deeds *Deeds
}

// Deeds are what a member did, as the journal tells it. The server gathers them for
// UndoMember: the state does not know them.
type Deeds struct {
	member string
	since  time.Time
	made   map[string]bool            // ids of the notes that are new
	fields map[string]map[string]deed // by note and field
}

// deed is a field of a note before and after what a member did.
type deed struct{ before, after any }

// Gather returns the deeds of the command's member. The caller adds the facts of the
// journal to them.
func (c *UndoMember) Gather() *Deeds {
	c.deeds = &Deeds{c.Member, time.UnixMilli(c.Since), map[string]bool{}, map[string]map[string]deed{}}
	return c.deeds
}

// undone are the fields of a note that are taken back. Those of a place go together.
var (
	undone = []string{"colour", "merged", "size", "sources", "teams", "text"}
	placed = []string{"section", "group", "rank", "x", "y"}
)

// Add applies a fact to the state, which holds all facts before it.
func (g *Deeds) Add(s *State, f Fact) error {
	if f.Member != g.member || f.At.Before(g.since) {
		_, err := s.Apply(f)
		return err
	}
	before := map[string]Item{}
	for _, p := range f.Change.Patches() {
		id := p.Set + p.Splice + p.Remove
		if p.Put != nil {
			id = p.Put.ID
		}
		before[id] = s.item(id)
	}
	if _, err := s.Apply(f); err != nil {
		return err
	}
	for id, old := range before {
		if now := s.item(id); !now.Missing() {
			g.note(old, now)
		}
	}
	return nil
}

func (g *Deeds) note(old, now Item) {
	if old.Missing() {
		g.made[now.ID] = true
		return
	}
	if now.Kind == KindRow {
		return // what stands above and under a row binds its fields
	}
	for _, name := range slices.Concat(undone, placed, []string{"deleted"}) {
		from, to := old.Fields.Get(name), now.Fields.Get(name)
		if sameValue(from, to) {
			continue
		}
		fields := g.fields[now.ID]
		if fields == nil {
			fields = map[string]deed{}
			g.fields[now.ID] = fields
		}
		if known, again := fields[name]; again {
			from = known.before
		}
		fields[name] = deed{from, to}
	}
}

func (c *UndoMember) decide(d *draft) *Refusal {
	if d.member(c.Member).Missing() && !(Member{d.state.of(KindMember, c.Member)}).Removed() {
		return refuse(NotFound)
	}
	if c.deeds == nil {
		return refuse(BadValue) // it did not come by a way on which the server gathers them
	}
	for _, id := range slices.Sorted(maps.Keys(c.deeds.made)) {
		if row := (Row{d.state.item(id)}); row.Missing() {
			continue
		} else if row.Kind == KindRow {
			if r := d.takeRowBack(row, c.deeds.made); r != nil {
				return r
			}
			continue
		}
		if note := NoteOf(d.state.Get(id)); !note.Missing() && !note.Deleted() && d.hasRoom(note) {
			if r := d.bin(note); r != nil {
				return r
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.deeds.fields)) {
		if note := NoteOf(d.state.Get(id)); !note.Missing() && !c.deeds.made[id] {
			if r := d.takeBack(note, c.deeds.fields[id]); r != nil {
				return r
			}
		}
	}
	return nil
}

// takeRowBack puts a new row into the bin, with what stands under it, unless somebody
// else has put something there.
func (d *draft) takeRowBack(row Row, made map[string]bool) *Refusal {
	below, r := d.under(row)
	if r != nil || row.Deleted() || slices.ContainsFunc(below, func(item Item) bool { return !made[item.ID] }) {
		return nil
	}
	return d.removeRow(row, below)
}

// hasRoom reports whether the command may still copy a note, which putting it into the
// bin counts once more.
func (d *draft) hasRoom(note Note) bool {
	return d.copied < maxCopied/2 && d.copies(note.Fields...) == nil
}

// takeBack gives a note the fields that it had, where they are what the member made of
// them.
func (d *draft) takeBack(note Note, deeds map[string]deed) *Refusal {
	stands := func(name string) bool {
		done, is := deeds[name]
		return is && sameValue(note.Fields.Get(name), done.after)
	}
	var fields []Field
	for _, name := range undone {
		if stands(name) && name != "text" {
			fields = append(fields, Field{name, deeds[name].before})
		}
	}
	if !slices.ContainsFunc(placed, func(name string) bool { _, is := deeds[name]; return is && !stands(name) }) {
		group, _ := deeds["group"].before.(string)
		if group == "" || d.state.of(KindGroup, group) != nil {
			for _, name := range placed {
				if stands(name) {
					fields = append(fields, Field{name, deeds[name].before})
				}
			}
		}
	}
	// What was taken back before takes no room of what is left.
	if len(fields) == 0 && !stands("text") && !stands("deleted") || !d.hasRoom(note) {
		return nil
	}
	if stands("text") {
		before, _ := deeds["text"].before.(string)
		d.splice(note.Record, "text", replacement(note.Text(), before))
	}
	if stands("deleted") {
		return d.setBinned(Item{d.state.Get(note.ID)}, deeds["deleted"].before != nil, fields...)
	}
	d.set(note.Record, fields...)
	if isHidden(note.Record) {
		d.recount(note.Board())
	}
	return nil
}

// replacement is a splice that makes one text of another and keeps what both begin and
// end with.
func replacement(old, text string) Splice {
	a, b := []rune(old), []rune(text)
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	inserted := string(b[start : len(b)-end])
	return Splice{}.Keep(start).Insert(inserted).Delete(utf8.RuneCountInString(old) - start - end).Trim()
}
