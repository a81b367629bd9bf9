package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"sync"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

func link(id, workshop, role string) access.Link {
	return access.Link{ID: id, Workshop: workshop, Role: role, Hash: []byte("hash of " + id), Created: time.UnixMilli(1000).UTC()}
}

func session(id, workshop, link string) access.Session {
	return access.Session{ID: id, Workshop: workshop, Member: "member", Role: "participant", Link: link,
		Hash: []byte("hash of " + id), Created: time.UnixMilli(2000).UTC()}
}

func mustAdd(t *testing.T, s *Store, links ...access.Link) {
	t.Helper()
	if err := s.AddLinks(background, links); err != nil {
		t.Fatal(err)
	}
}

func wantLinks(t *testing.T, s *Store, workshop string, want ...access.Link) {
	t.Helper()
	got, err := s.Links(background, workshop)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("links %+v, want %+v", got, want)
	}
}

func TestLinks(t *testing.T) {
	s := openStore(t, database(t))
	wantLinks(t, s, "w")
	a, b, c := link("z", "w", "moderator"), link("y", "w", "participant"), link("x", "w", "observer")
	b.Expires = time.Date(2030, 1, 2, 3, 4, 5, 6_000_000, time.UTC)
	c.Created = c.Created.Add(-time.Hour) // the order is that of adding
	mustAdd(t, s, a, b)
	mustAdd(t, s, c)
	mustAdd(t, s)
	mustAdd(t, s, link("other", "v", "moderator"))
	wantLinks(t, s, "w", a, b, c)

	for _, want := range []access.Link{a, b, c} {
		got, found, err := s.LinkByHash(background, want.Hash)
		if err != nil || !found || !reflect.DeepEqual(got, want) {
			t.Fatalf("link %+v, %v, %v", got, found, err)
		}
	}
	if _, found, err := s.LinkByHash(background, []byte("hash")); found || err != nil {
		t.Fatalf("an unknown hash: %v, %v", found, err)
	}

	same := link("new", "w", "observer")
	same.Hash = a.Hash
	for _, again := range []access.Link{same, link("z", "w", "observer")} {
		if err := s.AddLinks(background, []access.Link{link("first", "w", "observer"), again}); !errors.Is(err, journal.ErrExists) {
			t.Fatalf("a repeated link: %v", err)
		}
	}
	wantLinks(t, s, "w", a, b, c) // not even the first of the pair
}

func TestRevokeLink(t *testing.T) {
	s := openStore(t, database(t))
	a, b, code, other := link("a", "w", "participant"), link("b", "w", "participant"), link("c", "w", "participant-code"), link("d", "v", "participant")
	a.Expires = time.UnixMilli(1).UTC()
	mustAdd(t, s, a, b, code, other)
	x := session("x", "w", "a")
	if err := s.AddSession(background, x); err != nil {
		t.Fatal(err)
	}

	revoke := func(role string, want ...string) {
		t.Helper()
		got, err := s.RevokeLink(background, "w", role)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("revoked %v, %v; want %v", got, err, want)
		}
	}
	revoke("participant", "a", "b")
	revoke("participant")
	revoke("moderator")
	a.Revoked, b.Revoked = true, true
	wantLinks(t, s, "w", a, b, code)
	wantLinks(t, s, "v", other)

	renewed := link("e", "w", "participant")
	mustAdd(t, s, renewed)
	revoke("participant", "e")
	renewed.Revoked = true
	wantLinks(t, s, "w", a, b, code, renewed)
	if got, found, err := s.LinkByHash(background, a.Hash); !got.Revoked || !found || err != nil {
		t.Fatalf("link %+v, %v, %v", got, found, err)
	}
	if got, found, err := s.SessionByHash(background, x.Hash); !reflect.DeepEqual(got, x) || !found || err != nil {
		t.Fatalf("session %+v, %v, %v", got, found, err)
	}
}

// TestRevokeRace: of several that revoke at once, one is told that it did.
func TestRevokeRace(t *testing.T) {
	s := openStore(t, database(t))
	mustAdd(t, s, link("a", "w", "observer"))
	var all sync.WaitGroup
	told := make(chan string, 8)
	for range 8 {
		all.Go(func() {
			ids, err := s.RevokeLink(background, "w", "observer")
			if err != nil {
				t.Error(err)
			}
			for _, id := range ids {
				told <- id
			}
		})
	}
	all.Wait()
	if len(told) != 1 {
		t.Fatalf("%d were told", len(told))
	}
}

