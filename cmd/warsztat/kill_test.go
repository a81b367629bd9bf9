package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
)

const serveVariable = "WARSZTAT_TEST_SERVE"

// The test binary serves as the program itself when a test starts it so.
func init() {
	if os.Getenv(serveVariable) != "" {
		main()
	}
}

// process is the real program on a database, started and killed by a test.
type process struct {
	t        testing.TB
	database string
	redis    string // "" for none
	address  string // host:port; chosen at the first start and kept
	cmd      *exec.Cmd
}

func (p *process) start() {
	p.t.Helper()
	listen := p.address
	if listen == "" {
		listen = "127.0.0.1:0"
	}
	p.cmd = exec.Command(os.Args[0], "serve", "--listen", listen, "--database", p.database, "--redis", p.redis,
		"--organiser-key", clienttest.OrganiserKey, "--command-rate", "1000", "--max-note-length", "20000", "--max-notes", "20000", "--max-records", "100000", "--log-level", "error")
	p.cmd.Env = append(os.Environ(), serveVariable+"=1", "LC_ALL=C")
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at, ok := strings.CutPrefix(lines.Text(), "Warsztat is at http://"); ok {
			if p.address == "" { // afterwards it is only read
				p.address = at
			}
			return
		}
	}
	p.t.Fatal("the program did not say where it is")
}

// kill ends the program as a power cut would, as far as a process can tell.
func (p *process) kill() {
	// It was killed, or had ended on its own: either way it is over now.
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// typist keeps typing marks, each of them once, at the front of one note.
type typist struct {
	*client.Client
	name  string
	typed int      // marks
	acked []string // marks that were acknowledged
}

func (y *typist) mark(n int) string { return fmt.Sprintf("<%s%d>", y.name, n) }

// work types until it is stopped. It tells progress of each acknowledgement.
func (y *typist) work(ctx context.Context, progress chan<- struct{}, stop <-chan struct{}) error {
	for {
		y.typed++
		mark := y.mark(y.typed)
		_, err := y.Submit(ctx, func(*board.State) board.Command {
			return &board.EditText{Record: "note", Field: "text", Ops: board.Splice{}.Insert(mark)}
		})
		if err != nil {
			return fmt.Errorf("%s: %w", mark, err)
		}
		y.acked = append(y.acked, mark)
		select {
		case progress <- struct{}{}:
		case <-stop:
			return nil
		}
	}
}

// Three people type into one note while the program is killed again and again,
// or the database that it uses: nothing acknowledged is missing, and nothing is
// there twice.
func TestKillWhileTyping(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		killWhileTyping(t, filepath.Join(t.TempDir(), "warsztat.db"), nil)
	})
	t.Run("postgres", func(t *testing.T) {
		killWhileTyping(t, postgres.Database(t), func() error { return postgres.Restart(syscall.SIGQUIT) })
	})
}

// killWhileTyping kills the program, and every second time its database instead
// if that has a server which can be restarted.
func killWhileTyping(t *testing.T, database string, restart func() error) {
	p := &process{t: t, database: database}
	p.start()
	t.Cleanup(func() { p.kill() })
	server := client.Server{Address: "http://" + p.address, HTTP: &http.Client{Transport: &http.Transport{}}}
	links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	var typists []*typist
	for _, name := range []string{"anna", "ewa", "jan"} {
		person := client.Person{Link: links[board.Participant], Name: name, EventStream: name == "jan"}
		typists = append(typists, &typist{Client: clienttest.Enter(t, server, person), name: name})
	}
	clienttest.Must(t, typists[0].Client, &board.AddNote{Board: "board-1", Note: "note", Section: "strength", Text: "."})

	stop, enough := context.WithCancel(t.Context())
	progress, failed := make(chan struct{}), make(chan error, len(typists))
	var working sync.WaitGroup
	for _, y := range typists {
		working.Go(func() {
			if err := y.work(t.Context(), progress, stop.Done()); err != nil {
				failed <- err
			}
		})
	}
	t.Cleanup(working.Wait)
	t.Cleanup(enough)
	// The work says when the next kill is due, so that a slow machine does as
	// much of it as a fast one.
	await := func(acknowledgements int) {
		for range acknowledgements {
			select {
			case <-progress:
			case err := <-failed:
				t.Fatal(err)
			}
		}
	}
	kills := 8
	if testing.Short() {
		kills = 4
	}
	for i := range kills {
		await(10 + rand.IntN(30))
		if restart != nil && i%2 == 1 {
			if err := restart(); err != nil {
				t.Fatal(err)
			}
			continue
		}
		p.kill()
		p.start()
	}
	await(20)
	enough()
	working.Wait()
	p.kill()
	p.start()
	text := ""
	judge := clienttest.Enter(t, server, client.Person{Link: links[board.Moderator], Name: "Basia"})
	judge.Look(func(state *board.State) { text = board.NoteOf(state.Get("note")).Text() })
	total := 0
	for _, y := range typists {
		total += len(y.acked)
		for _, mark := range y.acked {
			if n := strings.Count(text, mark); n != 1 {
				t.Errorf("%s was acknowledged and is there %d times", mark, n)
			}
		}
		for n := range y.typed {
			if strings.Count(text, y.mark(n+1)) > 1 {
				t.Errorf("command %d of %s took effect twice", n+1, y.name)
			}
		}
		clienttest.Await(t, y.Client, "the same text", func(state *board.State) bool { return board.NoteOf(state.Get("note")).Text() == text })
		if stats := y.Stats(); stats.Snapshots != 1 {
			t.Errorf("%s had to fetch the state again: %+v", y.name, stats)
		}
	}
	if total < 3*kills {
		t.Errorf("only %d commands were acknowledged: the test shows little", total)
	}
	t.Logf("%d kills, %d commands acknowledged", kills+1, total)
}
