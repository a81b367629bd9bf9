package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"warsztat/board"
)

// give posts a command of a guest that has to take effect.
func (h *harness) give(w workshop, g guest, do, argument string) {
	h.t.Helper()
	if got := h.post(w, g, do, argument); !strings.Contains(got.Body.String(), `"ack"`) {
		h.t.Fatalf("%s: status %d: %s", do, got.Code, got.Body)
	}
}

// post posts a command of a guest from a browser tab of its own.
func (h *harness) post(w workshop, g guest, do, argument string) *httptest.ResponseRecorder {
	h.t.Helper()
	h.tabs++
	return h.ask("POST", "/api/workshops/"+w.id+"/commands", fmt.Sprintf(`{"type":"command","number":1,"seen":0,"do":%q,"with":%s}`, do, argument),
		as(g.token), with("Warsztat-Client", fmt.Sprintf("client-in-a-tab-%d", h.tabs)))
}

// behindSession lists the routes that refuse a member who waits or was removed.
var behindSession = []string{"GET /snapshot", "GET /live", "POST /commands", "POST /device", "GET /snapshot?role=observer", "GET /live?role=observer", "POST /commands?role=observer"}

// wantRefused checks that each of these routes refuses a guest with the code and
// status 403.
func (h *harness) wantRefused(w workshop, g guest, code board.Code) {
	h.t.Helper()
	for _, route := range behindSession {
		method, path, _ := strings.Cut(route, " ")
		got := h.ask(method, "/api/workshops/"+w.id+path, `{"type":"ping"}`, as(g.token), with("Warsztat-Client", "client-who-waits"))
		if got.Code != http.StatusForbidden || codeIn(got) != string(code) {
			h.t.Errorf("%s: status %d, code %q, want %q: %s", route, got.Code, codeIn(got), code, got.Body)
		}
	}
}

func (h *harness) me(w workshop, g guest, query string) *httptest.ResponseRecorder {
	return h.ask("GET", "/api/workshops/"+w.id+"/me"+query, "", as(g.token))
}

// W1, W5, W33: where there is a waiting room, a participant waits in it and
// learns only the title, until somebody lets them in.
func TestWaitingRoom(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	anna, jan := guests[board.Moderator], guests[board.Participant]
	h.give(w, anna, "SetWaitingRoom", `{"on":true}`)
	if got := h.me(w, jan, ""); got.Code != http.StatusOK || strings.Contains(got.Body.String(), "waiting") {
		t.Errorf("who was in before waits: %s", got.Body)
	}
	entered := h.want(h.ask("POST", "/api/enter", body("code", w.code, "name", "Ewa")))
	ewa := guest{member: entered["member"].(string), token: entered["session"].(string)}
	if entered["waiting"] != true || entered["role"] != "participant" {
		t.Errorf("ewa entered as %v", entered)
	}
	for range 2 {
		me := h.want(h.me(w, ewa, ""))
		want := map[string]any{"workshop": w.id, "member": ewa.member, "role": "participant", "title": "Strategia gminy", "locale": "pl", "alias": me["alias"], "waiting": true}
		if fmt.Sprint(me) != fmt.Sprint(want) {
			t.Errorf("ewa is %v, want %v", me, want)
		}
		h.wantRefused(w, ewa, board.Waiting)
		again := h.want(h.ask("POST", "/api/enter", body("code", w.code), as(ewa.token)))
		if again["waiting"] != true || again["member"] != ewa.member {
			t.Errorf("ewa entered again as %v", again)
		}
	}
	if me := h.want(h.me(w, ewa, "?role=observer")); me["waiting"] != true {
		t.Errorf("looking on, ewa is %v", me)
	}
	for role, how := range map[board.Role]string{board.Moderator: "Iza", board.Observer: ""} {
		if entered := h.want(h.ask("POST", "/api/enter", body("secret", w.secrets[role], "name", how))); entered["waiting"] != nil {
			t.Errorf("a %s waits: %v", role, entered)
		}
	}
	h.give(w, anna, "AdmitMembers", `{"members":["`+ewa.member+`"]}`)
	if me := h.want(h.me(w, ewa, "")); me["waiting"] != nil {
		t.Errorf("let in, ewa is %v", me)
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(ewa.token)); got.Code != http.StatusOK {
		t.Errorf("let in, ewa's snapshot answers %d", got.Code)
	}
}