func TestSessions(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	x := session("x", "w", "a")
	for range 2 { // again: replaced by the same
		if err := s.AddSession(background, x); err != nil {
			t.Fatal(err)
		}
	}
	old := x.Hash
	x.Hash, x.Link, x.Role = []byte("another"), "b", "moderator"
	if err := s.AddSession(background, x); err != nil {
		t.Fatal(err)
	}
	taken := session("y", "w", "a")
	taken.Hash = x.Hash
	if err := s.AddSession(background, taken); !errors.Is(err, journal.ErrExists) {
		t.Fatalf("a repeated hash: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = openStore(t, path)
	got, found, err := s.SessionByHash(background, x.Hash)
	if err != nil || !found || !reflect.DeepEqual(got, x) {
		t.Fatalf("session %+v, %v, %v", got, found, err)
	}
	if _, found, err := s.SessionByHash(background, old); found || err != nil {
		t.Fatalf("the replaced hash: %v, %v", found, err)
	}
	for range 2 {
		if err := s.DeleteSession(background, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if _, found, err := s.SessionByHash(background, x.Hash); found || err != nil {
		t.Fatalf("a deleted session: %v, %v", found, err)
	}
}

func TestSetting(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	epoch := s.Epoch()
	for _, name := range []string{"organiser", epochName, ""} {
		if _, found, err := s.Setting(background, name); found || err != nil {
			t.Fatalf("setting %q: %v, %v", name, found, err)
		}
		for _, value := range []string{"first", "zażółć\x00", ""} {
			if err := s.SetSetting(background, name, value); err != nil {
				t.Fatal(err)
			}
			if got, found, err := s.Setting(background, name); got != value || !found || err != nil {
				t.Fatalf("setting %q: %q, %v, %v", name, got, found, err)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = openStore(t, path); s.Epoch() != epoch {
		t.Fatal("a setting has changed the epoch")
	}
}

// TestChangedRows: a row that was changed on the disk is not believed; a
// revoked link, for one, must not come back to life.
func TestChangedRows(t *testing.T) {
	s := openStore(t, database(t))
	mustAdd(t, s, link("a", "w", "observer"), link("b", "v", "observer"))
	if _, err := s.RevokeLink(background, "w", "observer"); err != nil {
		t.Fatal(err)
	}
	x := session("x", "w", "a")
	if err := errors.Join(s.AddSession(background, x), s.SetSetting(background, "name", "value")); err != nil {
		t.Fatal(err)
	}
	beneath(t, s.path, `UPDATE links SET revoked = 0 WHERE id = 'a'`)
	beneath(t, s.path, `UPDATE sessions SET role = 'moderator' WHERE id = 'x'`)
	beneath(t, s.path, `UPDATE meta SET value = 'other' WHERE name LIKE 'setting%'`)

	var damaged *journal.DamagedError
	if _, _, err := s.LinkByHash(background, link("a", "", "").Hash); !errors.As(err, &damaged) {
		t.Errorf("link: %v", err)
	}
	if _, err := s.Links(background, "w"); !errors.As(err, &damaged) || damaged.Workshop != "w" {
		t.Errorf("links: %v", err)
	}
	mustAdd(t, s, link("c", "w", "observer"))
	if ids, err := s.RevokeLink(background, "w", "observer"); err != nil || !reflect.DeepEqual(ids, []string{"c"}) {
		t.Errorf("revoked %v, %v", ids, err)
	}
	if _, _, err := s.SessionByHash(background, x.Hash); !errors.As(err, &damaged) {
		t.Errorf("session: %v", err)
	}
	if _, _, err := s.Setting(background, "name"); err == nil {
		t.Error("setting is believed")
	}
	wantLinks(t, s, "v", link("b", "v", "observer"))
}

// TestErasure: after a deletion nothing of the workshop is in any file, also
// before the store is closed.
func TestErasure(t *testing.T) {
	s := openStore(t, database(t))
	canary := "canary-7c1f"
	secret := number(1)
	secret.Body, secret.Member = []byte(canary), canary
	if err := s.Create(background, canary, []journal.Entry{secret}); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, s, canary, 1, numbers(2, 2*deletePortion))
	if err := s.SaveSnapshot(background, canary, 1, bytes.Repeat([]byte(canary), 5000)); err != nil {
		t.Fatal(err)
	}
	mustAdd(t, s, link(canary, canary, "observer"))
	if err := s.AddSession(background, session(canary, canary, canary)); err != nil {
		t.Fatal(err)
	}
	mustCreate(t, s, "w", 3)
	traces := func() (found bool) {
		for _, suffix := range []string{"", "-wal"} {
			content, err := os.ReadFile(s.path + suffix)
			if err != nil {
				t.Fatal(err)
			}
			found = found || bytes.Contains(content, []byte(canary))
		}
		return found
	}
	if !traces() {
		t.Fatal("the test does not see what is stored")
	}
	if err := s.Delete(background, canary); err != nil {
		t.Fatal(err)
	}
	if traces() {
		t.Error("traces are left")
	}
	wantLinks(t, s, canary)
	if _, found, err := s.SessionByHash(background, session(canary, "", "").Hash); found || err != nil {
		t.Errorf("session: %v, %v", found, err)
	}
	wantLength(t, s, "w", 3)

	// Links alone, of a workshop that was never founded, go too.
	mustAdd(t, s, link("lonely", "lonely", "observer"))
	if err := s.Delete(background, "lonely"); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(background, "lonely"); !errors.Is(err, journal.ErrNotFound) {
		t.Fatalf("again: %v", err)
	}
}

func TestAccessCancelled(t *testing.T) {
	s := openStore(t, database(t))
	ctx, cancel := context.WithCancel(background)
	cancel()
	_, revoke := s.RevokeLink(ctx, "w", "observer")
	_, list := s.Links(ctx, "w")
	_, _, byHash := s.LinkByHash(ctx, nil)
	_, _, bySession := s.SessionByHash(ctx, nil)
	_, _, read := s.Setting(ctx, "name")
	for i, err := range []error{
		s.AddLinks(ctx, []access.Link{link("a", "w", "observer")}), s.AddSession(ctx, session("x", "w", "a")),
		s.DeleteSession(ctx, "x"), s.SetSetting(ctx, "name", "value"), revoke, list, byHash, bySession, read,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	wantLinks(t, s, "w")
}
