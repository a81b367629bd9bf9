package access_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

func newPass(t *testing.T, gate *access.Gate, session access.Session) string {
	t.Helper()
	secret, expires, err := gate.NewPass(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(expires); left <= access.PassLife-time.Second || left > access.PassLife {
		t.Errorf("the pass lasts %v", left)
	}
	return secret
}

// by returns the member whom a secret lets in, "" when it lets nobody in.
func by(t *testing.T, gate *access.Gate, secret string) string {
	t.Helper()
	entry, err := gate.BySecret(t.Context(), secret)
	if err != nil && !errors.Is(err, access.ErrNoEntry) {
		t.Fatal(err)
	}
	return entry.Member
}

func TestAPassLetsOneMemberInOnce(t *testing.T) {
	for _, role := range []board.Role{board.Participant, board.Moderator} {
		gate := access.NewGate(accesstest.NewMemory())
		drawn := invite(t, gate, "w")
		laptopToken, laptop := enter(t, gate, drawn.Secrets[role], "jan")
		secret := newPass(t, gate, laptop)
		if random, alias, _ := strings.Cut(secret, "."); len(random) != 43 || alias != laptop.Alias || len(alias) != 22 {
			t.Errorf("the secret %q is not of 32 bytes and the alias %q", secret, laptop.Alias)
		}
		entry, err := gate.BySecret(t.Context(), secret)
		if err != nil || entry.Member != "jan" || entry.Grants() != role || entry.Workshop != "w" || entry.ID != laptop.Link {
			t.Fatalf("the pass opens %+v, %v", entry, err)
		}
		token, phone, err := gate.Enter(t.Context(), entry, entry.Member)
		if err != nil {
			t.Fatal(err)
		}
		if again, known, err := gate.KnownSession(t.Context(), token); err != nil || !known || again.Alias != laptop.Alias || phone.Alias != laptop.Alias {
			t.Errorf("on the phone the alias is %q, of the laptop %q", phone.Alias, laptop.Alias)
		}
		if phone.ID == laptop.ID || phone.Member != "jan" || phone.Role != string(role) || phone.Link != laptop.Link {
			t.Errorf("the phone's session is %+v", phone)
		}
		if !lives(t, gate, token) || !lives(t, gate, laptopToken) {
			t.Error("a device is out")
		}
		if got := by(t, gate, secret); got != "" {
			t.Errorf("a used pass lets in %q", got)
		}
		// A device that looked the pass up before it was used is too late.
		if _, _, err := gate.Enter(t.Context(), entry, entry.Member); !errors.Is(err, access.ErrNoEntry) {
			t.Errorf("entered twice: %v", err)
		}
		if _, err := gate.Return(t.Context(), phone, entry); !errors.Is(err, access.ErrNoEntry) {
			t.Errorf("returned by a used pass: %v", err)
		}
	}
}

func TestAPassOpensNothing(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, gate *access.Gate, jan, moderator access.Session) error
		stays bool // whether the session that asked for it stays
	}{
		"after ten minutes": {func(t *testing.T, _ *access.Gate, _, _ access.Session) error {
			<-time.After(access.PassLife)
			return nil
		}, true},
		"when there is a newer one": {func(t *testing.T, gate *access.Gate, jan, _ access.Session) error {
			return third(gate.NewPass(t.Context(), jan))
		}, true},
		"when its session was left": {func(t *testing.T, gate *access.Gate, jan, _ access.Session) error {
			return gate.Leave(t.Context(), jan.ID)
		}, false},
		"when its link was revoked": {func(t *testing.T, gate *access.Gate, _, moderator access.Session) error {
			return second(gate.Revoke(t.Context(), "w", board.Participant, moderator))
		}, false},
		"when its person came back by a new link": {func(t *testing.T, gate *access.Gate, jan, moderator access.Session) error {
			if _, err := gate.Revoke(t.Context(), "w", board.Participant, moderator); err != nil {
				return err
			}
			given, err := gate.GiveOut(t.Context(), "w", board.Participant, time.Time{})
			if err != nil {
				return err
			}
			entry, err := gate.BySecret(t.Context(), given.Secret)
			if err != nil {
				return err
			}
			return second(gate.Return(t.Context(), jan, entry))
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				gate := access.NewGate(accesstest.NewMemory())
				drawn := invite(t, gate, "w")
				token, jan := enter(t, gate, drawn.Secrets[board.Participant], "jan")
				_, moderator := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
				secret := newPass(t, gate, jan)
				if got := by(t, gate, secret); got != "jan" {
					t.Fatalf("a fresh pass lets in %q", got)
				}
				if err := c.spoil(t, gate, jan, moderator); err != nil {
					t.Fatal(err)
				}
				if got := by(t, gate, secret); got != "" {
					t.Errorf("it lets in %q", got)
				}
				if lives(t, gate, token) != c.stays {
					t.Errorf("the session lives: %v", !c.stays)
				}
			})
		})
	}
}

