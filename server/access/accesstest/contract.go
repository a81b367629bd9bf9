// Package accesstest holds the contract that every access.Store keeps, and a
// store in memory for tests.
package accesstest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"warsztat/server/access"
)

// Contract tests a store. open returns an empty one each time and closes it
// when the test ends.
func Contract(t *testing.T, open func(t *testing.T) access.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, access.Store)
	}{
		{"links are found by hash", linksByHash},
		{"links are listed in order", linksInOrder},
		{"links are added all or none", linksAllOrNone},
		{"revoking touches one role of one workshop", revokeOneRole},
		{"a link is revoked once", revokedOnce},
		{"a session is added and replaced", sessionReplaced},
		{"a session outlives its link", sessionOutlivesLink},
		{"a deleted session is gone", sessionDeleted},
		{"a session is touched as it is", sessionTouched},
		{"a session has one pass", onePass},
		{"a pass is taken once", passTaken},
		{"a pass ends with its session", passEndsWithSession},
		{"a purge forgets what is old and dead", purge},
		{"settings are replaced", settings},
		{"concurrent use", concurrent},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

var (
	ctx   = context.Background()
	first = time.Date(2026, 11, 3, 9, 0, 0, int(250*time.Millisecond), time.UTC)
)

// workshopID is the id of the workshop that a test calls by this name.
func workshopID(name string) string { return uuid.NewSHA1(uuid.Nil, []byte(name)).String() }

func link(workshop, role string, n byte) access.Link {
	return access.Link{
		ID: fmt.Sprintf("%s-%s-%d", workshop, role, n), Workshop: workshopID(workshop), Role: role,
		Hash: bytes.Repeat([]byte{n}, 32), Created: first.Add(time.Duration(n) * time.Second),
	}
}

func session(id string, n byte) access.Session {
	return access.Session{
		ID: id, Workshop: workshopID("w"), Member: "m-" + id, Role: "participant", Link: "w-participant-1",
		Hash: bytes.Repeat([]byte{n}, 32), Created: first, Used: first.Truncate(24 * time.Hour),
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func sameLink(a, b access.Link) bool {
	return a.ID == b.ID && a.Workshop == b.Workshop && a.Role == b.Role && bytes.Equal(a.Hash, b.Hash) &&
		a.Created.Equal(b.Created) && a.Expires.Equal(b.Expires) && a.Expires.IsZero() == b.Expires.IsZero() && a.Revoked == b.Revoked
}

func sameSession(a, b access.Session) bool {
	return a.ID == b.ID && a.Workshop == b.Workshop && a.Member == b.Member && a.Role == b.Role && a.Link == b.Link &&
		bytes.Equal(a.Hash, b.Hash) && a.Created.Equal(b.Created) && a.Used.Equal(b.Used)
}

func linksByHash(t *testing.T, store access.Store) {
	forever, limited := link("w", "observer", 1), link("w", "participant", 2)
	limited.Expires = first.Add(time.Hour)
	must(t, store.AddLinks(ctx, []access.Link{forever, limited}))
	for _, want := range []access.Link{forever, limited} {
		got, found, err := store.LinkByHash(ctx, want.Hash)
		must(t, err)
		if !found || !sameLink(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, found, want)
		}
	}
	if got, found, err := store.LinkByHash(ctx, bytes.Repeat([]byte{9}, 32)); found || err != nil {
		t.Errorf("an unknown hash found %+v, %v", got, err)
	}
}

func linksInOrder(t *testing.T, store access.Store) {
	var want []string
	for n := byte(9); n > 0; n-- { // neither the ids nor the times are in this order
		l := link("w", "participant", n)
		must(t, store.AddLinks(ctx, []access.Link{l, link("other", "participant", 100+n)}))
		want = append(want, l.ID)
	}
	links, err := store.Links(ctx, workshopID("w"))
	must(t, err)
	var got []string
	for _, l := range links {
		got = append(got, l.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if links, err := store.Links(ctx, workshopID("nowhere")); len(links) > 0 || err != nil {
		t.Errorf("an unknown workshop has links %v, %v", links, err)
	}
}

func linksAllOrNone(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, nil))
	must(t, store.AddLinks(ctx, []access.Link{link("w", "observer", 1)}))
	sameHash := link("w", "participant", 1)
	sameID := link("w", "observer", 1)
	sameID.Hash = bytes.Repeat([]byte{9}, 32)
	for _, twin := range []access.Link{sameHash, sameID} {
		if err := store.AddLinks(ctx, []access.Link{link("w", "moderator", 2), twin}); err == nil {
			t.Error("two links with one hash or one id were accepted")
		}
	}
	links, err := store.Links(ctx, workshopID("w"))
	must(t, err)
	if len(links) != 1 {
		t.Errorf("%d links are stored, want 1", len(links))
	}
}

func revokeOneRole(t *testing.T, store access.Store) {
	expired := link("w", "moderator", 5)
	expired.Expires = first
	must(t, store.AddLinks(ctx, []access.Link{
		link("w", "moderator", 1), link("w", "moderator:s", 2), link("w", "participant", 3), link("v", "moderator", 4), expired,
	}))
	revoke := func(role string, want ...string) {
		t.Helper()
		if got, err := store.RevokeLink(ctx, workshopID("w"), role); !slices.Equal(got, want) || err != nil {
			t.Errorf("revoked %v, %v, want %v", got, err, want)
		}
	}
	revoke("moderator", "w-moderator-1", "w-moderator-5")
	for n := byte(1); n <= 5; n++ {
		l, found, err := store.LinkByHash(ctx, bytes.Repeat([]byte{n}, 32))
		must(t, err)
		if !found || l.Revoked != (n == 1 || n == 5) {
			t.Errorf("link %d: found %v, revoked %v", n, found, l.Revoked)
		}
	}
	revoke("moderator")
	revoke("observer")
	must(t, store.AddLinks(ctx, []access.Link{link("w", "moderator", 6)}))
	revoke("moderator", "w-moderator-6")
}

// revokedOnce: of several callers that revoke a link at once, one is told that it did.
func revokedOnce(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, []access.Link{link("w", "observer", 1)}))
	var revoked atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			ids, err := store.RevokeLink(ctx, workshopID("w"), "observer")
			if err != nil {
				t.Error(err)
			}
			revoked.Add(int32(len(ids)))
		})
	}
	wg.Wait()
	if got := revoked.Load(); got != 1 {
		t.Errorf("the link was revoked %d times", got)
	}
}

