// Package bustest holds the contract that every bus keeps.
package bustest

import (
	"bytes"
	"fmt"
	"testing"

	"warsztat/server/bus"
)

// Recorder is a receiver that keeps what it is told, in order. One goroutine asks
// for it.
type Recorder struct {
	told    chan string
	resumed bool // since Resumed was last called, as far as Next has come
}

// resumed is what a recorder keeps of Resume.
const resumed = "(resumed)"

// NewRecorder makes a recorder with room for many messages.
func NewRecorder() *Recorder { return &Recorder{told: make(chan string, 100_000)} }

// Receive implements [bus.Receiver].
func (r *Recorder) Receive(message []byte) { r.told <- string(message) }

// Resume implements [bus.Receiver].
func (r *Recorder) Resume() { r.told <- resumed }

// Next waits for the next message.
func (r *Recorder) Next() string {
	for {
		told := <-r.told
		if told != resumed {
			return told
		}
		r.resumed = true
	}
}

// Resumed waits until the recorder was told, since the last time, that messages
// arrive.
func (r *Recorder) Resumed() {
	for !r.resumed {
		r.resumed = <-r.told == resumed
	}
	r.resumed = false
}

// Contract tests a bus. open makes an empty bus, to which the function that it
// returns adds instances; they are closed when the test ends.
func Contract(t *testing.T, open func(t *testing.T) (instance func() bus.Bus)) {
	join := func(b bus.Bus, workshop string) *Recorder {
		r := NewRecorder()
		b.Join(workshop, r)
		r.Resumed()
		return r
	}
	t.Run("a message reaches the others that have joined the workshop, and nobody else", func(t *testing.T) {
		instance := open(t)
		a, b, c := instance(), instance(), instance()
		own, others, elsewhere := join(a, "w"), join(b, "w"), join(c, "v")
		a.Publish("w", []byte("from a"))
		if got := others.Next(); got != "from a" {
			t.Errorf("b received %q", got)
		}
		b.Publish("w", []byte("from b"))
		if got := own.Next(); got != "from b" {
			t.Errorf("a received %q", got)
		}
		a.Publish("v", []byte("for v"))
		if got := elsewhere.Next(); got != "for v" {
			t.Errorf("c received %q", got)
		}
	})
	t.Run("messages of one instance arrive in their order, whatever they hold", func(t *testing.T) {
		instance := open(t)
		a, b := instance(), instance()
		r := join(b, "w")
		for i := range 2000 {
			a.Publish("w", fmt.Append(nil, i, "\r\n\x00żółw"))
		}
		for i := range 2000 {
			if got, want := r.Next(), fmt.Sprint(i, "\r\n\x00żółw"); got != want {
				t.Fatalf("received %q, want %q", got, want)
			}
		}
		large := bytes.Repeat([]byte("x"), 1<<20)
		a.Publish("w", large)
		if got := r.Next(); got != string(large) {
			t.Errorf("received %d bytes, want %d", len(got), len(large))
		}
	})
	t.Run("nothing is received after leaving, and joining again works", func(t *testing.T) {
		instance := open(t)
		a, b := instance(), instance()
		before := NewRecorder()
		leave := b.Join("w", before)
		before.Resumed()
		witness := join(b, "v")
		leave()
		after := join(b, "w")
		a.Publish("w", []byte("one"))
		a.Publish("v", []byte("two"))
		if got := after.Next(); got != "one" {
			t.Errorf("received %q", got)
		}
		witness.Next()
		if len(before.told) != 0 {
			t.Errorf("received %q after leaving", <-before.told)
		}
	})
	t.Run("a status counts messages", func(t *testing.T) {
		instance := open(t)
		a, b := instance(), instance()
		r := join(b, "w")
		a.Publish("w", []byte("one"))
		r.Next()
		if s := b.Status(); s.Received != 1 || s.Deaf {
			t.Errorf("b: %+v", s)
		}
		if s := a.Status(); s.Published != 1 || s.Dropped != 0 {
			t.Errorf("a: %+v", s)
		}
	})
}
