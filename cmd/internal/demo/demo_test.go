package demo

import (
	"bytes"
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
)

// stage is a demo that a test runs, faster than life.
type stage struct {
	t      *testing.T
	server client.Server
	out    chan string // what the person who started it is told
	logs   bytes.Buffer
	links  map[board.Role]string
	stop   func() error // ends it as Ctrl+C does

	races []board.Code // refusals that lost a race with a change of the phase or of a vote

	mu        sync.Mutex
	refusals  []string // all others
	checked   int
	divergent int
}

// Write passes on what the demo says.
func (st *stage) Write(said []byte) (int, error) {
	st.out <- string(said)
	return len(said), nil
}

func raise(t *testing.T, pace pace, more ...board.Code) *stage {
	t.Helper()
	st := &stage{t: t, server: clienttest.Serve(t, 10_000), out: make(chan string, 3), links: map[board.Role]string{},
		races: append(more, board.WrongPhase, board.Closed, board.Held, board.Stale)}
	log := slog.New(slog.NewTextHandler(&st.logs, &slog.HandlerOptions{Level: slog.LevelWarn}))
	w := &show{pace: pace, seed: 7, out: st, log: log, refused: st.refused, parting: st.parting}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		defer close(st.out)
		ended <- w.play(ctx, st.server.Address, clienttest.OrganiserKey)
	}()
	st.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { st.stop() })
	links := regexp.MustCompile(`http://\S+/join#\S+`).FindAllString(<-st.out, -1)
	if len(links) != 3 {
		t.Fatalf("it prints the links %q", links)
	}
	for i, role := range []board.Role{board.Moderator, board.Participant, board.Observer} {
		st.links[role] = links[i]
	}
	return st
}

// says waits until the demo says something with these words.
func (st *stage) says(words string) {
	st.t.Helper()
	if said := <-st.out; !strings.Contains(said, words) {
		st.t.Fatalf("it says %q, not %q", said, words)
	}
}

func (st *stage) refused(who, do string, code board.Code) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if slices.Contains(st.races, code) {
		return
	}
	st.refusals = append(st.refusals, who+" "+do+" "+string(code))
}

func (st *stage) parting(p *client.Client) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.checked += p.Stats().Hashes
	st.divergent += p.Stats().Diverged
}

// guest lets somebody real in, who stays until the test is over.
func (st *stage) guest(role board.Role) *client.Client {
	st.t.Helper()
	return clienttest.Enter(st.t, st.server, client.Person{Link: st.links[role], Name: "Gość"})
}

// end ends the demo and looks at what was gathered.
func (st *stage) end() {
	st.t.Helper()
	if err := st.stop(); err != nil {
		st.t.Error(err)
	}
	if len(st.refusals) > 0 {
		st.t.Errorf("refused: %q", st.refusals)
	}
	if st.divergent > 0 || st.checked == 0 {
		st.t.Errorf("of %d state hashes %d differed", st.checked, st.divergent)
	}
	if st.logs.Len() > 0 {
		st.t.Errorf("logged %s", &st.logs)
	}
}

func count(state *board.State, is func(*board.Record) bool) int {
	n := 0
	for r := range state.Records(board.Viewer{Role: board.Moderator}) {
		if is(r) {
			n++
		}
	}
	return n
}

// The whole demo, as fast as the machine lets people live.
func TestDemoGoesThrough(t *testing.T) {
	st := raise(t, 100)
	watcher := st.guest(board.Moderator)
	st.says("The agenda is at its end")
	watcher.Look(func(state *board.State) {
		for _, r := range state.Siblings("phases") {
			if phase := (board.Phase{Record: r}); phase.Took() == 0 && state.Running() != phase {
				t.Errorf("nothing happened in %s", phase.Title())
			}
		}
		tally := board.Tally{Record: state.Get("tally:most-important")}
		if tally.Voters() < 10 || len(tally.Items()) < 5 {
			t.Errorf("the tally is %v", tally.Record)
		}
		notes := count(state, func(r *board.Record) bool { return r.Kind == board.KindNote && !board.NoteOf(r).Deleted() })
		merged := count(state, func(r *board.Record) bool { return board.NoteOf(r).Merged() != "" })
		groups := count(state, func(r *board.Record) bool { return r.Kind == board.KindGroup })
		hidden := count(state, func(r *board.Record) bool {
			return r.Kind == board.KindHiddenCount && (board.HiddenCount{Record: r}).Count() > 0
		})
		if notes < 60 || merged < 3 || groups < 6 || hidden > 0 {
			t.Errorf("%d notes, %d merged, %d groups, %d hidden", notes, merged, groups, hidden)
		}
		for _, team := range teamsOf(state) {
			if n := len(promotedBy(state, team)); n < 1 || n > mostPromoted {
				t.Errorf("a team promoted %d notes", n)
			}
		}
	})
	st.end()
}

// Who moderates has the room: the simulated moderator steps back, and the people
// do what the phase of the human allows.
func TestDemoFollowsAHuman(t *testing.T) {
	// It lets people vote while they still write: a trial note may be gone before
	// its points come.
	st := raise(t, 50, board.NotFound)
	human := st.guest(board.Moderator)
	clienttest.Await(t, human, "the agenda", func(state *board.State) bool { return !state.Running().Missing() })
	plan := board.Plan{Title: "Pisanie", Allow: []board.Act{board.ActWrite}, Boards: []string{}}
	clienttest.Must(t, human, &board.AddPhase{Phase: "mine", Plan: plan})
	st.says("steps back")
	_, err := human.Submit(t.Context(), func(state *board.State) board.Command {
		return &board.GoTo{Phase: "mine", From: state.Running().ID}
	})
	if err != nil {
		t.Fatal(err)
	}
	script := material(t)
	isCard := func(r *board.Record) bool {
		return script.cards[board.NoteOf(r).Text()] != nil && !board.NoteOf(r).Deleted()
	}
	clienttest.Await(t, human, "notes", func(state *board.State) bool { return count(state, isCard) > 8 })
	clienttest.Must(t, human, &board.OpenVote{Vote: "v", Title: "Co dalej?", Points: 3, PerItem: 2, Boards: []string{}, Sections: []string{}})
	clienttest.Await(t, human, "ballots", func(state *board.State) bool { return len(state.Siblings("progress/v")) > 8 })
	clienttest.Must(t, human, &board.CloseVote{Vote: "v"})

	var members []string
	human.Look(func(state *board.State) {
		for _, m := range people(state) {
			members = append(members, m.ID)
		}
	})
	clienttest.Must(t, human, &board.FormTeams{Board: "board-1", Teams: []board.FormedTeam{{Team: "t", Name: "Jeden", Board: "b", Members: members[:7], Lead: members[0]}}})
	plan.Teams, plan.Allow = true, []board.Act{board.ActWrite, board.ActGroup}
	clienttest.Must(t, human, &board.SetPhase{Phase: "mine", Plan: plan})
	clienttest.Await(t, human, "notes of the team", func(state *board.State) bool {
		return count(state, func(r *board.Record) bool { return isCard(r) && board.NoteOf(r).Board() == "b" }) > 3
	})
	plan.Allow = []board.Act{}
	clienttest.Must(t, human, &board.SetPhase{Phase: "mine", Plan: plan})
	clienttest.Await(t, human, "the lead's choice", func(state *board.State) bool { return len(promotedBy(state, "t")) == mostPromoted })
	human.Look(func(state *board.State) {
		if now := state.Running().ID; now != "mine" {
			t.Errorf("the phase is %s", now)
		}
	})
	st.end()
}
