package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/bus"
	"warsztat/server/journal/journaltest"
)

// lossy is an end of a bus that loses messages and falls deaf when it is told to.
type lossy struct {
	bus.Bus
	losing, deaf atomic.Bool
	longest      atomic.Int64 // the bytes of the longest message so far
}

func (l *lossy) Publish(workshop string, message []byte) {
	l.longest.Store(max(l.longest.Load(), int64(len(message))))
	if !l.losing.Load() {
		l.Bus.Publish(workshop, message)
	}
}

func (l *lossy) Status() bus.Status { return bus.Status{Deaf: l.deaf.Load()} }

// instances runs a test in a synctest bubble, with hubs on one journal in memory.
func instances(t *testing.T, n int, test func(t *testing.T, hubs []*Hub, buses []*lossy, m *journaltest.Memory)) {
	synctest.Test(t, func(t *testing.T) {
		m, all := journaltest.NewMemory(), bus.NewLocal()
		var hubs []*Hub
		var buses []*lossy
		for range n {
			b := &lossy{Bus: all.Instance()}
			config := testConfig(m)
			config.Bus = b
			hubs, buses = append(hubs, New(config)), append(buses, b)
		}
		found(t, hubs[0], "anna", "jan")
		test(t, hubs, buses, m)
		for _, h := range hubs {
			if err := h.Close(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A change reaches the people of all instances without a look into the journal.
func TestChangesReachAllInstances(t *testing.T) {
	instances(t, 3, func(t *testing.T, hubs []*Hub, _ []*lossy, m *journaltest.Memory) {
		anna, jan, projector := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3), enter(t, hubs[2], "", 3)
		synctest.Wait()
		reads, begin := m.Reads, time.Now()
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		for _, c := range []*client{anna, jan, projector} {
			if f := c.want("change"); f.Seq != 4 || f.Patches[0].Put.ID != "n1" {
				t.Errorf("%s received %+v", c.name, f)
			}
		}
		if took := time.Since(begin); m.Reads != reads || took > maxWindow {
			t.Errorf("%d reads of the journal, after %v", m.Reads-reads, took)
		}
		jan.command(1, 4, "EditText", `{"record":"n1","field":"text","ops":[4," i łąki"]}`)
		jan.want("ack")
		if f := anna.want("change"); f.Seq != 5 {
			t.Errorf("anna received %+v", f)
		}
		var hashes []string
		for _, h := range hubs {
			h.View(t.Context(), workshop, func(s *board.State) {
				hashes = append(hashes, fmt.Sprint(s.Hashes(board.Viewer{Role: board.Observer})))
			})
		}
		if hashes[0] != hashes[1] || hashes[1] != hashes[2] {
			t.Errorf("the hashes differ: %v", hashes)
		}
	})
}

// What the bus loses is read from the journal: a hole as soon as it is seen, the last
// message when the heads are looked at, sooner when the bus is known to be deaf.
func TestLostChanges(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, buses []*lossy, _ *journaltest.Memory) {
		anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
		buses[0].losing.Store(true)
		note := uint64(0)
		write := func() {
			note++
			anna.addNote(note, fmt.Sprint("n", note), "lasy")
			anna.want("ack")
		}
		receive := func(what string, within time.Duration) {
			t.Helper()
			begin := time.Now()
			for f := jan.want("change"); f.Seq < 3+note; f = jan.want("change") {
			}
			if took := time.Since(begin); took > within {
				t.Errorf("%s: after %v", what, took)
			}
		}
		write()
		receive("the last message was lost", headsSlowly*headsPause)
		write()
		buses[0].losing.Store(false)
		write()
		receive("a hole", maxWindow)
		buses[0].losing.Store(true)
		buses[1].deaf.Store(true)
		write()
		receive("deaf", headsPause)
	})
}

// Long changes are told by their number only.
func TestLongChanges(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, buses []*lossy, _ *journaltest.Memory) {
		anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
		var notes []board.PastedNote
		for i := range 100 {
			notes = append(notes, board.PastedNote{Note: fmt.Sprint("n", i), Section: "strength", Text: strings.Repeat("długi tekst ", 300)})
		}
		if _, err := hubs[0].Submit(t.Context(), workshop, board.Order{By: identityOf("anna").Actor(), Do: "PasteNotes", Command: &board.PasteNotes{Board: "board-1", Notes: notes}}); err != nil {
			t.Fatal(err)
		}
		anna.want("change")
		longest := buses[0].longest.Load()
		if f := jan.want("change"); f.Seq != 4 || len(f.Patches) != 100 || longest > maxExchangedBytes+1000 {
			t.Errorf("jan received change %d of %d patches, the longest message had %d bytes", f.Seq, len(f.Patches), longest)
		}
	})
}

