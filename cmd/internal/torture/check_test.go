package torture

import (
	"fmt"
	"testing"
	"time"
)

// right is a history without a fault, and its journal.
func right() (*History, []Entry) {
	h := &History{}
	var entries []Entry
	begin := time.Unix(0, 0)
	replayed := replay{map[string]map[string]any{}}
	for i := range 10 {
		seq := uint64(i + 1)
		person := []string{"anna", "jan"}[i%2]
		token := fmt.Sprintf("%s.%d", person, i)
		public := fmt.Sprintf(`{"put":{"id":"n%d","kind":"note","audience":"everyone","fields":{"text":"⟦%s⟧"}}}`, i, token)
		if i == 5 {
			public = fmt.Sprintf(`{"splice":"n4","field":"text","ops":[1,-1,"⟦%s⟧"]}`, token)
		}
		e := Entry{seq, []byte(`[{"audience":"everyone","patches":[` + public + `]},{"audience":"member:anna","patches":[{"remove":"x"}]}]`)}
		if _, err := replayed.take(e); err != nil {
			panic(err)
		}
		entries = append(entries, e)
		sent := begin.Add(time.Duration(i) * time.Second)
		h.Operations = append(h.Operations, Operation{Token: token, Sent: sent, Acked: sent.Add(time.Second / 2), Seq: seq})
		h.Seen = append(h.Seen, Seen{"anna", seq, digestOf([]byte("[" + public + `,{"remove":"x"}]`))}, Seen{"jan", seq, digestOf([]byte("[" + public + "]"))})
	}
	h.Finals = []Final{{"anna", 10, replayed.texts()}, {"jan", 10, replayed.texts()}}
	return h, entries
}

// The checker finds every alteration of a history that has no fault, under its name.
func TestCheckerFindsAlterations(t *testing.T) {
	h, entries := right()
	if v := Check(h, entries); len(v.Faults()) > 0 || v.Acknowledged != 10 || v.Changes != 20 || v.States != 2 {
		t.Fatalf("without a fault: %+v", v)
	}
	for name, c := range map[string]struct {
		alter func(h *History, entries []Entry) []Entry
		found func(v *Verdict) []string
	}{
		"an acknowledged command is not there": {
			func(h *History, e []Entry) []Entry {
				h.Operations[9].Token, h.Operations[9].Acked = "anna.99", time.Unix(100, 0)
				return e
			},
			func(v *Verdict) []string { return v.Lost },
		},
		"the end of the journal is missing": {
			func(_ *History, e []Entry) []Entry { return e[:9] }, func(v *Verdict) []string { return v.Lost },
		},
		"a command took effect twice": {
			func(_ *History, e []Entry) []Entry { return append(e, Entry{11, e[2].Body}) }, func(v *Verdict) []string { return v.Doubled },
		},
		"a number is missing": {
			func(_ *History, e []Entry) []Entry { e[4].Seq = 6; return e }, func(v *Verdict) []string { return v.Strange },
		},
		"nobody sent it": {
			func(h *History, e []Entry) []Entry { h.Operations = h.Operations[1:]; return e }, func(v *Verdict) []string { return v.Strange },
		},
		"it was refused": {
			func(h *History, e []Entry) []Entry {
				h.Operations[3].Refused, h.Operations[3].Acked = true, time.Time{}
				return e
			},
			func(v *Verdict) []string { return v.Strange },
		},
		"somebody was left behind": {
			func(h *History, e []Entry) []Entry {
				all := replay{map[string]map[string]any{}}
				for _, entry := range e[:9] {
					if _, err := all.take(entry); err != nil {
						panic(err)
					}
				}
				h.Finals[1] = Final{"jan", 9, all.texts()}
				return e
			},
			func(v *Verdict) []string { return v.Diverged },
		},
		"a later command has a smaller number": {
			func(h *History, e []Entry) []Entry {
				h.Operations[3].Sent, h.Operations[3].Acked = time.Unix(50, 0), time.Unix(51, 0)
				return e
			},
			func(v *Verdict) []string { return v.Order },
		},
		"a change was received otherwise": {
			func(h *History, e []Entry) []Entry { h.Seen[7].Digest++; return e }, func(v *Verdict) []string { return v.Diverged },
		},
		"a change was received that is not there": {
			func(h *History, e []Entry) []Entry { h.Seen[7].Seq = 11; return e }, func(v *Verdict) []string { return v.Diverged },
		},
		"a state differs": {
			func(h *History, e []Entry) []Entry { h.Finals[1].Records["n4"] = "x"; return e }, func(v *Verdict) []string { return v.Diverged },
		},
		"a record is too many": {
			func(h *History, e []Entry) []Entry { h.Finals[1].Records["n40"] = "x"; return e }, func(v *Verdict) []string { return v.Diverged },
		},
		"a hidden note was received": {
			func(h *History, e []Entry) []Entry { h.Leaks = []string{"hidden.anna.1"}; return e }, func(v *Verdict) []string { return v.Leaked },
		},
	} {
		h, entries := right()
		if v := Check(h, c.alter(h, entries)); len(c.found(v)) == 0 {
			t.Errorf("%s: not found in %+v", name, v)
		}
	}
}
