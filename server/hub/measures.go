package hub

import (
	"cmp"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
)

// Measures are what an operator sees of the rooms besides Stats. New makes them; each is
// written at one place.
type Measures struct {
	Commands *prometheus.CounterVec // by name, and by result: accepted or the code of a refusal
	Decide   prometheus.Histogram   // one command
	Append   prometheus.Histogram   // one batch, until it is durable
	Flush    prometheus.Histogram   // encoding and queueing what gathered in a room
	Delivery prometheus.Histogram   // one message, until the connection has taken it
}

func newMeasures() Measures {
	times := func(name, help string, buckets ...float64) prometheus.Histogram {
		return prometheus.NewHistogram(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets})
	}
	return Measures{
		Commands: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "warsztat_commands_total", Help: "Commands by name and result: accepted, or the code of the refusal."}, []string{"command", "result"}),
		Decide:   times("warsztat_decide_seconds", "Time to decide a command.", 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, .01, .03, .1),
		Append:   times("warsztat_append_seconds", "Time until a batch of changes is durable.", 1e-3, 3e-3, .01, .03, .1, .3, 1, 3, 10),
		Flush:    times("warsztat_flush_seconds", "Time to encode and queue what gathered in a room.", 1e-5, 1e-4, 1e-3, 3e-3, .01, .03, .1, .3),
		Delivery: times("warsztat_delivery_seconds", "Time until a connection has taken a message.", 1e-5, 1e-4, 1e-3, .01, .1, .3, 1, 3, 10),
	}
}

// Collectors are all of them.
func (m Measures) Collectors() []prometheus.Collector {
	return []prometheus.Collector{m.Commands, m.Decide, m.Append, m.Flush, m.Delivery}
}

// command counts a command with its outcome. A fault leaves the outcome open, and the
// command comes again.
func (m Measures) command(o board.Order, err error) {
	result := board.Code("")
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal):
		result = refusal.Code
	case err != nil:
		result = "fault"
	}
	m.Commands.WithLabelValues(o.Do, cmp.Or(string(result), "accepted")).Inc()
}

func since(start time.Time) float64 { return time.Since(start).Seconds() }

// Waiting returns how many messages wait in the inboxes of all rooms, and how many bytes
// at all sessions.
func (h *Hub) Waiting() (messages, bytes int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.openRooms {
		messages += len(r.inbox)
	}
	for _, set := range h.sessions {
		for s := range set {
			bytes += s.backlog()
		}
	}
	return messages, bytes
}
