package server

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/hub"
)

// stream is a live connection of a program over a real socket.
type stream struct {
	t      *testing.T
	frames chan map[string]any // closed when the stream ends
}

// open serves the harness on a port and returns a function that opens streams.
func (h *harness) open() func(w workshop, token, client string) *stream {
	h.t.Helper()
	listening := httptest.NewServer(h.handler)
	ctx, cancel := context.WithCancel(context.Background())
	var reading sync.WaitGroup
	h.t.Cleanup(func() {
		cancel()
		reading.Wait()
		listening.Client().CloseIdleConnections()
		listening.Close()
	})
	return func(w workshop, token, client string) *stream {
		h.t.Helper()
		snapshot := h.want(h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(token)))
		query := url.Values{"client": {client}, "epoch": {snapshot["epoch"].(string)}, "since": {"1"}}
		r, err := http.NewRequestWithContext(ctx, "GET", listening.URL+"/api/workshops/"+w.id+"/live?"+query.Encode(), nil)
		if err != nil {
			h.t.Fatal(err)
		}
		r.Header.Set("Accept", "text/event-stream")
		r.Header.Set("Authorization", "Bearer "+token)
		answer, err := listening.Client().Do(r)
		if err != nil || answer.StatusCode != http.StatusOK {
			h.t.Fatalf("the stream answers %v, %v", answer, err)
		}
		s := &stream{h.t, make(chan map[string]any, 100)}
		reading.Go(func() {
			defer answer.Body.Close()
			defer close(s.frames)
			lines := bufio.NewScanner(answer.Body)
			for lines.Scan() {
				if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
					frame := map[string]any{}
					if json.Unmarshal([]byte(data), &frame) == nil {
						s.frames <- frame
					}
				}
			}
		})
		s.until("welcome")
		return s
	}
}

// until reads frames up to one of the type and returns it.
func (s *stream) until(kind string) map[string]any {
	s.t.Helper()
	late := time.After(patience)
	for {
		select {
		case frame, ok := <-s.frames:
			if !ok {
				s.t.Fatalf("the stream ended without %s", kind)
			}
			if frame["type"] == kind {
				return frame
			}
			if frame["type"] == "bye" {
				s.t.Fatalf("the stream said %v before %s", frame, kind)
			}
		case <-late:
			s.t.Fatalf("no %s came", kind)
		}
	}
}

// Revoking the links of a role ends its open sessions at once, and no others.
func TestRevokingEndsLiveSessions(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	open := h.open()
	anna := open(w, guests[board.Moderator].token, "client-of-anna-00")
	projector := open(w, guests[board.Observer].token, "client-of-projector-00")
	jan := open(w, guests[board.Participant].token, "client-of-jan-000")
	ewa := h.enter(body("code", w.code, "name", "Ewa"))
	h.give(w, guests[board.Moderator], "ShowCode", `{"on":true}`)
	byCode := open(w, ewa.token, "client-of-ewa-000")

	h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", as(guests[board.Moderator].token))
	given := h.want(h.ask("POST", "/api/workshops/"+w.id+"/links/participant", "", as(guests[board.Moderator].token)))
	for name, s := range map[string]*stream{"by link": jan, "by code": byCode} {
		if bye := s.until("bye"); bye["code"] != "ended" || bye["retry"] != false {
			t.Errorf("%s: %v", name, bye)
		}
		for range s.frames { // until the server closes
		}
	}
	newCode := given["code"].(string)
	h.give(w, guests[board.Moderator], "ShowCode", `{"on":true}`) // nobody has shown the new one yet
	for _, s := range []*stream{anna, projector} {
		for { // these sessions go on and receive the new code
			change := s.until("change")
			if data, _ := json.Marshal(change); strings.Contains(string(data), newCode) {
				break
			}
		}
	}
	for name, dead := range map[string]string{"link": body("secret", w.secrets[board.Participant], "name", "x"), "code": body("code", w.code, "name", "x")} {
		if got := h.ask("POST", "/api/enter", dead); got.Code != http.StatusNotFound {
			t.Errorf("the old %s answers %d", name, got.Code)
		}
	}
	if got := h.enter(body("code", newCode, "name", "Ola")); got.role != board.Participant {
		t.Errorf("the new code lets in a %s", got.role)
	}
	if got := h.ask("POST", "/api/workshops/"+w.id+"/commands", "", as(guests[board.Participant].token)); got.Code != http.StatusUnauthorized {
		t.Errorf("a command of an ended session answers %d", got.Code)
	}
}

// Observers and participants receive the join code only while a moderator shows it (W10).
func TestJoinCodeIsShownOnDemand(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	receive := func(role board.Role) bool {
		return strings.Contains(h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(guests[role].token)).Body.String(), w.code)
	}
	for _, shown := range []string{"", "true", "false"} {
		if shown != "" {
			h.give(w, guests[board.Moderator], "ShowCode", `{"on":`+shown+`}`)
		}
		for role := range guests {
			if want := role == board.Moderator || shown == "true"; receive(role) != want {
				t.Errorf("shown %q: that a %s receives the code is %t", shown, role, !want)
			}
		}
	}
}