// W2, W35: a member who is removed is out at once on every route. They may come
// back by the link as the same member, unless they were banned.
func TestRemovedPerson(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	anna, jan := guests[board.Moderator], guests[board.Participant]
	open := h.open()
	pass := h.device(w, as(jan.token))
	stream, projector := open(w, jan.token, "client-of-jan-000"), open(w, guests[board.Observer].token, "client-of-projector-00")
	h.give(w, anna, "RemoveMember", `{"member":"`+jan.member+`","ban":false}`)
	if bye := stream.until("bye"); bye["code"] != "removed" || bye["retry"] != false || bye["message"] != board.Sentence(board.Removed, "pl") {
		t.Errorf("jan's stream says %v", bye)
	}
	h.wantRefused(w, jan, board.Removed)
	if got := h.me(w, jan, ""); got.Code != http.StatusForbidden || codeIn(got) != "removed" {
		t.Errorf("jan asks who he is: status %d: %s", got.Code, got.Body)
	}
	if got := h.ask("POST", "/api/enter", body("secret", pass)); got.Code != http.StatusForbidden || codeIn(got) != "removed" {
		t.Errorf("by a pass from before: status %d: %s", got.Code, got.Body)
	}

	back := h.want(h.ask("POST", "/api/enter", body("code", w.code), carrying(jan.cookies)))
	if back["member"] != jan.member || back["session"] != jan.token || h.members(w.id)[jan.member].Name != "Jan" {
		t.Errorf("jan came back as %v", back)
	}
	if got := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(jan.token)); got.Code != http.StatusOK {
		t.Errorf("back, jan's snapshot answers %d", got.Code)
	}
	h.give(w, anna, "SetWaitingRoom", `{"on":true}`)
	h.give(w, anna, "RemoveMember", `{"member":"`+jan.member+`","ban":false}`)
	if back := h.want(h.ask("POST", "/api/enter", body("code", w.code, "name", "Janek"), carrying(jan.cookies))); back["waiting"] != true || h.members(w.id)[jan.member].Name != "Janek" {
		t.Errorf("jan came back as %v", back)
	}

	h.give(w, anna, "RemoveMember", `{"member":"`+jan.member+`","ban":true}`)
	for _, sent := range []string{body("code", w.code), body("secret", w.secrets[board.Participant], "name", "Ktoś inny")} {
		if got := h.ask("POST", "/api/enter", sent, carrying(jan.cookies)); got.Code != http.StatusForbidden || codeIn(got) != "removed" || len(got.Result().Cookies()) > 0 {
			t.Errorf("banned, jan enters: status %d: %s", got.Code, got.Body)
		}
	}
	h.wantRefused(w, jan, board.Removed)
	if got := h.ask("POST", "/api/workshops/"+w.id+"/leave", "", as(jan.token)); got.Code != http.StatusNoContent {
		t.Errorf("banned, jan leaves: status %d: %s", got.Code, got.Body)
	}
	projector.until("change") // the others go on
}

