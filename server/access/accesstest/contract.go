// Package accesstest holds the contract that every access.Store keeps, and a
// store in memory for tests.
package accesstest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

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

func link(workshop, role string, n byte) access.Link {
	return access.Link{
		ID: fmt.Sprintf("%s-%s-%d", workshop, role, n), Workshop: workshop, Role: role,
		Hash: bytes.Repeat([]byte{n}, 32), Created: first.Add(time.Duration(n) * time.Second),
	}
}

func session(id string, n byte) access.Session {
	return access.Session{
		ID: id, Workshop: "w", Member: "m-" + id, Role: "participant", Link: "w-participant-1",
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
	links, err := store.Links(ctx, "w")
	must(t, err)
	var got []string
	for _, l := range links {
		got = append(got, l.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if links, err := store.Links(ctx, "nowhere"); len(links) > 0 || err != nil {
		t.Errorf("an unknown workshop has links %v, %v", links, err)
	}
}

func linksAllOrNone(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, []access.Link{link("w", "observer", 1)}))
	twin := link("w", "participant", 1) // another id, the same hash
	if err := store.AddLinks(ctx, []access.Link{link("w", "moderator", 2), twin}); err == nil {
		t.Error("two links with one hash were accepted")
	}
	links, err := store.Links(ctx, "w")
	must(t, err)
	if len(links) != 1 {
		t.Errorf("%d links are stored, want 1", len(links))
	}
}

func revokeOneRole(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, []access.Link{
		link("w", "moderator", 1), link("w", "moderator:s", 2), link("w", "participant", 3), link("v", "moderator", 4),
	}))
	ended, err := store.RevokeLink(ctx, "w", "moderator")
	must(t, err)
	if want := []string{"w-moderator-1"}; !slices.Equal(ended, want) {
		t.Errorf("ended %v, want %v", ended, want)
	}
	for n := byte(1); n <= 4; n++ {
		l, found, err := store.LinkByHash(ctx, bytes.Repeat([]byte{n}, 32))
		must(t, err)
		if !found || l.Revoked != (n == 1) {
			t.Errorf("link %d: found %v, revoked %v", n, found, l.Revoked)
		}
	}
	if ended, err := store.RevokeLink(ctx, "w", "moderator"); len(ended) > 0 || err != nil {
		t.Errorf("a second time: ended %v, %v", ended, err)
	}
}

func sessionReplaced(t *testing.T, store access.Store) {
	s := session("s", 1)
	must(t, store.AddSession(ctx, s))
	must(t, store.AddSession(ctx, session("other", 2)))
	s.Link, s.Created, s.Used = "w-participant-2", first.Add(time.Minute), s.Used.Add(24*time.Hour)
	must(t, store.AddSession(ctx, s))
	got, found, err := store.SessionByHash(ctx, s.Hash)
	must(t, err)
	if !found || !sameSession(got, s) {
		t.Errorf("got %+v, %v, want %+v", got, found, s)
	}
	if got, found, err := store.SessionByHash(ctx, bytes.Repeat([]byte{9}, 32)); found || err != nil {
		t.Errorf("an unknown hash found %+v, %v", got, err)
	}
}

func sessionOutlivesLink(t *testing.T, store access.Store) {
	must(t, store.AddLinks(ctx, []access.Link{link("w", "participant", 1)}))
	must(t, store.AddSession(ctx, session("s", 7)))
	_, err := store.RevokeLink(ctx, "w", "participant")
	must(t, err)
	if _, found, err := store.SessionByHash(ctx, bytes.Repeat([]byte{7}, 32)); !found || err != nil {
		t.Errorf("found %v, %v", found, err)
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
	if _, found, err := store.Setting(ctx, "a"); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
	for _, value := range []string{"1", "", "zażółć\n'; drop table settings; --"} {
		must(t, store.SetSetting(ctx, "a", value))
		if got, found, err := store.Setting(ctx, "a"); got != value || !found || err != nil {
			t.Errorf("got %q, %v, %v, want %q", got, found, err, value)
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
