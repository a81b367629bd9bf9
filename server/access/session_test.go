package access_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

// counting counts the writes of last uses.
type counting struct {
	access.Store
	touches int
}

func (c *counting) TouchSession(ctx context.Context, s access.Session, used time.Time) error {
	c.touches++
	return c.Store.TouchSession(ctx, s, used)
}

// The last use is written once a day, not with every request, and a session that
// is used stays valid.
func TestTouch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &counting{Store: accesstest.NewMemory()}
		gate := access.NewGate(store)
		drawn := invite(t, gate, "w")
		token, _ := enter(t, gate, drawn.Secrets[board.Participant], "jan")
		const days = 400
		firsts := 0
		for range days * 24 {
			session, found, err := gate.ValidSession(t.Context(), token)
			if err != nil || !found {
				t.Fatalf("found %v, %v", found, err)
			}
			touched, first, err := gate.Touch(t.Context(), session)
			if err != nil || touched.Used != time.Now().UTC().Truncate(24*time.Hour) {
				t.Fatalf("touched %+v, %v", touched, err)
			}
			if first {
				firsts++
			}
			<-time.After(time.Hour)
		}
		if store.touches != days-1 || firsts != days-1 { // entering was the first use
			t.Errorf("%d writes and %d first uses in %d days", store.touches, firsts, days)
		}
	})
}

// Old sessions and dead links are purged, and nothing else.
func TestPurge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := access.NewGate(accesstest.NewMemory())
		drawn := invite(t, gate, "w")
		annaToken, anna := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
		janToken, _ := enter(t, gate, drawn.Secrets[board.Participant], "jan")
		if _, err := gate.Revoke(t.Context(), "w", board.Moderator, anna); err != nil { // anna's private link stays
			t.Fatal(err)
		}
		if _, err := gate.Revoke(t.Context(), "w", board.Observer, anna); err != nil {
			t.Fatal(err)
		}
		purge := func() access.Purged {
			t.Helper()
			purged, err := gate.Purge(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return purged
		}
		<-time.After(access.SessionLife + 23*time.Hour)
		if got := purge(); got != (access.Purged{}) {
			t.Errorf("purged %+v before the time", got)
		}
		jan, _, err := gate.ValidSession(t.Context(), janToken)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := gate.Touch(t.Context(), jan); err != nil {
			t.Fatal(err)
		}
		<-time.After(2 * time.Hour)
		// Anna's session, her private link and the revoked links are purged.
		if got, want := purge(), (access.Purged{Sessions: 1, Links: 3}); got != want {
			t.Errorf("purged %+v, want %+v", got, want)
		}
		if lives(t, gate, annaToken) || !lives(t, gate, janToken) {
			t.Error("the wrong session was purged")
		}
		statuses, code, err := gate.LinkStatuses(t.Context(), "w", access.Session{})
		if err != nil || !code || len(statuses) != 3 {
			t.Fatalf("statuses %+v, code %v, %v", statuses, code, err)
		}
		for i, want := range []bool{false, true, false} {
			if s := statuses[i]; s.Role != access.Roles[i] || s.Active != want || s.Created.IsZero() == want {
				t.Errorf("status %+v", s)
			}
		}
	})
}
