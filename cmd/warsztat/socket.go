package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"warsztat/server"
	"warsztat/server/database"
)

// socketOf is the socket beside the database by which commands reach the server that has
// the database open; "" where several servers may.
func socketOf(address string) string {
	if database.IsShared(address) {
		return ""
	}
	if real, err := filepath.EvalSymlinks(address); err == nil {
		address = real
	}
	return address + ".sock"
}

// serveSocket answers the commands of this machine until the returned function is
// called. The server has the database to itself, so a socket that is there is left over.
func serveSocket(address string, s *server.Server, log *slog.Logger) (stop func()) {
	path := socketOf(address)
	if path == "" {
		return func() {}
	}
	err := os.Remove(path)
	if err == nil || errors.Is(err, os.ErrNotExist) {
		var listener net.Listener
		if listener, err = net.Listen("unix", path); err == nil {
			if err = os.Chmod(path, 0o600); err == nil {
				commands := &http.Server{Handler: s.Commands(), ReadHeaderTimeout: 5 * time.Second}
				ended := make(chan struct{})
				go func() {
					defer close(ended)
					_ = commands.Serve(listener) // ends with Close
				}()
				return func() {
					commands.Close()
					<-ended
				}
			}
			listener.Close()
		}
	}
	log.Warn("commands that write, such as warsztat workshop delete, need the server to be stopped: the socket beside the database cannot be opened", "error", err)
	return func() {}
}

// write has the running server do something, or does it itself when none runs. It
// returns what the server, or do, answered.
func (c *call) write(ctx context.Context, method, path string, do func(database.Store) (string, error)) (string, error) {
	if socket := socketOf(c.database); socket != "" {
		client := &http.Client{Transport: &http.Transport{
			DisableKeepAlives: true,
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "unix", socket)
			},
		}}
		request, err := http.NewRequestWithContext(ctx, method, "http://server"+path, nil)
		if err != nil {
			return "", err
		}
		if answer, err := client.Do(request); err == nil {
			defer answer.Body.Close()
			text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<16))
			if err == nil && answer.StatusCode != http.StatusOK {
				err = fmt.Errorf("the server did not do it: %s", strings.TrimSpace(string(text)))
			}
			return string(text), err
		}
	}
	store, err := database.Open(ctx, c.database)
	if err != nil {
		return "", err
	}
	said, err := do(store)
	return said, errors.Join(err, store.Close())
}
