package board

import (
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
)

// State is one workshop as it stands after change Seq. It belongs to one
// goroutine; the records it hands out are immutable and may be kept.
type State struct {
	Seq    uint64
	Limits Limits

	records      map[string]*Record
	siblings     map[string][]*Record // by list, in rank order; see list
	live         map[Kind]int         // records that stand in a container, by kind
	hidden       map[string]struct{}  // ids of the notes and groups that reach their author only
	hiddenCounts map[Spot]int         // how many such notes are in use, by section
	links        index                // the links that lead from or to a record
	hiddenUnder  index                // the hidden rows under a row
	binnedWith   index                // what went to the bin with a record
	sums         map[Audience]sum
	texts        texts
	holdings     holdings
}

type sum struct {
	hash  Hash
	count int
}

// NewState is the empty workshop, before its first change.
func NewState(limits Limits) *State {
	return &State{
		Limits:       limits,
		records:      map[string]*Record{},
		siblings:     map[string][]*Record{},
		live:         map[Kind]int{},
		hidden:       map[string]struct{}{},
		hiddenCounts: map[Spot]int{},
		links:        index{},
		hiddenUnder:  index{},
		binnedWith:   index{},
		sums:         map[Audience]sum{},
		texts:        newTexts(0),
		holdings:     newHoldings(),
	}
}

// Get returns a record, nil when there is none.
func (s *State) Get(id string) *Record { return s.records[id] }

// of returns the record when it is of the kind, nil otherwise.
func (s *State) of(kind Kind, id string) *Record {
	if r := s.records[id]; r != nil && r.Kind == kind {
		return r
	}
	return nil
}

// Workshop returns the record that describes the workshop, a missing one in an
// empty state.
func (s *State) Workshop() Workshop { return Workshop{s.of(KindWorkshop, WorkshopID)} }

// Len is the number of records.
func (s *State) Len() int { return len(s.records) }

// Count is the number of records of a kind that are in use (not in the bin).
func (s *State) Count(kind Kind) int { return s.live[kind] }

// Siblings returns the records of a container in rank order, without the hidden
// ones; see container. The slice is the state's own: read it before the next change.
func (s *State) Siblings(container string) []*Record { return s.siblings[container] }

// Records yields the records that the viewer may see, in the order of their
// ids, so that equal states give equal bytes.
func (s *State) Records(v Viewer) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		ids := make([]string, 0, len(s.records))
		for id, r := range s.records {
			if v.Sees(r.Audience) {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		for _, id := range ids {
			if !yield(s.records[id]) {
				return
			}
		}
	}
}

// Hashes returns the state hash of each audience that holds records and that
// the viewer belongs to (protocol rule W31).
func (s *State) Hashes(v Viewer) map[Audience]string {
	hashes := map[Audience]string{}
	for a, sum := range s.sums {
		if v.Sees(a) {
			hashes[a] = sum.hash.String()
		}
	}
	return hashes
}

// Undo takes back one applied fact; see State.Revert.
type Undo struct {
	patches []Patch // the inverses, to be applied from the last to the first
	seq     uint64
	held    heldBefore
}

// Apply takes in the fact with the next number. It fails, and leaves the state
// as it was, only when the fact does not follow or does not fit: then the
// journal is damaged, for no valid fact is ever refused.
func (s *State) Apply(f Fact) (Undo, error) {
	if f.Seq != s.Seq+1 {
		return Undo{}, fmt.Errorf("fact %d does not follow %d", f.Seq, s.Seq)
	}
	undo := s.begin()
	s.holdings.begin(f.Member, f.At)
	s.Seq = f.Seq
	for _, segment := range f.Change {
		for i := range segment.Patches {
			inverse, err := s.patch(&segment.Patches[i], f.Client)
			if err != nil {
				undo.held = s.holdings.end(false)
				s.Revert(undo)
				return Undo{}, fmt.Errorf("fact %d: %w", f.Seq, err)
			}
			undo.push(inverse)
		}
	}
	undo.held = s.holdings.end(false)
	return undo, nil
}

func (s *State) begin() Undo { return Undo{seq: s.Seq} }

func (u *Undo) push(inverse Patch) {
	u.patches = append(u.patches, inverse)
}

