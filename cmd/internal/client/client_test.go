package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"warsztat/board"
	"warsztat/cmd/internal/clienttest"
)

// weak is a network that can be cut, and that can lose answers.
type weak struct {
	http.Transport
	lose atomic.Int32 // how many of the next posts are answered to nobody

	mu      sync.Mutex
	streams []context.CancelFunc
}

var errLost = errors.New("the answer was lost")

func (w *weak) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/live") {
		ctx, cut := context.WithCancel(r.Context())
		w.mu.Lock()
		w.streams = append(w.streams, cut)
		w.mu.Unlock()
		return w.Transport.RoundTrip(r.WithContext(ctx))
	}
	answer, err := w.Transport.RoundTrip(r)
	if err == nil && r.Method == http.MethodPost && w.lose.Add(-1) >= 0 {
		answer.Body.Close()
		return nil, errLost
	}
	return answer, err
}

// cut ends the event streams that are open.
func (w *weak) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, cut := range w.streams {
		cut()
	}
	w.streams = nil
}

// salon is a real server with a workshop.
type salon struct {
	t       *testing.T
	address string
	links   map[board.Role]string
}

func openSalon(t *testing.T, commandRate int) *salon {
	t.Helper()
	address := clienttest.Serve(t, commandRate)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	links, err := CreateWorkshop(t.Context(), client, address, clienttest.OrganiserKey, "Próba")
	if err != nil {
		t.Fatal(err)
	}
	return &salon{t, address, links}
}

// visitor is a person in a test, with the network they have.
type visitor struct {
	*Client
	network *weak
	left    chan error // what follow returned
}

func (s *salon) enter(role board.Role, name string) visitor {
	s.t.Helper()
	v := visitor{network: &weak{}, left: make(chan error, 1)}
	p, err := Enter(s.t.Context(), &http.Client{Transport: v.network}, s.address, Secret(s.links[role]), name, "Rudnik")
	if err != nil {
		s.t.Fatal(err)
	}
	v.Client = p
	ctx, leave := context.WithCancel(context.Background())
	go func() { v.left <- p.Follow(ctx) }()
	s.t.Cleanup(func() {
		leave()
		<-p.gone
		v.network.CloseIdleConnections()
		if p.divergent > 0 {
			s.t.Errorf("the state of %s differed from the server's", name)
		}
	})
	return v
}

// must gives a command that has to take effect.
func (v visitor) must(t *testing.T, c board.Command) {
	t.Helper()
	if seq, err := v.Submit(t.Context(), func(*board.State) board.Command { return c }); err != nil || seq == 0 {
		t.Fatalf("%+v: change %d, %v", c, seq, err)
	}
}

// code gives a command and returns the code of its refusal.
func (v visitor) code(t *testing.T, c board.Command) board.Code {
	t.Helper()
	_, err := v.Submit(t.Context(), func(*board.State) board.Command { return c })
	var refusal *board.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("%+v was not refused: %v", c, err)
	}
	return refusal.Code
}

// await waits until something is so in what the person sees.
func await(t *testing.T, p *Client, what string, is func(*board.State) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := p.Await(ctx, func() (so bool) {
		p.Look(func(state *board.State) { so = is(state) })
		return so
	})
	if err != nil {
		t.Fatalf("waited in vain: %s: %v", what, err)
	}
}

func textOf(note string) func(*board.State) string {
	return func(state *board.State) string {
		if r := state.Get(note); r != nil {
			return r.Fields.Text("text")
		}
		return ""
	}
}