// Whoever was told a number by one instance gets no less from another one, although
// the bus has brought nothing.
func TestReadYourOwnWrites(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, buses []*lossy, m *journaltest.Memory) {
		buses[0].losing.Store(true)
		anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
		anna.addNote(1, "n1", "lasy")
		seq := anna.want("ack").Seq
		answer := httptest.NewRecorder()
		if err := hubs[1].ServeSnapshot(answer, httptest.NewRequest("GET", "/", nil), identityOf("anna")); err != nil {
			t.Fatal(err)
		}
		var snapshot struct{ Seq uint64 }
		if err := json.Unmarshal(answer.Body.Bytes(), &snapshot); err != nil || snapshot.Seq < seq {
			t.Errorf("a snapshot at %d, %v, want %d", snapshot.Seq, err, seq)
		}
		anna.addNote(2, "n2", "jeziora")
		seq = anna.want("ack").Seq
		moved := connect(t, hubs[1], "anna", "client-of-anna-moved-1")
		moved.hello(m.Epoch(), seq)
		if f := moved.next(); f.Type != "welcome" || f.Seq < seq {
			t.Errorf("hello since %d: %+v", seq, f)
		}
		anna.addNote(3, "n3", "rzeki")
		seq = anna.want("ack").Seq
		jan.command(1, seq, "EditText", `{"record":"n3","field":"text","ops":["czyste "]}`) // seen by another way
		if f := jan.want2("ack", "refused"); f.Type != "ack" {
			t.Errorf("a command on what another instance has shown: %+v", f)
		}
		admit(t, hubs[0], "ewa")
		if err := hubs[1].View(t.Context(), workshop, func(s *board.State) {
			if _, refusal := identityOf("ewa").Viewer(s); refusal != nil {
				t.Errorf("ewa, who was admitted elsewhere, is refused: %v", refusal)
			}
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// A removed member and a revoked link are out at all instances within a second, the
// link also when the message is lost.
func TestEndingsReachAllInstances(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, buses []*lossy, _ *journaltest.Memory) {
		moderate(t, hubs[0], "ola")
		valid := map[string]bool{"session-ola": true, "session-jan": true, "session-anna": true}
		hubs[1].Sessions = func(context.Context, string) (map[string]bool, error) { return valid, nil }
		anna, jan := enter(t, hubs[1], "anna", 4), enter(t, hubs[1], "jan", 4)
		synctest.Wait()
		begin := time.Now()
		give(t, hubs[0], "ola", "RemoveMember", &board.RemoveMember{Member: "anna"})
		if status := <-anna.closed; status != 4002 || time.Since(begin) > time.Second {
			t.Errorf("a removed member: closed with %d after %v", status, time.Since(begin))
		}
		begin = time.Now()
		hubs[0].End(workshop, Ending{Links: []string{"link-participant"}, Except: "session-ola"})
		if status := <-jan.closed; status != 4002 || time.Since(begin) > time.Second {
			t.Errorf("a revoked link: closed with %d after %v", status, time.Since(begin))
		}
		ola := enter(t, hubs[1], "ola", 5)
		begin = time.Now()
		delete(valid, "session-ola")
		buses[1].deaf.Store(true)
		if status := <-ola.closed; status != 4002 || time.Since(begin) > sessionsSlowly*headsPause {
			t.Errorf("while the bus is deaf: closed with %d after %v", status, time.Since(begin))
		}
	})
}

// wantPerson waits until a member is in this state as far as a client was told.
func (c *client) wantPerson(member, state string) {
	for c.people[member] != state {
		f := <-c.got
		if f.Whole || c.people == nil {
			c.people = map[string]string{}
		}
		for _, p := range f.People {
			c.people[p.Member] = p.State
		}
	}
}

// People see each other wherever they are connected. The people of an instance that
// died are gone after a while.
func TestPresenceAcrossInstances(t *testing.T) {
	instances(t, 3, func(t *testing.T, hubs []*Hub, buses []*lossy, _ *journaltest.Memory) {
		anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
		anna.wantPerson("jan", "online")
		jan.wantPerson("anna", "online")
		late := enter(t, hubs[2], "", 3)
		late.wantPerson("anna", "online")
		late.wantPerson("jan", "online")
		anna.addNote(1, "n1", "las")
		anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat","item":"n1","dragging":true,"caret":0,"anchor":3}`)
		for {
			p := jan.want("presence").People[0]
			if p.Member == "anna" && p.Item == "n1" && p.Dragging && p.Caret != nil && *p.Caret == 0 && p.Anchor != nil && *p.Anchor == 3 {
				break
			}
		}
		jan.say(`{"type":"presence","state":"away"}`)
		anna.wantPerson("jan", "away")
		late.wantPerson("jan", "away")
		second := connect(t, hubs[2], "jan", "client-of-jan-phone-1")
		second.hello(hubs[2].Journal.Epoch(), 3)
		anna.wantPerson("jan", "online")
		begin := time.Now()
		buses[2].losing.Store(true)
		for range 2 { // nobody may fall silent
			for _, c := range []*client{anna, jan, second, late} {
				c.say(`{"type":"ping"}`)
			}
			<-time.After(goneAfter / 2)
		}
		anna.wantPerson("jan", "away")
		if took := time.Since(begin); took > goneAfter+2*beatPause {
			t.Errorf("gone after %v", took)
		}
		buses[2].losing.Store(false)
		anna.wantPerson("jan", "online") // the instance was only silent
		second.hangUp()
		anna.wantPerson("jan", "away")
		if err := hubs[1].Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		anna.wantPerson("jan", "gone")
	})
}

// Reactions are counted together, and what a client posts to another instance than
// that of its event stream has its effect there.
func TestReactionsAndPostsAcrossInstances(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, _ []*lossy, _ *journaltest.Memory) {
		anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
		anna.wantPerson("jan", "online")
		anna.say(`{"type":"reaction","kind":"clap"}`)
		if f := jan.want("reactions"); f.Counts["clap"] != 1 {
			t.Errorf("jan received %+v", f)
		}
		if f := anna.want("reactions"); f.Counts["clap"] != 1 {
			t.Errorf("anna received %+v", f)
		}
		<-time.After(2 * reactionPause)
		post(t, hubs[0], "jan", jan.name, `{"type":"reaction","kind":"idea"}`, `{"type":"presence","state":"away"}`)
		anna.wantPerson("jan", "away")
		if f := jan.want("reactions"); f.Counts["idea"] != 1 {
			t.Errorf("jan received %+v", f)
		}
	})
}

