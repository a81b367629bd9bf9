package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/hub"
)

// listed asks for the organiser's list.
func (h *harness) listed() map[string]map[string]any {
	h.t.Helper()
	all := map[string]map[string]any{}
	for _, each := range h.want(h.ask("GET", "/api/organiser/workshops", "", as(h.key)))["workshops"].([]any) {
		one := each.(map[string]any)
		all[one["id"].(string)] = one
	}
	return all
}

// The organiser's list says what there is. The organiser opens a workshop as a moderator,
// which its journal tells, gives out links, and closes it, which ends what is open.
func TestOrganiserOpensAndCloses(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w, other := h.found(), h.found()
	guests := h.everyRole(w)
	jan := h.open()(w, guests[board.Participant].token, "client-of-jan-0000")
	list := h.listed()
	day := board.DayOf(time.Now())
	if got := list[w.id]; len(list) != 2 || got["title"] != "Strategia gminy" || got["people"] != 2.0 || got["open"] != true || got["used"] != day ||
		got["until"] != board.DayOf(time.Now().AddDate(1, 0, 0)) || got["ends"] != nil {
		t.Errorf("the list says %v", list)
	}

	at := "/api/organiser/workshops/" + w.id
	link := h.want(h.ask("POST", at+"/open", "", as(h.key)))["link"].(string)
	_, secret, _ := strings.Cut(link, "#")
	if role := h.enter(body("secret", secret, "name", "Ola")).role; role != board.Moderator {
		t.Errorf("the organiser enters as %s", role)
	}
	var acts []string
	err := hub.Acts(t.Context(), h.rooms.Journal.Read, w.id, func(act hub.Act) error {
		acts = append(acts, act.Member+" "+act.Do)
		return nil
	})
	if err != nil || !slices.Equal(acts, []string{"organiser OpenAnyway"}) {
		t.Errorf("the audit tells %v, %v", acts, err)
	}
	_, secret, _ = strings.Cut(h.want(h.ask("POST", at+"/links/participant", "", as(h.key)))["link"].(string), "#")
	ewa := h.enter(body("secret", secret, "name", "Ewa"))

	if answer := h.ask("POST", at+"/close", "", as(h.key)); answer.Code != http.StatusNoContent {
		t.Fatalf("closing answers %d %s", answer.Code, answer.Body)
	}
	if bye := jan.until("bye"); bye["code"] != "ended" {
		t.Errorf("jan is told %v", bye)
	}
	for _, token := range []string{ewa.token, guests[board.Moderator].token, guests[board.Observer].token} {
		if code := codeIn(h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(token))); code != string(board.NoSession) {
			t.Errorf("after closing, somebody is answered %q", code)
		}
	}
	for _, way := range []string{body("code", w.code, "name", "X"), body("secret", w.secrets[board.Moderator], "name", "X")} {
		if code := codeIn(h.ask("POST", "/api/enter", way)); code != string(board.NoEntry) {
			t.Errorf("after closing, a way in answers %q", code)
		}
	}
	if list := h.listed(); list[w.id]["open"] != false || list[other.id]["open"] != true {
		t.Errorf("the list says %v", list)
	}
	_, secret, _ = strings.Cut(h.want(h.ask("POST", at+"/links/moderator", "", as(h.key)))["link"].(string), "#")
	h.enter(body("secret", secret, "name", "Ola"))
	if list := h.listed(); list[w.id]["open"] != true {
		t.Errorf("after another link, the list says %v", list)
	}
}

