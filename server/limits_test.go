package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

// sessionIn makes a session of the workshop "w" in a store.
func sessionIn(t *testing.T, store access.Store, role board.Role) (token string, session access.Session) {
	t.Helper()
	gate := access.NewGate(store)
	drawn, err := gate.Draw(t.Context(), "w")
	if err != nil {
		t.Fatal(err)
	}
	if err := gate.Publish(t.Context(), drawn); err != nil {
		t.Fatal(err)
	}
	entry, err := gate.BySecret(t.Context(), drawn.Secrets[role])
	if err != nil {
		t.Fatal(err)
	}
	token, session, err = gate.Enter(t.Context(), entry, "")
	if err != nil {
		t.Fatal(err)
	}
	return token, session
}

// An address may hold so many live connections and no more.
func TestSocketsPerAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := accesstest.NewMemory()
		token, _ := sessionIn(t, store, board.Observer)
		h := memoryHarness(t, store) // two of an address
		var serving sync.WaitGroup
		live := func(address string) (*httptest.ResponseRecorder, context.CancelFunc) {
			ctx, cancel := context.WithCancel(t.Context())
			r := httptest.NewRequestWithContext(ctx, "GET", liveStream, nil)
			as(token)(r)
			with("Accept", "text/event-stream")(r)
			from(address)(r)
			with("X-Forwarded-For", "198.51.100.9")(r) // not from a proxy of ours
			w := httptest.NewRecorder()
			serving.Go(func() { h.handler.ServeHTTP(w, r) })
			synctest.Wait()
			return w, cancel
		}
		_, hangUp := live("203.0.113.7:1")
		_, second := live("203.0.113.7:2")
		for port := range 3 {
			got, cancel := live("203.0.113.7:1" + strconv.Itoa(port))
			cancel()
			if got.Code != http.StatusTooManyRequests || codeIn(got) != "rate_limited" || got.Header().Get("Retry-After") != "10" {
				t.Errorf("a third connection: status %d, Retry-After %q: %s", got.Code, got.Header().Get("Retry-After"), got.Body)
			}
		}
		other, third := live("203.0.113.8:1")
		if other.Code != http.StatusOK {
			t.Errorf("another address: status %d", other.Code)
		}
		hangUp()
		synctest.Wait()
		next, fourth := live("203.0.113.7:3")
		if next.Code != http.StatusOK {
			t.Errorf("after one has gone: status %d", next.Code)
		}
		for _, cancel := range []context.CancelFunc{second, third, fourth} {
			cancel()
		}
		serving.Wait()
		if got := strings.Count(h.log.String(), "one address holds as many live connections"); got != 1 || strings.Contains(h.log.String(), "203.0.113.7") {
			t.Errorf("told %d times: %s", got, h.log)
		}
	})
}

// A loop that enters again and again by a valid secret is stopped for its
// address and not for others. A secret that opens nothing costs no token.
func TestEntriesAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // no token comes back while requests are made
		h := newHarness(t, "http://127.0.0.1:8080", nil)
		w := h.found()
		office := from("203.0.113.7:4711")
		for range 400 {
			if got := h.ask("POST", "/api/preview", body("secret", strings.Repeat("A", 43)), office); got.Code != http.StatusNotFound {
				t.Fatalf("a wrong secret: status %d", got.Code)
			}
		}
		in := 0
		for {
			got := h.ask("POST", "/api/enter", body("secret", w.secrets[board.Observer]), office)
			if got.Code != http.StatusOK {
				if after, err := strconv.Atoi(got.Header().Get("Retry-After")); got.Code != http.StatusTooManyRequests || codeIn(got) != "rate_limited" || err != nil || after < 1 {
					t.Errorf("status %d, Retry-After %q: %s", got.Code, got.Header().Get("Retry-After"), got.Body)
				}
				break
			}
			if in++; in > 3000 {
				t.Fatal("a loop is never stopped")
			}
		}
		if in < 300 {
			t.Errorf("stopped after %d, want 300 at once", in)
		}
		if got := h.ask("POST", "/api/preview", body("code", w.code), office); got.Code != http.StatusTooManyRequests {
			t.Errorf("by code: status %d", got.Code)
		}
		jan := h.enter(body("code", w.code, "name", "Jan"), from("203.0.113.8:4711"))
		if got := h.ask("POST", "/api/workshops/"+w.id+"/device", "", as(jan.token), office); got.Code != http.StatusTooManyRequests {
			t.Errorf("a device: status %d", got.Code)
		}
	})
}

