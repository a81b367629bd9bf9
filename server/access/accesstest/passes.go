package accesstest

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"warsztat/server/access"
)

func pass(session string, n byte) access.Pass {
	return access.Pass{Session: session, Link: "w-participant-1", Hash: bytes.Repeat([]byte{n}, 32), Expires: first.Add(10 * time.Minute)}
}

// wantPass checks whether the pass of a hash is there, and with which session.
func wantPass(t *testing.T, store access.Store, n byte, session string) {
	t.Helper()
	got, of, found, err := store.PassByHash(ctx, bytes.Repeat([]byte{n}, 32))
	must(t, err)
	if found != (session != "") || of.ID != session {
		t.Errorf("pass %d: found %v, of session %q, want %q", n, found, of.ID, session)
	}
	if want := pass(session, n); found && (got.Session != want.Session || got.Link != want.Link || !bytes.Equal(got.Hash, want.Hash) || !got.Expires.Equal(want.Expires)) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func sessionTouched(t *testing.T, store access.Store) {
	s := session("s", 1)
	must(t, store.AddSession(ctx, s))
	later := s.Used.Add(72 * time.Hour)
	must(t, store.TouchSession(ctx, s, later))
	must(t, store.TouchSession(ctx, s, later.Add(time.Hour))) // the stored session is another one now
	want := s
	want.Used = later
	got, found, err := store.SessionByHash(ctx, s.Hash)
	must(t, err)
	if !found || !sameSession(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}

	// A session that was removed or has another link stays so.
	moved := want
	moved.Link = "w-participant-2"
	must(t, store.AddSession(ctx, moved))
	must(t, store.TouchSession(ctx, want, later.Add(time.Hour)))
	if got, _, err := store.SessionByHash(ctx, s.Hash); err != nil || !sameSession(got, moved) {
		t.Errorf("got %+v, want %+v", got, moved)
	}
	must(t, store.DeleteSession(ctx, "s"))
	must(t, store.TouchSession(ctx, moved, later.Add(time.Hour)))
	if _, found, err := store.SessionByHash(ctx, s.Hash); found || err != nil {
		t.Errorf("a deleted session came back: %v", err)
	}
}

func onePass(t *testing.T, store access.Store) {
	must(t, store.AddSession(ctx, session("s", 1)))
	must(t, store.AddSession(ctx, session("v", 2)))
	must(t, store.AddPass(ctx, pass("s", 11)))
	must(t, store.AddPass(ctx, pass("v", 12)))
	must(t, store.AddPass(ctx, pass("nobody", 13)))
	wantPass(t, store, 11, "s")
	must(t, store.AddPass(ctx, pass("s", 14)))
	wantPass(t, store, 11, "")
	wantPass(t, store, 14, "s")
	wantPass(t, store, 12, "v")
	wantPass(t, store, 13, "") // its session does not exist
	if err := store.AddPass(ctx, pass("s", 12)); err == nil {
		t.Error("two passes with one hash were accepted")
	}
	wantPass(t, store, 14, "s")
}

func passTaken(t *testing.T, store access.Store) {
	must(t, store.AddSession(ctx, session("s", 1)))
	must(t, store.AddPass(ctx, pass("s", 11)))

	// A session that cannot be stored does not use up the pass.
	if taken, err := store.TakePass(ctx, pass("s", 11).Hash, session("twin", 1)); taken || err == nil {
		t.Errorf("a session with the hash of another: taken %v, %v", taken, err)
	}
	wantPass(t, store, 11, "s")

	var taken atomic.Int32
	var wg sync.WaitGroup
	for n := range byte(8) {
		wg.Go(func() {
			mine, err := store.TakePass(ctx, pass("s", 11).Hash, session(string('a'+rune(n)), 20+n))
			if err != nil {
				t.Error(err)
			}
			_, stored, err := store.SessionByHash(ctx, session("", 20+n).Hash)
			if err != nil || stored != mine {
				t.Errorf("device %d: taken %v, its session is stored: %v, %v", n, mine, stored, err)
			}
			if mine {
				taken.Add(1)
			}
		})
	}
	wg.Wait()
	if got := taken.Load(); got != 1 {
		t.Errorf("the pass was taken %d times", got)
	}
	wantPass(t, store, 11, "")
}

func passEndsWithSession(t *testing.T, store access.Store) {
	must(t, store.AddSession(ctx, session("s", 1)))
	must(t, store.AddPass(ctx, pass("s", 11)))
	must(t, store.AddSession(ctx, session("s", 1))) // replaced, the pass stays
	wantPass(t, store, 11, "s")
	must(t, store.DeleteSession(ctx, "s"))
	wantPass(t, store, 11, "")
	must(t, store.AddSession(ctx, session("s", 1)))
	wantPass(t, store, 11, "")
	if taken, err := store.TakePass(ctx, pass("s", 11).Hash, session("new", 2)); taken || err != nil {
		t.Errorf("taken %v, %v", taken, err)
	}
}

func purge(t *testing.T, store access.Store) {
	now := first.AddDate(1, 0, 0)
	since := now.AddDate(0, -6, 0)
	ago, lately := since.Add(-time.Millisecond), since

	links := []access.Link{}
	add := func(id string, made, expires time.Time, revoked bool) {
		l := link("w", id, byte(50+len(links)))
		l.ID, l.Created, l.Expires, l.Revoked = id, made, expires, revoked
		links = append(links, l)
	}
	add("good", ago, time.Time{}, false)
	add("revoked long ago", ago, time.Time{}, true)
	add("revoked, but somebody may come back", ago, time.Time{}, true)
	add("revoked, nobody comes back", ago, time.Time{}, true)
	add("made and revoked lately", lately, time.Time{}, true)
	add("expired long ago", ago.Add(-time.Hour), ago, false)
	add("expired lately", ago, lately, false)
	add("expires later", ago, now, false)
	add("expired, but somebody is in", ago.Add(-time.Hour), ago, false)
	must(t, store.AddLinks(ctx, links))
	for i, s := range []struct {
		link string
		used time.Time
	}{{"revoked, but somebody may come back", lately}, {"revoked, nobody comes back", ago}, {"expired, but somebody is in", now}, {"good", ago}} {
		x := session(string('a'+rune(i)), byte(i))
		x.Link, x.Used = s.link, s.used
		must(t, store.AddSession(ctx, x))
		p := pass(x.ID, byte(10+i))
		p.Expires = now
		must(t, store.AddPass(ctx, p))
	}
	old := pass("c", 20)
	old.Expires = now.Add(-time.Millisecond)
	must(t, store.AddPass(ctx, old))

	purged, err := store.Purge(ctx, now, since)
	must(t, err)
	if want := (access.Purged{Passes: 1, Sessions: 2, Links: 3}); purged != want {
		t.Errorf("purged %+v, want %+v", purged, want)
	}
	left, err := store.Links(ctx, workshopID("w"))
	must(t, err)
	var got []string
	for _, l := range left {
		got = append(got, l.ID)
	}
	if want := []string{"good", "revoked, but somebody may come back", "made and revoked lately", "expired lately", "expires later", "expired, but somebody is in"}; !slices.Equal(got, want) {
		t.Errorf("the links %q are left, want %q", got, want)
	}
	for i, want := range []bool{true, false, true, false} {
		if _, found, err := store.SessionByHash(ctx, session("", byte(i)).Hash); found != want || err != nil {
			t.Errorf("session %d: found %v, want %v, %v", i, found, want, err)
		}
		_, _, found, err := store.PassByHash(ctx, pass("", byte(10+i)).Hash)
		if must(t, err); found != (i == 0) {
			t.Errorf("pass %d: found %v", i, found)
		}
	}
	if again, err := store.Purge(ctx, now, since); again != (access.Purged{}) || err != nil {
		t.Errorf("a second time: %+v, %v", again, err)
	}
}
