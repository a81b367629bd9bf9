// Package clienttest gives the tests of programs that speak the protocol a real
// server to speak to.
package clienttest

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/server"
	"warsztat/server/access"
	"warsztat/server/database"
	"warsztat/server/hub"
)

// OrganiserKey is the key of every server that Serve starts.
const OrganiserKey = "klucz-organizatora-do-testow"

// Serve starts a server on a free port, with a database of its own, and returns
// it. A client may send commandRate commands a second, and as many at once. The
// server ends with the test, which fails unless the server has logged these
// warnings and no others.
func Serve(t *testing.T, commandRate int, warnings ...string) client.Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	store, err := database.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
	if err != nil {
		t.Fatal(err)
	}
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelWarn}))
	fatal := func(err error) { t.Error(err) }
	rooms := hub.New(hub.Config{
		Journal: store, Limits: board.DefaultLimits(), Log: log, Valid: server.Valid(store), Fatal: fatal,
		CommandsPerSecond: float64(commandRate), CommandBurst: commandRate,
	})
	public := &url.URL{Scheme: "http", Host: listener.Addr().String()}
	s, err := server.New(server.Config{
		Public: public, Organiser: access.FixedOrganiser(OrganiserKey), Store: store, Rooms: rooms, App: fstest.MapFS{},
		Log: log, Metrics: prometheus.NewRegistry(), Fatal: fatal, ConnectionsPerAddress: 1000,
	})
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(listener, nil) }()
	t.Cleanup(func() {
		for _, err := range []error{rooms.Close(context.Background()), s.Shutdown(context.Background()), <-served, store.Close()} {
			if err != nil {
				t.Error(err)
			}
		}
		lines := slices.Collect(strings.Lines(logged.String()))
		if !slices.EqualFunc(lines, warnings, strings.Contains) {
			t.Errorf("the server logged %q", lines)
		}
	})
	return client.Server{Address: public.String(), HTTP: &http.Client{Transport: &http.Transport{}}}
}