// Frames that are posted too fast have no effect, and the answer says at once
// how long to wait.
func TestPostingTooFast(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", nil) // a hundred a second, a hundred at once
	w := h.found()
	jan := h.enter(body("code", w.code, "name", "Jan"))
	post := func(client, frames string) *httptest.ResponseRecorder {
		return h.ask("POST", "/api/workshops/"+w.id+"/commands", frames, as(jan.token), with("Warsztat-Client", client))
	}
	if got := post("client-of-jan-000", strings.Repeat("{\"type\":\"ping\"}\n", 1000)); got.Code != http.StatusOK {
		t.Fatalf("status %d: %s", got.Code, got.Body)
	}
	rename := `{"type":"command","number":1,"seen":0,"do":"RenameMember","with":{"name":"Janek"}}`
	got := post("client-of-jan-000", rename)
	if after, err := strconv.Atoi(got.Header().Get("Retry-After")); got.Code != http.StatusTooManyRequests || codeIn(got) != "rate_limited" || err != nil || after < 5 || after > 10 {
		t.Errorf("status %d, Retry-After %q: %s", got.Code, got.Header().Get("Retry-After"), got.Body)
	}
	if name := h.members(w.id)[jan.member].Name; name != "Jan" {
		t.Errorf("Jan is called %s", name)
	}
	if strings.Contains(h.log.String(), `"level":"ERROR"`) {
		t.Errorf("it was logged as a fault: %s", h.log)
	}
}

// Old sessions and dead links are purged at the start and then once a day.
func TestPurgeDaily(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &breakable{Store: accesstest.NewMemory()}
		_, old := sessionIn(t, store, board.Observer)
		<-time.After(170 * 24 * time.Hour)
		_, fresh := sessionIn(t, store, board.Observer)
		there := func(s access.Session) bool {
			t.Helper()
			_, found, err := store.SessionByHash(t.Context(), s.Hash)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		h := memoryHarness(t, store)
		serve := func() (stop func()) {
			served := make(chan error, 1)
			go func() { served <- h.server.Serve(newPipes(), nil) }()
			synctest.Wait()
			return func() {
				if err := h.server.Shutdown(context.Background()); err != nil {
					t.Error(err)
				}
				if err := <-served; err != nil {
					t.Error(err)
				}
			}
		}
		stop := serve()
		if !there(old) {
			t.Error("a session was purged early")
		}
		<-time.After(12*time.Hour + 10*24*time.Hour) // from now on between two purges
		store.fail(context.DeadlineExceeded)         // the next purge makes up for one that fails
		<-time.After(24 * time.Hour)
		store.fail(nil)
		if !strings.Contains(h.log.String(), "were not purged") {
			t.Errorf("logged %s", h.log)
		}
		<-time.After(24 * time.Hour)
		if there(old) || !there(fresh) {
			t.Errorf("after a day: old %v, fresh %v", there(old), there(fresh))
		}
		stop()
		<-time.After(365 * 24 * time.Hour)
		if !there(fresh) {
			t.Error("it was purged after the end")
		}
		h = memoryHarness(t, store)
		stop = serve()
		if there(fresh) {
			t.Error("nothing was purged at the start")
		}
		stop()
	})
}

// The last use of a session is written once a day, and the cookie is renewed
// with it. A request is answered even when this cannot be written.
func TestTheLastUseIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &breakable{Store: accesstest.NewMemory()}
		token, session := sessionIn(t, store, board.Observer)
		h := memoryHarness(t, store)
		cookie := httptest.NewRecorder()
		h.server.cookies.Set(cookie, "w", board.Observer, token)
		browser := carrying(cookie.Result().Cookies())
		ask := func(how requestOption) *httptest.ResponseRecorder {
			t.Helper()
			w := h.ask("GET", "/api/workshops/w/none", "", how) // with a session, and not there
			if w.Code != http.StatusNotFound {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			return w
		}
		used := func() time.Time {
			t.Helper()
			stored, _, err := store.SessionByHash(t.Context(), session.Hash)
			if err != nil {
				t.Fatal(err)
			}
			return stored.Used
		}
		set := 0
		for range 10 * 24 {
			answer := ask(browser)
			for _, c := range answer.Result().Cookies() {
				set++
				if c.Value != token || c.MaxAge != 180*24*3600 {
					t.Errorf("the cookie is %s", c)
				}
			}
			if want := time.Now().UTC().Truncate(24 * time.Hour); !used().Equal(want) {
				t.Errorf("used %v, want %v", used(), want)
			}
			<-time.After(time.Hour)
		}
		if set != 9 { // not on the day of the entry
			t.Errorf("the cookie was set %d times in ten days", set)
		}
		if got := ask(as(token)).Result().Cookies(); len(got) != 0 { // the eleventh day
			t.Errorf("a bearer was given the cookies %v", got)
		}
		<-time.After(24 * time.Hour)
		h.server.gate = access.NewGate(full{store})
		before := used()
		ask(browser)
		if !used().Equal(before) || !strings.Contains(h.log.String(), "the last use of a session was not kept") {
			t.Errorf("used %v, logged %s", used(), h.log)
		}
	})
}

// full is a store on a full disk, for the last use of sessions.
type full struct{ *breakable }

func (full) TouchSession(context.Context, access.Session, time.Time) error {
	return context.DeadlineExceeded
}
