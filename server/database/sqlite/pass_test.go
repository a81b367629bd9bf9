package sqlite

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

func pass(session string) access.Pass {
	return access.Pass{Session: session, Link: "link", Hash: []byte("hash of the pass of " + session), Expires: time.UnixMilli(3000).UTC()}
}

// TestPassesOfDeletedWorkshop: they go with the sessions.
func TestPassesOfDeletedWorkshop(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	mustCreate(t, s, "v", 1)
	for _, workshop := range []string{"w", "v"} {
		x := session("of "+workshop, workshop, "link")
		if err := errors.Join(s.AddSession(background, x), s.AddPass(background, pass(x.ID))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Delete(background, "w"); err != nil {
		t.Fatal(err)
	}
	for workshop, want := range map[string]bool{"w": false, "v": true} {
		got, of, found, err := s.PassByHash(background, pass("of "+workshop).Hash)
		if err != nil || found != want {
			t.Errorf("the pass of %s: found %v, %v", workshop, found, err)
		}
		if found && (!reflect.DeepEqual(got, pass("of "+workshop)) || of.Workshop != workshop) {
			t.Errorf("the pass of %s is %+v of %+v", workshop, got, of)
		}
	}
	if taken, err := s.TakePass(background, pass("of w").Hash, session("new", "w", "link")); taken || err != nil {
		t.Errorf("taken %v, %v", taken, err)
	}
}

// TestChangedPasses: a pass that was changed on the disk is not believed.
func TestChangedPasses(t *testing.T) {
	s := openStore(t, database(t))
	for i, change := range []string{
		`UPDATE passes SET expires = 9999999999999`, `UPDATE passes SET session = 'other'`,
		`UPDATE passes SET link = 'other'`, `UPDATE sessions SET used = 1 WHERE id = 'x'`,
	} {
		for _, x := range []access.Session{session("x", "w", "link"), session("other", "w", "link")} {
			if err := s.AddSession(background, x); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddPass(background, pass("x")); err != nil {
			t.Fatal(err)
		}
		beneath(t, s.path, change)
		var damaged *journal.DamagedError
		if _, _, found, err := s.PassByHash(background, pass("x").Hash); found || !errors.As(err, &damaged) || damaged.Workshop != "w" {
			t.Errorf("change %d: found %v, %v", i, found, err)
		}
		beneath(t, s.path, `DELETE FROM passes`)
	}
}