// W33: the role in force counts on every route, whatever link and cookie a person has.
func TestRoleInForce(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	anna, jan := guests[board.Moderator], guests[board.Participant]
	roles := func(name string, g guest, want board.Role, links int) {
		t.Helper()
		if me := h.want(h.me(w, g, "")); me["role"] != string(want) {
			t.Errorf("%s is %v, want %s", name, me, want)
		}
		if got := h.ask("GET", "/api/workshops/"+w.id+"/links", "", carrying(g.cookies)); got.Code != links {
			t.Errorf("the links answer %s with %d, want %d", name, got.Code, links)
		}
		secret := body("secret", w.secrets[g.role])
		entered := h.ask("POST", "/api/enter", secret, carrying(g.cookies))
		if again := h.want(entered); again["role"] != string(want) || again["member"] != g.member || entered.Result().Cookies()[0].Name != g.cookies[0].Name {
			t.Errorf("%s enters again as %v", name, again)
		}
		phone := h.enter(body("secret", h.device(w, as(g.token))))
		if phone.role != want || phone.member != g.member || phone.cookies[0].Name != g.cookies[0].Name {
			t.Errorf("%s's phone enters as %+v", name, phone)
		}
	}
	roles("jan", jan, board.Participant, http.StatusForbidden)
	h.give(w, anna, "SetRole", `{"member":"`+jan.member+`","role":"moderator"}`)
	roles("jan, promoted,", jan, board.Moderator, http.StatusOK)
	roles("anna", anna, board.Moderator, http.StatusOK)
	h.give(w, jan, "SetRole", `{"member":"`+anna.member+`","role":"participant"}`)
	roles("anna, demoted,", anna, board.Participant, http.StatusForbidden)
	for _, route := range []string{"POST /links/moderator", "DELETE /links/participant"} {
		method, path, _ := strings.Cut(route, " ")
		if got := h.ask(method, "/api/workshops/"+w.id+path+"?role=moderator", "", carrying(anna.cookies)); got.Code != http.StatusForbidden {
			t.Errorf("anna, demoted, %s: status %d", route, got.Code)
		}
	}
	if got := h.post(w, anna, "SetWaitingRoom", `{"on":true}`); !strings.Contains(got.Body.String(), `"forbidden"`) {
		t.Errorf("anna, demoted, gives a command: %s", got.Body)
	}
	// The promoted member revokes the link that he entered by, and stays.
	if got := h.ask("DELETE", "/api/workshops/"+w.id+"/links/participant", "", as(jan.token)); got.Code != http.StatusNoContent {
		t.Fatalf("status %d: %s", got.Code, got.Body)
	}
	if me := h.want(h.me(w, jan, "")); me["role"] != "moderator" {
		t.Errorf("jan is %v", me)
	}
}

// W36: a moderator sees what the participants of a team see, and nobody else
// does.
func TestLookingOnAtATeam(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	anna, jan, projector := guests[board.Moderator], guests[board.Participant], guests[board.Observer]
	h.give(w, anna, "FormTeams", `{"teams":[{"team":"red","name":"Czerwoni","members":["`+jan.member+`"]},{"team":"blue","name":"Niebiescy","members":[]}]}`)
	h.give(w, anna, "AddPhase", `{"phase":"in-teams","title":"W zespołach","minutes":0,"boards":[],"teams":true,"allow":[],"hidden":false,"counts":false,"anonymous":false}`)
	h.give(w, anna, "GoTo", `{"phase":"in-teams","from":""}`)
	at := "/api/workshops/" + w.id
	snapshot := h.ask("GET", at+"/snapshot?role=observer&team=red", "", carrying(anna.cookies))
	if got := snapshot.Body.String(); snapshot.Code != http.StatusOK || !strings.Contains(got, `"id":"copy:board-1:red"`) || strings.Contains(got, `"id":"copy:board-1:blue"`) {
		t.Errorf("status %d: %s", snapshot.Code, got)
	}
	if me := h.want(h.ask("GET", at+"/me?role=observer&team=red", "", carrying(anna.cookies))); me["role"] != "observer" || me["member"] != "" {
		t.Errorf("looking on, anna is %v", me)
	}
	for name, c := range map[string]struct {
		g      guest
		team   string
		status int
		code   board.Code
	}{
		"a participant":                 {jan, "red", http.StatusForbidden, board.Forbidden},
		"a participant of another team": {jan, "blue", http.StatusForbidden, board.Forbidden},
		"an observer":                   {projector, "red", http.StatusForbidden, board.Forbidden},
		"an unknown team":               {anna, "green", http.StatusNotFound, board.NotFound},
	} {
		for _, path := range []string{"/snapshot", "/live", "/me"} {
			got := h.ask("GET", at+path+"?role=observer&team="+c.team, "", as(c.g.token))
			if got.Code != c.status || codeIn(got) != string(c.code) {
				t.Errorf("%s, %s: status %d: %s", name, path, got.Code, got.Body)
			}
		}
	}
	plain := h.ask("GET", at+"/snapshot?team=red", "", carrying(projector.cookies)) // without role=observer the team has no effect
	if got := plain.Body.String(); plain.Code != http.StatusOK || strings.Contains(got, `"id":"copy:board-1:red"`) {
		t.Errorf("an observer who names a team: status %d: %s", plain.Code, got)
	}
}
