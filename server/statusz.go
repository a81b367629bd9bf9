package server

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// statusz tells the operator in plain words how this instance does.
func (s *Server) statusz(w http.ResponseWriter, r *http.Request) {
	var text strings.Builder
	say := func(format string, values ...any) { fmt.Fprintf(&text, format+"\n", values...) }
	if s.draining.Load() {
		say("draining")
	}
	stats := &s.rooms.Stats
	say("rooms: %d", stats.Rooms.Load())
	say("live connections: %d", stats.Sessions.Load())
	messages, bytes := s.rooms.Waiting()
	say("waiting: %d messages for rooms, %d bytes for connections", messages, bytes)
	say("commands: %d accepted, %d refused", stats.Accepted.Load(), stats.Refused.Load())
	say("connections closed because they did not keep up: %d; clients sent back to the snapshot: %d; state hashes that differed: %d",
		stats.SlowCloses.Load(), stats.Resets.Load(), stats.Mismatches.Load())
	say("workshops found damaged: %d", stats.Quarantined.Load())
	say("times that a room read what another instance had appended: %d", stats.CatchUps.Load())
	if s.rooms.Bus == nil {
		say("redis: not used, this is the only instance")
	} else {
		status := s.rooms.Bus.Status()
		if status.Deaf {
			say("redis: not heard since %s; what other instances change comes from the database, a little later", status.Since.UTC().Format(time.RFC3339))
		} else {
			say("redis: heard %v ago", status.Age.Round(time.Millisecond))
		}
		say("redis messages: %d published, %d received, %d dropped", status.Published, status.Received, status.Dropped)
		say("redis subscriptions made anew: %d", status.Renewed)
	}
	plain(w, http.StatusOK, text.String())
}
