package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	stored "warsztat/server/database"
	"warsztat/server/hub"
	"warsztat/server/journal"
)

// say runs a command that has to succeed and returns what it prints.
func say(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(t.Context(), args, nil, &out, io.Discard); err != nil {
		t.Fatalf("%q: %v\n%s", args, err, &out)
	}
	return out.String()
}

// Every command says what it is for, with an example that can be parsed.
func TestHelpOfCommands(t *testing.T) {
	for _, c := range commands {
		text := say(t, append(strings.Fields(c.name), "--help")...)
		if c.name == "serve" { // its help is that of the program
			text = say(t, "help", "serve")
		}
		_, example, found := strings.Cut(text, "Example:\n  warsztat ")
		if !found || !strings.HasPrefix(text, "Usage: warsztat "+c.name) {
			t.Errorf("warsztat %s --help says %s", c.name, text)
			continue
		}
		example, _, _ = strings.Cut(example, "\n")
		of, args, err := find(strings.Fields(example))
		if err != nil || of.name != c.name {
			t.Errorf("the example %q is one of %v, %v", example, of, err)
			continue
		}
		if _, err := of.parse(args, nil, io.Discard, io.Discard); err != nil {
			t.Errorf("the example %q: %v", example, err)
		}
	}
}

// hosted is a server with a workshop in which somebody has written.
type hosted struct {
	database, address string
	stop              func() error
	server            client.Server
	links             map[board.Role]string
	board             string
}

func host(t *testing.T, database string, settings ...string) *hosted {
	t.Helper()
	h := &hosted{database: database}
	_, _, h.address, h.stop = running(t, append([]string{"--database", database, "--organiser-key", clienttest.OrganiserKey}, settings...)...)
	h.server = client.Server{Address: h.address, HTTP: &http.Client{Transport: &http.Transport{}}}
	var err error
	if h.links, err = h.server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"}); err != nil {
		t.Fatal(err)
	}
	return h
}

// enter lets somebody in until leave is called.
func (h *hosted) enter(t *testing.T, role board.Role, name string) (c *client.Client, leave func()) {
	t.Helper()
	c, err := h.server.Enter(t.Context(), client.Person{Link: h.links[role], Name: name})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	followed := make(chan error, 1)
	go func() { followed <- c.Follow(ctx) }()
	leave = sync.OnceFunc(func() { cancel(); <-followed; h.server.HTTP.CloseIdleConnections() })
	t.Cleanup(leave)
	clienttest.Await(t, c, "the board", func(s *board.State) bool {
		if len(s.Siblings("boards")) == 0 {
			return false
		}
		if h.board == "" { // writers may read it already
			h.board = s.Siblings("boards")[0].ID
		}
		return true
	})
	return c, leave
}

// write adds notes until done is called, which tells how many were acknowledged.
func (h *hosted) write(t *testing.T, c *client.Client, name string, acknowledged *atomic.Int64) (done func()) {
	stop := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			note := &board.AddNote{Board: h.board, Note: fmt.Sprint(name, "-", i), Section: "strength", Text: "lasy"}
			if _, err := c.Submit(t.Context(), func(*board.State) board.Command { return note }); err != nil {
				return
			}
			acknowledged.Add(1)
		}
	})
	return func() { close(stop); all.Wait() }
}

// A backup is taken while people write. Restored, it is the workshop at some moment of
// that, hash by hash, with all that was acknowledged before.
// Then the walk of deploy/README.md: the server died, and another machine goes on.
func TestBackupWhilePeopleWrite(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testBackup(t, filepath.Join(t.TempDir(), "warsztat.db")) })
	t.Run("postgres", func(t *testing.T) { testBackup(t, postgres.Database(t)) })
}

