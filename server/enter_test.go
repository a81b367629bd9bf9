package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/access"
)

// members reads the records of kind member.
func (h *harness) members(workshop string) map[string]profile {
	h.t.Helper()
	people := map[string]profile{}
	err := h.rooms.View(h.t.Context(), workshop, func(state *board.State) {
		for record := range state.Records(board.Viewer{Role: board.Moderator}) {
			if record.Kind == board.KindMember {
				people[record.ID] = *profileOf(state, record.ID)
			}
		}
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return people
}

func body(pairs ...string) string {
	var parts []string
	for i := 0; i < len(pairs); i += 2 {
		parts = append(parts, strconv.Quote(pairs[i])+":"+strconv.Quote(pairs[i+1]))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// W1: the session in the answer, the cookie and the bearer enter as the same
// member.
func TestEnter(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	for role, secret := range w.secrets {
		entered := h.enter(body("secret", secret, "name", " Anna ", "affiliation", "Urząd Gminy"))
		if entered.role != role || (entered.member == "") != (role == board.Observer) {
			t.Errorf("%s entered as %+v", role, entered)
		}
		if len(entered.cookies) != 1 {
			t.Fatalf("the cookies are %v", entered.cookies)
		}
		c := entered.cookies[0]
		if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 180*24*3600 {
			t.Errorf("the cookie is %s", c)
		}
		for name, how := range map[string]requestOption{"cookie": carrying(entered.cookies), "bearer": as(entered.token)} {
			me := h.want(h.ask("GET", "/api/workshops/"+w.id+"/me", "", how))
			want := map[string]any{"workshop": w.id, "member": entered.member, "role": string(role), "title": "Strategia gminy", "locale": "pl"}
			if role != board.Observer {
				want["alias"] = me["alias"]
			}
			if fmt.Sprint(me) != fmt.Sprint(want) {
				t.Errorf("%s by %s is %v, want %v", role, name, me, want)
			}
		}
	}
	people := h.members(w.id)
	if len(people) != 2 {
		t.Errorf("the members are %v: observers are none", people)
	}
	for _, called := range people {
		if called != (profile{"Anna", "Urząd Gminy"}) {
			t.Errorf("a member is called %+v", called)
		}
	}
}

// W2: the same browser comes back as the same member.
func TestReturning(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	secret := w.secrets[board.Participant]
	first := h.enter(body("code", w.code, "name", "Jan", "affiliation", "OSP"))

	preview := h.want(h.ask("POST", "/api/preview", body("secret", secret)))
	if preview["returning"] != nil {
		t.Errorf("a stranger is taken for %v", preview["returning"])
	}
	preview = h.want(h.ask("POST", "/api/preview", body("secret", secret), carrying(first.cookies)))
	want := map[string]any{
		"workshop": w.id, "title": "Strategia gminy", "locale": "pl", "role": "participant",
		"returning": map[string]any{"name": "Jan", "affiliation": "OSP"},
	}
	delete(preview, "privacy")
	if fmt.Sprint(preview) != fmt.Sprint(want) {
		t.Errorf("the preview says %v, want %v", preview, want)
	}

	var head uint64
	seq := func() (now uint64) {
		if err := h.rooms.View(t.Context(), w.id, func(s *board.State) { now = s.Seq }); err != nil {
			t.Fatal(err)
		}
		return now
	}
	for _, c := range []struct {
		name, body string
		how        requestOption
		called     profile
		changes    uint64
	}{
		{"without a name", body("secret", secret), carrying(first.cookies), profile{"Jan", "OSP"}, 0},
		{"with the same name", body("secret", secret, "name", " Jan", "affiliation", "OSP "), carrying(first.cookies), profile{"Jan", "OSP"}, 0},
		{"with another name", body("secret", secret, "name", "Jan Kowalski", "affiliation", "OSP"), carrying(first.cookies), profile{"Jan Kowalski", "OSP"}, 1},
		{"by bearer", body("code", w.code, "name", "Jan K."), as(first.token), profile{"Jan K.", ""}, 1},
	} {
		head = seq()
		again := h.enter(c.body, c.how)
		if again.member != first.member || again.token != first.token {
			t.Errorf("%s: returned as %+v, was %+v", c.name, again, first)
		}
		if got := h.members(w.id)[first.member]; got != c.called {
			t.Errorf("%s: is called %+v, want %+v", c.name, got, c.called)
		}
		if got := seq() - head; got != c.changes {
			t.Errorf("%s: %d changes, want %d", c.name, got, c.changes)
		}
	}

	// Another role or another workshop means another member.
	moderator := h.enter(body("secret", w.secrets[board.Moderator], "name", "Jan"), carrying(first.cookies), as(first.token))
	if moderator.member == first.member {
		t.Error("a participant returned as moderator")
	}
	other := h.found()
	stranger := h.enter(body("secret", other.secrets[board.Participant], "name", "Jan"), carrying(first.cookies), as(first.token))
	if stranger.member == first.member || stranger.token == first.token {
		t.Error("one session opens two workshops")
	}
	if got := len(h.members(w.id)); got != 2 {
		t.Errorf("%d members, want 2", got)
	}
}

// A person stays the same member when their link was revoked and they come back
// by the new one. Until then their session is not valid.
func TestReturningByAnotherLink(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	moderator := h.everyRole(w)[board.Moderator]
	jan := h.enter(body("code", w.code, "name", "Jan"))
	h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", as(moderator.token))
	given := h.want(h.ask("POST", "/api/workshops/"+w.id+"/links/participant", "{}", as(moderator.token)))
	me := func() int { return h.ask("GET", "/api/workshops/"+w.id+"/me", "", carrying(jan.cookies)).Code }
	if got := me(); got != http.StatusUnauthorized {
		t.Errorf("a session of a revoked link answers %d", got)
	}
	_, secret, _ := strings.Cut(given["link"].(string), "#")
	again := h.enter(body("secret", secret), carrying(jan.cookies))
	if again.member != jan.member {
		t.Errorf("Jan came back as %s, was %s", again.member, jan.member)
	}
	if got := me(); got != http.StatusOK {
		t.Errorf("after coming back the session answers %d", got)
	}
}

// W4: several roles in one browser.
func TestRoleOfTheRequest(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	var all []*http.Cookie
	for _, g := range guests {
		all = append(all, g.cookies...)
	}
	both := append(append([]*http.Cookie{}, guests[board.Participant].cookies...), guests[board.Observer].cookies...)
	for _, c := range []struct {
		name, query string
		how         requestOption
		want        string // "" for no session
	}{
		{"the strongest", "", carrying(all), "moderator"},
		{"the strongest of two", "", carrying(both), "participant"},
		{"as participant", "?role=participant", carrying(all), "participant"},
		{"as observer", "?role=observer", carrying(all), "observer"},
		{"a role that is not held", "?role=moderator", carrying(both), ""},
		{"a moderator looks on", "?role=observer", carrying(guests[board.Moderator].cookies), "observer"},
		{"a bearer looks on", "?role=observer", as(guests[board.Moderator].token), "observer"},
		{"no role", "?role=system", carrying(all), ""},
		{"an empty role", "?role=", carrying(all), ""},
		{"a bearer names its role", "?role=moderator", as(guests[board.Observer].token), "observer"},
		{"a bearer counts more than cookies", "", func(r *http.Request) { carrying(all)(r); as(guests[board.Observer].token)(r) }, "observer"},
		{"a wrong bearer is not mended by cookies", "", func(r *http.Request) { carrying(all)(r); as("x")(r) }, ""},
	} {
		got := h.ask("GET", "/api/workshops/"+w.id+"/me"+c.query, "", c.how)
		role := ""
		if got.Code == http.StatusOK {
			role, _ = h.want(got)["role"].(string)
		}
		if role != c.want {
			t.Errorf("%s: %q, want %q (status %d)", c.name, role, c.want, got.Code)
		}
		if role == "observer" && h.want(got)["member"] != "" {
			t.Errorf("%s: an observer is the member %v", c.name, h.want(got)["member"])
		}
	}
}

func TestLeave(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	jan := guests[board.Participant]
	got := h.ask("POST", "/api/workshops/"+w.id+"/leave", "", carrying(jan.cookies))
	if got.Code != http.StatusNoContent || len(got.Result().Cookies()) != 1 || got.Result().Cookies()[0].MaxAge >= 0 || got.Result().Cookies()[0].Name != jan.cookies[0].Name {
		t.Errorf("status %d, cookies %v", got.Code, got.Result().Cookies())
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(jan.token)); got.Code != http.StatusUnauthorized {
		t.Errorf("the session that was left answers %d", got.Code)
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(guests[board.Moderator].token)); got.Code != http.StatusOK {
		t.Errorf("another's session answers %d", got.Code)
	}
}

// W3: wrong codes are throttled; right codes and links are not.
func TestGuessingCodes(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", func(c *Config) {
		c.Proxies, _ = access.ParseProxies("10.0.0.0/8")
	})
	w := h.found()
	office := from("203.0.113.7:4711")
	known := h.enter(body("code", w.code, "name", "Jan"), office)
	for n := range 10 {
		path := []string{"/api/preview", "/api/enter"}[n%2]
		if got := h.ask("POST", path, body("code", "WRONG-"+strconv.Itoa(n)), office); got.Code != http.StatusNotFound {
			t.Fatalf("guess %d: status %d", n, got.Code)
		}
	}
	for _, path := range []string{"/api/preview", "/api/enter"} {
		got := h.ask("POST", path, body("code", w.code), office, with("X-Forwarded-For", "198.51.100.9"))
		after, err := strconv.Atoi(got.Header().Get("Retry-After"))
		if got.Code != http.StatusTooManyRequests || codeIn(got) != "rate_limited" || err != nil || after < 1 || after > 6 {
			t.Errorf("%s: status %d, Retry-After %q: %s", path, got.Code, got.Header().Get("Retry-After"), got.Body)
		}
	}
	for _, path := range []string{"/api/preview", "/api/enter"} { // who has a session is not locked out by the guesses of others
		if got := h.ask("POST", path, body("code", w.code), office, carrying(known.cookies)); got.Code != http.StatusOK {
			t.Errorf("%s with a session: status %d: %s", path, got.Code, got.Body)
		}
		if got := h.ask("POST", path, body("code", "WRONG-10"), office, carrying(known.cookies)); got.Code != http.StatusTooManyRequests {
			t.Errorf("%s with a session and a wrong code: status %d", path, got.Code)
		}
	}
	h.enter(body("secret", w.secrets[board.Participant], "name", "Ewa"), office)
	h.enter(body("code", w.code, "name", "Adam"), from("203.0.113.8:4711"))
	h.enter(body("code", w.code, "name", "Ola"), from("10.0.0.1:80"), with("X-Forwarded-For", "203.0.113.9"))
}

func TestGuessingTheOrganiserKey(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	for range 30 { // a request without a key is not a guess
		if got := h.ask("POST", "/api/organiser", ""); got.Code != http.StatusUnauthorized {
			t.Fatalf("status %d", got.Code)
		}
	}
	for n := range 10 {
		if got := h.ask("POST", "/api/workshops", "{}", as("guess"+strconv.Itoa(n))); got.Code != http.StatusUnauthorized {
			t.Fatalf("guess %d: status %d", n, got.Code)
		}
	}
	if got := h.ask("POST", "/api/organiser", "", as(h.key)); got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") == "" {
		t.Errorf("status %d", got.Code)
	}
	if got := h.ask("POST", "/api/organiser", "", as(h.key), from("203.0.113.8:4711")); got.Code != http.StatusNoContent {
		t.Errorf("another address: status %d", got.Code)
	}
}

// Forty people behind one office address enter at the same moment by code, each
// after a preview of the entry.
func TestFortyPeopleBehindOneAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // no token comes back while requests are made
		h := newHarness(t, "http://127.0.0.1:8080", nil)
		w := h.found()
		var wg sync.WaitGroup
		for n := range 40 {
			wg.Go(func() {
				office := from(fmt.Sprintf("203.0.113.7:%d", 4000+n))
				if got := h.ask("POST", "/api/preview", body("code", w.code), office); got.Code != http.StatusOK {
					t.Errorf("preview: status %d: %s", got.Code, got.Body)
				}
				if got := h.ask("POST", "/api/enter", body("code", w.code, "name", fmt.Sprint("Osoba ", n)), office); got.Code != http.StatusOK {
					t.Errorf("enter: status %d: %s", got.Code, got.Body)
				}
			})
		}
		wg.Wait()
		if got := len(h.members(w.id)); got != 40 {
			t.Errorf("%d members", got)
		}
	})
}

