package postgres

import (
	"errors"
	"slices"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

// TestChangedRows: a row that was changed on the disk is not trusted. For
// example, a revoked link must not become valid again.
func TestChangedRows(t *testing.T) {
	address := server.Database(t)
	s := openStore(t, address)
	link := access.Link{ID: "a", Workshop: workshop("w"), Role: "observer", Hash: []byte("link"), Created: time.UnixMilli(1000)}
	x := access.Session{ID: "x", Workshop: workshop("w"), Member: "m", Role: "observer", Link: "a", Hash: []byte("session")}
	pass := access.Pass{Session: "x", Link: "a", Hash: []byte("pass"), Expires: time.UnixMilli(3000)}
	_, revoked := s.RevokeLink(background, workshop("w"), "observer")
	if err := errors.Join(s.AddLinks(background, []access.Link{link}), revoked, s.AddSession(background, x),
		s.AddPass(background, pass), s.SetSetting(background, "name", "value")); err != nil {
		t.Fatal(err)
	}
	if err := s.AddSession(background, access.Session{ID: "y", Workshop: x.Workshop, Hash: x.Hash}); !errors.Is(err, journal.ErrExists) {
		t.Errorf("a session with the hash of another: %v", err)
	}
	wantDamage := func(what string, err error) {
		t.Helper()
		var damaged *journal.DamagedError
		if !errors.As(err, &damaged) || damaged.Workshop != workshop("w") {
			t.Errorf("%s: %v", what, err)
		}
	}
	tamper(t, address, `UPDATE T SET expires_millis = 9999999999999`, "passes")
	_, _, _, err := s.PassByHash(background, pass.Hash)
	wantDamage("pass", err)
	tamper(t, address, `UPDATE T SET revoked = NOT revoked`, "links")
	tamper(t, address, `UPDATE T SET role = 'moderator'`, "sessions")
	tamper(t, address, `UPDATE T SET value = 'other' WHERE name = 'setting.name'`, "meta")
	_, _, err = s.LinkByHash(background, link.Hash)
	wantDamage("link", err)
	_, err = s.Links(background, workshop("w"))
	wantDamage("links", err)
	_, _, err = s.SessionByHash(background, x.Hash)
	wantDamage("session", err)
	if _, _, err := s.Setting(background, "name"); err == nil {
		t.Error("setting is believed")
	}
	good := access.Link{ID: "c", Workshop: workshop("w"), Role: "observer", Hash: []byte("good")}
	if err := s.AddLinks(background, []access.Link{good}); err != nil {
		t.Fatal(err)
	}
	if ids, err := s.RevokeLink(background, workshop("w"), "observer"); err != nil || !slices.Equal(ids, []string{"c"}) {
		t.Errorf("revoked %v, %v", ids, err)
	}
}
