package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/server/bus/redis/redistest"
	"warsztat/server/database"
	"warsztat/server/database/schema"
)

// disk makes a file system of a few megabytes in a directory, with the options of
// mount. Only root may.
func disk(t *testing.T, options string) (dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a small disk")
	}
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("a small disk cannot be mounted here:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill writes into a directory until its disk is full. The result makes space again.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	name := filepath.Join(dir, "filling")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 1<<12))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// The program refuses to start on what cannot work, in one sentence that says what to
// do and no password.
func TestRefusesToStart(t *testing.T) {
	// at is an address of the Postgres server, with other parameters.
	at := func(pairs ...string) string {
		query := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			query.Set(pairs[i], pairs[i+1])
		}
		return postgres.At(postgres.Host(), query)
	}
	// newer has a database say that a newer version wrote it.
	newer := func(t *testing.T) string {
		address := postgres.Database(t)
		store, err := database.Open(t.Context(), address)
		if err == nil {
			err = store.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		for number := int64(2); number < 10; number++ {
			postgres.ExecAt(t, address, `INSERT INTO migrations VALUES ($1, $2) ON CONFLICT DO NOTHING`, number, new(schema.Digest).Migration(number))
		}
		return address
	}
	postgres.Exec(t, `CREATE ROLE guest LOGIN PASSWORD 'canary'`)
	for name, c := range map[string]struct {
		settings func(t *testing.T) []string
		says     string
		exit     int
	}{
		"Redis with SQLite": {
			func(t *testing.T) []string {
				return []string{"--redis", "redis://:canary@127.0.0.1", "--database", filepath.Join(t.TempDir(), "warsztat.db")}
			},
			"set --database to its address, or leave --redis out", 2,
		},
		"Postgres without rights": {
			func(*testing.T) []string { return []string{"--database", at("user", "guest", "password", "canary")} },
			`make it the owner: ALTER DATABASE "postgres" OWNER TO "guest"`, 1,
		},
		"a newer schema": {
			func(t *testing.T) []string { return []string{"--database", newer(t)} },
			"start the newer version, or restore a backup made before the upgrade", 1,
		},
		"a Postgres that only reads": {
			func(*testing.T) []string { return []string{"--database", at("default_transaction_read_only", "on")} },
			"give --database the address of the server that writes", 1,
		},
		"a clock an hour off": {
			func(t *testing.T) []string {
				late := postgres.Schema(t)
				postgres.Exec(t, `CREATE FUNCTION `+late+`.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$SELECT pg_catalog.clock_timestamp() - interval '1 hour'$$`)
				return []string{"--database", at("search_path", late+",pg_catalog")}
			},
			"1h0m0s apart: set both", 1,
		},
		"a Redis that needs a password": {
			func(t *testing.T) []string {
				locked, err := redistest.Start("--requirepass", "tajne")
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { locked.Kill() })
				return []string{"--database", postgres.Database(t), "--redis", "redis://:canary@" + locked.Host()}
			},
			"wants another password", 1,
		},
		"a wrong public URL": {
			func(*testing.T) []string { return []string{"--public-url", "warsztat.example/board"} },
			"give an address such as https://warsztat.example", 2,
		},
		"a full disk": {
			func(t *testing.T) []string {
				dir := disk(t, "size=1m")
				fill(t, dir)
				return []string{"--database", filepath.Join(dir, "warsztat.db")}
			},
			"is full (13): make space on its disk, and start again", 1,
		},
		"a read-only directory": {
			func(t *testing.T) []string {
				return []string{"--database", filepath.Join(disk(t, "ro"), "warsztat.db")}
			},
			"read-only file system: give this user the right to write there, or correct --database", 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(os.Args[0], append([]string{"serve", "--listen", "127.0.0.1:0"}, c.settings(t)...)...)
			cmd.Env = append(os.Environ(), serveVariable+"=1")
			var out, said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &said
			_ = cmd.Run() // its exit code tells
			if cmd.ProcessState.ExitCode() != c.exit || strings.Count(said.String(), "\n") != 1 || !strings.Contains(said.String(), c.says) || strings.Contains(out.String()+said.String(), "canary") {
				t.Errorf("exit %d: %s%s", cmd.ProcessState.ExitCode(), &out, &said)
			}
		})
	}
}

// On a full disk a workshop can be read, and what is refused says why. When there is
// space again, people go on, and nothing that was acknowledged is lost.
func TestDiskFillsUp(t *testing.T) {
	dir := disk(t, "size=64m")
	p := &process{t: t, database: filepath.Join(dir, "warsztat.db")}
	p.start()
	t.Cleanup(func() { p.kill() })
	server := client.Server{Address: "http://" + p.address, HTTP: &http.Client{Transport: &http.Transport{}}}
	links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	anna := clienttest.Enter(t, server, client.Person{Link: links[board.Participant], Name: "Anna"})
	add := func(note string) error {
		_, err := anna.Submit(t.Context(), func(*board.State) board.Command {
			return &board.AddNote{Board: "board-1", Note: note, Section: "strength", Text: strings.Repeat("lasy ", 1000)}
		})
		return err
	}
	if err := add("before"); err != nil {
		t.Fatal(err)
	}
	free := fill(t, dir)
	var refusal *board.Refusal
	for err = nil; err == nil; {
		err = add(client.NewID())
	}
	if !errors.As(err, &refusal) || refusal.Code != board.StorageFull {
		t.Errorf("on a full disk: %v", err)
	}
	for path, want := range map[string]int{"/livez": http.StatusOK, "/readyz": http.StatusServiceUnavailable} {
		if got := status(t, http.MethodGet, server.Address+path, ""); got != want {
			t.Errorf("on a full disk %s answers %d", path, got)
		}
	}
	free()
	if err := add("after"); err != nil {
		t.Error(err)
	}
	p.kill()
	p.start()
	late := clienttest.Enter(t, server, client.Person{Link: links[board.Observer]})
	late.Look(func(state *board.State) {
		if state.Get("before") == nil || state.Get("after") == nil {
			t.Error("a note is lost")
		}
	})
}

// Where people reach the server at another address than --public-url names, their pages
// are refused, and the operator reads why.
func TestWrongPublicURL(t *testing.T) {
	out, logs := newWatched(), newWatched()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--public-url", "https://warsztat.example", "--database", filepath.Join(t.TempDir(), "warsztat.db")}, nil, out, logs)
	}()
	address := "http://" + logs.match(t, `msg=serving .*listen=(\S+)`)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/api/enter", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", address)
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("the page is answered with %d", answer.StatusCode)
	}
	if page := logs.match(t, `set --public-url to the address that people use" page=(\S+)`); page != address {
		t.Errorf("the log names %s", page)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