// Hostile names are refused or stored as they are, and nothing else happens.
func TestHostileNames(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	for _, c := range []struct {
		name   string
		status int
	}{
		{`__proto__`, 200}, {`constructor`, 200}, {`..`, 200}, {`<script>alert(1)</script>`, 200}, {`' OR 1=1 --`, 200},
		{"a\u202eb", 400}, {`a\u0000b`, 400}, {`a\u0007b`, 400}, {`\ud800`, 400}, {strings.Repeat("x", 1<<20), 413},
	} {
		got := h.ask("POST", "/api/enter", `{"code":"`+w.code+`","name":"`+c.name+`"}`)
		if got.Code != c.status {
			t.Errorf("%.30q: status %d, want %d: %s", c.name, got.Code, c.status, got.Body)
			continue
		}
		if c.status != http.StatusOK {
			continue
		}
		if member := h.want(got)["member"].(string); h.members(w.id)[member].Name != c.name {
			t.Errorf("%q became %q", c.name, h.members(w.id)[member].Name)
		}
	}
}

// W6: the sentence is in the reader's language.
func TestLanguageOfRefusals(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	for accept, locale := range map[string]string{
		"": "pl", "de": "pl", "pl": "pl", "pl-PL,pl;q=0.9,en;q=0.8": "pl", "en-GB": "en", "en,pl;q=0.5": "en", "EN": "en",
		"de,en;q=0.3,pl;q=0.2": "en", "en;q=0,pl;q=0.1": "pl", "en;q=2": "pl", "en;q=x": "pl", "pl;q=0.4, en;q=0.6": "en",
	} {
		got := h.ask("GET", "/api/nothing", "", with("Accept-Language", accept))
		if want := board.Sentence(board.NotFound, locale); !strings.Contains(got.Body.String(), want) {
			t.Errorf("%q: %s, want %s", accept, got.Body, want)
		}
	}
}
