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

// running is a demo that a test runs, faster than life.
type running struct {
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
func (r *running) Write(said []byte) (int, error) {
	r.out <- string(said)
	return len(said), nil
}

func start(t *testing.T, pace pace, more ...board.Code) *running {
	t.Helper()
	return startBy(t, pace, ownTemplate, (*moderator).runAgenda, more...)
}

// startBy starts a workshop of a template, in which somebody leads.
func startBy(t *testing.T, pace pace, template string, lead func(*moderator, context.Context) error, more ...board.Code) *running {
	t.Helper()
	r := &running{t: t, server: clienttest.Serve(t, 10_000), out: make(chan string, 3), links: map[board.Role]string{},
		races: append(more, board.WrongPhase, board.Closed, board.Held, board.Stale)}
	log := slog.New(slog.NewTextHandler(&r.logs, &slog.HandlerOptions{Level: slog.LevelWarn}))
	d := &demo{pace: pace, seed: 7, template: template, lead: lead, said: saidIn["en"], out: r, log: log, refused: r.refused, left: r.left}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		defer close(r.out)
		ended <- d.run(ctx, r.server.Address, clienttest.OrganiserKey)
	}()
	r.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { r.stop() })
	links := regexp.MustCompile(`http://\S+/join#\S+`).FindAllString(<-r.out, -1)
	if len(links) != 3 {
		t.Fatalf("it prints the links %q", links)
	}
	for i, role := range []board.Role{board.Moderator, board.Participant, board.Observer} {
		r.links[role] = links[i]
	}
	return r
}

// says waits until the demo says something with these words.
func (r *running) says(words string) {
	r.t.Helper()
	if said := <-r.out; !strings.Contains(said, words) {
		r.t.Fatalf("it says %q, not %q", said, words)
	}
}

func (r *running) refused(who, do string, code board.Code) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.Contains(r.races, code) {
		return
	}
	r.refusals = append(r.refusals, who+" "+do+" "+string(code))
}

func (r *running) left(p *client.Client) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.checked += p.Stats().Hashes
	r.divergent += p.Stats().Diverged
}

// guest lets somebody real in, who stays until the test is over.
func (r *running) guest(role board.Role) *client.Client {
	r.t.Helper()
	return clienttest.Enter(r.t, r.server, client.Person{Link: r.links[role], Name: "Gość"})
}

// end ends the demo and looks at what was gathered.
func (r *running) end() {
	r.t.Helper()
	if err := r.stop(); err != nil {
		r.t.Error(err)
	}
	if len(r.refusals) > 0 {
		r.t.Errorf("refused: %q", r.refusals)
	}
	if r.divergent > 0 || r.checked == 0 {
		r.t.Errorf("of %d state hashes %d differed", r.checked, r.divergent)
	}
	if r.logs.Len() > 0 {
		r.t.Errorf("logged %s", &r.logs)
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
	r := start(t, 100)
	watcher := r.guest(board.Moderator)
	r.says("The agenda is at its end")
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
		notes := count(state, func(n *board.Record) bool { return n.Kind == board.KindNote && !board.NoteOf(n).Deleted() })
		merged := count(state, func(n *board.Record) bool { return board.NoteOf(n).Merged() != "" })
		groups := count(state, func(n *board.Record) bool { return n.Kind == board.KindGroup })
		hidden := count(state, func(n *board.Record) bool {
			return n.Kind == board.KindHiddenCount && (board.HiddenCount{Record: n}).Count() > 0
		})
		if notes < 60 || merged < 3 || groups < 6 || hidden > 0 {
			t.Errorf("%d notes, %d merged, %d groups, %d hidden", notes, merged, groups, hidden)
		}
		collected := count(state, func(n *board.Record) bool { return n.Kind == board.KindNote && board.NoteOf(n).Board() == visionBoard })
		worded := count(state, func(s *board.Record) bool {
			return s.Kind == board.KindStatement && strings.HasPrefix(board.Statement{Item: board.Item{Record: s}}.Text(), "Gmina rzemieślniczo-rolnicza") && strings.HasSuffix(board.Statement{Item: board.Item{Record: s}}.Text(), "oświaty i kultury.")
		})
		if collected != 12 || worded != 1 {
			t.Errorf("%d notes for the mission, worded %d times", collected, worded)
		}
		rows := count(state, func(r *board.Record) bool { return r.Kind == board.KindRow })
		chained := count(state, func(r *board.Record) bool {
			return r.Kind == board.KindLink && (board.Link{Record: r}).Type() == "answers"
		})
		if rows != 53 || chained == 0 {
			t.Errorf("%d rows of the matrix, %d goals that answer a factor", rows, chained)
		}
		for _, team := range teamsOf(state) {
			if n := len(promotedBy(state, team)); n < 1 || n > mostPromoted {
				t.Errorf("a team promoted %d notes", n)
			}
		}
	})
	r.end()
}

