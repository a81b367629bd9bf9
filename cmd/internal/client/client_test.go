package client_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
)

// network is the network of one person. It can be cut, and it can lose
// acknowledgements.
type network struct {
	lose atomic.Int32 // how many of the next acknowledgements do not arrive

	mu    sync.Mutex
	conns []net.Conn
}

func (n *network) dial(ctx context.Context, kind, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, kind, address)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.conns = append(n.conns, conn)
	return lossy{conn, n}, nil
}

// cut ends all connections.
func (n *network) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, conn := range n.conns {
		conn.Close()
	}
	n.conns = nil
}

// lossy is a connection of the network: one that loses an acknowledgement is
// lost as a whole.
type lossy struct {
	net.Conn
	network *network
}

var errLost = errors.New("the network lost it")

func (l lossy) Read(into []byte) (int, error) {
	n, err := l.Conn.Read(into)
	if bytes.Contains(into[:n], []byte(`"ack"`)) && l.network.lose.Add(-1) >= 0 {
		l.Close()
		return 0, errLost
	}
	return n, err
}

// workshop is one on a real server, where people enter over one transport.
type workshop struct {
	t           *testing.T
	server      client.Server
	links       map[board.Role]string
	eventStream bool
}

// each runs a test over each transport.
func each(t *testing.T, commandRate int, test func(t *testing.T, w *workshop), warnings ...string) {
	for name, eventStream := range map[string]bool{"WebSocket": false, "event stream": true} {
		t.Run(name, func(t *testing.T) {
			server := clienttest.Serve(t, commandRate, warnings...)
			links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
			server.HTTP.CloseIdleConnections()
			if err != nil {
				t.Fatal(err)
			}
			test(t, &workshop{t, server, links, eventStream})
		})
	}
}

// as is somebody's way in over a network of their own.
func (w *workshop) as(role board.Role, name string) (client.Server, client.Person, *network) {
	network := &network{}
	server := client.Server{Address: w.server.Address, HTTP: &http.Client{Transport: &http.Transport{DialContext: network.dial, DisableCompression: true}}}
	return server, client.Person{Link: w.links[role], Name: name, Affiliation: "Rudnik", EventStream: w.eventStream}, network
}

func (w *workshop) enter(role board.Role, name string) (*client.Client, *network) {
	w.t.Helper()
	server, person, network := w.as(role, name)
	return clienttest.Enter(w.t, server, person), network
}

// pair is a moderator and a participant.
func (w *workshop) pair() (jan, anna *client.Client, annas *network) {
	w.t.Helper()
	jan, _ = w.enter(board.Moderator, "Jan")
	anna, annas = w.enter(board.Participant, "Anna")
	return jan, anna, annas
}

// codeOf submits a command and returns the code of its refusal.
func codeOf(t *testing.T, c *client.Client, command board.Command) board.Code {
	t.Helper()
	_, err := c.Submit(t.Context(), func(*board.State) board.Command { return command })
	var refusal *board.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("%+v was not refused: %v", command, err)
	}
	return refusal.Code
}

// textOf is the text of the one note, "" without it.
func textOf(state *board.State) string {
	if r := state.Get("las"); r != nil {
		return board.NoteOf(r).Text()
	}
	return ""
}

func add(text string) board.Command {
	return &board.AddNote{Board: "board-1", Note: "las", Section: "strength", Text: text}
}

func edit(ops board.Splice) board.Command {
	return &board.EditText{Record: "las", Field: "text", Ops: ops}
}

