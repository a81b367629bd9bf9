package hub

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/server/journal/journaltest"
)

// recorder is the client of the transcript. It keeps every line.
type recorder struct {
	in     chan []byte
	lines  chan string
	closed chan struct{}
}

func (r *recorder) send(message []byte) error {
	for line := range strings.Lines(string(message)) {
		r.lines <- strings.TrimSpace(line)
	}
	return nil
}

func (r *recorder) close(int, string) { close(r.closed) }

// marks are drawn at random.
var marks = regexp.MustCompile(`"mark":"[0-9a-f]{16}"`)

func unmarked(line string) string { return marks.ReplaceAllString(line, `"mark":"…"`) }

// The transcript of PROTOCOL.md is exact: the test plays its lines against a
// room and compares the answers byte by byte.
func TestTranscript(t *testing.T) {
	document, err := os.ReadFile("../wire/PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	_, transcript, found := strings.Cut(string(document), "## 11. A session, whole")
	if !found {
		t.Fatal("PROTOCOL.md holds no transcript")
	}
	play(t, transcript, func(got, want string) bool { return unmarked(got) == unmarked(want) })
}

// A client of an earlier version sends what was recorded with that version, and
// receives at least what it received then. It ignores fields that it does not know.
func TestRecordedSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded sessions: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			recorded, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			play(t, string(recorded), func(got, want string) bool {
				var has, had any
				return json.Unmarshal([]byte(got), &has) == nil && json.Unmarshal([]byte(want), &had) == nil && holds(has, had)
			})
		})
	}
}

// holds reports whether a value has everything that another one has. Limits, hashes and
// marks may be others.
func holds(has, had any) bool {
	switch had := had.(type) {
	case map[string]any:
		object, ok := has.(map[string]any)
		for name, value := range had {
			ok = ok && (name == "limits" || name == "hashes" || name == "mark" || holds(object[name], value))
		}
		return ok
	case []any:
		list, ok := has.([]any)
		ok = ok && len(list) == len(had)
		for i := range had {
			ok = ok && holds(list[i], had[i])
		}
		return ok
	}
	return has == had
}

// play sends the lines of a transcript to a room and compares what comes.
func play(t *testing.T, transcript string, same func(got, want string) bool) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		jan := enter(t, h, "jan", 3)
		r := &recorder{in: make(chan []byte), lines: make(chan string, 100), closed: make(chan struct{})}
		over := make(chan struct{})
		go func() {
			defer close(over)
			h.serveConnection(context.Background(), identityOf("anna"), "pl", r, func() ([]byte, error) {
				message, ok := <-r.in
				if !ok {
					return nil, io.EOF
				}
				return message, nil
			})
		}()
		played, mark := 0, ""
		for line := range strings.Lines(transcript) {
			line = strings.TrimSpace(line)
			if snapshot, ok := strings.CutPrefix(line, "snapshot "); ok {
				played++
				mark = marks.FindString(snapshotOf(t, h, identityOf("anna")))
				if got := strings.TrimSpace(snapshotOf(t, h, identityOf("anna"))); !same(got, snapshot) {
					t.Errorf("the snapshot is\n%s\nnot\n%s", got, snapshot)
				}
			}
			if said, ok := strings.CutPrefix(line, "→ "); ok {
				r.in <- marks.ReplaceAll([]byte(said), []byte(mark))
				synctest.Wait()
			}
			if said, ok := strings.CutPrefix(line, "(Jan) → "); ok {
				jan.say(said)
				synctest.Wait()
			}
			if want, ok := strings.CutPrefix(line, "← "); ok {
				played++
				if got := <-r.lines; !same(got, want) {
					t.Errorf("received\n%s\nwant\n%s", got, want)
				}
			}
		}
		if played < 10 {
			t.Errorf("only %d lines were compared", played)
		}
		close(r.in)
		<-over
	})
}