func sessionReplaced(t *testing.T, store access.Store) {
	s := session("s", 1)
	must(t, store.AddSession(ctx, s))
	must(t, store.AddSession(ctx, s))
	must(t, store.AddSession(ctx, session("other", 2)))
	if err := store.AddSession(ctx, session("twin", 1)); err == nil {
		t.Error("two sessions with one hash were accepted")
	}
	old := s.Hash
	s.Hash, s.Role = bytes.Repeat([]byte{3}, 32), "moderator"
	s.Link, s.Created, s.Used = "w-participant-2", first.Add(time.Minute), s.Used.Add(24*time.Hour)
	must(t, store.AddSession(ctx, s))
	got, found, err := store.SessionByHash(ctx, s.Hash)
	must(t, err)
	if !found || !sameSession(got, s) {
		t.Errorf("got %+v, %v, want %+v", got, found, s)
	}
	for _, hash := range [][]byte{old, bytes.Repeat([]byte{9}, 32)} {
		if got, found, err := store.SessionByHash(ctx, hash); found || err != nil {
			t.Errorf("an unknown hash found %+v, %v", got, err)
		}
	}
	all, err := store.Sessions(ctx, s.Workshop)
	must(t, err)
	if len(all) != 2 || !slices.ContainsFunc(all, func(got access.Session) bool { return sameSession(got, s) }) {
		t.Errorf("the sessions are %+v", all)
	}
	if all, err := store.Sessions(ctx, workshopID("another")); len(all) > 0 || err != nil {
		t.Errorf("another workshop has the sessions %+v, %v", all, err)
	}
}

func sessionOutlivesLink(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, []access.Link{link("w", "participant", 1)}))
	s := session("s", 7)
	must(t, store.AddSession(ctx, s))
	_, err := store.RevokeLink(ctx, workshopID("w"), "participant")
	must(t, err)
	if got, found, err := store.SessionByHash(ctx, s.Hash); !found || !sameSession(got, s) || err != nil {
		t.Errorf("got %+v, %v, %v, want %+v", got, found, err, s)
	}
}

func sessionDeleted(t *testing.T, store access.Store) {
	s := session("s", 1)
	must(t, store.AddSession(ctx, s))
	must(t, store.DeleteSession(ctx, "s"))
	must(t, store.DeleteSession(ctx, "s"))
	if _, found, err := store.SessionByHash(ctx, s.Hash); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
}

func settings(t *testing.T, store access.Store) {
	for _, name := range []string{"a", "epoch", ""} {
		if _, found, err := store.Setting(ctx, name); found || err != nil {
			t.Errorf("setting %q: found %v, %v", name, found, err)
		}
		for _, value := range []string{"1", "", "zażółć\n'; drop table settings; --"} {
			must(t, store.SetSetting(ctx, name, value))
			if got, found, err := store.Setting(ctx, name); got != value || !found || err != nil {
				t.Errorf("setting %q: got %q, %v, %v, want %q", name, got, found, err, value)
			}
		}
	}
}

func concurrent(t *testing.T, store access.Store) {
	var wg sync.WaitGroup
	for n := range byte(40) {
		wg.Go(func() {
			if err := store.AddSession(ctx, session(fmt.Sprint(n), n)); err != nil {
				t.Error(err)
			}
			if _, found, err := store.SessionByHash(ctx, bytes.Repeat([]byte{n}, 32)); !found || err != nil {
				t.Errorf("session %d: found %v, %v", n, found, err)
			}
		})
	}
	wg.Wait()
}
