package hub

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"net/http"
	"sync"
	"time"
)

// pollGap is how long a client that polls counts as here between two polls.
const pollGap = 45 * time.Second

// servePoll serves a live connection as one answer, for networks that block WebSockets
// and hold streams back until they end (protocol rule W13a). It answers as soon as
// there is something that the client does not know, at the latest after streamPulse.
func (h *Hub) servePoll(w http.ResponseWriter, req *http.Request, identity Identity) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	out := &poll{again: req.URL.Query().Has("again"), over: cancel}
	h.serveConnection(ctx, identity, localeOf(req), out, helloAndPings(ctx, req))
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	body := out.taken()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(sendTime(len(body))))
	_, _ = w.Write(body) // a client that has gone asks again
}

// poll is the transport of one answer. It is over with the first message that brings
// something new.
type poll struct {
	again bool // the client has the welcome and knew a moment ago who is here
	over  context.CancelFunc

	mu     sync.Mutex
	body   bytes.Buffer
	closed bool
}

func (p *poll) send(message []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return context.Canceled
	}
	begins := p.body.Len() == 0
	p.body.Write(message)
	// The first message is the welcome, the missed changes and who is here.
	if !begins || !p.again || bytes.Contains(message, []byte("\n"+`{"type":"change"`)) {
		p.closed = true
		p.over()
	}
	return nil
}

func (p *poll) close(int, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.over()
}

func (p *poll) taken() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return p.body.Bytes()
}

// polled makes the position of a session that polls one with those of the polls before
// and after it.
func polled(client string) uint64 {
	sum := sha256.Sum256([]byte(client))
	return binary.BigEndian.Uint64(sum[:]) | 1<<63 // sessions are counted from 1 on
}

// linger forgets the position of a client that polls when it has not come back.
func (r *room) linger(member string, key positionKey) {
	time.AfterFunc(pollGap, func() {
		// A room that has ended has forgotten everybody.
		_ = r.send(context.Background(), &callMessage{run: func(r *room) {
			p := r.presence.find(member, key)
			switch {
			case p == nil:
			case !p.left.IsZero() && time.Since(p.left) >= pollGap:
				r.forgetPosition(member, key)
			default:
				r.linger(member, key)
			}
		}, done: make(chan error, 1)})
	})
}