func testBackup(t *testing.T, database string) {
	h := host(t, database)
	ola, leaveOla := h.enter(t, board.Moderator, "Ola")
	clienttest.Must(t, ola, &board.RenameWorkshop{Title: "Strategia"})
	var acknowledged atomic.Int64
	var done []func()
	for _, name := range []string{"anna", "jan", "ewa"} {
		c, _ := h.enter(t, board.Participant, name)
		done = append(done, h.write(t, c, name, &acknowledged))
	}
	clienttest.Await(t, ola, "people write", func(*board.State) bool { return acknowledged.Load() > 60 })

	folder := t.TempDir()
	before := acknowledged.Load()
	var first struct {
		Path    string
		Changes uint64
	}
	if err := json.Unmarshal([]byte(say(t, "backup", folder, "--keep", "1", "--json", "--database", database)), &first); err != nil {
		t.Fatal(err)
	}
	after := acknowledged.Load()
	clienttest.Await(t, ola, "they go on", func(*board.State) bool { return acknowledged.Load() > after+20 })
	for _, end := range done {
		end()
	}
	workshop := ola.Workshop()
	leaveOla()
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}

	other := filepath.Join(t.TempDir(), "other.db")
	if text := say(t, "restore", first.Path, "--database", other); !strings.Contains(text, "Restored workshops: 1, changes:") || !strings.Contains(text, "under a new epoch") {
		t.Errorf("restore says %s", text)
	}
	var list []listed
	if err := json.Unmarshal([]byte(say(t, "workshop", "list", "--json", "--database", other)), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].ID != workshop || list[0].Title != "Strategia" || list[0].People != 4 || list[0].Changes != first.Changes || list[0].Last.IsZero() {
		t.Fatalf("restored is %+v, the backup has %d changes", list, first.Changes)
	}
	if list[0].Changes < uint64(before) {
		t.Errorf("%d changes, but %d were acknowledged before the backup", list[0].Changes, before)
	}
	restored := &hosted{database: other}
	_, _, restored.address, restored.stop = running(t, "--database", other, "--organiser-key", clienttest.OrganiserKey)
	restored.server = client.Server{Address: restored.address, HTTP: &http.Client{Transport: &http.Transport{}}}
	restored.links = h.links // they still work
	if got, want := hashesOf(t, other, workshop, first.Changes), hashesOf(t, database, workshop, first.Changes); got != want {
		t.Errorf("restored: %s\nit was: %s", got, want)
	}
	jan, _ := restored.enter(t, board.Participant, "Jan")
	clienttest.Must(t, jan, &board.AddNote{Board: restored.board, Note: "po-awarii", Section: "threat", Text: "susze"})
}

// earlier is a journal as it was at a number.
type earlier struct {
	stored.Reader
	last uint64
}

func (e earlier) Snapshot(context.Context, string, uint64) (uint64, []byte, error) {
	return 0, nil, nil
}

func (e earlier) Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	if after >= e.last {
		return nil, nil
	}
	return e.Reader.Read(ctx, workshop, after, min(limit, int(e.last-after)))
}

