package hub

import (
	"context"
	"io"
	"os"
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

func (r *recorder) send(_ context.Context, message []byte) error {
	for line := range strings.Lines(string(message)) {
		r.lines <- strings.TrimSpace(line)
	}
	return nil
}

func (r *recorder) close(int, string) { close(r.closed) }

// The transcript of PROTOCOL.md is exact: the test plays its lines against a
// room and compares the answers byte by byte.
func TestTranscript(t *testing.T) {
	document, err := os.ReadFile("../wire/PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	_, transcript, found := strings.Cut(string(document), "## 10. A session, whole")
	if !found {
		t.Fatal("PROTOCOL.md holds no transcript")
	}
	// Marks are drawn at random.
	marks := regexp.MustCompile(`"mark":"[0-9a-f]{16}"`)
	unmarked := func(line string) string { return marks.ReplaceAllString(line, `"mark":"…"`) }
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
				if got := strings.TrimSpace(snapshotOf(t, h, identityOf("anna"))); unmarked(got) != unmarked(snapshot) {
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
				if got := <-r.lines; unmarked(got) != unmarked(want) {
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
