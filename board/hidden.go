package board

import (
	"slices"
	"strings"
)

// Hidden items. In a phase that hides notes each is put with its author as the
// only audience, so nothing of it can reach anybody else, moderators and
// screens included; to reveal it is to put it to everybody whom its board
// reaches. Others see how many there are, where the phase allows it.

// hiddenAt reports whether an item written there now is hidden.
func (s *State) hiddenAt(board Board, section string) bool {
	phase := s.Running()
	return phase.Hidden() && s.covers(board) && !slices.Contains(phase.Revealed(), sectionKey(board.ID, section))
}

// sectionKey names a section among those of all boards.
func sectionKey(board, section string) string { return board + "/" + section }

// HidesActivity reports whether the running phase keeps secret who is working
// where: in hidden and in anonymous writing that would tell whose note it is.
func (s *State) HidesActivity() bool {
	phase := s.Running()
	return phase.Hidden() || phase.Anonymous()
}

func (s *State) anonymous() bool { return s.Running().Anonymous() }

// hidesAuthor reports whether a patch concerns a hidden item without an author:
// only the author can have given the command, and stays unknown.
func (s *State) hidesAuthor(p *Patch) bool {
	r := p.Put
	if r == nil {
		r = s.Get(p.Set + p.Splice + p.Remove)
	}
	return r != nil && itemKinds[r.Kind] != nil && hidesAuthor(Item{r})
}

func hidesAuthor(item Item) bool { return isHidden(item.Record) && item.Author() == "" }

// isHidden reports whether an item or group reaches its author only.
func isHidden(r *Record) bool { return strings.HasPrefix(string(r.Audience), memberPrefix) }

// hiddenItems lists the hidden items of a board in the order of their ids, which
// are drawn at random and so tell neither who wrote them nor when.
func (s *State) hiddenItems(board string) []Item {
	var items []Item
	for id := range s.hidden {
		if item := s.item(id); item.Board() == board && !item.Deleted() {
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b Item) int { return byID(a.Record, b.Record) })
	return items
}

func byID(a, b *Record) int { return strings.Compare(a.ID, b.ID) }

// Hidden items are counted in a record for each section, so that others may know
// how many there are and nothing else.

// showsCounts reports whether others may know how many hidden items there are.
func (s *State) showsCounts() bool {
	phase := s.Running()
	return !phase.Hidden() || phase.Counts()
}

func hiddenCountOf(board, section string) string { return "hidden:" + sectionKey(board, section) }

// recount has the hidden items of a board counted when the command is decided:
// once, so that the order of what it did to them tells nothing.
func (d *draft) recount(board string) {
	if d.recounts == nil {
		d.recounts = map[string]bool{}
	}
	d.recounts[board] = true
}

func (d *draft) recountAll() {
	for _, board := range d.state.Siblings(boardList) {
		d.recount(board.ID)
	}
}

// countAll counts the hidden items of all boards that the command has changed, and of
// the teams to which they belong.
func (d *draft) countAll() {
	teams := map[string]bool{}
	for _, id := range sortedKeys(d.recounts) {
		board := Board{d.state.Get(id)}
		d.countHidden(board)
		if team := board.Team(); team != "" {
			teams[team] = true
		}
	}
	for _, team := range sortedKeys(teams) {
		d.countTeam(team)
	}
}

func teamCountOf(team string) string { return "hidden:" + team }

// countTeam brings the count of a team's hidden items up to date, by which everybody
// follows the work of the teams. It is kept only while they hide what the phase counts.
func (d *draft) countTeam(team string) {
	var count any
	if phase := d.state.Running(); phase.Teams() && phase.Hidden() && phase.Counts() {
		sum := 0
		for section, n := range d.state.hiddenCounts {
			if (Board{d.state.Get(section.Board)}).Team() == team {
				sum += n
			}
		}
		if sum > 0 {
			count = int64(sum)
		}
	}
	id := teamCountOf(team)
	switch r := d.state.Get(id); {
	case r != nil:
		d.set(r, Field{"count", count})
	case count != nil:
		d.put(&Record{ID: id, Kind: KindTeamCount, Audience: Everyone, Fields: MakeFields(
			Field{"count", count},
			Field{"team", team},
		)})
	}
}

// countHidden brings the counts of a board's hidden items up to date.
func (d *draft) countHidden(board Board) {
	for _, section := range d.state.sectionsOf(board) {
		var count any
		if n := d.state.hiddenCounts[Spot{Board: board.ID, Section: section}]; n > 0 && d.state.showsCounts() {
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
