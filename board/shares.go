package board

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"time"
)

// Shares. Nobody uses up a limit for all: a participant holds at most a tenth of it,
// and a twentieth is the moderators'. What counts is what somebody has made and the
// workshop still holds. Moderators, who may have to write down what everybody says,
// have no share of their own.

// share is what one participant may hold of a limit.
func share(limit int) int { return (limit + 9) / 10 }

// withoutReserve is what participants may use of a limit together.
func withoutReserve(limit int) int { return limit - limit/20 }

// fits refuses one more of a limit: held is how much of it is used, mine how much of
// that is the share of the one to whom it will count.
func (d *draft) fits(held, mine, limit int) *Refusal {
	switch {
	case d.by.Role != Participant:
	case mine >= share(limit):
		return refuse(NoShare)
	default:
		limit = withoutReserve(limit)
	}
	if held >= limit {
		return refuse(TooMany)
	}
	return nil
}

// fitsInUse is fits for records in use of a kind.
func (d *draft) fitsInUse(kind Kind, maker string, limit int) *Refusal {
	return d.fits(d.state.Count(kind), d.state.holdings.of(maker).inUse[kind], limit)
}

// holdings says who made the items and groups that the state holds. It is no part of
// the records: nobody receives it.
type holdings struct {
	makers  map[string]maker // by the id of the record
	members map[string]*holding
	maker   string     // who acts
	at      time.Time  // when
	changed heldBefore // what the fact that is applied has changed
	binned  map[string]time.Time
	gone    map[uint64]struct{} // the ids, hashed, of items that were removed from the bin

	journal map[string]int64 // bytes of changes, by the member whom the journal names
	unnamed map[string]int64 // bytes of changes without a name, by who gave them
}

// heldBefore is what a fact changes of holdings besides what follows from the records.
type heldBefore struct {
	made   []string             // ids of the records that got a maker
	binned map[string]time.Time // since when items were in the bin
}

// maker is the member who made a record. One who stays unknown is remembered until the
// room is closed, and never stored.
type maker struct {
	member  string
	unknown bool
}

// holding is how much of what a member made is still there.
type holding struct {
	records int
	inUse   map[Kind]int
}

func newHoldings() holdings {
	return holdings{
		makers: map[string]maker{}, members: map[string]*holding{},
		binned: map[string]time.Time{}, gone: map[uint64]struct{}{},
		journal: map[string]int64{}, unnamed: map[string]int64{},
	}
}

// of returns what a member holds.
func (h *holdings) of(member string) holding {
	if held := h.members[member]; held != nil {
		return *held
	}
	return holding{}
}

// counted reports whether records of a kind count to the share of who made them.
func counted(kind Kind) bool { return kind == KindGroup || itemKinds[kind] != nil }

// replace follows State.replace.
func (h *holdings) replace(old, now *Record) {
	if old != nil && counted(old.Kind) {
		h.count(old, -1)
		if itemKinds[old.Kind] != nil && (Item{old}).Deleted() {
			if h.changed.binned == nil {
				h.changed.binned = map[string]time.Time{}
			}
			h.changed.binned[old.ID] = h.binned[old.ID]
			delete(h.binned, old.ID)
			if now == nil {
				h.gone[hashID(old.ID)] = struct{}{}
			}
		}
	}
	if now == nil || !counted(now.Kind) {
		return
	}
	delete(h.gone, hashID(now.ID))
	if _, known := h.makers[now.ID]; !known && h.maker != "" {
		h.makers[now.ID] = maker{member: h.maker}
		h.changed.made = append(h.changed.made, now.ID)
	}
	h.count(now, 1)
	if itemKinds[now.Kind] != nil && (Item{now}).Deleted() {
		h.binned[now.ID] = h.at
	}
}