func TestPersonTakesPart(t *testing.T) {
	s := openSalon(t, 30)
	jan, anna := s.enter(board.Moderator, "Jan"), s.enter(board.Participant, "Anna")
	anna.must(t, &board.AddNote{Board: "board-1", Note: "las", Section: "strength", Text: "lasy"})
	await(t, jan.Client, "the note", func(state *board.State) bool { return textOf("las")(state) == "lasy" })
	if seq, err := anna.Submit(t.Context(), func(*board.State) board.Command { return nil }); seq != 0 || err != nil {
		t.Errorf("nothing became change %d, %v", seq, err)
	}
	if code := anna.code(t, &board.RenameWorkshop{Title: "x"}); code != board.Forbidden {
		t.Errorf("refused with %s", code)
	}
	if err := errors.Join(anna.SetPresence(t.Context(), Presence{Board: "board-1", Typing: true}), anna.React(t.Context(), "clap")); err != nil {
		t.Error(err)
	}
	await(t, jan.Client, "who writes", func(*board.State) bool { return jan.writing == 1 })

	// Two people type in one note at once, one at its beginning, one at its end.
	var both sync.WaitGroup
	both.Go(func() {
		for _, letter := range " nad Sanem" {
			_, err := anna.Submit(t.Context(), func(state *board.State) board.Command {
				return typed(board.Splice{}.Keep(utf8.RuneCountInString(textOf("las")(state))).Insert(string(letter)))
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	for i, letter := range []rune("rozległe ") {
		jan.must(t, typed(board.Splice{}.Keep(i).Insert(string(letter))))
	}
	both.Wait()
	for _, p := range []visitor{jan, anna} {
		await(t, p.Client, "both texts", func(state *board.State) bool { return textOf("las")(state) == "rozległe lasy nad Sanem" })
	}
}

func typed(ops board.Splice) board.Command {
	return &board.EditText{Record: "las", Field: "text", Ops: ops}
}

func TestPersonOnAWeakNetwork(t *testing.T) {
	s := openSalon(t, 30)
	jan, anna := s.enter(board.Moderator, "Jan"), s.enter(board.Participant, "Anna")
	anna.must(t, &board.AddNote{Board: "board-1", Note: "las", Section: "strength", Text: "lasy"})
	anna.network.lose.Store(2)
	anna.must(t, &board.EditText{Record: "las", Field: "text", Ops: board.Splice{}.Keep(4).Insert("!")})
	anna.network.cut()
	jan.must(t, &board.EditText{Record: "las", Field: "text", Ops: board.Splice{}.Keep(5).Insert("?")})
	await(t, anna.Client, "what happened meanwhile", func(state *board.State) bool { return textOf("las")(state) == "lasy!?" })
}

func TestPersonChangesTeam(t *testing.T) {
	s := openSalon(t, 30)
	jan, anna := s.enter(board.Moderator, "Jan"), s.enter(board.Participant, "Anna")
	team := board.FormedTeam{Team: "team-1", Name: "Jeden", Board: "board-2", Members: []string{anna.actor.Member}}
	jan.must(t, &board.FormTeams{Board: "board-1", Teams: []board.FormedTeam{team}})
	await(t, anna.Client, "the team's board", func(state *board.State) bool { return state.Get("board-2") != nil })
	anna.must(t, &board.AddNote{Board: "board-2", Note: "las", Section: "strength", Text: "lasy"})
	jan.must(t, &board.AssignTeam{Team: "", Members: []string{anna.actor.Member}})
	await(t, anna.Client, "to be out of the team", func(state *board.State) bool { return state.Get("board-2") == nil })
	if code := anna.code(t, &board.DeleteNotes{Notes: []string{"las"}}); code != board.NotFound {
		t.Errorf("refused with %s", code)
	}
}

func TestPersonIsRemoved(t *testing.T) {
	s := openSalon(t, 30)
	jan, anna := s.enter(board.Moderator, "Jan"), s.enter(board.Participant, "Anna")
	jan.must(t, &board.RemoveMember{Member: anna.actor.Member})
	if err := <-anna.left; !errors.Is(err, ErrOut) {
		t.Errorf("it stayed: %v", err)
	}
	_, err := anna.Submit(t.Context(), func(*board.State) board.Command { return &board.SetHand{Up: true} })
	if !errors.Is(err, ErrOut) {
		t.Errorf("it may still speak: %v", err)
	}
	if _, err := Enter(t.Context(), &http.Client{Transport: anna.network}, s.address, "guessed", "Ewa", ""); err == nil {
		t.Error("a secret that was guessed lets in")
	}
}

func TestPersonWhoIsTooFastWaits(t *testing.T) {
	s := openSalon(t, 2)
	anna := s.enter(board.Participant, "Anna")
	begun := time.Now()
	for range 4 {
		anna.must(t, &board.SetHand{Up: true})
	}
	if took := time.Since(begun); took < time.Second {
		t.Errorf("it took %s", took)
	}
}

// Whoever holds another state than the server finds out and fetches it (W31).
func TestPersonWhoseStateDiffers(t *testing.T) {
	s := openSalon(t, 30)
	anna := s.enter(board.Participant, "Anna")
	anna.Look(func(state *board.State) {
		seq := state.Seq
		wrong := &board.Record{ID: "wrong", Kind: board.KindNote, Audience: board.Everyone}
		if _, err := state.Apply(board.Fact{Seq: seq + 1, Change: board.Change{{Patches: []board.Patch{{Put: wrong}}}}}); err != nil {
			t.Fatal(err)
		}
		state.Seq = seq
	})
	anna.must(t, &board.SetHand{Up: true})
	await(t, anna.Client, "the true state", func(state *board.State) bool { return state.Get("wrong") == nil })
	anna.mu.Lock()
	defer anna.mu.Unlock()
	if anna.divergent != 1 {
		t.Errorf("%d hashes differed", anna.divergent)
	}
	anna.divergent = 0
}