// A moderator who revokes the moderators' link stays, and the other moderators
// do not.
func TestTheModeratorWhoRevokesStays(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	open := h.open()
	anna := h.enter(body("secret", w.secrets[board.Moderator], "name", "Anna"))
	piotr := h.enter(body("secret", w.secrets[board.Moderator], "name", "Piotr"))
	annas, piotrs := open(w, anna.token, "client-of-anna-00"), open(w, piotr.token, "client-of-piotr-0")
	for range 2 {
		if got := h.ask("DELETE", "/api/workshops/"+w.id+"/links/moderator", "", carrying(anna.cookies)); got.Code != http.StatusNoContent {
			t.Fatalf("status %d: %s", got.Code, got.Body)
		}
	}
	if bye := piotrs.until("bye"); bye["code"] != "ended" {
		t.Errorf("Piotr was told %v", bye)
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(piotr.token)); got.Code != http.StatusUnauthorized {
		t.Errorf("Piotr's session answers %d", got.Code)
	}
	h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", carrying(anna.cookies))
	given := h.want(h.ask("POST", "/api/workshops/"+w.id+"/links/participant", "", carrying(anna.cookies)))
	for {
		change, _ := json.Marshal(annas.until("change"))
		if strings.Contains(string(change), given["code"].(string)) {
			break
		}
	}
}

// A link is revoked while a connection is being opened.
func TestRevokedWhileConnecting(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	valid := Valid(h.store)
	session, found, err := h.server.gate.ValidSession(t.Context(), guests[board.Participant].token)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	ctx := context.WithValue(t.Context(), sessionKey{}, session)
	identity := identityOf(session)
	if !valid(ctx, identity) {
		t.Error("a good identity is not valid")
	}
	if valid(t.Context(), identity) || valid(ctx, hub.Identity{Session: "other"}) {
		t.Error("an identity without its session is valid")
	}
	h.store.fail(errors.New("disk on fire"))
	if valid(ctx, identity) {
		t.Error("an identity is valid when it cannot be looked up")
	}
	h.store.fail(nil)
	h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", as(guests[board.Moderator].token))
	if valid(ctx, identity) {
		t.Error("an identity of a revoked link is valid")
	}
}

func TestLinksAreTold(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	moderator := as(guests[board.Moderator].token)
	inside := "/api/workshops/" + w.id + "/links"
	type told struct {
		Code  string
		Links []struct {
			Role             string
			Active           bool
			Created, Expires int64
		}
	}
	look := func() (now told) {
		t.Helper()
		if err := json.Unmarshal(h.ask("GET", inside, "", moderator).Body.Bytes(), &now); err != nil {
			t.Fatal(err)
		}
		return now
	}
	before := look()
	if before.Code != w.code || len(before.Links) != 3 {
		t.Fatalf("told %+v", before)
	}
	for i, role := range []string{"moderator", "participant", "observer"} {
		l := before.Links[i]
		if l.Role != role || !l.Active || l.Expires != 0 || time.Since(time.UnixMilli(l.Created)) > time.Minute {
			t.Errorf("told %+v of %s", l, role)
		}
	}
	tomorrow := time.Now().Add(24 * time.Hour).UnixMilli()
	expiring, err := json.Marshal(map[string]int64{"expires": tomorrow})
	if err != nil {
		t.Fatal(err)
	}
	h.ask("DELETE", inside+"/observer", "", moderator)
	if got := h.want(h.ask("POST", inside+"/observer", string(expiring), moderator)); got["code"] != nil {
		t.Errorf("another link of the observers made a code: %v", got)
	}
	if got := h.ask("DELETE", inside+"/participant", "", moderator); got.Code != http.StatusNoContent {
		t.Fatalf("status %d", got.Code)
	}
	after := look()
	if after.Code != "" || after.Links[1].Active || !after.Links[2].Active || after.Links[2].Expires != tomorrow {
		t.Errorf("told %+v", after)
	}
	snapshot := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", moderator).Body.String()
	if strings.Contains(snapshot, w.code) {
		t.Error("the screens show a revoked code")
	}
}

// Observers and participants receive no secret but their own, and no hash of
// one. The join code is shown to everybody on purpose.
func TestNoRoleObtainsAStrongerLink(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	for _, role := range []board.Role{board.Observer, board.Participant} {
		me := guests[role]
		var seen strings.Builder
		for _, route := range []string{"GET /me", "GET /snapshot", "GET /links", "POST /links/moderator", "DELETE /links/moderator", "POST /commands", "POST /device", "GET /x"} {
			method, path, _ := strings.Cut(route, " ")
			got := h.ask(method, "/api/workshops/"+w.id+path, "", carrying(me.cookies), with("Warsztat-Client", "abcdefghijklmnop"))
			got.Result().Header.Write(&seen)
			seen.Write(got.Body.Bytes())
		}
		seen.WriteString(h.ask("POST", "/api/preview", body("secret", w.secrets[role]), carrying(me.cookies)).Body.String())
		for other, secret := range w.secrets {
			sum := sha256.Sum256([]byte(secret))
			for _, canary := range []string{secret, hex.EncodeToString(sum[:]), guests[other].token} {
				if strings.Contains(seen.String(), canary) {
					t.Errorf("%s was sent something of %s", role, other)
				}
			}
		}
	}
}
