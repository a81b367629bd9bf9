package hub

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

const (
	maxMessageBytes = wire.MaxMessageBytes
	streamPulse     = 20 * time.Second
)

// serveStream serves a live connection as an event stream, for networks that block
// WebSockets. The client sends its frames by ServeCommands.
func (h *Hub) serveStream(w http.ResponseWriter, req *http.Request, identity Identity) {
	header := w.Header()
	header.Set("Content-Type", "text/event-stream; charset=utf-8")
	header.Set("X-Accel-Buffering", "no")
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	out := &stream{control: http.NewResponseController(w), w: w, cancel: cancel}
	h.serveConnection(ctx, identity, localeOf(req), out, helloAndPings(ctx, req))
}

// helloAndPings reads what a client would have sent that can send nothing: the hello of
// the request's query, and then a ping now and then. The answer to each ping shows both
// sides that the connection lives.
func helloAndPings(ctx context.Context, req *http.Request) func() ([]byte, error) {
	query := req.URL.Query()
	// A malformed number, or one that is missing, becomes one that no hello may have.
	number := func(name, missing string) uint64 {
		n, err := strconv.ParseUint(cmp.Or(query.Get(name), missing), 10, 53)
		if err != nil {
			return 1 << 53
		}
		return n
	}
	hello := wire.Hello{
		Protocol: int64(number("protocol", "2")), Oldest: int64(number("oldest", "0")), // those before did not say it
		Client: query.Get("client"), Epoch: query.Get("epoch"), Since: number("since", ""), Mark: query.Get("mark"),
	}
	said := false
	return func() ([]byte, error) {
		if !said {
			said = true
			return wire.AppendHello(nil, hello), nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(streamPulse):
			return []byte(`{"type":"ping"}`), nil
		}
	}
}

// stream is the transport over an event stream.
type stream struct {
	mu      sync.Mutex
	control *http.ResponseController
	w       io.Writer
	cancel  context.CancelFunc
	closed  bool
}

func (s *stream) send(message []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return context.Canceled
	}
	if err := s.control.SetWriteDeadline(time.Now().Add(sendTime(len(message)))); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	var event bytes.Buffer
	for _, line := range wire.Lines(message) {
		event.WriteString("data: ")
		event.Write(line)
		event.WriteByte('\n')
	}
	event.WriteByte('\n')
	if _, err := s.w.Write(event.Bytes()); err != nil {
		return err
	}
	return s.control.Flush()
}

func (s *stream) close(int, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.cancel()
}

// ServeCommands handles the frames of a client without a WebSocket (protocol rule
// W13) and answers its commands. When it returns an error, for example a
// *TooFastError, it has written nothing, and the caller answers.
func (h *Hub) ServeCommands(w http.ResponseWriter, req *http.Request, identity Identity) error {
	client := req.Header.Get("Warsztat-Client")
	if client == "" {
		return board.Refuse(board.HelloFirst)
	}
	if refusal := checkClient(client); refusal != nil {
		return refusal
	}
	// A body that does not tell its length counts as the longest one.
	charged := weighBytes(int(min(uint64(req.ContentLength), maxMessageBytes)))
	pace, err := h.throttle(req.Context(), identity, charged)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxMessageBytes))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return board.Refuse(board.TooLarge)
		}
		return err
	}
	posted, weight := parseAll(body)
	pace.takeMore(identity, weight-charged)
	locale := localeOf(req)
	var answers []byte
	for _, p := range posted {
		if p.refusal != nil {
			h.Stats.Refused.Add(1)
			answers = wire.AppendRefused(answers, p.number, p.refusal, locale)
			continue
		}
		switch f := p.frame.(type) {
		case *wire.Command:
			out, err := h.postCommand(req.Context(), identity, client, f, p.line)
			if err != nil {
				return err
			}
			answers = appendOutcome(answers, f.Number, out, locale)
		case *wire.Presence:
			if _, err := h.post(req.Context(), identity, client, exchangedPost{Presence: f}); err != nil {
				return err
			}
		case *wire.Reaction:
			refusal, err := h.post(req.Context(), identity, client, exchangedPost{Reaction: f})
			if err != nil {
				return err
			}
			if refusal != nil {
				answers = wire.AppendRefused(answers, 0, refusal, locale)
			}
		case *wire.Ping:
			answers = wire.AppendPong(answers, time.Now())
		case *wire.Diverged:
			h.mismatch(identity, f)
		}
	}
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	// A client that has gone sends the commands again and gets the answer then.
	_, _ = w.Write(answers)
	return nil
}

// posted is one line of a body.
type posted struct {
	line    []byte
	frame   wire.Frame
	number  uint64
	refusal *board.Refusal
}

func parseAll(body []byte) (all []posted, weight int) {
	for _, line := range wire.Lines(body) {
		frame, number, refusal := wire.Parse(line)
		all = append(all, posted{line, frame, number, refusal})
		weight += weigh(frame, line)
	}
	return all, weight
}

// throttle refuses a request with a *TooFastError when its member, or all people of the
// room together, bring more work than they may.
func (h *Hub) throttle(ctx context.Context, identity Identity, weight int) (*pace, error) {
	r, err := h.room(ctx, identity.Workshop)
	if err != nil {
		return nil, err
	}
	if wait := r.pace.take(identity, weight); wait > 0 {
		return nil, &TooFastError{wait}
	}
	return r.pace, nil
}

// postCommand gives a numbered command and waits for its outcome.
func (h *Hub) postCommand(ctx context.Context, identity Identity, client string, f *wire.Command, line []byte) (outcome, error) {
	seq, err := h.submit(ctx, identity.Workshop, numberedCommand(identity, client, f.Number, line, board.Order{Seen: f.Seen, Do: f.Do, Command: f.Command}))
	var refusal *board.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return outcome{}, err
	}
	return outcome{seq, err}, nil
}
