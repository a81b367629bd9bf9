package board

import (
	"slices"
	"strings"
)

// Hidden notes. In a phase that hides notes each is put with its author as the
// only audience, so nothing of it can reach anybody else, moderators and
// screens included; to reveal it is to put it to everybody whom its board
// reaches. Others see how many there are, where the phase allows it.

// hiddenAt reports whether a note written there now is hidden.
func (s *State) hiddenAt(board *Record, section string) bool {
	phase := s.Running()
	return phase != nil && phase.Fields.Flag("hidden") && s.covers(board) &&
		!slices.Contains(phase.Fields.List("revealed"), board.ID+"/"+section)
}

// HidesActivity reports whether the running phase keeps secret who is working where: in
// hidden and in anonymous writing that would tell whose note it is.
func (s *State) HidesActivity() bool {
	phase := s.Running()
	return phase != nil && (phase.Fields.Flag("hidden") || phase.Fields.Flag("anonymous"))
}

func (s *State) anonymous() bool {
	phase := s.Running()
	return phase != nil && phase.Fields.Flag("anonymous")
}

// isHidden reports whether a note or group reaches its author only.
func isHidden(r *Record) bool { return strings.HasPrefix(string(r.Audience), memberPrefix) }

// Reveal opens hidden notes to all whom their board reaches: those of a
// section or of the whole board, all of them, those that one member signed, or
// the next one. What is revealed whole stays open for the rest of the phase.
type Reveal struct {
	Board   string `json:"board"`
	Section string `json:"section,omitempty"`
	Member  string `json:"member,omitempty"`
	Next    bool   `json:"next,omitempty"`
}

func (c *Reveal) decide(d *draft, _ Actor) *Refusal {
	kind, r := d.kindOf(c.Board)
	if r != nil {
		return r
	}
	sections := kind.Sections
	if c.Section != "" {
		if !slices.Contains(sections, c.Section) {
			return refuse(BadValue)
		}
		sections = []string{c.Section}
	}
	if c.Member != "" && d.state.anonymous() {
		return refuse(BadValue) // it would tell who wrote them
	}
	var notes []*Record
	for _, note := range d.state.hiddenNotes(c.Board) {
		if slices.Contains(sections, note.Fields.Text("section")) && (c.Member == "" || note.Fields.Text("author") == c.Member) {
			notes = append(notes, note)
		}
	}
	if c.Next && len(notes) > 1 {
		notes = notes[:1]
	}
	d.reveal(notes)
	if !c.Next && c.Member == "" {
		d.keepOpen(d.state.Get(c.Board), sections)
	}
	return nil
}

// keepOpen remembers that the running phase hides nothing more there.
func (d *draft) keepOpen(board *Record, sections []string) {
	phase := d.state.Running()
	if phase == nil || !phase.Fields.Flag("hidden") || !d.state.covers(board) {
		return
	}
	revealed := slices.Clone(phase.Fields.List("revealed"))
	for _, q := range sections {
		if key := board.ID + "/" + q; !slices.Contains(revealed, key) {
			revealed = append(revealed, key)
		}
	}
	slices.Sort(revealed)
	d.set(phase, Field{"revealed", revealed})
}

// ShowNotes opens the sender's own hidden notes, whenever they choose.
type ShowNotes struct {
	Notes []string `json:"notes"`
}

func (c *ShowNotes) decide(d *draft, by Actor) *Refusal {
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	var notes []*Record
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		if r := d.undisturbed(Spot{note.Fields.Text("board"), note.Fields.Text("section"), id}, by); r != nil {
			return r
		}
		if isHidden(note) && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	slices.SortFunc(notes, byID)
	d.reveal(notes)
	return nil
}

// hiddenNotes lists the hidden notes of a board in the order of their ids, which
// are drawn at random and so tell neither who wrote them nor when.
func (s *State) hiddenNotes(board string) []*Record {
	notes := slices.Collect(func(yield func(*Record) bool) {
		for id := range s.hidden {
			if note := s.records[id]; note.Kind == KindNote && note.Fields.Text("board") == board && !note.Fields.Flag("deleted") {
				if !yield(note) {
					return
				}
			}
		}
	})
	slices.SortFunc(notes, byID)
	return notes
}

func byID(a, b *Record) int { return strings.Compare(a.ID, b.ID) }

// reveal puts notes, and the hidden groups they stand in, to the audience of
// their board, in one change. Their places are drawn anew behind the open
// notes, so that the order tells nothing.
func (d *draft) reveal(notes []*Record) {
	var groups []*Record
	for _, note := range notes {
		if group := d.state.of(KindGroup, note.Fields.Text("group")); group != nil && isHidden(group) && !slices.Contains(groups, group) {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, byID)
	all := slices.Concat(groups, notes)
	byAudience := slices.Clone(all)
	slices.SortStableFunc(byAudience, func(a, b *Record) int { return strings.Compare(string(a.Audience), string(b.Audience)) })
	for _, r := range byAudience {
		d.add(r.Audience, Patch{Remove: r.ID})
	}
	for _, r := range all {
		f := r.Fields
		board := d.state.Get(f.Text("board"))
		d.recount(board.ID)
		container := groupsOf(board.ID)
		if r.Kind == KindNote {
			container = notesOf(board.ID, f.Text("section"), f.Text("group"))
		}
		opened := Fields{{"rank", d.lastOpenRank(container)}}
		if author := f.Text("author"); author != "" && d.state.anonymous() {
			// The phase has become anonymous since the note was written.
			opened = append(opened, Field{"author", nil})
			d.putAuthorship(r.ID, author)
		}
		d.add(board.Audience, Patch{Put: &Record{ID: r.ID, Kind: r.Kind, Audience: board.Audience, Fields: f.with(opened)}})
	}
}

// lastOpenRank is a rank behind the last record of a container that is not hidden.
func (d *draft) lastOpenRank(container string) string {
	last := ""
	for _, r := range slices.Backward(d.state.Siblings(container)) {
		if !isHidden(r) {
			last = r.Fields.Text("rank")
			break
		}
	}
	return rankBetween(last, "")
}

// counted reports whether others may know how many hidden notes there are.
func (s *State) counted() bool {
	phase := s.Running()
	return phase == nil || !phase.Fields.Flag("hidden") || phase.Fields.Flag("counts")
}

func hiddenCountOf(board, section string) string { return "hidden:" + board + "/" + section }

// recount has the hidden notes of a board counted when the command is decided:
// once, so that the order of what it did to them tells nothing.
func (d *draft) recount(board string) {
	if d.recounts == nil {
		d.recounts = map[string]bool{}
	}
	d.recounts[board] = true
}

// countHidden brings the counts of a board's hidden notes up to date.
func (d *draft) countHidden(board *Record) {
	kind := boardKinds[board.Fields.Text("kind")]
	if kind == nil {
		return
	}
	for _, section := range kind.Sections {
		var count any
		if n := d.state.hiddenCounts[Spot{Board: board.ID, Section: section}]; n > 0 && d.state.counted() {
			count = int64(n)
		}
		id := hiddenCountOf(board.ID, section)
		switch r := d.state.Get(id); {
		case r != nil:
			d.set(r, Field{"count", count})
		case count != nil:
			d.put(&Record{ID: id, Kind: KindHiddenCount, Audience: board.Audience, Fields: MakeFields(
				Field{"board", board.ID},
				Field{"count", count},
				Field{"section", section},
			)})
		}
	}
}

func (d *draft) recountAll() {
	for _, board := range d.state.Siblings("boards") {
		d.recount(board.ID)
	}
}
