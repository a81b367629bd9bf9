package bus

import (
	"sync"
	"sync/atomic"
)

// Local connects instances within one process.
type Local struct {
	mu     sync.Mutex
	joined map[string]map[*local]Receiver // by workshop
}

// NewLocal makes a bus without instances.
func NewLocal() *Local { return &Local{joined: map[string]map[*local]Receiver{}} }

// local is the end of one instance.
type local struct {
	all                 *Local
	published, received atomic.Int64
}

// Instance adds an instance. A message has arrived when Publish returns.
func (l *Local) Instance() Bus { return &local{all: l} }

func (i *local) Join(workshop string, r Receiver) (leave func()) {
	l := i.all
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.joined[workshop] == nil {
		l.joined[workshop] = map[*local]Receiver{}
	}
	l.joined[workshop][i] = r
	r.Resume()
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.joined[workshop], i)
		if len(l.joined[workshop]) == 0 {
			delete(l.joined, workshop)
		}
	}
}

func (i *local) Publish(workshop string, message []byte) {
	l := i.all
	l.mu.Lock()
	defer l.mu.Unlock()
	i.published.Add(1)
	for other, r := range l.joined[workshop] {
		if other != i {
			other.received.Add(1)
			r.Receive(message)
		}
	}
}

func (i *local) Status() Status {
	return Status{Published: i.published.Load(), Received: i.received.Load()}
}

func (i *local) Close() error { return nil }