func (h *holdings) count(r *Record, by int) {
	made, known := h.makers[r.ID]
	if !known {
		return
	}
	held := h.members[made.member]
	if held == nil {
		held = &holding{inUse: map[Kind]int{}}
		h.members[made.member] = held
	}
	held.records += by
	if container(r) != "" {
		held.inUse[r.Kind] += by
	}
	if held.records == 0 {
		delete(h.members, made.member)
	}
}

// begin prepares for the facts of a member.
func (h *holdings) begin(member string, at time.Time) {
	h.maker, h.at, h.changed = member, at, heldBefore{}
}

// end ends a fact; unknown says that who gave it stays unknown.
func (h *holdings) end(unknown bool) heldBefore {
	if unknown {
		for _, id := range h.changed.made {
			h.makers[id] = maker{h.makers[id].member, true}
		}
	}
	changed := h.changed
	h.maker, h.changed = "", heldBefore{}
	return changed
}

// revert takes back what a fact changed, when its patches are taken back.
func (h *holdings) revert(before heldBefore) {
	for _, id := range before.made {
		delete(h.makers, id)
	}
	for id, at := range before.binned {
		h.binned[id] = at
	}
	h.changed = heldBefore{}
}

// taken reports whether an id was that of an item that was removed from the bin.
func (h *holdings) taken(id string) bool {
	_, taken := h.gone[hashID(id)]
	return taken
}

func hashID(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// Journaled counts a change of so many bytes that is in the journal, which names the
// member; by is who gave it, as far as that is known.
func (s *State) Journaled(member, by string, bytes int) {
	s.holdings.journal[member] += int64(bytes)
	if member != by {
		s.holdings.unnamed[by] += int64(bytes)
	}
}

// JournalBytes is how many bytes of changes the journal holds.
func (s *State) JournalBytes() (total int64) {
	for _, bytes := range s.holdings.journal {
		total += bytes
	}
	return total
}

// CheckJournal says whether the actor may make the journal grow.
func (s *State) CheckJournal(by Actor) *Refusal {
	limit := int64(s.Limits.MaxJournal)
	if s.RoleOf(by) == Participant {
		if s.holdings.journal[by.Member]+s.holdings.unnamed[by.Member] >= limit/10 {
			return refuse(NoShare)
		}
		limit -= limit / 20
	}
	if s.JournalBytes() >= limit {
		return refuse(QuotaFull)
	}
	return nil
}

// storedHoldings is the form of holdings in snapshots.
type storedHoldings struct {
	Makers map[string]string `json:"makers,omitempty"`
	Binned map[string]int64  `json:"binned,omitempty"` // milliseconds since 1970
	Gone   string            `json:"gone,omitempty"`

	Journal map[string]int64 `json:"journal,omitempty"`
}

func (h *holdings) save() storedHoldings {
	stored := storedHoldings{Makers: map[string]string{}, Binned: map[string]int64{}, Journal: maps.Clone(h.journal)}
	for id, made := range h.makers {
		if !made.unknown {
			stored.Makers[id] = made.member
		}
	}
	for id, at := range h.binned {
		stored.Binned[id] = at.UnixMilli()
	}
	var gone []byte
	for _, hash := range slices.Sorted(maps.Keys(h.gone)) {
		gone = binary.BigEndian.AppendUint64(gone, hash)
	}
	stored.Gone = base64.StdEncoding.EncodeToString(gone)
	return stored
}

// load takes in the makers before the records, and binned and gone after them.
func (h *holdings) load(stored storedHoldings, records func()) {
	for id, member := range stored.Makers {
		h.makers[id] = maker{member: member}
	}
	records()
	for id, at := range stored.Binned {
		h.binned[id] = time.UnixMilli(at)
	}
	maps.Copy(h.journal, stored.Journal)
	gone, _ := base64.StdEncoding.DecodeString(stored.Gone)
	for ; len(gone) >= 8; gone = gone[8:] {
		h.gone[binary.BigEndian.Uint64(gone)] = struct{}{}
	}
}