// hashesOf are the state hashes of what moderators saw at a number of the journal.
func hashesOf(t *testing.T, database, workshop string, seq uint64) (all string) {
	t.Helper()
	c := &call{config: &config{database: database}}
	if err := c.reading(t.Context(), func(from stored.Reader) error {
		state, _, err := hub.Stored(t.Context(), earlier{from, seq}, workshop)
		if err == nil {
			all = fmt.Sprint(state.Seq, state.Hashes(board.Viewer{Role: board.Moderator}))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// Only the newest backups of the directory stay, and files of other names all do.
func TestKeepBackups(t *testing.T) {
	h := host(t, filepath.Join(t.TempDir(), "warsztat.db"))
	folder := t.TempDir()
	for _, name := range []string{"warsztat-20200101-000000.backup", "warsztat-20200102-000000.backup", "inne.backup"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if text := say(t, "backup", folder, "--keep", "2", "--database", h.database); !strings.Contains(text, "older ones removed: 1") {
		t.Error(text)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 3 || left[0].Name() != "inne.backup" || left[1].Name() != "warsztat-20200102-000000.backup" {
		t.Errorf("left %v, %v", left, err)
	}
}

// Workshops are listed, exported and deleted beside the running server. Whoever is in a
// deleted one is put out of it.
func TestWorkshopCommands(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testWorkshops(t, filepath.Join(t.TempDir(), "warsztat.db")) })
	t.Run("postgres", func(t *testing.T) { testWorkshops(t, postgres.Database(t)) })
}

func testWorkshops(t *testing.T, database string) {
	h := host(t, database)
	jan, leave := h.enter(t, board.Participant, "Jan")
	clienttest.Must(t, jan, &board.AddNote{Board: h.board, Note: "n1", Section: "strength", Text: "czyste rzeki"})
	workshop := jan.Workshop()
	at := []string{"--database", database}
	if text := say(t, append([]string{"workshop", "list"}, at...)...); !strings.Contains(text, workshop+"  Próba") {
		t.Errorf("the list is\n%s", text)
	}
	var exported struct {
		Workshop listed           `json:"workshop"`
		Records  []map[string]any `json:"records"`
	}
	if err := json.Unmarshal([]byte(say(t, append([]string{"workshop", "export", workshop}, at...)...)), &exported); err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(exported); exported.Workshop.People != 1 || !strings.Contains(text, "czyste rzeki") {
		t.Errorf("exported %s", text)
	}
	for _, verb := range []string{"export", "delete", ""} {
		args := append([]string{"workshop", verb, uuid.NewString()}, at...)
		if verb == "" {
			args = append([]string{"audit", uuid.NewString()}, at...)
		}
		if err := run(t.Context(), args, nil, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "there is no workshop") {
			t.Errorf("%q: %v", args, err)
		}
	}
	if text := say(t, append([]string{"workshop", "delete", workshop}, at...)...); !strings.Contains(text, `This would delete "Próba" of 1 people`) {
		t.Error(text)
	}
	if text := say(t, append([]string{"workshop", "delete", workshop, "--yes"}, at...)...); !strings.Contains(text, `Deleted "Próba"`) {
		t.Error(text)
	}
	if text := say(t, append([]string{"workshop", "list", "--json"}, at...)...); text != "[]\n" {
		t.Errorf("left %s", text)
	}
	if got := status(t, "GET", h.address+"/api/workshops/"+workshop+"/snapshot", ""); got != http.StatusUnauthorized && got != http.StatusNotFound {
		t.Errorf("the deleted workshop answers %d", got)
	}
	leave()
	if err := h.stop(); err != nil {
		t.Errorf("the server ends with %v", err)
	}
	// Without a server the command does it itself.
	if err := run(t.Context(), append([]string{"workshop", "delete", workshop, "--yes"}, at...), nil, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "there is no workshop") {
		t.Errorf("deleted again: %v", err)
	}
}

// findings are what doctor says, by what it is about and with which result.
func findings(t *testing.T, args ...string) (all []finding, err error) {
	t.Helper()
	var out bytes.Buffer
	err = run(t.Context(), append([]string{"doctor", "--json"}, args...), nil, &out, io.Discard)
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatalf("%v: %s", err, &out)
	}
	return all, err
}

// Only this user can command the server by its socket, which ends with it.
func TestSocket(t *testing.T) {
	h := host(t, filepath.Join(t.TempDir(), "warsztat.db"))
	socket := socketOf(h.database)
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is %v, %v", info, err)
	}
	if err := h.stop(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(socket); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after the end: %v", err)
	}
	if err := os.WriteFile(socket, nil, 0o600); err != nil { // as a killed server leaves it
		t.Fatal(err)
	}
	_, logs, _, stop := running(t, "--database", h.database)
	if err := stop(); err != nil || strings.Contains(logs.String(), "cannot be opened") {
		t.Errorf("%v: %s", err, logs)
	}
}

func TestDoctor(t *testing.T) {
	h := host(t, filepath.Join(t.TempDir(), "warsztat.db"))
	jan, leave := h.enter(t, board.Participant, "Jan")
	clienttest.Must(t, jan, &board.AddNote{Board: h.board, Note: "n1", Section: "strength", Text: "lasy"})
	at := []string{"--database", h.database, "--public-url", h.address}
	healthy, err := findings(t, at...)
	if err != nil {
		t.Errorf("%v: %+v", err, healthy)
	}
	about := ""
	for _, f := range healthy {
		about += f.About + " " + f.Result + "\n"
	}
	for _, want := range []string{"settings ok", "files ok", "database ok", "disk ", "clock ", "phones warning", "address ok", "websocket ok", "event stream ok"} {
		if !strings.Contains(about, want) {
			t.Errorf("%q is missing in %+v", want, healthy)
		}
	}
	wants := func(what, says string, args ...string) {
		t.Helper()
		found, err := findings(t, args...)
		for _, f := range found {
			if f.Result == wrong && strings.Contains(f.Says, says) && exitCode(err) == 1 {
				return
			}
		}
		t.Errorf("%s: %v, %+v", what, err, found)
	}
	wants("another address", "does not answer", "--database", h.database, "--public-url", "http://127.0.0.1:1")
	plain := newPlain(t)
	wants("another program's address", "not as a ready Warsztat", "--database", h.database, "--public-url", plain)
	if err := os.Chmod(h.database, 0o644); err != nil {
		t.Fatal(err)
	}
	wants("a file that others can read", "chmod 600", at...)
	if err := os.Chmod(h.database, 0o600); err != nil {
		t.Fatal(err)
	}
	early := filepath.Join(t.TempDir(), "early.db")
	store, err := stored.Open(t.Context(), early)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.Create(t.Context(), uuid.NewString(), []journal.Entry{{Seq: 1, At: time.Now().Add(time.Hour), Body: []byte("{}")}}), store.Close()); err != nil {
		t.Fatal(err)
	}
	wants("a clock an hour off", "behind the newest change by ", "--database", early, "--public-url", h.address)
	wants("no database", "no such file", "--database", h.database+"x", "--public-url", h.address)
	leave()
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	damage(t, h.database)
	wants("damage", "checksum is wrong", at...)

	// The running server finds it, too.
	if store, err = stored.Open(t.Context(), h.database); err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var logged bytes.Buffer
	i := newInspections(store, slog.New(slog.NewTextHandler(&logged, nil)), prometheus.NewRegistry())
	if err := i.inspect(t.Context()); err != nil || i.damaged.Load() == 0 || i.ended.Load() == 0 || !strings.Contains(logged.String(), "entries of workshop") {
		t.Errorf("inspected: %v, %d damaged, %s", err, i.damaged.Load(), &logged)
	}
}

// newPlain is a server that is none of ours.
func newPlain(t *testing.T) string {
	s := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	return s.URL
}

// damage changes what was written in a database that is not open.
func damage(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err == nil && !bytes.Contains(content, []byte("lasy")) {
		t.Fatal("there is nothing to damage")
	}
	if err == nil {
		err = os.WriteFile(path, bytes.ReplaceAll(content, []byte("lasy"), []byte("lysy")), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
