package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/board"
)

// device asks for the link of a second device and returns its secret.
func (h *harness) device(w workshop, how requestOption) string {
	h.t.Helper()
	answer := h.want(h.ask("POST", "/api/workshops/"+w.id+"/device", "", how))
	before, secret, _ := strings.Cut(answer["link"].(string), "#")
	if before != h.server.public.String()+"/join" || len(secret) != 43+1+22 {
		h.t.Errorf("the link is %v", answer["link"])
	}
	left := time.Until(time.UnixMilli(int64(answer["expires"].(float64))))
	if left > 10*time.Minute || left < 9*time.Minute {
		h.t.Errorf("the link lasts %v", left)
	}
	return secret
}

// W5a: a phone is a second session of the same member, and asks for no name.
func TestASecondDevice(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	guests := h.everyRole(w)
	for _, role := range []board.Role{board.Participant, board.Moderator} {
		laptop := guests[role]
		secret := h.device(w, carrying(laptop.cookies))
		called := h.members(w.id)[laptop.member]

		for range 2 { // a preview does not use it up
			preview := h.want(h.ask("POST", "/api/preview", body("secret", secret)))
			returning := map[string]any{"name": called.Name, "affiliation": called.Affiliation}
			want := map[string]any{"workshop": w.id, "title": "Strategia gminy", "locale": "pl", "role": string(role), "returning": returning}
			delete(preview, "privacy")
			if fmt.Sprint(preview) != fmt.Sprint(want) {
				t.Errorf("the preview says %v, want %v", preview, want)
			}
		}
		people := len(h.members(w.id))
		phone := h.enter(body("secret", secret))
		if phone.member != laptop.member || phone.role != role || phone.token == laptop.token || len(phone.cookies) != 1 {
			t.Errorf("the phone entered as %+v, the laptop is %+v", phone, laptop)
		}
		if got := len(h.members(w.id)); got != people {
			t.Errorf("%d members became %d", people, got)
		}
		tablet := h.enter(body("secret", h.device(w, carrying(phone.cookies))))
		aliases := map[any]bool{}
		for _, token := range []string{laptop.token, phone.token, tablet.token} {
			me := h.want(h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(token)))
			if me["member"] != laptop.member {
				t.Errorf("a device is %v", me)
			}
			aliases[me["alias"]] = true
		}
		if len(aliases) != 1 || aliases[nil] || aliases[""] {
			t.Errorf("the aliases of one member are %v", aliases)
		}
		for _, path := range []string{"/api/preview", "/api/enter"} {
			if got := h.ask("POST", path, body("secret", secret)); got.Code != http.StatusNotFound || codeIn(got) != "no_entry" {
				t.Errorf("%s by a used link: status %d: %s", path, got.Code, got.Body)
			}
		}
	}
}

// The link enters as the member who asked for it, whatever name is sent and
// whatever session the browser had before.
func TestADeviceLinkIsForOneMember(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	jan := h.enter(body("code", w.code, "name", "Jan"))
	ewa := h.enter(body("code", w.code, "name", "Ewa"))

	named := h.enter(body("secret", h.device(w, as(jan.token)), "name", "Ewa", "affiliation", "Urząd"))
	if named.member != jan.member || h.members(w.id)[jan.member] != (profile{Name: "Jan"}) {
		t.Errorf("entered as %+v, called %+v", named, h.members(w.id)[named.member])
	}
	shared := h.enter(body("secret", h.device(w, as(jan.token))), carrying(ewa.cookies))
	if shared.member != jan.member || shared.token == ewa.token {
		t.Errorf("in Ewa's browser entered as %+v", shared)
	}
	again := h.enter(body("secret", h.device(w, as(jan.token))), carrying(jan.cookies))
	if again.member != jan.member || again.token != jan.token {
		t.Errorf("in the same browser entered as %+v, was %+v", again, jan)
	}
	if got := len(h.members(w.id)); got != 2 {
		t.Errorf("%d members", got)
	}

	// A new link replaces the one before, and leaving ends the new one too.
	first := h.device(w, as(jan.token))
	second := h.device(w, as(jan.token))
	look := func(secret string) int { return h.ask("POST", "/api/preview", body("secret", secret)).Code }
	if got := look(first); got != http.StatusNotFound {
		t.Errorf("the link before answers %d", got)
	}
	if got := look(second); got != http.StatusOK {
		t.Errorf("the new link answers %d", got)
	}
	if got := h.ask("POST", "/api/workshops/"+w.id+"/leave", "", as(jan.token)); got.Code != http.StatusNoContent {
		t.Fatal(got.Code)
	}
	if got := look(second); got != http.StatusNotFound {
		t.Errorf("after leaving the link answers %d", got)
	}
}

// When several devices use the link at the same moment, one enters.
func TestADeviceLinkIsUsedOnce(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	jan := h.enter(body("code", w.code, "name", "Jan"))
	secret := h.device(w, as(jan.token))
	codes := make(chan int, 20)
	var wg sync.WaitGroup
	for range cap(codes) {
		wg.Go(func() { codes <- h.ask("POST", "/api/enter", body("secret", secret)).Code })
	}
	wg.Wait()
	close(codes)
	in := 0
	for code := range codes {
		if code == http.StatusOK {
			in++
		} else if code != http.StatusNotFound {
			t.Errorf("status %d", code)
		}
	}
	if in != 1 {
		t.Errorf("%d devices came in by one link", in)
	}
}

// Revoking the link of the first device ends the second device's session and
// connection, and a pass that is not used yet.
func TestRevokingEndsTheSecondDevice(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	jan := guests[board.Participant]
	open := h.open()
	phone := h.enter(body("secret", h.device(w, as(jan.token))))
	laptops, phones := open(w, jan.token, "client-of-jan-000"), open(w, phone.token, "client-of-phone-0")
	unused := h.device(w, as(jan.token))
	if got := h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", as(guests[board.Moderator].token)); got.Code != http.StatusNoContent {
		t.Fatalf("status %d: %s", got.Code, got.Body)
	}
	for name, s := range map[string]*stream{"laptop": laptops, "phone": phones} {
		if bye := s.until("bye"); bye["code"] != "ended" {
			t.Errorf("the %s was told %v", name, bye)
		}
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(phone.token)); got.Code != http.StatusUnauthorized {
		t.Errorf("the phone's session answers %d", got.Code)
	}
	if got := h.ask("POST", "/api/enter", body("secret", unused)); got.Code != http.StatusNotFound {
		t.Errorf("the unused link answers %d", got.Code)
	}
}

// A fault during an entry leaves the pass valid and lets nobody in.
func TestADeviceLinkSurvivesAFault(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	jan := h.enter(body("code", w.code, "name", "Jan"))
	secret := h.device(w, as(jan.token))
	h.store.fail(errors.New("disk on fire"))
	for path, sent := range map[string]string{"/api/enter": body("secret", secret), "/api/workshops/" + w.id + "/device": ""} {
		got := h.ask("POST", path, sent, as(jan.token))
		if got.Code != http.StatusInternalServerError || codeIn(got) != "internal" || strings.Contains(got.Body.String(), "fire") {
			t.Errorf("%s: status %d: %s", path, got.Code, got.Body)
		}
	}
	h.store.fail(nil)
	if got := h.enter(body("secret", secret)); got.member != jan.member {
		t.Errorf("entered as %+v", got)
	}
	if strings.Contains(h.log.String(), secret) {
		t.Error("the secret was logged")
	}
}