// Revert takes back the newest applied fact.
func (s *State) Revert(u Undo) {
	for i := range slices.Backward(u.patches) {
		// It cannot fail: an inverse fits the state that its patch made.
		_, _ = s.patch(&u.patches[i], "")
	}
	s.holdings.revert(u.held)
	s.texts.cut(u.seq)
	s.Seq = u.seq
}

// patch applies one patch and returns its inverse.
func (s *State) patch(p *Patch, client string) (inverse Patch, err error) {
	switch {
	case p.Put != nil:
		old := s.records[p.Put.ID]
		s.replace(old, p.Put)
		if old == nil {
			return Patch{Remove: p.Put.ID}, nil
		}
		return Patch{Put: old}, nil
	case p.Set != "":
		old := s.records[p.Set]
		if old == nil {
			return Patch{}, fmt.Errorf("set of the unknown record %q", p.Set)
		}
		s.replace(old, &Record{ID: old.ID, Kind: old.Kind, Audience: old.Audience, Fields: old.Fields.with(p.Fields)})
		before := make(Fields, len(p.Fields))
		for i, f := range p.Fields {
			before[i] = Field{f.Name, old.Fields.Get(f.Name)}
		}
		return Patch{Set: p.Set, Fields: before}, nil
	case p.Splice != "":
		old := s.records[p.Splice]
		if old == nil {
			return Patch{}, fmt.Errorf("splice of the unknown record %q", p.Splice)
		}
		text := old.text(p.Field)
		edited, err := p.Ops.Apply(text)
		if err != nil {
			return Patch{}, fmt.Errorf("record %q: %w", p.Splice, err)
		}
		inverse, err := p.Ops.Invert(text)
		if err != nil {
			return Patch{}, fmt.Errorf("record %q: %w", p.Splice, err)
		}
		s.replace(old, &Record{ID: old.ID, Kind: old.Kind, Audience: old.Audience, Fields: old.Fields.with(Fields{{p.Field, present(edited)}})})
		s.texts.add(textKey{p.Splice, p.Field}, textEdit{s.Seq, client, p.Ops})
		return Patch{Splice: p.Splice, Field: p.Field, Ops: inverse}, nil
	default:
		old := s.records[p.Remove]
		if old == nil {
			return Patch{}, nil
		}
		s.replace(old, nil)
		return Patch{Put: old}, nil
	}
}

// replace swaps one record for another and keeps the indexes true; either may
// be nil.
func (s *State) replace(old, now *Record) {
	s.holdings.replace(old, now)
	if old != nil {
		s.add(old.Audience, old.hash, -1)
		s.unplace(old)
		delete(s.records, old.ID)
	}
	if now != nil {
		now.hash, now.rank = hashOf(now), orderOf(now)
		s.records[now.ID] = now
		s.add(now.Audience, now.hash, 1)
		s.place(now)
	}
}

func (s *State) add(a Audience, h Hash, count int) {
	sum := s.sums[a]
	sum.count += count
	if count > 0 {
		sum.hash = sum.hash.plus(h)
	} else {
		sum.hash = sum.hash.minus(h)
	}
	if sum.count == 0 {
		delete(s.sums, a)
	} else {
		s.sums[a] = sum
	}
}

func (s *State) place(r *Record) {
	s.index(r, index.add)
	if canHide(r) {
		s.hidden[r.ID] = struct{}{}
	}
	key := list(r)
	if key == "" {
		return
	}
	s.countHidden(r, 1)
	s.live[r.Kind]++
	siblings := s.siblings[key]
	s.siblings[key] = slices.Insert(siblings, search(siblings, r.rank, r.ID), r)
}

// countHidden counts a hidden item that is in use.
func (s *State) countHidden(r *Record, by int) {
	if itemKinds[r.Kind] == nil || !isHidden(r) {
		return
	}
	item := Item{r}
	section := Spot{Board: item.Board(), Section: item.Section()}
	if s.hiddenCounts[section] += by; s.hiddenCounts[section] == 0 {
		delete(s.hiddenCounts, section)
	}
}

