package hub

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// askOnce asks once as Anna's client does and returns the answer.
func askOnce(t *testing.T, h *Hub, since int, again string) string {
	t.Helper()
	req := httptest.NewRequest("GET", fmt.Sprintf("/live?client=client-of-anna-polls&epoch=%s&since=%d%s", h.Journal.Epoch(), since, again), nil)
	req.Header.Set("Accept", "application/x-ndjson")
	w := httptest.NewRecorder()
	h.ServeLive(w, req, identityOf("anna"))
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
	return w.Body.String()
}

// Rule W13a: a poll is answered when there is something to tell.
func TestPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := New(testConfig(journaltest.NewMemory()))
		found(t, h, "anna", "jan")
		jan := enter(t, h, "jan", 3)
		begin := time.Now()
		first := askOnce(t, h, 3, "")
		if !strings.HasPrefix(first, `{"type":"welcome"`) || !strings.Contains(first, `"whole":true`) || time.Since(begin) > time.Second {
			t.Errorf("after %v: %s", time.Since(begin), first)
		}
		jan.wantPerson("anna", "online")
		until := func(since int, want string, soonest, latest time.Duration) {
			t.Helper()
			begin := time.Now()
			told := askOnce(t, h, since, "&again")
			for !strings.Contains(told, want) { // a hash is news as well
				told = askOnce(t, h, since, "&again")
			}
			if took := time.Since(begin); took < soonest || took > latest {
				t.Errorf("%s came after %v", want, took)
			}
		}
		go func() {
			time.Sleep(7 * time.Second)
			jan.addNote(1, "n1", "lasy")
		}()
		until(3, "lasy", 7*time.Second, 8*time.Second)
		until(3, "lasy", 0, time.Second) // one that was missed
		until(4, `{"type":"pong"`, streamPulse, streamPulse+5*time.Second)
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

// Who polls is here between two polls, and is looked at anew at each: rules W13a and W35.
func TestPollersStay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := New(testConfig(journaltest.NewMemory()))
		found(t, h, "anna", "jan")
		jan := enter(t, h, "jan", 3)
		askOnce(t, h, 3, "")
		jan.wantPerson("anna", "online")
		heard := len(jan.all())
		for range 10 {
			time.Sleep(pollGap / 2)
			jan.say(`{"type":"ping"}`)
			askOnce(t, h, 3, "")
		}
		synctest.Wait()
		if more := jan.all()[heard:]; strings.Contains(more, `"anna"`) {
			t.Errorf("while Anna polled, Jan was told %s", more)
		}
		begin := time.Now()
		for range 3 {
			time.Sleep(pollGap / 3)
			jan.say(`{"type":"ping"}`)
		}
		jan.wantPerson("anna", "gone")
		if took := time.Since(begin); took > 2*pollGap {
			t.Errorf("gone after %v", took)
		}
		moderate(t, h, "ola")
		give(t, h, "ola", "SetRole", &board.SetRole{Member: "anna", Role: board.Moderator})
		if told := askOnce(t, h, 3, "&again"); !strings.Contains(told, `{"type":"reset"`) {
			t.Errorf("with another role Anna was told %s", told)
		}
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "anna"})
		if told := askOnce(t, h, 3, "&again"); !strings.Contains(told, `"code":"removed"`) || strings.Contains(told, "welcome") {
			t.Errorf("a removed member was told %s", told)
		}
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
