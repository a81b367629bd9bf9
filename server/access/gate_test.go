package access_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

func invite(t *testing.T, gate *access.Gate, workshop string) access.Invitation {
	t.Helper()
	drawn, err := gate.Draw(t.Context(), workshop)
	if err != nil {
		t.Fatal(err)
	}
	if err := gate.Publish(t.Context(), drawn); err != nil {
		t.Fatal(err)
	}
	return drawn
}

func enter(t *testing.T, gate *access.Gate, secret, member string) (string, access.Session) {
	t.Helper()
	link, err := gate.BySecret(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	token, session, err := gate.Enter(t.Context(), link, member)
	if err != nil {
		t.Fatal(err)
	}
	return token, session
}

func lives(t *testing.T, gate *access.Gate, token string) bool {
	t.Helper()
	_, found, err := gate.ValidSession(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Secrets have at least 128 bits, are all different, and there is one for each
// role.
func TestSecretsAreLongAndDifferent(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	seen := map[string]bool{}
	for n := range 50 {
		drawn := invite(t, gate, fmt.Sprint("w", n))
		for _, role := range access.Roles {
			secret := drawn.Secrets[role]
			raw, err := base64.RawURLEncoding.DecodeString(secret)
			if err != nil || len(raw) < 16 {
				t.Fatalf("%q is %d bytes, %v", secret, len(raw), err)
			}
			if seen[secret] {
				t.Fatal("a secret was drawn twice")
			}
			seen[secret] = true
			link, err := gate.BySecret(t.Context(), secret)
			if err != nil || link.Grants() != role {
				t.Errorf("the link of %s grants %s, %v", role, link.Grants(), err)
			}
		}
	}
}

// The stored hashes let nobody in.
func TestStoreHoldsNoSecret(t *testing.T) {
	store := accesstest.NewMemory()
	gate := access.NewGate(store)
	drawn := invite(t, gate, "w")
	token, session := enter(t, gate, drawn.Secrets[board.Moderator], "m")
	key, err := access.NewOrganiserKey(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	links, err := store.Links(t.Context(), "w")
	if err != nil {
		t.Fatal(err)
	}
	stored, _, err := store.Setting(t.Context(), "organiser_key")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range links {
		stored += string(l.Hash)
	}
	dump := fmt.Sprintf("%+v %s %+v %q", links, stored, session, session.Hash)
	for _, secret := range []string{drawn.Secrets[board.Moderator], drawn.Secrets[board.Observer], drawn.Code, token, key} {
		if strings.Contains(dump, secret) {
			t.Errorf("%q is stored", secret)
		}
	}
	for _, l := range links {
		if _, err := gate.BySecret(t.Context(), base64.RawURLEncoding.EncodeToString(l.Hash)); !errors.Is(err, access.ErrNoEntry) {
			t.Errorf("a stored hash lets somebody in: %v", err)
		}
	}
}

func TestWhatOpensNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := access.NewGate(accesstest.NewMemory())
		drawn := invite(t, gate, "w")
		_, moderator := enter(t, gate, drawn.Secrets[board.Moderator], "m")
		if _, err := gate.Revoke(t.Context(), "w", board.Observer, moderator); err != nil {
			t.Fatal(err)
		}
		limited, err := gate.GiveOut(t.Context(), "w", board.Observer, time.Now().Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := gate.BySecret(t.Context(), limited.Secret); err != nil {
			t.Errorf("a link that has an hour left: %v", err)
		}
		<-time.After(time.Hour)
		for name, secret := range map[string]string{
			"expired":           limited.Secret,
			"revoked":           drawn.Secrets[board.Observer],
			"empty":             "",
			"wrong":             strings.Repeat("A", 43),
			"too long":          drawn.Secrets[board.Moderator] + "A",
			"not base64":        strings.Repeat("!", 43),
			"a code":            drawn.Code,
			"a code as hashed":  "join code " + drawn.Code,
			"NUL":               "\x00",
			"a session's token": func() string { token, _ := enter(t, gate, drawn.Secrets[board.Moderator], "x"); return token }(),
		} {
			if _, err := gate.BySecret(t.Context(), secret); err != access.ErrNoEntry {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, code := range map[string]string{"wrong": "ABCDEFGH", "malformed": "O", "a secret": drawn.Secrets[board.Moderator]} {
			if _, err := gate.ByCode(t.Context(), code); err != access.ErrNoEntry {
				t.Errorf("code %s: %v", name, err)
			}
		}
		if link, err := gate.ByCode(t.Context(), strings.ToLower(drawn.Code[:4]+" - "+drawn.Code[4:])); err != nil || link.Grants() != board.Participant {
			t.Errorf("the code grants %s, %v", link.Grants(), err)
		}
	})
}

func TestRevokingEndsTheSessionsOfTheRole(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	drawn := invite(t, gate, "w")
	moderatorToken, moderator := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
	observer, _ := enter(t, gate, drawn.Secrets[board.Observer], "hall")
	byLink, byLinkSession := enter(t, gate, drawn.Secrets[board.Participant], "jan")
	codeLink, err := gate.ByCode(t.Context(), drawn.Code)
	if err != nil {
		t.Fatal(err)
	}
	byCode, byCodeSession, err := gate.Enter(t.Context(), codeLink, "ewa")
	if err != nil {
		t.Fatal(err)
	}

	ended, err := gate.Revoke(t.Context(), "w", board.Participant, moderator)
	if err != nil {
		t.Fatal(err)
	}
	given, err := gate.GiveOut(t.Context(), "w", board.Participant, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ended)
	want := []string{byLinkSession.Link, byCodeSession.Link}
	slices.Sort(want)
	if !slices.Equal(ended, want) {
		t.Errorf("ended %v, want %v", ended, want)
	}
	if lives(t, gate, byLink) || lives(t, gate, byCode) {
		t.Error("a session of a revoked link lives on")
	}
	if !lives(t, gate, observer) || !lives(t, gate, moderatorToken) {
		t.Error("a session of another role has ended")
	}
	if _, err := gate.ByCode(t.Context(), drawn.Code); err != access.ErrNoEntry {
		t.Errorf("the old code: %v", err)
	}
	if link, err := gate.ByCode(t.Context(), given.Code); err != nil || link.Workshop != "w" {
		t.Errorf("the new code: %+v, %v", link, err)
	}

	// A person who comes back by the new link is the same member, with the same
	// token.
	known, found, err := gate.KnownSession(t.Context(), byCode)
	if err != nil || !found || known.Member != "ewa" {
		t.Fatalf("known %+v, %v, %v", known, found, err)
	}
	link, err := gate.BySecret(t.Context(), given.Secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gate.Return(t.Context(), known, link); err != nil {
		t.Fatal(err)
	}
	if !lives(t, gate, byCode) {
		t.Error("the session of who returned does not live")
	}
}

// Another link lets people in, and nobody's session ends. Whoever asks reads how many people
// revoking would put out.
func TestGivingOutAnotherLink(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	drawn := invite(t, gate, "w")
	_, moderator := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
	jan, _ := enter(t, gate, drawn.Secrets[board.Participant], "jan")
	given, err := gate.GiveOut(t.Context(), "w", board.Participant, time.Now().Add(time.Hour))
	if err != nil || given.Code != "" {
		t.Fatalf("gave out %+v, %v; the code in force stays", given, err)
	}
	for range 2 { // a laptop and a phone of one person
		enter(t, gate, given.Secret, "ewa")
	}
	if _, err := gate.ByCode(t.Context(), drawn.Code); err != nil || !lives(t, gate, jan) {
		t.Errorf("the code: %v; Jan's session is valid: %v", err, lives(t, gate, jan))
	}
	for range 2 {
		enter(t, gate, drawn.Secrets[board.Observer], "")
	}
	statuses, _, err := gate.LinkStatuses(t.Context(), "w", moderator)
	if err != nil || statuses[0].People != 0 || statuses[1].People != 2 || statuses[2].People != 2 {
		t.Errorf("statuses %+v, %v", statuses, err)
	}
	if !statuses[1].Expires.IsZero() {
		t.Errorf("the first link of the participants never expires, told was %v", statuses[1].Expires)
	}
	for range 48 {
		if _, err := gate.GiveOut(t.Context(), "w", board.Participant, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := gate.GiveOut(t.Context(), "w", board.Participant, time.Time{}); err != access.ErrTooManyLinks {
		t.Errorf("the 51st link: %v", err)
	}
}

func TestModeratorsOwnSessionStays(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	drawn := invite(t, gate, "w")
	annaToken, anna := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
	piotrToken, piotr := enter(t, gate, drawn.Secrets[board.Moderator], "piotr")

	ended, err := gate.Revoke(t.Context(), "w", board.Moderator, anna)
	if err != nil {
		t.Fatal(err)
	}
	given, err := gate.GiveOut(t.Context(), "w", board.Moderator, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(ended, piotr.Link) || lives(t, gate, piotrToken) {
		t.Error("the other moderator stays")
	}
	anna, found, err := gate.ValidSession(t.Context(), annaToken)
	if err != nil || !found {
		t.Fatalf("the moderator who revoked is out: %v", err)
	}
	// The link is revoked twice, without a new one: the private link stays valid.
	for range 2 {
		if _, err := gate.Revoke(t.Context(), "w", board.Moderator, anna); err != nil {
			t.Fatal(err)
		}
		if !lives(t, gate, annaToken) {
			t.Fatal("the moderator who revoked is out")
		}
	}
	if _, err := gate.BySecret(t.Context(), given.Secret); err != access.ErrNoEntry {
		t.Errorf("the revoked link: %v", err)
	}
	statuses, code, err := gate.LinkStatuses(t.Context(), "w", anna)
	if err != nil || len(statuses) != 3 || statuses[0].Role != board.Moderator || statuses[0].Active || !statuses[1].Active || !code {
		t.Errorf("statuses %+v, code %v, %v", statuses, code, err)
	}

	// A private link protects a moderator from their own act, not from another
	// moderator.
	given, err = gate.GiveOut(t.Context(), "w", board.Moderator, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	piotrToken, piotr = enter(t, gate, given.Secret, "piotr")
	if _, err := gate.Revoke(t.Context(), "w", board.Moderator, piotr); err != nil {
		t.Fatal(err)
	}
	if lives(t, gate, annaToken) || !lives(t, gate, piotrToken) {
		t.Error("the first moderator cannot be sent out by the second")
	}
}

func TestSessionsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := access.NewGate(accesstest.NewMemory())
		drawn := invite(t, gate, "w")
		token, session := enter(t, gate, drawn.Secrets[board.Participant], "jan")
		<-time.After(access.SessionLife + 24*time.Hour) // the last use is kept to the day
		if !lives(t, gate, token) {
			t.Error("the session ended early")
		}
		<-time.After(time.Millisecond)
		if lives(t, gate, token) {
			t.Error("the session did not end")
		}
		token, session = enter(t, gate, drawn.Secrets[board.Participant], "jan")
		if err := gate.Leave(t.Context(), session.ID); err != nil {
			t.Fatal(err)
		}
		if lives(t, gate, token) {
			t.Error("the session was left and lives")
		}
		for _, token := range []string{"", "x", strings.Repeat("A", 43)} {
			if lives(t, gate, token) {
				t.Errorf("the token %q opens a session", token)
			}
		}
	})
}

func TestOrganiserKey(t *testing.T) {
	store := accesstest.NewMemory()
	first, fresh, err := access.StoredOrganiser(t.Context(), store)
	if err != nil || fresh == "" || !first.Is(fresh) {
		t.Fatalf("fresh %q, %v", fresh, err)
	}
	again, none, err := access.StoredOrganiser(t.Context(), store)
	if err != nil || none != "" || !again.Is(fresh) {
		t.Fatalf("the second start made %q, %v", none, err)
	}
	other, err := access.NewOrganiserKey(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	renewed, _, err := access.StoredOrganiser(t.Context(), store)
	if err != nil || !renewed.Is(other) || renewed.Is(fresh) {
		t.Errorf("the new key does not replace the old one: %v", err)
	}
	for _, key := range []string{"", "x", other + "x", strings.ToUpper(other)} {
		if renewed.Is(key) {
			t.Errorf("%q is taken for the key", key)
		}
	}
	if (access.Organiser{}).Is("") {
		t.Error("no key at all is taken for the key")
	}
}

// failing is a store that answers every call with a fault.
type failing struct{ access.Store }

var errDisk = errors.New("disk on fire")

func (failing) AddLinks(context.Context, []access.Link) error { return errDisk }
func (failing) LinkByHash(context.Context, []byte) (access.Link, bool, error) {
	return access.Link{}, false, errDisk
}
func (failing) Links(context.Context, string) ([]access.Link, error) { return nil, errDisk }
func (failing) AddSession(context.Context, access.Session) error     { return errDisk }
func (failing) SessionByHash(context.Context, []byte) (access.Session, bool, error) {
	return access.Session{}, false, errDisk
}
func (failing) DeleteSession(context.Context, string) error { return errDisk }
func (failing) TouchSession(context.Context, access.Session, time.Time) error {
	return errDisk
}
func (failing) AddPass(context.Context, access.Pass) error { return errDisk }
func (failing) PassByHash(context.Context, []byte) (access.Pass, access.Session, bool, error) {
	return access.Pass{}, access.Session{}, false, errDisk
}
func (failing) Purge(context.Context, time.Time, time.Time) (access.Purged, error) {
	return access.Purged{}, errDisk
}
func (failing) Setting(context.Context, string) (string, bool, error) {
	return "", false, errDisk
}
func (failing) SetSetting(context.Context, string, string) error { return errDisk }

// A fault of the store is neither an entry nor a refusal.
func TestFaultsFailClosed(t *testing.T) {
	gate := access.NewGate(failing{})
	secret := strings.Repeat("A", 43)
	for name, err := range map[string]error{
		"BySecret":  second(gate.BySecret(t.Context(), secret)),
		"ByCode":    second(gate.ByCode(t.Context(), "ABCDEFGH")),
		"Draw":      second(gate.Draw(t.Context(), "w")),
		"Publish":   gate.Publish(t.Context(), access.Invitation{}),
		"Revoke":    second(gate.Revoke(t.Context(), "w", board.Observer, access.Session{})),
		"GiveOut":   second(gate.GiveOut(t.Context(), "w", board.Observer, time.Time{})),
		"Leave":     gate.Leave(t.Context(), "s"),
		"Organiser": func() error { _, _, err := access.StoredOrganiser(t.Context(), failing{}); return err }(),
		"Session":   func() error { _, _, err := gate.ValidSession(t.Context(), secret); return err }(),
		"Touch":     func() error { _, _, err := gate.Touch(t.Context(), access.Session{}); return err }(),
		"NewPass":   func() error { _, _, err := gate.NewPass(t.Context(), access.Session{}); return err }(),
		"Purge":     second(gate.Purge(t.Context())),
	} {
		if !errors.Is(err, errDisk) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestIDs(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := access.NewID()
		if u, err := uuid.Parse(id); err != nil || u.Version() != 4 || u.String() != id {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d different ids of 1000", len(seen))
	}
}

// A session that was found before is looked up again by its hash.
func TestHolds(t *testing.T) {
	gate := access.NewGate(accesstest.NewMemory())
	drawn := invite(t, gate, "w")
	_, moderator := enter(t, gate, drawn.Secrets[board.Moderator], "anna")
	_, jan := enter(t, gate, drawn.Secrets[board.Participant], "jan")
	_, ewa := enter(t, gate, drawn.Secrets[board.Participant], "ewa")
	holds := func(s access.Session) bool {
		t.Helper()
		holds, err := gate.StillValid(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return holds
	}
	if !holds(jan) || !holds(ewa) {
		t.Error("a fresh session does not hold")
	}
	if err := gate.Leave(t.Context(), jan.ID); err != nil {
		t.Fatal(err)
	}
	if holds(jan) {
		t.Error("a session that was left holds")
	}
	if _, err := gate.Revoke(t.Context(), "w", board.Participant, moderator); err != nil {
		t.Fatal(err)
	}
	if holds(ewa) || !holds(moderator) {
		t.Error("the wrong session ended with the link")
	}
}