// A copy has the boards and the agenda, and none of the people, notes and links.
func TestOrganiserCopies(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.foundBy("swot-3h")
	ola := h.enter(body("secret", w.secrets[board.Moderator], "name", "Ola"))
	h.give(w, ola, "AddNote", `{"board":"board-1","note":"n1","section":"strength","text":"kanarek"}`)
	answer := h.want(h.ask("POST", "/api/organiser/workshops/"+w.id+"/copy", `{"title":"Drugie spotkanie"}`, as(h.key)))
	_, secret, _ := strings.Cut(answer["links"].(map[string]any)["moderator"].(string), "#")
	jan := h.enter(body("secret", secret, "name", "Jan"))
	snapshot := h.ask("GET", "/api/workshops/"+answer["id"].(string)+"/snapshot", "", as(jan.token)).Body.String()
	if strings.Contains(snapshot, "kanarek") || strings.Contains(snapshot, "Ola") || strings.Contains(snapshot, ola.member) {
		t.Errorf("the copy holds what others wrote: %s", snapshot)
	}
	before := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(ola.token)).Body.String()
	if phases := strings.Count(snapshot, `"kind":"phase"`); phases == 0 || phases != strings.Count(before, `"kind":"phase"`) || !strings.Contains(snapshot, "Drugie spotkanie") {
		t.Errorf("the copy has %d phases: %s", phases, snapshot)
	}
}

// Deleting needs the title, ends what is open, and leaves nothing: the file of the
// database does not hold a word of it.
func TestOrganiserDeletes(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w, other := h.found(), h.found()
	guests := h.everyRole(w)
	h.give(w, guests[board.Participant], "AddNote", `{"board":"board-1","note":"n1","section":"strength","text":"kanarek"}`)
	jan := h.open()(w, guests[board.Participant].token, "client-of-jan-0000")
	at := "/api/organiser/workshops/" + w.id
	if code := codeIn(h.ask("DELETE", at, `{"title":"Strategia"}`, as(h.key))); code != string(board.BadValue) {
		t.Errorf("with another title it answers %q", code)
	}
	if answer := h.ask("DELETE", at, `{"title":" Strategia gminy "}`, as(h.key)); answer.Code != http.StatusNoContent {
		t.Fatalf("deleting answers %d %s", answer.Code, answer.Body)
	}
	if bye := jan.until("bye"); bye["code"] != "ended" {
		t.Errorf("jan is told %v", bye)
	}
	if list := h.listed(); len(list) != 1 || list[other.id] == nil {
		t.Errorf("the list says %v", list)
	}
	for method, path := range map[string]string{"DELETE": at, "POST": at + "/open"} {
		if code := codeIn(h.ask(method, path, `{"title":"Strategia gminy"}`, as(h.key))); code != string(board.NotFound) {
			t.Errorf("%s %s answers %q", method, path, code)
		}
	}
	if code := codeIn(h.ask("GET", "/api/workshops/"+w.id+"/me", "", as(guests[board.Moderator].token))); code != string(board.NoSession) {
		t.Errorf("a session answers %q", code)
	}
	if log := h.log.String(); !strings.Contains(log, `"do":"DeleteWorkshop"`) || strings.Contains(log, "Strategia") {
		t.Errorf("the log says %s", log)
	}
}

// What the organiser may do needs the key, whatever else somebody has.
func TestOrganiserActsNeedTheKey(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	guests := h.everyRole(w)
	for _, route := range publicRoutes {
		if !strings.Contains(route, "/api/organiser/") && route != "PUT /api/clause" {
			continue
		}
		method, path, _ := strings.Cut(route, " ")
		path = strings.NewReplacer("{id}", w.id, "{role}", "moderator").Replace(path)
		for name, how := range map[string]requestOption{
			"nobody": func(*http.Request) {}, "a wrong key": as("x"), "a moderator": as(guests[board.Moderator].token),
			"a moderator's cookies": carrying(guests[board.Moderator].cookies),
		} {
			if code := codeIn(h.ask(method, path, `{"title":"Strategia gminy"}`, how, from(fmt.Sprintf("192.0.2.%d:1", len(route)+len(name))))); code != string(board.WrongKey) {
				t.Errorf("%s as %s answers %q", route, name, code)
			}
		}
	}
	for _, id := range []string{"x", "00000000-0000-4000-8000-000000000000"} {
		if code := codeIn(h.ask("POST", "/api/organiser/workshops/"+id+"/open", "", as(h.key))); code != string(board.NotFound) {
			t.Errorf("the workshop %s answers %q", id, code)
		}
	}
}

