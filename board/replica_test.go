package board

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// Whatever happens in a workshop, who applies the patches of their audiences
// holds exactly what a snapshot would give them. Who changes team or role
// fetches the snapshot anew.
func TestReplicasHoldWhatTheirViewersMaySee(t *testing.T) {
	people := []Actor{{Member: "anna", Role: Participant, Alias: "alias-of-anna"}, {Member: "ewa", Role: Participant}, {Member: "jan", Role: Moderator}, {Role: Observer}}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		replicas := make([]*State, len(people))
		for i, p := range people {
			replicas[i] = fetched(w.state, p)
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			was := make([]Viewer, len(people))
			for i, p := range people {
				was[i] = viewerOf(w.state, p)
			}
			do, cmd := w.draw(t)
			if w.give(Order{By: w.actor(t), Do: do, Command: cmd}) != nil {
				continue
			}
			fact := w.facts[len(w.facts)-1]
			for i, p := range people {
				now := viewerOf(w.state, p)
				if now != was[i] {
					replicas[i] = fetched(w.state, p)
					continue
				}
				seen := fact
				seen.Change = nil
				for _, segment := range fact.Change {
					if now.Sees(segment.Audience) {
						seen.Change = append(seen.Change, segment)
					}
				}
				if _, err := replicas[i].Apply(seen); err != nil {
					t.Fatalf("%s after %s %+v: %v", p.Member, do, cmd, err)
				}
				if want, got := dump(fetched(w.state, p)), dump(replicas[i]); !reflect.DeepEqual(want, got) {
					t.Fatalf("%s after %s %+v holds\n%v\nwant\n%v", p.Member, do, cmd, got, want)
				}
			}
		}
	})
}

// fetched is the state as a snapshot gives it to somebody.
func fetched(s *State, by Actor) *State {
	copied := NewState(s.Limits)
	copied.Seq = s.Seq
	for r := range s.Records(viewerOf(s, by)) {
		copied.replace(nil, &Record{ID: r.ID, Kind: r.Kind, Audience: r.Audience, Fields: r.Fields})
	}
	return copied
}
