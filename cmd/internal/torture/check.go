package torture

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Verdict counts what went wrong in one workshop, and what was looked at.
type Verdict struct {
	Acknowledged, Refused, Entries, Changes, States int
	Longest                                         time.Duration // that a command waited for its acknowledgement

	Lost     []string // acknowledged, and not in the journal where it was acknowledged
	Doubled  []string // more than once in the journal
	Strange  []string // in the journal, and never sent or refused; or numbers that are not 1, 2, 3 …
	Order    []string // against the order of one person, or of real time
	Diverged []string // another change or state than the journal gives, or an earlier one in the end
	Leaked   []string // hidden, and received by others
}

// Faults lists everything that went wrong.
func (v *Verdict) Faults() []string {
	return slices.Concat(v.Lost, v.Doubled, v.Strange, v.Order, v.Diverged, v.Leaked)
}

// Add adds another verdict.
func (v *Verdict) Add(other *Verdict) {
	v.Acknowledged += other.Acknowledged
	v.Refused += other.Refused
	v.Entries += other.Entries
	v.Longest = max(v.Longest, other.Longest)
	v.Changes += other.Changes
	v.States += other.States
	v.Lost = append(v.Lost, other.Lost...)
	v.Doubled = append(v.Doubled, other.Doubled...)
	v.Strange = append(v.Strange, other.Strange...)
	v.Order = append(v.Order, other.Order...)
	v.Diverged = append(v.Diverged, other.Diverged...)
	v.Leaked = append(v.Leaked, other.Leaked...)
}

// String tells the totals.
func (v *Verdict) String() string {
	return fmt.Sprintf("%d acknowledged (the slowest after %v), %d refused, %d lost, %d doubled, %d strange, %d out of order, %d diverged (of %d changes and %d states received), %d leaked",
		v.Acknowledged, v.Longest.Round(time.Millisecond), v.Refused, len(v.Lost), len(v.Doubled), len(v.Strange), len(v.Order), len(v.Diverged), v.Changes, v.States, len(v.Leaked))
}

// Check compares a history with the journal of its workshop.
func Check(h *History, entries []Entry) *Verdict {
	h.mu.Lock() // people may still follow the workshop
	defer h.mu.Unlock()
	v := &Verdict{Entries: len(entries), Changes: len(h.Seen), States: len(h.Finals)}
	at := map[string]uint64{} // by token
	changes := map[uint64][]segment{}
	states := map[uint64]map[string]string{} // of the numbers at which somebody ended
	for _, f := range h.Finals {
		states[f.Seq] = nil
	}
	replayed := replay{map[string]map[string]any{}}
	for i, e := range entries {
		if e.Seq != uint64(i+1) {
			v.Strange = append(v.Strange, fmt.Sprintf("entry %d where %d is next", e.Seq, i+1))
		}
		// A text is stored again where its record changes its audience, which nobody does here.
		for _, token := range tokensIn(string(e.Body)) {
			if before, twice := at[token]; twice {
				v.Doubled = append(v.Doubled, fmt.Sprintf("%s is in entries %d and %d", token, before, e.Seq))
			}
			at[token] = e.Seq
		}
		segments, err := replayed.take(e)
		if err != nil {
			v.Strange = append(v.Strange, err.Error())
			continue
		}
		changes[e.Seq] = segments
		if _, wanted := states[e.Seq]; wanted {
			states[e.Seq] = replayed.texts()
		}
	}
	v.checkOperations(h.Operations, at)
	v.checkOrder(h.Operations)
	for _, s := range h.Seen {
		if segments, there := changes[s.Seq]; !there || digestFor(s.Member, segments) != s.Digest {
			v.Diverged = append(v.Diverged, fmt.Sprintf("%s received another change %d", s.Member, s.Seq))
		}
	}
	for _, f := range h.Finals {
		if f.Seq < uint64(len(entries)) {
			v.Diverged = append(v.Diverged, fmt.Sprintf("%s was left behind at %d of %d", f.Who, f.Seq, len(entries)))
		}
		if !maps.Equal(f.Records, states[f.Seq]) {
			v.Diverged = append(v.Diverged, fmt.Sprintf("%s holds another state at %d of %d: %s", f.Who, f.Seq, len(entries), difference(f.Records, states[f.Seq])))
		}
	}
	for _, token := range h.Leaks {
		v.Leaked = append(v.Leaked, fmt.Sprintf("others received %s", token))
	}
	return v
}

func (r *replay) texts() map[string]string {
	texts := map[string]string{}
	for id, record := range r.records {
		b, _ := json.Marshal(record) // it was JSON before
		texts[id] = string(b)
	}
	return texts
}

// difference names one record in which two states differ.
func difference(got, want map[string]string) string {
	for id := range want {
		if got[id] != want[id] {
			return fmt.Sprintf("%q, want %q", got[id], want[id])
		}
	}
	for id := range got {
		if _, there := want[id]; !there {
			return fmt.Sprintf("%q, want nothing", got[id])
		}
	}
	return ""
}

func (v *Verdict) checkOperations(operations []Operation, at map[string]uint64) {
	sent := map[string]bool{}
	for _, op := range operations {
		sent[op.Token] = true
		if op.Refused {
			v.Refused++
			if seq, there := at[op.Token]; there {
				v.Strange = append(v.Strange, fmt.Sprintf("%s was refused and is entry %d", op.Token, seq))
			}
		}
		if op.Acked.IsZero() {
			continue
		}
		v.Acknowledged++
		v.Longest = max(v.Longest, op.Acked.Sub(op.Sent))
		if at[op.Token] != op.Seq {
			v.Lost = append(v.Lost, fmt.Sprintf("%s was acknowledged as %d and is entry %d", op.Token, op.Seq, at[op.Token]))
		}
	}
	for token, seq := range at {
		if !sent[token] {
			v.Strange = append(v.Strange, fmt.Sprintf("entry %d has %s, which nobody sent", seq, token))
		}
	}
}

// checkOrder checks that a command that was sent after another one was acknowledged
// has the larger number. That holds within one person and among all.
func (v *Verdict) checkOrder(operations []Operation) {
	var bySent, byAcked []Operation
	for _, op := range operations {
		if !op.Acked.IsZero() {
			bySent, byAcked = append(bySent, op), append(byAcked, op)
		}
	}
	slices.SortFunc(bySent, func(a, b Operation) int { return a.Sent.Compare(b.Sent) })
	slices.SortFunc(byAcked, func(a, b Operation) int { return a.Acked.Compare(b.Acked) })
	var largest Operation // of those that were acknowledged before the present one was sent
	for _, op := range bySent {
		for len(byAcked) > 0 && byAcked[0].Acked.Before(op.Sent) {
			if byAcked[0].Seq > largest.Seq {
				largest = byAcked[0]
			}
			byAcked = byAcked[1:]
		}
		if largest.Seq >= op.Seq {
			v.Order = append(v.Order, fmt.Sprintf("%s is %d, though it was sent %v after %s had been acknowledged as %d",
				op.Token, op.Seq, op.Sent.Sub(largest.Acked).Round(time.Microsecond), largest.Token, largest.Seq))
		}
	}
}