// Revoking a link ends the session of the second device with that of the first.
func TestTheSecondDeviceFallsWithItsLink(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	drawn := invite(t, gate, "w")
	laptopToken, laptop := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
	janToken, jan := enter(t, gate, drawn.Secrets[board.Participant], "jan")
	phoneToken, _ := enter(t, gate, newPass(t, gate, jan), "jan")
	// Leaving on one device does not end the other.
	if err := gate.Leave(t.Context(), jan.ID); err != nil {
		t.Fatal(err)
	}
	if lives(t, gate, janToken) || !lives(t, gate, phoneToken) {
		t.Error("the wrong device has left")
	}
	if _, err := gate.Revoke(t.Context(), "w", board.Participant, laptop); err != nil {
		t.Fatal(err)
	}
	if lives(t, gate, phoneToken) {
		t.Error("the second device stays when the link is revoked")
	}

	// A moderator who revokes their own link stays on the device where they do it.
	// Neither an earlier pass nor an earlier second device stays valid.
	early := newPass(t, gate, laptop)
	annasPhone, _ := enter(t, gate, early, "anna")
	waiting := newPass(t, gate, laptop)
	if _, err := gate.Revoke(t.Context(), "w", board.Moderator, laptop); err != nil {
		t.Fatal(err)
	}
	if !lives(t, gate, laptopToken) || lives(t, gate, annasPhone) || by(t, gate, waiting) != "" {
		t.Error("the moderator is out, or what fell with the link is in")
	}
	// A later pass ends with the private link, and not before.
	laptop, _, err := gate.ValidSession(t.Context(), laptopToken)
	if err != nil {
		t.Fatal(err)
	}
	annasPhone, _ = enter(t, gate, newPass(t, gate, laptop), "anna")
	if _, err := gate.Revoke(t.Context(), "w", board.Moderator, laptop); err != nil {
		t.Fatal(err)
	}
	if !lives(t, gate, laptopToken) || !lives(t, gate, annasPhone) {
		t.Error("a device of the moderator who revoked is out")
	}
}

// The stored hash of a pass lets nobody in.
func TestStoreHoldsNoPass(t *testing.T) {
	store := &spy{Store: accesstest.NewMemory()}
	gate := access.NewGate(store)
	drawn := invite(t, gate, "w")
	_, jan := enter(t, gate, drawn.Secrets[board.Participant], "jan")
	secret := newPass(t, gate, jan)
	if strings.Contains(fmt.Sprintf("%+v %q", store.pass, store.pass.Hash), secret) {
		t.Error("the secret is stored")
	}
	if got := by(t, gate, string(store.pass.Hash)); got != "" {
		t.Error("a stored hash lets somebody in")
	}
}

// spy remembers the newest pass.
type spy struct {
	access.Store
	pass access.Pass
}

func (s *spy) AddPass(ctx context.Context, pass access.Pass) error {
	s.pass = pass
	return s.Store.AddPass(ctx, pass)
}

func third[A, B any](_ A, _ B, err error) error { return err }