// A workshop announces its deletion a month before, and is deleted on that day, unless
// somebody uses it or chooses another day.
func TestPlanOfDeletion(t *testing.T) {
	at := func(day string) time.Time {
		parsed, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for _, c := range []struct {
		name, kept, noted, announced string
		used, changed, now           string
		plan                         board.PlanDeletion
		over                         bool
	}{
		{"used today", "", "", "", "2026-01-10", "2026-01-10", "2026-01-10", board.PlanDeletion{}, false},
		{"not used for a month", "", "", "", "2026-01-10", "2026-01-10", "2026-02-15", board.PlanDeletion{LastUsed: "2026-01-10"}, false},
		{"noted already", "", "2026-01-10", "", "", "2026-02-15", "2026-10-15", board.PlanDeletion{LastUsed: "2026-01-10"}, false},
		{"a month before", "", "2026-01-10", "", "", "2026-02-15", "2026-12-15", board.PlanDeletion{LastUsed: "2026-01-10", EndsOn: "2027-01-14"}, false},
		{"announced", "", "2026-01-10", "2027-01-14", "", "2026-12-15", "2027-01-13", board.PlanDeletion{LastUsed: "2026-01-10", EndsOn: "2027-01-14"}, false},
		{"the day has come", "", "2026-01-10", "2027-01-14", "", "2026-12-15", "2027-01-14", board.PlanDeletion{LastUsed: "2026-01-10", EndsOn: "2027-01-14"}, true},
		{"used again", "", "2026-01-10", "2027-01-14", "2027-01-02", "2027-01-02", "2027-01-14", board.PlanDeletion{LastUsed: "2026-01-10"}, false},
		{"never announced, long over", "", "", "", "", "2020-01-10", "2027-01-14", board.PlanDeletion{LastUsed: "2020-01-10", EndsOn: "2027-02-13"}, false},
		{"a chosen day", "2026-03-01", "", "", "2026-01-10", "2026-01-10", "2026-01-20", board.PlanDeletion{}, false},
		{"a chosen day, in use", "2026-03-01", "", "", "2026-02-10", "2026-02-10", "2026-02-10", board.PlanDeletion{EndsOn: "2026-03-12"}, false},
		{"a chosen day has come", "2026-03-01", "", "2026-03-12", "2026-03-12", "2026-03-12", "2026-03-12", board.PlanDeletion{EndsOn: "2026-03-12"}, true},
		{"a later day was chosen", "2026-03-20", "", "2026-03-12", "2026-03-12", "2026-03-12", "2026-03-12", board.PlanDeletion{EndsOn: "2026-03-20"}, false},
		{"a much later day was chosen", "2026-08-20", "", "2026-03-12", "2026-03-12", "2026-03-12", "2026-03-12", board.PlanDeletion{}, false},
	} {
		var used time.Time
		if c.used != "" {
			used = at(c.used)
		}
		o := hub.Overview{KeptUntil: c.kept, LastUsed: c.noted, EndsOn: c.announced, Changed: at(c.changed)}
		if plan, over := planOf(o, used, at(c.now).Add(5*time.Hour)); plan != c.plan || over != c.over {
			t.Errorf("%s: %+v, over %v; want %+v, %v", c.name, plan, over, c.plan, c.over)
		}
	}
}

// The daily look does it: it announces, takes back, and deletes.
func TestTermsEnd(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w, other := h.found(), h.found()
	overview := func(id string) hub.Overview {
		o, err := h.rooms.Overview(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	soon := board.DayOf(time.Now().AddDate(0, 0, 3))
	for _, id := range []string{w.id, other.id} {
		if answer := h.ask("POST", "/api/organiser/workshops/"+id+"/until", `{"day":"`+soon+`"}`, as(h.key)); answer.Code != http.StatusNoContent {
			t.Fatalf("%d %s", answer.Code, answer.Body)
		}
	}
	ends := board.DayOf(time.Now().AddDate(0, 0, board.NoticeDays))
	if o := overview(w.id); o.EndsOn != ends || h.listed()[w.id]["until"] != ends || h.listed()[w.id]["ends"] != true {
		t.Errorf("it says %+v, the list %v", o, h.listed()[w.id])
	}
	h.server.endTerms(t.Context())
	if len(h.listed()) != 2 {
		t.Errorf("too early, the list says %v", h.listed())
	}
	h.ask("POST", "/api/organiser/workshops/"+other.id+"/until", `{"day":""}`, as(h.key))
	for _, id := range []string{w.id, other.id} { // a month later
		if err := h.server.endTerm(t.Context(), overview(id), time.Now().AddDate(0, 0, board.NoticeDays)); err != nil {
			t.Fatal(err)
		}
	}
	if list := h.listed(); len(list) != 1 || list[other.id] == nil {
		t.Errorf("a month later the list says %v", list)
	}
	if err := h.server.endTerm(t.Context(), overview(other.id), time.Now().AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if o := overview(other.id); o.EndsOn != board.DayOf(time.Now().AddDate(1, 0, board.NoticeDays)) || o.LastUsed == "" {
		t.Errorf("a year later it says %+v", o)
	}
}

// The clause of the workshop stands in place of the server's, blank by blank; strangers
// read it before they enter.
func TestClause(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	ola := h.enter(body("secret", w.secrets[board.Moderator], "name", "Ola"))
	clause := func(answer map[string]any) string {
		if privacy, ok := answer["privacy"].(map[string]any); ok {
			answer = privacy
		}
		blanks := answer["clause"].(map[string]any)
		return fmt.Sprint(blanks["administrator"], " ", blanks["contact"])
	}
	door := func() map[string]any { return h.want(h.ask("POST", "/api/preview", body("code", w.code))) }
	if got := clause(door()); got != "<nil> <nil>" {
		t.Errorf("at first it says %s", got)
	}
	if answer := h.ask("PUT", "/api/clause", `{"administrator":"Wójt","contact":"iod@gmina.pl"}`, as(h.key)); answer.Code != http.StatusNoContent {
		t.Fatalf("%d %s", answer.Code, answer.Body)
	}
	h.give(w, ola, "SetClause", `{"administrator":"Burmistrz"}`)
	for name, got := range map[string]string{
		"the door":  clause(door()),
		"inside":    clause(h.want(h.ask("GET", "/api/workshops/"+w.id+"/clause", "", as(ola.token)))),
		"elsewhere": clause(h.want(h.ask("GET", "/api/clause", ""))),
	} {
		if want := map[string]string{"elsewhere": "Wójt iod@gmina.pl"}[name]; got != want && (want != "" || got != "Burmistrz iod@gmina.pl") {
			t.Errorf("%s says %s", name, got)
		}
	}
	h.give(w, ola, "KeepUntil", `{"day":"`+board.DayOf(time.Now().AddDate(0, 2, 0))+`"}`)
	texts := fmt.Sprint(door()["privacy"].(map[string]any)["texts"])
	for _, want := range []string{"Administratorem danych osobowych jest Burmistrz.", "usuniemy", "iod@gmina.pl.", "The controller of personal data is Burmistrz."} {
		if !strings.Contains(texts, want) {
			t.Errorf("people read %s", texts)
		}
	}
	if until := door()["privacy"].(map[string]any)["until"]; until != board.DayOf(time.Now().AddDate(0, 2, 0)) {
		t.Errorf("it is kept until %v", until)
	}
	if code := codeIn(h.ask("PUT", "/api/clause", `{"administrator":"`+strings.Repeat("x", 1001)+`"}`, as(h.key))); code != string(board.TooLong) {
		t.Errorf("a long one answers %q", code)
	}
}