func (s *State) unplace(r *Record) {
	s.index(r, index.remove)
	delete(s.hidden, r.ID)
	key := list(r)
	if key == "" {
		return
	}
	s.countHidden(r, -1)
	s.live[r.Kind]--
	siblings := s.siblings[key]
	i := search(siblings, r.rank, r.ID)
	if siblings = slices.Delete(siblings, i, i+1); len(siblings) == 0 {
		delete(s.siblings, key)
	} else {
		s.siblings[key] = siblings
	}
}

// index finds records by the id of another one to which they belong.
type index map[string]map[string]struct{}

func (x index) add(of, id string) {
	if x[of] == nil {
		x[of] = map[string]struct{}{}
	}
	x[of][id] = struct{}{}
}

func (x index) remove(of, id string) {
	if delete(x[of], id); len(x[of]) == 0 {
		delete(x, of)
	}
}

// index adds a record to the indexes, or removes it.
func (s *State) index(r *Record, change func(x index, of, id string)) {
	switch {
	case r.Kind == KindLink:
		change(s.links, Link{r}.From(), r.ID)
		change(s.links, Link{r}.To(), r.ID)
	case itemKinds[r.Kind] == nil:
	case (Item{r}).Deleted():
		if with := (Item{r}).BinnedWith(); with != "" {
			change(s.binnedWith, with, r.ID)
		}
	case r.Kind == KindRow && isHidden(r):
		change(s.hiddenUnder, Row{Item{r}}.Parent(), r.ID)
	}
}

// items returns the items of an index entry in the order of their ids.
func (s *State) items(ids map[string]struct{}) (items []Item) {
	for _, id := range sortedKeys(ids) {
		items = append(items, s.item(id))
	}
	return items
}

// search finds where a record with the rank and the id stands, or would stand,
// among its siblings (W11).
func search(siblings []*Record, rank, id string) int {
	return sort.Search(len(siblings), func(i int) bool {
		c := strings.Compare(siblings[i].rank, rank)
		return c > 0 || c == 0 && siblings[i].ID >= id
	})
}

// The lists of siblings of a workshop that need no key.
const (
	boardList  = "boards"
	memberList = "members"
	waitList   = "waiting"
	phaseList  = "phases"
	teamList   = "teams"
	voteList   = "votes"
)

// container names the list of siblings in which a record stands; "" for
// records that stand in none, such as a note in the bin.
func container(r *Record) string {
	switch r.Kind {
	case KindBoard:
		return boardList
	case KindMember:
		switch member := (Member{r}); {
		case member.Removed():
			return ""
		case member.Waiting():
			return waitList
		}
		return memberList
	case KindPhase:
		return phaseList
	case KindTeam:
		return teamList
	case KindVote:
		return voteList
	case KindBallot:
		return ballotsOf(Ballot{r}.Vote())
	case KindGroup:
		return groupsOf(Group{r}.Board())
	case KindLink:
		return linksFrom(Link{r}.From())
	case KindMoment:
		return momentList
	case KindArea:
		if (Area{r}).Deleted() {
			return ""
		}
		return areasIn(Area{r}.Board())
	}
	if itemKinds[r.Kind] == nil || (Item{r}).Deleted() {
		return ""
	}
	return siblingsOf(Item{r})
}

func groupsOf(board string) string { return "groups/" + board }

// list names the list of State.siblings in which a record is kept. The hidden
// records of a container are kept apart, by the member whom they reach: to find a
// place among what an actor sees, two lists are read, however much others hide.
func list(r *Record) string {
	key := container(r)
	if key != "" && canHide(r) {
		key = hiddenIn(key, r.Audience)
	}
	return key
}

// alone are the lists of what a viewer alone receives of a container.
func (s *State) alone(container string, v Viewer) (lists [][]*Record) {
	lists = append(lists, s.siblings[hiddenIn(container, v.alone(true))])
	if v.Alias != "" {
		lists = append(lists, s.siblings[hiddenIn(container, v.alone(false))])
	}
	return lists
}

func hiddenIn(container string, to Audience) string { return container + " " + string(to) }

// canHide reports whether a record is a hidden item or group.
func canHide(r *Record) bool { return isHidden(r) && (r.Kind == KindGroup || itemKinds[r.Kind] != nil) }
