package hub

import (
	"strings"
	"testing"
	"time"

	"warsztat/server/journal/journaltest"
)

// No client can fill a room or the log faster than the rate, whatever frames it
// sends. Frames above the rate wait at its socket and get their answers later.
func TestFloodIsThrottled(t *testing.T) {
	for name, line := range map[string]string{
		"commands":  `{"type":"command","number":1,"seen":3,"do":"RenameWorkshop","with":{"title":"x"}}`,
		"presence":  `{"type":"presence","state":"online"}`,
		"diverged":  `{"type":"diverged","seq":3,"audience":"everyone"}`,
		"heartbeat": `{"type":"ping"}`,
	} {
		live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
			h.CommandsPerSecond, h.CommandBurst = 30, 60
			anna := enter(t, h, "anna", 3)
			start := time.Now()
			anna.say(strings.Repeat(line+"\n", 59+300) + `{"type":"ping"}`)
			anna.say(`{"type":"diverged","seq":3,"audience":"nobody"}`) // handled when the first message was
			if took := time.Since(start); took < 9*time.Second || took > 11*time.Second {
				t.Errorf("%s: 360 frames took %v, want ten seconds", name, took)
			}
		})
	}
}
