package hub

import (
	"testing"

	"warsztat/server/journal/journaltest"
)

// stuck is a transport that writes nothing before it is closed.
type stuck struct{ until chan struct{} }

func (s stuck) send([]byte) error {
	<-s.until
	return nil
}

func (stuck) close(int, string) {}

// A long flush ends no session that has kept up; one with a backlog ends.
func TestOnlyABacklogEndsASession(t *testing.T) {
	h := newTestHub(t, journaltest.NewMemory())
	out := stuck{make(chan struct{})}
	s := newSession(h, identityOf("anna"), "client-of-anna-12345678", "pl", out)
	s.push(make([]byte, 100), make([]byte, 2*maxQueuedBytes), make([]byte, 100))
	if s.ended() {
		t.Error("a long flush ended a session that had kept up")
	}
	s.push(make([]byte, maxBacklogBytes+1)) // whether or not the flush is being written
	s.push(make([]byte, maxQueuedBytes))
	if !s.ended() {
		t.Error("a session with a backlog goes on")
	}
	close(out.until)
	s.writers.Wait()
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}
