package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// live runs a test in a synctest bubble, with a hub on a journal in memory.
func live(t *testing.T, test func(t *testing.T, h *Hub, m *journaltest.Memory)) {
	synctest.Test(t, func(t *testing.T) {
		m := journaltest.NewMemory()
		h := newTestHub(t, m)
		found(t, h, "anna", "jan")
		test(t, h, m)
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}

// Rules W15, W18, W19 and W21.
func TestCommandIsAnsweredAndSent(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, jan, projector := enter(t, h, "anna", 3), enter(t, h, "jan", 3), enter(t, h, "", 1)
		anna.addNote(1, "n1", "lasy")
		if f := anna.next(); f.Type != "ack" || f.Number != 1 || f.Seq != 4 {
			t.Errorf("anna received %+v, want the ack before the change", f)
		}
		for _, c := range []*client{anna, jan} {
			if f := c.next(); f.Type != "change" || f.Seq != 4 || len(f.Patches) != 1 || board.NoteOf(f.Patches[0].Put).Author() != "anna" {
				t.Errorf("%s received %+v", c.name, f)
			}
		}
		for seq := uint64(2); seq <= 4; seq++ {
			if f := projector.next(); f.Type != "change" || f.Seq != seq {
				t.Errorf("the projector received %+v, want change %d", f, seq)
			}
		}
	})
}

// Rule W20: a command has one effect and one answer, however often it is sent.
func TestResentCommand(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(2, "n1", "lasy")
		anna.addNote(2, "n1", "lasy")
		anna.addNote(3, "n1", "id taken")
		anna.addNote(1, "n3", "jumps back")
		for i, want := range []frame{{Type: "ack", Number: 2, Seq: 4}, {Type: "ack", Number: 2, Seq: 4}, {Type: "refused", Number: 3, Code: "exists"}, {Type: "refused", Number: 1, Code: "number_reused"}} {
			f := anna.want2("ack", "refused")
			f.Patches = nil
			if !reflect.DeepEqual(f, want) {
				t.Errorf("answer %d is %+v, want %+v", i, f, want)
			}
		}
		anna.hangUp()
		// The same after a restart, from another hub.
		other := newTestHub(t, m)
		again := enter(t, other, "anna", 4)
		again.addNote(2, "n1", "lasy")
		if f := again.want("ack"); f.Number != 2 || f.Seq != 4 {
			t.Errorf("after a restart: %+v", f)
		}
		again.addNote(3, "n4", "refused before, so it was never applied")
		if f := again.want("ack"); f.Seq != 5 {
			t.Errorf("a new command after a restart: %+v", f)
		}
		other.Close(context.Background())
	})
}

func (c *client) want2(a, b string) frame {
	for f := range c.got {
		if f.Type == a || f.Type == b {
			return f
		}
	}
	return frame{}
}

