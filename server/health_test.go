package server

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/server/access/accesstest"
)

func TestReadiness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &breakable{Store: accesstest.NewMemory()}
		h := memoryHarness(t, store)
		ready := func() (int, string) {
			w := h.ask("GET", "/readyz", "")
			return w.Code, w.Body.String()
		}
		if code, body := ready(); code != http.StatusOK {
			t.Fatalf("%d %s", code, body)
		}
		store.fail(errors.New("disk on fire"))
		if code, body := ready(); code != http.StatusOK {
			t.Errorf("one write is believed for a moment: %d %s", code, body)
		}
		<-time.After(probeLife)
		for range 3 {
			if code, body := ready(); code != http.StatusServiceUnavailable || strings.Contains(body, "fire") {
				t.Errorf("%d %s", code, body)
			}
		}
		if got := strings.Count(h.log.String(), "disk on fire"); got != 1 {
			t.Errorf("the fault was logged %d times", got)
		}
		store.fail(nil)
		<-time.After(probeLife)
		if code, body := ready(); code != http.StatusOK {
			t.Errorf("%d %s", code, body)
		}
		h.server.Drain()
		if code, _ := ready(); code != http.StatusServiceUnavailable {
			t.Errorf("while draining: %d", code)
		}
		if w := h.ask("GET", "/livez", ""); w.Code != http.StatusOK {
			t.Errorf("alive while draining: %d", w.Code)
		}
	})
}

func TestPrivateListener(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	h.found()
	private := h.server.Private()
	for path, want := range map[string]string{
		"/metrics":      `warsztat_http_requests_total{method="POST",route="/api/workshops",status="200"} 1`,
		"/debug/pprof/": "goroutine",
	} {
		w := httptest.NewRecorder()
		private.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: status %d without %s", path, w.Code, want)
		}
	}
	for path, what := range map[string]string{"/api/workshops": "the application", "/debug/pprof/cmdline": "the command line, which may hold secrets"} {
		w := httptest.NewRecorder()
		private.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("the private listener serves %s: %d", what, w.Code)
		}
	}
}

// Requests of strangers make no new label.
func TestMetricsAreBounded(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	look := func() int {
		families, err := h.server.registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		series := 0
		for _, f := range families {
			series += len(f.GetMetric())
		}
		return series
	}
	h.ask("GET", "/a", "")
	h.ask("BREW", "/a", "")
	before := look()
	for _, path := range []string{"/b", "/c/d", "/e?f=g", "/%ff"} {
		h.ask("GET", path, "")
		h.ask("STEEP", path, "")
	}
	if after := look(); after != before {
		t.Errorf("%d series became %d", before, after)
	}
}
