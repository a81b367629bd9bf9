package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"warsztat/board"
)

// publicRoutes lists all routes that strangers can reach. Metrics and profiling
// are not among them.
var publicRoutes = []string{
	"DELETE /api/organiser/workshops/{id}",
	"DELETE /api/workshops/{id}/links/{role}",
	"GET /",
	"GET /*",
	"GET /accessibility",
	"GET /api/check",
	"GET /api/clause",
	"GET /api/organiser/workshops",
	"GET /api/workshops/{id}/clause",
	"GET /api/workshops/{id}/links",
	"GET /api/workshops/{id}/live",
	"GET /api/workshops/{id}/me",
	"GET /api/workshops/{id}/snapshot",
	"GET /api/workshops/{id}/tables/{board}.{format:xlsx|csv}",
	"GET /check",
	"GET /help",
	"GET /join",
	"GET /join#*",
	"GET /join/#*",
	"GET /livez",
	"GET /organiser",
	"GET /organiser#*",
	"GET /privacy",
	"GET /readyz",
	"GET /w/{id}",
	"GET /w/{id}/at/{seq}",
	"GET /w/{id}/participant",
	"GET /w/{id}/projector",
	"POST /api/enter",
	"POST /api/organiser",
	"POST /api/organiser/workshops/{id}/close",
	"POST /api/organiser/workshops/{id}/copy",
	"POST /api/organiser/workshops/{id}/links/{role}",
	"POST /api/organiser/workshops/{id}/open",
	"POST /api/organiser/workshops/{id}/until",
	"POST /api/preview",
	"POST /api/qr",
	"POST /api/report",
	"POST /api/workshops",
	"POST /api/workshops/{id}/commands",
	"POST /api/workshops/{id}/device",
	"POST /api/workshops/{id}/leave",
	"POST /api/workshops/{id}/links/{role}",
	"PUT /api/clause",
}

