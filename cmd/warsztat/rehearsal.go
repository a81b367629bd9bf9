package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"warsztat/cmd/internal/demo"
)

const (
	rehearsalsAtOnce = 3
	rehearsalTime    = 2 * time.Hour
)

// rehearsals are the workshops of this instance in which simulated people take
// part just now. They come in as everybody does, over the server's own address.
type rehearsals struct {
	play func(ctx context.Context, link string) error // until ctx ends
	log  *slog.Logger
	ctx  context.Context
	stop context.CancelFunc

	running sync.WaitGroup
	mu      sync.Mutex
	ends    []context.CancelFunc // of those that may still run, the oldest first
}

// newRehearsals makes the rehearsals of the server at an address.
func newRehearsals(ctx context.Context, address string, log *slog.Logger) *rehearsals {
	r := &rehearsals{log: log, play: func(ctx context.Context, link string) error {
		return demo.Rehearse(ctx, address, link, log)
	}}
	r.ctx, r.stop = context.WithCancel(ctx)
	return r
}

// begin lets simulated people into the workshop of a link, for two hours at most.
// Where too many rehearsals run, they leave the oldest one. It is safe for
// concurrent use.
func (r *rehearsals) begin(link string) {
	ctx, end := context.WithTimeout(r.ctx, rehearsalTime)
	r.mu.Lock()
	if len(r.ends) == rehearsalsAtOnce {
		r.ends[0]()
		r.ends = r.ends[1:]
	}
	r.ends = append(r.ends, end)
	r.mu.Unlock()
	r.running.Go(func() {
		defer end()
		if err := r.play(ctx, link); err != nil {
			r.log.Warn("a rehearsal has ended early", "error", err)
		}
	})
}

// end sends the simulated people away and returns when they have left.
func (r *rehearsals) end() {
	r.stop()
	r.running.Wait()
}
