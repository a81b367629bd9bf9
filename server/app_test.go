package server

import (
	"net/http"
	"testing"
	"testing/fstest"
)

func TestApplicationFiles(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	const index, script = "<!doctype html><title>Warsztat</title>", "console.log('plain')"
	for _, c := range []struct {
		path, accept  string
		status        int
		body          string
		encoding      string
		kind, caching string
	}{
		{"/", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/", "gzip, br", 200, "index, gzipped", "gzip", "text/html; charset=utf-8", "no-store"},
		{"/organiser", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/join", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/w/abc", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/w/abc/at/12", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/w/abc/projector", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/w/abc/participant", "", 200, index, "", "text/html; charset=utf-8", "no-store"},
		{"/assets/app-abc123.js", "", 200, script, "", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"/assets/app-abc123.js", "gzip, deflate, br, zstd", 200, "script, brotli", "br", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"/assets/app-abc123.js", "GZIP;q=0.5", 200, "script, gzipped", "gzip", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"/assets/app-abc123.js", "br;q=0, gzip;q=0", 200, script, "", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"/assets/app-abc123.js", "identity", 200, script, "", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"/favicon.svg", "br", 200, "<svg/>", "", "image/svg+xml", "no-cache"},
	} {
		got := h.ask("GET", c.path, "", with("Accept-Encoding", c.accept))
		head := got.Header()
		if got.Code != c.status || got.Body.String() != c.body || head.Get("Content-Encoding") != c.encoding || head.Get("Content-Type") != c.kind || head.Get("Cache-Control") != c.caching {
			t.Errorf("%s, %q: status %d, %v, %q", c.path, c.accept, got.Code, head, got.Body)
		}
		if tag := head.Get("ETag"); tag == "" {
			t.Errorf("%s: no ETag", c.path)
		} else if again := h.ask("GET", c.path, "", with("Accept-Encoding", c.accept), with("If-None-Match", `"x", W/`+tag)); c.caching != "no-store" && again.Code != http.StatusNotModified {
			t.Errorf("%s: asked again: status %d", c.path, again.Code)
		}
	}
	if plain, packed := h.ask("GET", "/assets/app-abc123.js", "").Header(), h.ask("GET", "/assets/app-abc123.js", "", with("Accept-Encoding", "br")).Header(); plain.Get("ETag") == packed.Get("ETag") || plain.Get("Vary") != "Accept-Encoding" {
		t.Error("a cache would mix up the variants")
	}

	for _, path := range []string{
		"/assets/app-abc123.js.br", "/assets/", "/assets", "/.gitkeep", "/index.html", "/index.html.gz", "/nothing", "/w", "/w/", "/w/a/b",
		"/assets/../index.html", "/..%2f..%2fetc/passwd", "/assets/%2e%2e/favicon.svg", "/%00", "//favicon.svg", "/join/",
	} {
		if got := h.ask("GET", path, ""); got.Code != http.StatusNotFound || codeIn(got) != "not_found" {
			t.Errorf("%s: status %d: %s", path, got.Code, got.Body)
		}
		if got := h.ask("GET", path, "", with("Accept", "text/html,*/*")); got.Code != http.StatusNotFound || got.Body.String() != index {
			t.Errorf("%s for a person: status %d: %s", path, got.Code, got.Body)
		}
	}
}

func TestApplicationThatIsNotBuilt(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", func(c *Config) { c.App = fstest.MapFS{".gitkeep": {}} })
	if got := h.ask("GET", "/join", ""); got.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d: %s", got.Code, got.Body)
	}
	if got := h.ask("GET", "/livez", ""); got.Code != http.StatusOK {
		t.Errorf("alive: status %d", got.Code)
	}
}