// Who moderates has the room: the simulated moderator steps back, and the people
// do what the phase of the human allows.
func TestDemoFollowsAHuman(t *testing.T) {
	// It lets people vote while they still write: a trial note may be gone before
	// its points come.
	r := start(t, 50, board.NotFound)
	human := r.guest(board.Moderator)
	clienttest.Await(t, human, "the agenda", func(state *board.State) bool { return !state.Running().Missing() })
	plan := board.Plan{Title: "Pisanie", Allow: []board.Act{board.ActWrite}, Boards: []string{}}
	clienttest.Must(t, human, &board.AddPhase{Phase: "mine", Plan: plan})
	r.says("steps back")
	_, err := human.Submit(t.Context(), func(state *board.State) board.Command {
		return &board.GoTo{Phase: "mine", From: state.Running().ID}
	})
	if err != nil {
		t.Fatal(err)
	}
	script := mustReadScript(t)
	isIdea := func(n *board.Record) bool {
		return script.ideas[board.NoteOf(n).Text()] != nil && !board.NoteOf(n).Deleted()
	}
	clienttest.Await(t, human, "notes", func(state *board.State) bool { return count(state, isIdea) > 8 })
	clienttest.Must(t, human, &board.OpenVote{Vote: "v", Title: "Co dalej?", Points: 3, PerItem: 2, Boards: []string{}, Sections: []string{}})
	clienttest.Await(t, human, "ballots", func(state *board.State) bool { return board.Progress{Record: state.Get("progress:v")}.Voted() > 8 })
	clienttest.Must(t, human, &board.CloseVote{Vote: "v"})

	var members []string
	human.Look(func(state *board.State) {
		for _, m := range people(state) {
			members = append(members, m.ID)
		}
	})
	clienttest.Must(t, human, &board.FormTeams{Teams: []board.FormedTeam{{Team: "t", Name: "Jeden", Members: members[:7], Lead: members[0]}}})
	plan.Teams, plan.Allow = true, []board.Act{board.ActWrite, board.ActGroup}
	clienttest.Must(t, human, &board.SetPhase{Phase: "mine", Plan: plan})
	clienttest.Await(t, human, "notes of the team", func(state *board.State) bool {
		return count(state, func(n *board.Record) bool { return isIdea(n) && board.NoteOf(n).Board() == "copy:board-1:t" }) > 3
	})
	plan.Allow = []board.Act{}
	clienttest.Must(t, human, &board.SetPhase{Phase: "mine", Plan: plan})
	clienttest.Await(t, human, "the lead's choice", func(state *board.State) bool { return len(promotedBy(state, "t")) == mostPromoted })
	human.Look(func(state *board.State) {
		if now := state.Running().ID; now != "mine" {
			t.Errorf("the phase is %s", now)
		}
	})
	r.end()
}

// In a rehearsal nobody moderates but the human.
func TestRehearsal(t *testing.T) {
	server := clienttest.Serve(t, 10_000)
	links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	human := clienttest.Enter(t, server, client.Person{Link: links[board.Moderator], Name: "Anna"})
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- (&demo{pace: 100, seed: 7, log: slog.New(slog.DiscardHandler)}).rehearse(ctx, server.Address, links[board.Participant])
	}()
	clienttest.Await(t, human, "the people", func(state *board.State) bool { return len(people(state)) == len(mustReadScript(t).cast.People) })
	clienttest.Must(t, human, &board.AddPhase{Phase: "mine", Plan: board.Plan{Title: "Pisanie", Allow: []board.Act{board.ActWrite}, Boards: []string{}}})
	clienttest.Must(t, human, &board.GoTo{Phase: "mine"})
	clienttest.Await(t, human, "notes", func(state *board.State) bool {
		return count(state, func(n *board.Record) bool { return n.Kind == board.KindNote }) > 8
	})
	leave()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