// However many instances members vote at, totals are published once a second at most;
// and they are published although the instance of the last ballot has died.
func TestLiveTotalsAcrossInstances(t *testing.T) {
	instances(t, 2, func(t *testing.T, hubs []*Hub, _ []*lossy, _ *journaltest.Memory) {
		moderate(t, hubs[0], "ola")
		for i, member := range []string{"anna", "jan", "ola"} {
			give(t, hubs[0], member, "AddNote", &board.AddNote{Board: "board-1", Note: fmt.Sprint("n", i), Section: "strength", Text: "lasy"})
		}
		give(t, hubs[0], "ola", "OpenVote", &board.OpenVote{Vote: "v", Title: "Co najpierw?", Points: 3, PerItem: 3, LiveTotals: true})
		var before uint64
		hubs[0].View(t.Context(), workshop, func(s *board.State) { before = s.Seq })
		watcher := enter(t, hubs[1], "", before)
		synctest.Wait()
		var tallies []time.Time
		seen := make(chan struct{})
		go func() {
			defer close(seen)
			for f := range watcher.got {
				for _, p := range f.Patches {
					if p.Put != nil && p.Put.Kind == board.KindTally || strings.HasPrefix(p.Set, "tally:") {
						tallies = append(tallies, time.Now())
					}
				}
			}
		}()
		for i := range 30 {
			for n, member := range []string{"anna", "jan", "ola"} {
				points := int64(1 + i%3)
				give(t, hubs[n%2], member, "SetPoints", &board.SetPoints{Vote: "v", Item: "n0", Points: points})
			}
			<-time.After(100 * time.Millisecond)
		}
		<-time.After(2 * othersTotalsWindow)
		watcher.hangUp()
		close(watcher.got)
		<-seen
		if len(tallies) < 2 || len(tallies) > 5 {
			t.Errorf("%d tallies in three seconds", len(tallies))
		}
		for i := 1; i < len(tallies); i++ {
			if pause := tallies[i].Sub(tallies[i-1]); pause < liveTotalsWindow-maxWindow {
				t.Errorf("a tally after %v", pause)
			}
		}
	})
}
