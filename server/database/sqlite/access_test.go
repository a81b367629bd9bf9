package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/database/schema"
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

// TestExists: a link or a session that repeats an id or a hash is refused with
// an error of its own.
func TestExists(t *testing.T) {
	s := openStore(t, database(t))
	mustAdd(t, s, link("a", "w", "observer"))
	sameHash := link("b", "w", "observer")
	sameHash.Hash = link("a", "", "").Hash
	taken := session("y", "w", "a")
	taken.Hash = session("x", "", "").Hash
	for name, err := range map[string]error{
		"id of a link":      s.AddLinks(background, []access.Link{link("a", "w", "observer")}),
		"hash of a link":    s.AddLinks(background, []access.Link{sameHash}),
		"hash of a session": errors.Join(s.AddSession(background, session("x", "w", "a")), s.AddSession(background, taken)),
	} {
		if !errors.Is(err, journal.ErrExists) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAccessDurable: links, sessions and settings outlive an orderly stop, and
// no setting changes the epoch.
func TestAccessDurable(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	epoch := s.Epoch()
	l, x := link("a", "w", "observer"), session("x", "w", "a")
	l.Expires = time.Date(2030, 1, 2, 3, 4, 5, 6_000_000, time.UTC)
	mustAdd(t, s, l)
	if err := errors.Join(s.AddSession(background, x), s.SetSetting(background, schema.EpochName, "zażółć\x00")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, path)
	wantLinks(t, s, "w", l)
	if got, found, err := s.SessionByHash(background, x.Hash); !reflect.DeepEqual(got, x) || !found || err != nil {
		t.Fatalf("session %+v, %v, %v", got, found, err)
	}
	if got, found, err := s.Setting(background, schema.EpochName); got != "zażółć\x00" || !found || err != nil {
		t.Fatalf("setting %q, %v, %v", got, found, err)
	}
	if s.Epoch() != epoch {
		t.Fatal("a setting has changed the epoch")
	}
}

// TestChangedRows: a row that was changed on the disk is not trusted. For
// example, a revoked link must not become valid again.
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
	tamper(t, s.path, `UPDATE links SET revoked = 0 WHERE id = 'a'`)
	tamper(t, s.path, `UPDATE sessions SET role = 'moderator' WHERE id = 'x'`)
	tamper(t, s.path, `UPDATE meta SET value = 'other' WHERE name LIKE 'setting%'`)

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
	mustAppend(t, s, canary, 1, numbers(2, 2*deletionEntries))
	if err := s.SaveSnapshot(background, canary, 1, bytes.Repeat([]byte(canary), 5000), nil); err != nil {
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
