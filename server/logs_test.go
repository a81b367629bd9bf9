package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/access"
)

// At the most detailed level no log holds a secret, a token, a code, a name, a
// text or a full address.
func TestLogsTellNothing(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	founded := h.want(h.ask("POST", "/api/workshops", `{"title":"Kanarek tytułowy","template":"swot","locale":"pl"}`, as(h.key), from("198.51.100.77:5001")))
	w := workshop{id: founded["id"].(string), code: founded["code"].(string), secrets: map[board.Role]string{}}
	for role, link := range founded["links"].(map[string]any) {
		_, w.secrets[board.Role(role)], _ = strings.Cut(link.(string), "#")
	}
	guests := h.everyRole(w)
	jan := h.enter(body("code", w.code, "name", "Kanarek Janowy", "affiliation", "Kanarek Gminny"), from("[2001:db8:1:2:3:4:5:6]:5002"))
	h.ask("POST", "/api/enter", body("code", "ZZZZ-9999", "name", "Kanarek odrzucony"))
	h.ask("POST", "/api/enter", body("code", w.code, "name", "Kanarek\nz nowym wierszem"))
	h.ask("GET", "/api/kanarek-in-a-path?secret="+w.secrets[board.Moderator], "", with("Referer", "http://kanarek.example"), with("User-Agent", "kanarek"))
	h.ask("GET", "/join?secret="+w.secrets[board.Moderator], "")
	h.ask("KANAREK", "/join", "")
	h.ask("GET", "/api/workshops/"+w.id+"/live?role=kanarek&client=kanarek", "", carrying(jan.cookies), with("Origin", "http://kanarek.example"))
	h.ask("POST", "/api/report", `{"csp-report":{"effective-directive":"script-src kanarek","document-uri":"http://x/#`+w.secrets[board.Moderator]+`"}}`)
	h.ask("POST", "/api/qr", body("text", "http://127.0.0.1/join#"+w.secrets[board.Observer]))
	h.ask("POST", "/api/workshops/"+w.id+"/commands", `{"type":"command","number":1,"seen":1,"do":"AddNote","with":{"board":"board-1","note":"n1","section":"strength","text":"Kanarek w karteczce"}}`, as(jan.token), with("Warsztat-Client", "abcdefghijklmnop"))
	h.want(h.ask("POST", "/api/workshops/"+w.id+"/links/participant", "", as(guests[board.Moderator].token)))
	plainLog(h.server.log).Print("http: TLS handshake error from 198.51.100.77:5001: kanarek? no")

	log := h.log.String()
	if strings.Count(log, `"msg":"request"`) < 15 {
		t.Fatalf("too few lines: %s", log)
	}
	canaries := []string{h.key, w.code, jan.token, "Kanarek", "Anna", "forged", "kanarek-in", "kanarek.example", "198.51.100.77", "2001:db8:1:2:3:4:5:6", "Urząd"}
	for role, secret := range w.secrets {
		canaries = append(canaries, secret, guests[role].token)
	}
	for _, canary := range canaries {
		if strings.Contains(log, canary) {
			t.Errorf("the log holds %q:\n%s", canary, log)
		}
	}
	for _, wanted := range []string{`"from":"198.51.100.0/24"`, `"from":"2001:db8:1::/48"`, `"code":"no_entry"`, `"route":"/api/enter"`, `"member":"` + jan.member + `"`, `"workshop":"` + w.id + `"`} {
		if !strings.Contains(log, wanted) {
			t.Errorf("the log does not hold %s", wanted)
		}
	}
}

// A client that goes away before the answer is not a fault of the server.
func TestClientWhoGoesAwayIsNoFault(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	ctx, leave := context.WithCancel(t.Context())
	leave()
	gone := func(r *http.Request) { *r = *r.WithContext(ctx) }
	h.ask("POST", "/api/enter", body("secret", w.secrets[board.Participant], "name", "Jan"), gone)
	if log := h.log.String(); strings.Contains(log, `"level":"ERROR"`) || !strings.Contains(log, `"gone":true`) {
		t.Errorf("logged %s", log)
	}
}

// When the store fails, every handler answers with the same generic sentence,
// and the fault is logged once with what was attempted.
func TestFaultsAreGeneric(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	h.store.fail(fmt.Errorf("no such table: kanarek"))
	inside := "/api/workshops/" + w.id
	routes := []struct {
		method, path, body string
		how                requestOption
	}{
		{"POST", "/api/workshops", `{"title":"A","template":"swot","locale":"en"}`, as(h.key)},
		{"POST", "/api/preview", body("secret", w.secrets[board.Observer]), as("")},
		{"POST", "/api/preview", body("code", w.code), as("")},
		{"POST", "/api/enter", body("secret", w.secrets[board.Observer]), as("")},
		{"GET", inside + "/me", "", as(guests[board.Observer].token)},
		{"GET", inside + "/snapshot", "", as(guests[board.Observer].token)},
		{"GET", inside + "/live", "", as(guests[board.Observer].token)},
		{"POST", inside + "/commands", "", as(guests[board.Observer].token)},
		{"POST", inside + "/leave", "", as(guests[board.Observer].token)},
		{"GET", inside + "/links", "", as(guests[board.Moderator].token)},
		{"POST", inside + "/links/observer", "", as(guests[board.Moderator].token)},
		{"DELETE", inside + "/links/observer", "", as(guests[board.Moderator].token)},
	}
	for _, r := range routes {
		got := h.ask(r.method, r.path, r.body, r.how)
		if got.Code != http.StatusInternalServerError || codeIn(got) != "internal" || strings.Contains(got.Body.String(), "kanarek") || len(got.Result().Cookies()) > 0 {
			t.Errorf("%s %s: status %d: %s", r.method, r.path, got.Code, got.Body)
		}
	}
	if got := strings.Count(h.log.String(), "no such table: kanarek"); got != len(routes) {
		t.Errorf("%d faults were logged, want %d", got, len(routes))
	}
	h.store.fail(nil)
	if got := h.ask("GET", inside+"/me", "", as(guests[board.Observer].token)); got.Code != http.StatusOK {
		t.Errorf("afterwards: status %d", got.Code)
	}
}

// A header that names the client counts only from a trusted proxy. Otherwise the
// operator is told once, for a proxy may have been forgotten.
func TestForwardedForIsWarnedOfOnce(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", func(c *Config) {
		c.Proxies, _ = access.ParseProxies("10.0.0.0/8")
	})
	warnings := func() int { return strings.Count(h.log.String(), "is no trusted proxy") }
	h.ask("GET", "/livez", "", from("203.0.113.7:4711"))
	h.ask("GET", "/livez", "", from("10.0.0.1:80"), with("X-Forwarded-For", "203.0.113.9"))
	if n := warnings(); n != 0 {
		t.Errorf("%d warnings without a reason", n)
	}
	for range 3 {
		h.ask("GET", "/livez", "", from("203.0.113.7:4711"), with("X-Forwarded-For", "192.0.2.1"))
	}
	if n := warnings(); n != 1 {
		t.Errorf("%d warnings, want one", n)
	}
	if strings.Contains(h.log.String(), "192.0.2.1") {
		t.Error("the log holds the address that the header named")
	}
}