func TestPublicRoutes(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	var got []string
	err := chi.Walk(h.handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		got = append(got, method+" "+route)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if !slices.Equal(got, publicRoutes) {
		t.Errorf("the routes are\n%s", strings.Join(got, "\n"))
	}
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap", "/debug/vars"} {
		if w := h.ask("GET", path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

// Every route is asked with what it has to refuse: rules W3, W5, W6 and W27.
func TestEveryRouteAndItsRefusals(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	guests := h.everyRole(w)
	inside := "/api/workshops/" + w.id
	secret := w.secrets[board.Participant]
	long := strings.Repeat("x", 64<<10)
	organiser, moderator, participant, observer := as(h.key), as(guests[board.Moderator].token), as(guests[board.Participant].token), as(guests[board.Observer].token)
	nobody := func(*http.Request) {}

	for _, c := range []struct {
		name, method, path, body string
		how                      requestOption
		status                   int
		code                     board.Code
	}{
		{"alive", "GET", "/livez", "", nobody, 200, ""},
		{"ready", "GET", "/readyz", "", nobody, 200, ""},
		{"head", "HEAD", "/livez", "", nobody, 200, ""},

		{"the key is right", "POST", "/api/organiser", "", organiser, 204, ""},
		{"no key", "POST", "/api/organiser", "", nobody, 401, board.WrongKey},
		{"a wrong key", "POST", "/api/organiser", "", as("x"), 401, board.WrongKey},
		{"a moderator is no organiser", "POST", "/api/organiser", "", moderator, 401, board.WrongKey},

		{"found", "POST", "/api/workshops", `{"title":"A","template":"swot","locale":"en"}`, organiser, 200, ""},
		{"found without key", "POST", "/api/workshops", `{"title":"A","template":"swot","locale":"en"}`, nobody, 401, board.WrongKey},
		{"found without title", "POST", "/api/workshops", `{"template":"swot","locale":"en"}`, organiser, 400, board.MissingField},
		{"found, empty title", "POST", "/api/workshops", `{"title":"  ","template":"swot","locale":"en"}`, organiser, 400, board.Empty},
		{"found, long title", "POST", "/api/workshops", `{"title":"` + long[:201] + `","template":"swot","locale":"en"}`, organiser, 400, board.TooLong},
		{"found, NUL", "POST", "/api/workshops", `{"title":"a\u0000","template":"swot","locale":"en"}`, organiser, 400, board.BadText},
		{"found, unknown template", "POST", "/api/workshops", `{"title":"A","template":"x","locale":"en"}`, organiser, 400, board.BadValue},
		{"found, unknown locale", "POST", "/api/workshops", `{"title":"A","template":"swot","locale":"de"}`, organiser, 400, board.BadValue},
		{"found, unknown field", "POST", "/api/workshops", `{"title":"A","template":"swot","locale":"en","x":1}`, organiser, 400, board.UnknownField},
		{"found, wrong type", "POST", "/api/workshops", `{"title":1,"template":"swot","locale":"en"}`, organiser, 400, board.WrongType},
		{"found, no JSON", "POST", "/api/workshops", `{`, organiser, 400, board.BadFrame},
		{"found, nothing", "POST", "/api/workshops", ``, organiser, 400, board.BadFrame},
		{"found, too much", "POST", "/api/workshops", `{"title":"` + long + `"}`, organiser, 413, board.TooLarge},
		{"found, too deep", "POST", "/api/workshops", strings.Repeat(`{"title":`, 17) + "1" + strings.Repeat("}", 17), organiser, 400, board.TooDeep},
		{"found, a key twice", "POST", "/api/workshops", `{"title":"A","title":"B","template":"swot","locale":"en"}`, organiser, 400, board.BadFrame},
		{"found, a lone surrogate", "POST", "/api/workshops", `{"title":"\ud800","template":"swot","locale":"en"}`, organiser, 400, board.BadText},

		{"preview by secret", "POST", "/api/preview", `{"secret":"` + secret + `"}`, nobody, 200, ""},
		{"preview by code", "POST", "/api/preview", `{"code":"` + strings.ToLower(w.code) + `"}`, nobody, 200, ""},
		{"preview by neither", "POST", "/api/preview", `{}`, nobody, 400, board.MissingField},
		{"preview by both", "POST", "/api/preview", `{"secret":"` + secret + `","code":"` + w.code + `"}`, nobody, 400, board.BadValue},
		{"preview by a wrong secret", "POST", "/api/preview", `{"secret":"x"}`, nobody, 404, board.NoEntry},
		{"preview by a wrong code", "POST", "/api/preview", `{"code":"ABCDEFGH"}`, nobody, 404, board.NoEntry},
		{"preview by the code as secret", "POST", "/api/preview", `{"secret":"` + w.code + `"}`, nobody, 404, board.NoEntry},
		{"preview with a name", "POST", "/api/preview", `{"secret":"x","name":"y"}`, nobody, 400, board.UnknownField},

		{"enter without name", "POST", "/api/enter", `{"secret":"` + secret + `"}`, nobody, 400, board.Empty},
		{"enter, long name", "POST", "/api/enter", `{"secret":"` + secret + `","name":"` + long[:81] + `"}`, nobody, 400, board.TooLong},
		{"enter, long affiliation", "POST", "/api/enter", `{"secret":"` + secret + `","name":"a","affiliation":"` + long[:121] + `"}`, nobody, 400, board.TooLong},
		{"enter, the longest", "POST", "/api/enter", `{"secret":"` + secret + `","name":"` + strings.Repeat("ą", 80) + `","affiliation":"` + long[:120] + `"}`, nobody, 200, ""},
		{"enter with a role", "POST", "/api/enter", `{"secret":"` + secret + `","name":"a","role":"moderator"}`, nobody, 400, board.UnknownField},
		{"enter with a member", "POST", "/api/enter", `{"secret":"` + secret + `","name":"a","member":"` + guests[board.Moderator].member + `"}`, nobody, 400, board.UnknownField},
		{"enter by a wrong secret", "POST", "/api/enter", `{"secret":"x","name":"a"}`, nobody, 404, board.NoEntry},
		{"enter, control characters", "POST", "/api/enter", `{"secret":"` + secret + `","name":"a\nb"}`, nobody, 400, board.BadText},

		{"me", "GET", inside + "/me", "", moderator, 200, ""},
		{"me as nobody", "GET", inside + "/me", "", nobody, 401, board.NoSession},
		{"me of another workshop", "GET", "/api/workshops/other/me", "", moderator, 401, board.NoSession},
		{"snapshot", "GET", inside + "/snapshot", "", observer, 200, ""},
		{"snapshot as nobody", "GET", inside + "/snapshot", "", nobody, 401, board.NoSession},
		{"live as nobody", "GET", inside + "/live", "", nobody, 401, board.NoSession},
		{"commands as nobody", "POST", inside + "/commands", "", nobody, 401, board.NoSession},
		{"commands without client", "POST", inside + "/commands", `{}`, participant, 409, board.HelloFirst},
		{"commands, a bad client", "POST", inside + "/commands", `{}`, func(r *http.Request) { participant(r); r.Header.Set("Warsztat-Client", "x") }, 400, board.BadID},
		{"commands, too much", "POST", inside + "/commands", long + "x", func(r *http.Request) { participant(r); r.Header.Set("Warsztat-Client", "abcdefghijklmnop") }, 413, board.TooLarge},
		{"nothing there", "GET", inside + "/nothing", "", moderator, 404, board.NotFound},
		{"nothing there, nobody", "GET", inside + "/nothing", "", nobody, 401, board.NoSession},
		{"the workshop itself", "GET", inside, "", moderator, 404, board.NotFound},
		{"the workshop itself, nobody", "GET", inside, "", nobody, 401, board.NoSession},
		{"wrong method", "PUT", inside + "/me", "", moderator, 404, board.NotFound},
		{"wrong method, nobody", "PUT", inside + "/me", "", nobody, 401, board.NoSession},

		{"device as moderator", "POST", inside + "/device", "", moderator, 200, ""},
		{"device as participant", "POST", inside + "/device", "", participant, 200, ""},
		{"device as observer", "POST", inside + "/device", "", observer, 403, board.Forbidden},
		{"device as nobody", "POST", inside + "/device", "", nobody, 401, board.NoSession},
		{"device, wrong method", "GET", inside + "/device", "", participant, 404, board.NotFound},

		{"links", "GET", inside + "/links", "", moderator, 200, ""},
		{"links as participant", "GET", inside + "/links", "", participant, 403, board.Forbidden},
		{"links as observer", "GET", inside + "/links", "", observer, 403, board.Forbidden},
		{"links as nobody", "GET", inside + "/links", "", nobody, 401, board.NoSession},
		{"give out as participant", "POST", inside + "/links/participant", "{}", participant, 403, board.Forbidden},
		{"give out as observer", "POST", inside + "/links/observer", "{}", observer, 403, board.Forbidden},
		{"give out as nobody", "POST", inside + "/links/observer", "{}", nobody, 401, board.NoSession},
		{"give out no role", "POST", inside + "/links/participant-code", "{}", moderator, 404, board.NotFound},
		{"give out, in the past", "POST", inside + "/links/observer", `{"expires":1}`, moderator, 400, board.BadValue},
		{"give out, negative", "POST", inside + "/links/observer", `{"expires":-5}`, moderator, 400, board.BadValue},
		{"give out, wrong type", "POST", inside + "/links/observer", `{"expires":"tomorrow"}`, moderator, 400, board.WrongType},
		{"revoke as participant", "DELETE", inside + "/links/moderator", "", participant, 403, board.Forbidden},
		{"revoke as observer", "DELETE", inside + "/links/moderator", "", observer, 403, board.Forbidden},
		{"revoke as nobody", "DELETE", inside + "/links/moderator", "", nobody, 401, board.NoSession},
		{"revoke no role", "DELETE", inside + "/links/system", "", moderator, 404, board.NotFound},
		{"leave as nobody", "POST", inside + "/leave", "", nobody, 401, board.NoSession},

		{"qr", "POST", "/api/qr", `{"text":"x"}`, nobody, 200, ""},
		{"qr of nothing", "POST", "/api/qr", `{"text":""}`, nobody, 400, board.Empty},
		{"qr of the longest", "POST", "/api/qr", `{"text":"` + strings.Repeat("ż", 512) + `"}`, nobody, 200, ""},
		{"qr of too much", "POST", "/api/qr", `{"text":"` + strings.Repeat("ż", 513) + `"}`, nobody, 400, board.TooLong},
		{"a report", "POST", "/api/report", `{"csp-report":{"effective-directive":"script-src"}}`, nobody, 204, ""},
		{"no report", "POST", "/api/report", `nonsense`, nobody, 204, ""},

		{"nothing under api", "GET", "/api/nothing", "", nobody, 404, board.NotFound},
		{"api itself", "GET", "/api", "", nobody, 404, board.NotFound},
		{"wrong method under api", "GET", "/api/enter", "", nobody, 404, board.NotFound},
		{"wrong method of a page", "POST", "/join", "", nobody, 404, board.NotFound},
		{"unknown method", "BREW", "/join", "", nobody, 404, board.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := h.ask(c.method, c.path, c.body, c.how)
			if got.Code != c.status || codeIn(got) != string(c.code) {
				t.Errorf("%s %s: status %d, code %q, want %d, %q: %s", c.method, c.path, got.Code, codeIn(got), c.status, c.code, got.Body)
			}
			if (got.Code == http.StatusUnauthorized) != (got.Header().Get("WWW-Authenticate") == "Bearer") {
				t.Errorf("WWW-Authenticate: %q", got.Header().Get("WWW-Authenticate"))
			}
		})
	}
}

// The table of W27 has a status for every code that has a sentence.
func TestEveryCodeHasAStatus(t *testing.T) {
	for _, code := range board.Codes() {
		if _, ok := statuses[code]; !ok {
			t.Errorf("%s has no status", code)
		}
	}
	if len(statuses) != len(board.Codes()) {
		t.Errorf("%d codes have a status, %d a sentence", len(statuses), len(board.Codes()))
	}
	if got := statusOf("unheard_of"); got != http.StatusInternalServerError {
		t.Errorf("an unknown code has status %d", got)
	}
}

// Without a session nobody learns whether a workshop exists: status, headers and
// body are the same (W5).
func TestUnknownAndForbiddenLookTheSame(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w, other := h.found(), h.found()
	stranger := h.everyRole(other)[board.Moderator]
	for name, how := range map[string]requestOption{
		"no session": func(*http.Request) {}, "a wrong bearer": as(strings.Repeat("A", 43)), "another workshop's bearer": as(stranger.token),
		"another workshop's cookies": carrying(stranger.cookies),
	} {
		for _, route := range []string{"GET /me", "GET /snapshot", "GET /live", "POST /commands", "POST /leave", "POST /device", "GET /links", "POST /links/observer", "DELETE /links/observer", "GET /x", "PUT /me", "GET "} {
			method, path, _ := strings.Cut(route, " ")
			look := func(id string) string {
				w := h.ask(method, "/api/workshops/"+id+path, "", how)
				w.Header().Del("X-Request-Id")
				return fmt.Sprint(w.Code, w.Header(), w.Body)
			}
			there, nowhere := look(w.id), look("aaaaaaaaaaaaaaaa")
			if there != nowhere || !strings.Contains(there, "no_session") {
				t.Errorf("%s, %s:\n%s\n%s", name, route, there, nowhere)
			}
		}
	}
}

// Every secret and code that opens nothing gets the same answer (W3).
func TestDeadLinksLookTheSame(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	moderator := as(h.everyRole(w)[board.Moderator].token)
	for _, role := range []string{"participant", "observer"} {
		if got := h.ask("DELETE", "/api/workshops/"+w.id+"/links/"+role, "", moderator); got.Code != http.StatusNoContent {
			t.Fatalf("status %d: %s", got.Code, got.Body)
		}
	}
	want := ""
	for _, path := range []string{"/api/preview", "/api/enter"} {
		for name, body := range map[string]string{
			"unknown secret":   `{"secret":"` + strings.Repeat("A", 43) + `"}`,
			"malformed secret": `{"secret":"?"}`,
			"revoked secret":   `{"secret":"` + w.secrets[board.Observer] + `"}`,
			"unknown code":     `{"code":"ABCD2345"}`,
			"malformed code":   `{"code":"?"}`,
			"revoked code":     `{"code":"` + w.code + `"}`,
		} {
			got := h.ask("POST", path, body)
			got.Header().Del("X-Request-Id")
			look := fmt.Sprint(got.Code, got.Header(), got.Body)
			if want == "" {
				want = look
			}
			if look != want || got.Code != http.StatusNotFound {
				t.Errorf("%s, %s: %s\nwant %s", path, name, look, want)
			}
		}
	}
}