// Rules W14, W16, W27: a refused frame changes nothing, and each refusal has its
// code.
func TestRefusals(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		before, _ := m.Head(context.Background(), workshop)
		early := connect(t, h, "anna", "client-of-anna-early")
		early.addNote(1, "n1", "before hello")
		if f := early.next(); f.Type != "refused" || f.Code != "hello_first" {
			t.Errorf("before hello: %+v", f)
		}
		early.hello(m.Epoch(), 3)
		if f := early.next(); f.Type != "welcome" {
			t.Errorf("hello afterwards: %+v", f)
		}
		jan := enter(t, h, "jan", 3)
		for line, code := range map[string]string{
			`{"type":`:         "bad_frame",
			`{"type":"dance"}`: "unknown_frame",
			`{"type":"command","number":1,"seen":0,"do":"Dance","with":{}}`:                                                                               "unknown_command",
			`{"type":"command","number":1,"seen":99,"do":"DeleteNotes","with":{"notes":["n1"]}}`:                                                          "future_seen",
			`{"type":"command","number":1,"seen":0,"do":"DeleteNotes","with":{"notes":["of-another-workshop"]}}`:                                          "not_found",
			`{"type":"command","number":1,"seen":0,"do":"RenameWorkshop","with":{"title":"x"}}`:                                                           "forbidden",
			`{"type":"command","number":1,"seen":0,"do":"AddNote","with":{"board":"board-1","note":"n","section":"strength","text":"x","author":"anna"}}`: "unknown_field",
			`{"type":"command","number":0,"seen":0,"do":"RenameMember","with":{"name":"x"}}`:                                                              "number_reused",
		} {
			jan.say(line)
			if f := jan.want("refused"); f.Code != code {
				t.Errorf("%s: %+v, want %s", line, f, code)
			}
		}
		projector := enter(t, h, "", 3)
		for i, do := range board.CommandNames() {
			projector.command(uint64(i+1), 3, do, observerWith(do))
			if f := projector.want("refused"); f.Code != "forbidden" {
				t.Errorf("an observer's %s: %+v", do, f)
			}
		}
		if after, _ := m.Head(context.Background(), workshop); after != before {
			t.Errorf("the refused commands made changes: %d to %d", before, after)
		}
		jan.addNote(1, "n9", "jan's tab is known now")
		jan.want("ack")
		thief := connect(t, h, "anna", jan.name)
		thief.hello(m.Epoch(), 3)
		if f := thief.next(); f.Type != "refused" || f.Code != "other_client" {
			t.Errorf("a client of another member: %+v", f)
		}
		for _, c := range []struct {
			epoch string
			since uint64
			code  string
		}{{m.Epoch(), 99, "future_since"}, {"epoch-0", 3, "other_epoch"}} {
			late := connect(t, h, "anna", "client-of-anna-late-1")
			late.hello(c.epoch, c.since)
			if f := late.next(); f.Type != "reset" || f.Code != c.code {
				t.Errorf("since (%s, %d): %+v", c.epoch, c.since, f)
			}
			if status := <-late.closed; status != 4007 {
				t.Errorf("closed with %d", status)
			}
		}
		// The newest version that both speak (W14a).
		for versions, spoken := range map[string]int64{`1`: 0, `2`: 2, `2,"oldest":1`: 2, `3`: 0, `9,"oldest":3`: 0, `9,"oldest":2`: 2} {
			other := connect(t, h, "anna", "client-of-anna-other")
			other.say(`{"type":"hello","protocol":` + versions + `,"client":"client-of-anna-other","epoch":"epoch-1","since":3}`)
			switch f := other.next(); {
			case spoken == 0 && (f.Type != "bye" || f.Code != "reload" || f.Retry || <-other.closed != 4005):
				t.Errorf("protocol %s: %+v", versions, f)
			case spoken != 0 && (f.Type != "welcome" || f.Protocol != spoken):
				t.Errorf("protocol %s: %+v", versions, f)
			}
		}
		babbler := enter(t, h, "anna", 3)
		for range maxBadFrames {
			babbler.say("babble")
		}
		if status := <-babbler.closed; status != 4003 {
			t.Errorf("a babbler was closed with %d", status)
		}
	})
}

// observerWith returns a well-formed argument of a command.
func observerWith(do string) string {
	command, refusal := board.NewCommand(do)
	if refusal != nil {
		return ""
	}
	with, err := json.Marshal(command)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(string(with), "null", "[]")
}

// Rules W14, W17: a connection on which nothing comes is closed.
func TestSilence(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		mute := connect(t, h, "anna", "client-of-anna-mute1")
		quiet := enter(t, h, "jan", 3)
		alive := enter(t, h, "anna", 3)
		start := time.Now()
		go func() {
			for range 5 {
				<-time.After(20 * time.Second)
				alive.say(`{"type":"ping"}`)
			}
		}()
		if status, after := <-mute.closed, time.Since(start); status != 4008 || after != helloTimeout {
			t.Errorf("without hello: closed with %d after %v", status, after)
		}
		if status, after := <-quiet.closed, time.Since(start); status != 4004 || after != silenceTimeout {
			t.Errorf("without a ping: closed with %d after %v", status, after)
		}
		for range 5 {
			alive.want("pong")
		}
	})
}

// A session that does not read is closed with "slow". The others notice nothing,
// and its client comes back and gets what it missed.
func TestSlowReader(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, slow := enter(t, h, "anna", 3), connect(t, h, "jan", "client-of-jan-1234567")
		slow.hello(m.Epoch(), 3)
		slow.want("welcome")
		synctest.Wait()
		slow.stuck = make(chan struct{})
		text := strings.Repeat("długi tekst ", 800)
		for i := uint64(1); i <= 150; i++ {
			anna.addNote(i, fmt.Sprint("n", i), text)
			anna.want("ack")
		}
		if status := <-slow.closed; status != 4000 {
			t.Errorf("the slow one was closed with %d", status)
		}
		if n := h.Stats.SlowCloses.Load(); n != 1 {
			t.Errorf("%d slow closes", n)
		}
		again := enter(t, h, "jan", 3)
		for seq := uint64(4); seq <= 153; seq++ {
			if f := again.want("change"); f.Seq != seq {
				t.Fatalf("came back to %d, want %d", f.Seq, seq)
			}
		}
	})
}

// A client that reads, but too slowly, is told why its connection ends (W28).
func TestSlowReaderIsTold(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, slow := enter(t, h, "anna", 3), connect(t, h, "jan", "client-of-jan-1234567")
		slow.hello(m.Epoch(), 3)
		slow.want("welcome")
		synctest.Wait()
		slow.speed = 8 << 10
		text := strings.Repeat("długi tekst ", 800)
		for i := uint64(1); i <= 150; i++ {
			anna.addNote(i, fmt.Sprint("n", i), text)
			anna.want("ack")
		}
		if status := <-slow.closed; status != 4000 {
			t.Errorf("the slow one was closed with %d", status)
		}
		if told := slow.all(); !strings.Contains(told, `{"type":"bye","code":"slow","retry":true`) {
			t.Errorf("the slow one was not told why: %.200s", told)
		}
	})
}

// When another instance has appended a change, the room applies it and decides
// again.
func TestTwoHubsOnOneJournal(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		other := newTestHub(t, m)
		anna, jan := enter(t, h, "anna", 3), enter(t, other, "jan", 3)
		for i := range uint64(10) {
			anna.addNote(i+1, fmt.Sprint("a", i), "od Anny")
			anna.want("ack")
			jan.addNote(i+1, fmt.Sprint("j", i), "od Jana")
			jan.want("ack")
		}
		if h.Stats.StaleAppends.Load() == 0 || other.Stats.StaleAppends.Load() == 0 {
			t.Error("no append was stale: the test shows nothing")
		}
		// jan's last change reaches h with anna's next command.
		anna.addNote(11, "last", "ostatnia")
		anna.want("ack")
		if head, _ := m.Head(context.Background(), workshop); head != 24 {
			t.Errorf("the head is %d", head)
		}
		jan.addNote(11, "last", "the id is taken on the other instance")
		if f := jan.want("refused"); f.Code != "exists" {
			t.Errorf("%+v", f)
		}
		other.Close(context.Background())
	})
}

// A record goes to its audience and to nobody else: live, in the catch-up and in
// the snapshot. The others receive the number, and frames of the same size
// whatever the hidden text.
func TestAudiences(t *testing.T) {
	sizes := map[string]int64{}
	for _, text := range []string{"kanarek", strings.Repeat("kanarek długi ", 50)} {
		live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
			// They join one after the other: sessions that join at the same moment may share
			// a presence frame.
			alone := func(member string) *client {
				c := enter(t, h, member, 3)
				<-time.After(time.Second)
				synctest.Wait()
				return c
			}
			anna, jan, projector := alone("anna"), alone("jan"), alone("")
			change := board.Change{
				{Audience: board.OnlyMember("anna"), Patches: []board.Patch{{Put: &board.Record{ID: "hidden", Kind: "note", Audience: board.OnlyMember("anna"), Fields: board.MakeFields(board.Field{Name: "text", Value: text})}}}},
				{Audience: "future:audience", Patches: []board.Patch{{Put: &board.Record{ID: "unknown", Kind: "ballot", Audience: "future:audience"}}}},
			}
			if err := m.Append(context.Background(), workshop, 3, []journal.Entry{{Seq: 4, Body: change.Encode().AppendJSON(nil)}}); err != nil {
				t.Fatal(err)
			}
			anna.addNote(1, "n1", "jawna") // stale: the room applies change 4
			anna.want("ack")
			late := alone("jan")
			for c, want := range map[*client]int{anna: 1, jan: 0, projector: 0, late: 0} {
				if f := c.want("change"); f.Seq != 4 || len(f.Patches) != want {
					t.Errorf("%s received %+v", c.name, f)
				}
				if f := c.want("change"); f.Seq != 5 || len(f.Patches) != 1 {
					t.Errorf("%s received %+v", c.name, f)
				}
			}
			for _, identity := range []Identity{identityOf("jan"), identityOf("")} {
				if plain := snapshotOf(t, h, identity); strings.Contains(plain, "kanarek") || strings.Contains(plain, "hidden") || strings.Contains(plain, "ballot") || strings.Contains(plain, "member:anna") {
					t.Errorf("the snapshot of %q holds what is hidden: %s", identity.Role, plain)
				}
			}
			if !strings.Contains(snapshotOf(t, h, identityOf("anna")), "kanarek") {
				t.Error("anna's own note is not in her snapshot")
			}
			synctest.Wait()
			<-time.After(3 * time.Second) // the hash frames
			synctest.Wait()
			for _, c := range []*client{jan, projector} {
				if before, ok := sizes[c.name]; ok && before != c.bytes.Load() {
					t.Errorf("%s received %d bytes with one hidden text and %d with another", c.name, before, c.bytes.Load())
				}
				sizes[c.name] = c.bytes.Load()
			}
		})
	}
}

func snapshotOf(t *testing.T, h *Hub, identity Identity) string {
	t.Helper()
	var plain []byte
	err := h.call(context.Background(), identity.Workshop, func(r *room) {
		viewer, refusal := identity.Viewer(r.state)
		if refusal != nil {
			t.Errorf("no snapshot for %+v: %s", identity, refusal.Code)
		}
		plain = r.snapshot(viewer).plain
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// When a link is revoked, its sessions end at once. Their commands that are not
// decided yet have no effect.
func TestEnd(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, projector, early := enter(t, h, "anna", 3), enter(t, h, "", 3), connect(t, h, "jan", "client-of-jan-1234567")
		synctest.Wait()
		h.End(workshop, Ending{Links: []string{"link-participant"}})
		for _, c := range []*client{anna, early} {
			if f := c.want("bye"); f.Code != "ended" || f.Retry {
				t.Errorf("%+v", f)
			}
			if status := <-c.closed; status != 4002 {
				t.Errorf("closed with %d", status)
			}
			<-c.over
		}
		admit(t, h, "ewa")
		if f := projector.want("change"); f.Seq != 4 {
			t.Errorf("the projector was ended too: %+v", f)
		}
		h.Valid = func(context.Context, Identity) bool { return false }
		revoked := connect(t, h, "jan", "client-of-jan-1234567")
		if status := <-revoked.closed; status != 4002 {
			t.Errorf("an identity that no longer holds was closed with %d", status)
		}
	})
}

// The commands of a client that closes its tab right after sending still count.
func TestCommandBeforeHangingUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 3), enter(t, h, "jan", 3)
		anna.addNote(1, "n1", "lasy")
		anna.hangUp()
		if f := jan.want("change"); f.Seq != 4 {
			t.Errorf("%+v", f)
		}
	})
}

// Draining answers the commands, asks every client to come back, and loses
// nothing.
func TestDrain(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		early := connect(t, h, "jan", "client-of-jan-1234567")
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		synctest.Wait()
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		for _, c := range []*client{anna, early} {
			if f := c.want("bye"); f.Code != "restart" || !f.Retry || f.After <= 0 || <-c.closed != 1012 {
				t.Errorf("%+v", f)
			}
		}
		if _, err := h.Submit(context.Background(), workshop, board.Order{}); err == nil {
			t.Error("a drained hub took a command")
		}
		if seq, _, err := m.Snapshot(t.Context(), workshop, math.MaxInt64); seq != 4 || err != nil {
			t.Errorf("the snapshot is at %d, %v", seq, err)
		}
	})
}

// hanging is a journal from which no workshop can be opened before the hub drains.
type hanging struct{ *journaltest.Memory }

func (h hanging) Snapshot(ctx context.Context, _ string, _ uint64) (uint64, []byte, error) {
	<-ctx.Done()
	return 0, nil, ctx.Err()
}

// A room that is still being opened when the hub drains asks its clients to come back;
// a request is told that the server is busy. Neither is a fault.
func TestDrainWhileRoomsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := journaltest.NewMemory()
		first := newTestHub(t, m)
		found(t, first, "anna")
		if err := first.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		var logged bytes.Buffer
		config := testConfig(hanging{m})
		config.Log = slog.New(slog.NewTextHandler(&logged, nil))
		h := New(config)
		anna := connect(t, h, "anna", "client-of-anna-12345678")
		anna.hello(m.Epoch(), 2)
		viewed := make(chan error, 1)
		go func() { viewed <- h.View(context.Background(), workshop, func(*board.State) {}) }()
		synctest.Wait()
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		if f := anna.want2("bye", "refused"); f.Type != "bye" || f.Code != "restart" || <-anna.closed != 1012 {
			t.Errorf("%+v", f)
		}
		var refusal *board.Refusal
		if err := <-viewed; !errors.As(err, &refusal) || refusal.Code != board.Busy {
			t.Errorf("a request is answered with %v", err)
		}
		if logged.Len() > 0 {
			t.Errorf("logged %s", &logged)
		}
	})
}

// A splice that was typed hundreds of changes ago, before the room was opened,
// is still transformed over the later changes.
func TestEditFromLongAgo(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		for i := range uint64(1200) {
			anna.command(i+2, i+4, "EditText", `{"record":"n1","field":"text","ops":["x"]}`)
		}
		for anna.want("ack").Number != 1201 {
		}
		anna.hangUp()
		h.Close(context.Background())
		other := newTestHub(t, m)
		jan := enter(t, other, "jan", 1000)
		jan.command(1, 4, "EditText", `{"record":"n1","field":"text","ops":[4," liściaste"]}`)
		if f := jan.want("ack"); f.Seq != 1205 {
			t.Fatalf("%+v", f)
		}
		var text string
		other.View(context.Background(), workshop, func(s *board.State) { text = board.NoteOf(s.Get("n1")).Text() })
		if text != strings.Repeat("x", 1200)+"lasy liściaste" {
			t.Errorf("%q", text)
		}
		other.Close(context.Background())
	})
}

// Rule W31: the hashes in frames equal those of the snapshot.
func TestHashFrames(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(70) {
			anna.addNote(i+1, fmt.Sprint("n", i), "lasy")
		}
		f := anna.want("hash")
		if f.Seq < 1+changesPerHash { // the room was opened at the first change
			t.Errorf("a hash after only %d changes", f.Seq-1)
		}
		for f.Seq < 73 { // the next one comes when the room is quiet
			f = anna.want("hash")
		}
		if !strings.Contains(snapshotOf(t, h, identityOf("anna")), f.Hashes["everyone"]) {
			t.Errorf("%+v is not the hash of the snapshot", f)
		}
		anna.say(`{"type":"diverged","seq":73,"audience":"everyone"}`)
		synctest.Wait()
		if h.Stats.Mismatches.Load() != 1 {
			t.Error("the mismatch was not counted")
		}
	})
}

// A room without sessions is closed, and opens again with the same state.
func TestIdleRoom(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		anna.hangUp()
		<-time.After(3 * roomIdle)
		synctest.Wait()
		if n := h.Stats.Rooms.Load(); n != 0 {
			t.Errorf("%d rooms are open", n)
		}
		if f := enterAt(t, h, "anna", 4); f.Seq != 4 {
			t.Errorf("%+v", f)
		}
	})
}

func enterAt(t *testing.T, h *Hub, member string, since uint64) frame {
	c := connect(t, h, member, "client-of-"+member+"-12345678")
	c.hello(h.Journal.Epoch(), since)
	return c.want("welcome")
}