func TestTakesPart(t *testing.T) {
	each(t, 100, func(t *testing.T, w *workshop) {
		jan, anna, _ := w.pair()
		clienttest.Must(t, anna, add("lasy"))
		clienttest.Await(t, jan, "the note", func(state *board.State) bool { return textOf(state) == "lasy" })
		if seq, err := anna.Submit(t.Context(), func(*board.State) board.Command { return nil }); seq != 0 || err != nil {
			t.Errorf("nothing became change %d, %v", seq, err)
		}
		if code := codeOf(t, anna, &board.RenameWorkshop{Title: "x"}); code != board.Forbidden {
			t.Errorf("refused with %s", code)
		}
		anna.SetPresence(board.Spot{Board: "board-1"}, true)
		anna.React("clap")
		if err := jan.Await(t.Context(), func() bool { return jan.Writing() == 1 }); err != nil {
			t.Error(err)
		}

		// Two people type in one note at once, one at its beginning, one at its end.
		var both sync.WaitGroup
		both.Go(func() {
			for _, letter := range " nad Sanem" {
				_, err := anna.Submit(t.Context(), func(state *board.State) board.Command {
					return edit(board.Splice{}.Keep(utf8.RuneCountInString(textOf(state))).Insert(string(letter)))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		for i, letter := range []rune("rozległe ") {
			clienttest.Must(t, jan, edit(board.Splice{}.Keep(i).Insert(string(letter))))
		}
		both.Wait()
		for _, c := range []*client.Client{jan, anna} {
			clienttest.Await(t, c, "both texts", func(state *board.State) bool { return textOf(state) == "rozległe lasy nad Sanem" })
		}
	})
}

func TestWeakNetwork(t *testing.T) {
	each(t, 100, func(t *testing.T, w *workshop) {
		jan, anna, network := w.pair()
		clienttest.Must(t, anna, add("lasy"))
		anna.SetPresence(board.Spot{Board: "board-1"}, true)
		network.lose.Store(2)
		clienttest.Must(t, anna, edit(board.Splice{}.Keep(4).Insert("!")))
		network.cut()
		clienttest.Must(t, jan, edit(board.Splice{}.Keep(5).Insert("?")))
		clienttest.Await(t, anna, "what happened meanwhile", func(state *board.State) bool { return textOf(state) == "lasy!?" })
		// She is seen again where she was.
		if err := jan.Await(t.Context(), func() bool { return jan.Writing() == 1 }); err != nil {
			t.Error(err)
		}
		if stats := anna.Stats(); stats.Connections < 2 || stats.Snapshots != 1 {
			t.Errorf("%+v", stats)
		}
	})
}

func TestChangesTeam(t *testing.T) {
	each(t, 100, func(t *testing.T, w *workshop) {
		jan, anna, _ := w.pair()
		team := board.FormedTeam{Team: "team-1", Name: "Jeden", Members: []string{anna.Actor().Member}}
		clienttest.Must(t, jan, &board.FormTeams{Teams: []board.FormedTeam{team}})
		clienttest.Must(t, jan, &board.AddPhase{Phase: "phase", Plan: board.Plan{Title: "W zespołach", Teams: true, Boards: []string{}, Allow: board.Acts}})
		clienttest.Must(t, jan, &board.GoTo{Phase: "phase"})
		copied := "copy:board-1:team-1"
		clienttest.Await(t, anna, "the team's board", func(state *board.State) bool { return state.Get(copied) != nil })
		clienttest.Must(t, anna, &board.AddNote{Board: copied, Note: "las", Section: "strength", Text: "lasy"})
		clienttest.Must(t, jan, &board.AssignTeam{Team: "", Members: []string{anna.Actor().Member}})
		clienttest.Await(t, anna, "to be out of the team", func(state *board.State) bool { return state.Get(copied) == nil })
		if code := codeOf(t, anna, &board.DeleteNotes{Notes: []string{"las"}}); code != board.NotFound {
			t.Errorf("refused with %s", code)
		}
	})
}

func TestRemoved(t *testing.T) {
	each(t, 100, func(t *testing.T, w *workshop) {
		jan, _ := w.enter(board.Moderator, "Jan")
		server, person, _ := w.as(board.Participant, "Anna")
		defer server.HTTP.CloseIdleConnections()
		anna, err := server.Enter(t.Context(), person)
		if err != nil {
			t.Fatal(err)
		}
		left := make(chan error, 1)
		go func() { left <- anna.Follow(t.Context()) }()
		clienttest.Must(t, jan, &board.RemoveMember{Member: anna.Actor().Member})
		if err := <-left; !errors.Is(err, client.ErrNotLetIn) {
			t.Errorf("it stayed: %v", err)
		}
		_, err = anna.Submit(t.Context(), func(*board.State) board.Command { return &board.SetHand{Up: true} })
		if !errors.Is(err, client.ErrNotLetIn) {
			t.Errorf("it may still speak: %v", err)
		}
		if _, err := server.Enter(t.Context(), client.Person{Link: "#guessed", Name: "Ewa"}); !errors.Is(err, client.ErrNotLetIn) {
			t.Errorf("a secret that was guessed: %v", err)
		}
	})
}

func TestTooFastWaits(t *testing.T) {
	const rate = 10 // and as many at once
	each(t, rate, func(t *testing.T, w *workshop) {
		anna, _ := w.enter(board.Participant, "Anna")
		begun := time.Now()
		for range rate + 5 {
			clienttest.Must(t, anna, &board.SetHand{Up: true})
		}
		if took := time.Since(begun); took < 4*time.Second/rate {
			t.Errorf("it took %s", took)
		}
	})
}

// A client whose state is another than the server's finds out, says so and
// fetches it (W31).
func TestStateDiffers(t *testing.T) {
	each(t, 100, func(t *testing.T, w *workshop) {
		server, person, _ := w.as(board.Participant, "Anna")
		defer server.HTTP.CloseIdleConnections()
		anna, err := server.Enter(t.Context(), person)
		if err != nil {
			t.Fatal(err)
		}
		anna.Look(func(state *board.State) {
			seq := state.Seq
			wrong := &board.Record{ID: "wrong", Kind: board.KindNote, Audience: board.Everyone}
			if _, err := state.Apply(board.Fact{Seq: seq + 1, Change: board.Change{{Patches: []board.Patch{{Put: wrong}}}}}); err != nil {
				t.Fatal(err)
			}
			state.Seq = seq
		})
		ctx, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		go func() { left <- anna.Follow(ctx) }()
		clienttest.Must(t, anna, &board.SetHand{Up: true})
		clienttest.Await(t, anna, "the true state", func(state *board.State) bool { return state.Get("wrong") == nil })
		clienttest.Must(t, anna, &board.SetHand{})
		if stats := anna.Stats(); stats.Diverged != 1 || stats.Snapshots != 2 || stats.Connections != 1 {
			t.Errorf("%+v", stats)
		}
		leave()
		if err := <-left; err != nil {
			t.Error(err)
		}
	}, "state hash differs")
}
