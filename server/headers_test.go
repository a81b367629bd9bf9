package server

import (
	"net/http"
	"strings"
	"testing"

	"warsztat/board"
)

const policyAtHome = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; manifest-src 'self'; " +
	"connect-src 'self' wss://warsztat.example; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types svelte-trusted-html; report-uri /api/report"

// everyAnswer lists the headers of every answer on every route, whatever its
// status.
var everyAnswer = map[string]string{
	"Content-Security-Policy":      policyAtHome,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"Strict-Transport-Security":    "max-age=31536000",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

func TestHeadersOnEveryRoute(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	guests := h.everyRole(w)
	paths := append([]string{
		"GET /nothing", "GET /assets/app-abc123.js", "GET /favicon.svg", "GET /api/nothing", "BREW /", "PUT /api/enter",
		"GET /api/workshops/{id}/nothing", "POST /api/preview/", "OPTIONS /api/enter",
	}, publicRoutes...)
	for _, panics := range []bool{false, true} {
		h.store.panic(panics)
		for _, route := range paths {
			method, path, _ := strings.Cut(route, " ")
			path = strings.NewReplacer("{id}", w.id, "{role}", "observer", "/*", "/x").Replace(path)
			for name, how := range map[string]requestOption{
				"nobody": func(*http.Request) {}, "observer": as(guests[board.Observer].token), "organiser": as(h.key),
				"another site": with("Sec-Fetch-Site", "cross-site"),
			} {
				got := h.ask(method, path, "", how).Header()
				for header, want := range everyAnswer {
					if values := got.Values(header); len(values) != 1 || values[0] != want {
						t.Errorf("%s as %s: %s is %q, want %q", route, name, header, values, want)
					}
				}
				permissions := got.Get("Permissions-Policy")
				if !strings.Contains(permissions, "camera=()") || !strings.Contains(permissions, "fullscreen=(self)") {
					t.Errorf("%s as %s: Permissions-Policy is %q", route, name, permissions)
				}
				if strings.HasPrefix(path, "/api/") && got.Get("Cache-Control") != "no-store" {
					t.Errorf("%s as %s: Cache-Control is %q", route, name, got.Get("Cache-Control"))
				}
				for _, forbidden := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin"} {
					if got.Get(forbidden) != "" {
						t.Errorf("%s as %s: %s is sent", route, name, forbidden)
					}
				}
				if got.Get("X-Request-Id") == "" {
					t.Errorf("%s as %s: no request id", route, name)
				}
			}
		}
	}
}

func TestHeadersOverPlainHTTP(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", func(c *Config) { c.Origins = []string{"http://localhost:8080"} })
	got := h.ask("GET", "/", "").Header()
	if got.Get("Strict-Transport-Security") != "" {
		t.Error("HSTS is sent over plain http")
	}
	if want := "connect-src 'self' ws://127.0.0.1:8080 ws://localhost:8080;"; !strings.Contains(got.Get("Content-Security-Policy"), want) {
		t.Errorf("the policy is %s", got.Get("Content-Security-Policy"))
	}
}

// A panic is answered as "internal". The value of the panic is neither in the
// answer nor in the log.
func TestPanic(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	w := h.found()
	observer := h.everyRole(w)[board.Observer]
	h.store.panic(true)
	got := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(observer.token))
	if got.Code != http.StatusInternalServerError || codeIn(got) != "internal" {
		t.Errorf("status %d: %s", got.Code, got.Body)
	}
	log := h.log.String()
	if !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, "SessionByHash") {
		t.Errorf("the log does not tell of it: %s", log)
	}
	if strings.Contains(log, "somebody wrote") {
		t.Error("the log holds a text")
	}
	if got := h.ask("GET", "/livez", ""); got.Code != http.StatusOK {
		t.Error("the server does not go on")
	}
}

// A page of another site cannot make the browser send a request that has an
// effect, with or without cookies.
func TestCrossSiteRequests(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	w := h.found()
	moderator := h.everyRole(w)[board.Moderator]
	inside := "/api/workshops/" + w.id
	for name, c := range map[string]struct {
		how     requestOption
		refused bool
	}{
		"cross-site":         {with("Sec-Fetch-Site", "cross-site"), true},
		"same-site":          {with("Sec-Fetch-Site", "same-site"), true}, // a neighbour under one domain
		"foreign origin":     {with("Origin", "https://evil.example"), true},
		"null origin":        {with("Origin", "null"), true},
		"wrong scheme":       {with("Origin", "http://warsztat.example"), true},
		"wrong scheme alone": {func(r *http.Request) { r.Host = "warsztat.example"; r.Header.Set("Origin", "http://warsztat.example") }, true},
		"suffix":             {with("Origin", "https://warsztat.example.evil.example"), true},
		"our own page":       {with("Sec-Fetch-Site", "same-origin"), false},
		"our own, old":       {with("Origin", "https://warsztat.example"), false},
		"typed into the bar": {with("Sec-Fetch-Site", "none"), false},
		"a program":          {func(*http.Request) {}, false},
	} {
		for _, route := range []string{"POST /api/enter", "POST /api/preview", "POST /api/qr", "POST " + inside + "/links/observer", "POST " + inside + "/commands", "DELETE " + inside + "/links/observer"} {
			method, path, _ := strings.Cut(route, " ")
			got := h.ask(method, path, "{}", c.how, carrying(moderator.cookies))
			if refused := got.Code == http.StatusForbidden && codeIn(got) == "forbidden"; refused != c.refused {
				t.Errorf("%s, %s: status %d: %s", name, route, got.Code, got.Body)
			}
		}
		// Reading is allowed: the other site does not receive the answer.
		if got := h.ask("GET", "/join", "", c.how); got.Code != http.StatusOK {
			t.Errorf("%s: the page answers %d", name, got.Code)
		}
	}
}
