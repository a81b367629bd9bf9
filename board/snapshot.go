package board

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// stored is the form of a whole state in the journal's snapshots.
type stored struct {
	Seq     uint64    `json:"seq"`
	Records []*Record `json:"records"`
	storedHoldings
}

// Save writes the whole state, for every audience: it is for the journal only.
func (s *State) Save() []byte { return s.Saving()() }

// Saving returns a function that does the work of Save, with the state as it is now.
// Another goroutine may call it while the state goes on.
func (s *State) Saving() func() []byte {
	saved, seq, records := s.holdings.save(), s.Seq, slices.Collect(maps.Values(s.records))
	return func() []byte {
		// Maps of texts and numbers can always be encoded.
		held, _ := json.Marshal(saved)
		b := make([]byte, 0, 64+len(held)+256*len(records))
		b = append(b, held[:len(held)-1]...)
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(append(b, `"seq":`...), seq, 10)
		b = append(b, `,"records":[`...)
		slices.SortFunc(records, byID)
		for i, r := range records {
			if i > 0 {
				b = append(b, ',')
			}
			b = r.encode(b)
		}
		return append(b, "]}"...)
	}
}

// Load reads what Save wrote.
func Load(data []byte, limits Limits) (*State, error) {
	var in stored
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	s := NewState(limits)
	s.Seq = in.Seq
	s.texts = newTexts(in.Seq)
	wrong := false
	s.holdings.load(in.storedHoldings, func() {
		for _, r := range in.Records {
			if wrong = wrong || r == nil || r.ID == "" || s.records[r.ID] != nil; wrong {
				return
			}
			s.replace(nil, r)
		}
	})
	if wrong {
		return nil, fmt.Errorf("snapshot at %d: a record without an id of its own", in.Seq)
	}
	return s, nil
}

// MarshalJSON writes the record as AppendJSON does.
func (r *Record) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }
