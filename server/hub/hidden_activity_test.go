package hub

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rules W30 and W39: a phase of hidden or anonymous writing takes back all
// positions at once. While it runs, nobody is told a position or that one
// changes. Moderators receive how many members are writing.
func TestHiddenActivity(t *testing.T) {
	for name, plan := range map[string]board.Plan{
		"hidden":    {Allow: []board.Act{board.ActWrite}, Hidden: true},
		"anonymous": {Allow: []board.Act{board.ActWrite}, Anonymous: true},
	} {
		t.Run(name, func(t *testing.T) {
			withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
				anna, jan, ola, projector := enter(t, h, "anna", 4), enter(t, h, "jan", 4), enter(t, h, "ola", 4), enter(t, h, "", 4)
				others := []*client{jan, ola, projector}
				anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat","typing":true}`)
				waitQuiet()
				for _, c := range others {
					if !strings.Contains(c.all(), `"section":"threat","typing":true`) {
						t.Errorf("%s did not learn where anna is: the test shows nothing", c.name)
					}
					c.drain()
				}
				before := jan.bytes.Load()
				goTo(t, h, "silent", "", plan)
				for _, c := range others {
					f := c.want("presence")
					if !f.Whole || len(f.People) != 3 {
						t.Errorf("%s is told %+v", c.name, f)
					}
					for _, p := range f.People {
						if p.Board+p.Section+p.Item != "" || p.Typing || p.State != "online" {
							t.Errorf("%s is told %+v", c.name, p)
						}
					}
				}
				waitQuiet()
				heard := len(ola.all())
				for _, c := range others {
					c.drain()
				}
				quiet := jan.bytes.Load()
				if quiet == before {
					t.Error("the phase cost jan nothing: the test shows nothing")
				}
				for i, place := range []string{`"board":"board-1","section":"strength"`, `"typing":true`, `"board":"board-1","section":"weakness","typing":true`, `"board":"board-1"`} {
					anna.say(`{"type":"presence","state":"online",` + place + `}`)
					waitQuiet()
					want := []int{0, 1, 1, 0}[i]
					if told := ofKind(ola.drain(), "presence"); i%2 == 1 && (len(told) != 1 || len(told[0].People) > 0 || *told[0].Writing != want) {
						t.Errorf("step %d: ola is told %+v", i, told)
					}
				}
				if jan.bytes.Load() != quiet || strings.Contains(ola.all()[heard:], "anna") {
					t.Errorf("something was told of anna: %s", jan.all())
				}
				// A session that joins now learns no more. Members who are away or gone are
				// still told.
				late := enter(t, h, "jan", head(t, h))
				if f := late.want("presence"); len(f.People) != 3 || f.People[0].Board != "" {
					t.Errorf("a late one is told %+v", f)
				}
				late.hangUp()
				anna.say(`{"type":"presence","state":"away"}`)
				if f := jan.want("presence"); f.People[0].Member != "anna" || f.People[0].State != "away" {
					t.Errorf("jan is told %+v", f)
				}
				// Her position in the phase is not told afterwards either: in an anonymous phase
				// she may be at the note that she wrote.
				give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: "of-anna", Section: "threat", Text: "x"})
				anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat","item":"of-anna","typing":true}`)
				waitQuiet()
				jan.drain()
				ola.drain()
				give(t, h, "ola", "GoTo", &board.GoTo{Phase: "", From: "silent"})
				if f := jan.want("presence"); !f.Whole || f.People[0].Section != "" || f.People[0].Typing {
					t.Errorf("after the phase jan is told %+v", f)
				}
				if f := ola.want("presence"); *f.Writing != 1 {
					t.Errorf("after the phase ola is told %+v", f)
				}
				anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat"}`)
				if f := jan.want("presence"); f.People[0].Section != "threat" {
					t.Errorf("after the phase jan is told %+v", f)
				}
			})
		})
	}
}

// Rule W39: positions are taken back from a slow reader too.
func TestHiddenActivityReachesABacklog(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 4), enter(t, h, "jan", 4)
		anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat"}`)
		waitQuiet()
		jan.stuck = make(chan struct{})
		write(anna, 10)
		jan.drain()
		goTo(t, h, "silent", "", board.Plan{Allow: []board.Act{board.ActWrite}, Hidden: true})
		waitQuiet()
		close(jan.stuck)
		waitQuiet()
		told := ofKind(jan.drain(), "presence")
		if len(told) == 0 || !told[len(told)-1].Whole || told[len(told)-1].People[0].Section != "" {
			t.Errorf("jan is told %+v", told)
		}
	})
}

// Rules W34 and W39: reauthorising and hiding activity wait for no window, so
// that nothing else is sent in between.
func TestReauthorisingAndHidingWaitForNoWindow(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		give(t, h, "ola", "AddPhase", &board.AddPhase{Phase: "silent", Plan: board.Plan{Title: "Cicho", Allow: []board.Act{board.ActWrite}, Hidden: true}})
		anna, jan, ola := enter(t, h, "anna", 5), enter(t, h, "jan", 5), enter(t, h, "ola", 5)
		anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat"}`)
		waitQuiet()
		jan.drain()
		start := time.Now()
		ola.command(1, 5, "RenameWorkshop", `{"title":"Zaraz"}`) // opens a window
		synctest.Wait()
		ola.command(2, 5, "GoTo", `{"phase":"silent","from":""}`)
		if f := jan.want("presence"); !f.Whole || f.People[0].Section != "" {
			t.Errorf("jan is told %+v", f)
		}
		ola.command(3, 5, "SetRole", `{"member":"anna","role":"moderator"}`)
		anna.want("reset")
		if took := time.Since(start); took != 0 {
			t.Errorf("it took %v", took)
		}
	})
}
