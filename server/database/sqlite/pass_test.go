package sqlite

import (
	"errors"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

func pass(session string) access.Pass {
	return access.Pass{Session: session, Link: "link", Hash: []byte("hash of the pass of " + session), Expires: time.UnixMilli(3000).UTC()}
}

// TestChangedPasses: a pass that was changed on the disk is not trusted.
func TestChangedPasses(t *testing.T) {
	s := openStore(t, database(t))
	for i, change := range []string{
		`UPDATE passes SET expires_millis = 9999999999999`, `UPDATE passes SET session = 'other'`,
		`UPDATE passes SET link = 'other'`, `UPDATE sessions SET used_millis = 1 WHERE id = 'x'`,
	} {
		for _, x := range []access.Session{session("x", "w", "link"), session("other", "w", "link")} {
			if err := s.AddSession(background, x); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddPass(background, pass("x")); err != nil {
			t.Fatal(err)
		}
		tamper(t, s.path, change)
		var damaged *journal.DamagedError
		if _, _, found, err := s.PassByHash(background, pass("x").Hash); found || !errors.As(err, &damaged) || damaged.Workshop != "w" {
			t.Errorf("change %d: found %v, %v", i, found, err)
		}
		tamper(t, s.path, `DELETE FROM passes`)
	}
}
