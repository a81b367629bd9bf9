package hub

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W9a: every viewer is told the limits of the server that it talks to, in the
// snapshot and in the welcome. They are no part of the state: a restart with other
// limits changes neither a record nor a hash, and clients go on from where they are.
func TestLimitsTravelWithTheState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := journaltest.NewMemory()
		narrow := board.DefaultLimits()
		narrow.MaxTextLength = 3
		var before map[string]string
		for _, limits := range []board.Limits{board.DefaultLimits(), narrow} {
			h := newTestHub(t, m)
			h.Limits = limits
			if before == nil {
				found(t, h, "anna", "jan")
			}
			for _, member := range []string{"anna", ""} {
				var snapshot struct {
					Limits  board.Limits
					Hashes  map[string]string
					Records []*board.Record
				}
				if err := json.Unmarshal([]byte(snapshotOf(t, h, identityOf(member))), &snapshot); err != nil {
					t.Fatal(err)
				}
				if snapshot.Limits != limits || len(snapshot.Records) != 4 {
					t.Errorf("the snapshot of %q has the limits %+v and %d records", member, snapshot.Limits, len(snapshot.Records))
				}
				if before != nil && !maps.Equal(snapshot.Hashes, before) {
					t.Errorf("other limits changed the hashes %v to %v", before, snapshot.Hashes)
				}
				before = snapshot.Hashes
				c := connect(t, h, member, "client-of-"+member+"-12345678")
				c.hello(m.Epoch(), 3)
				if f := c.next(); f.Type != "welcome" || !reflect.DeepEqual(f.Limits, limits) {
					t.Errorf("%q received %+v", member, f)
				}
				if member == "anna" && limits == narrow {
					c.addNote(1, "n1", "lasy")
					if f := c.next(); f.Code != string(board.TooLong) {
						t.Errorf("a note over the limit: %+v", f)
					}
				}
				c.hangUp()
			}
			if err := h.Close(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
