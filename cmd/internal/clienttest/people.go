package clienttest

import (
	"context"
	"errors"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// Enter lets somebody in who follows the workshop until the test is over. The
// test fails when their state was ever another than the server's.
func Enter(t testing.TB, server client.Server, person client.Person) *client.Client {
	t.Helper()
	c, err := server.Enter(t.Context(), person)
	if err != nil {
		t.Fatal(err)
	}
	Follow(t, server, person.Name, c)
	return c
}

// Follow has a client follow the workshop until the test is over, as Enter does.
func Follow(t testing.TB, server client.Server, name string, c *client.Client) {
	ctx, leave := context.WithCancel(context.Background())
	followed := make(chan error, 1)
	go func() { followed <- c.Follow(ctx) }()
	t.Cleanup(func() {
		leave()
		if err := <-followed; err != nil && !errors.Is(err, client.ErrNotLetIn) {
			t.Error(err)
		}
		server.HTTP.CloseIdleConnections()
		if stats := c.Stats(); stats.Diverged > 0 {
			t.Errorf("of %d state hashes of %s %d differed", stats.Hashes, name, stats.Diverged)
		}
	})
}

// Must submits a command that has to take effect.
func Must(t testing.TB, c *client.Client, command board.Command) {
	t.Helper()
	if seq, err := c.Submit(t.Context(), func(*board.State) board.Command { return command }); err != nil || seq == 0 {
		t.Fatalf("%+v: change %d, %v", command, seq, err)
	}
}

// Patience ends a test that hangs: the slowest machine needs far less.
const Patience = 3 * time.Minute

// Await waits until something is so in what a client sees.
func Await(t testing.TB, c *client.Client, what string, is func(*board.State) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Patience)
	defer cancel()
	err := c.Await(ctx, func() (so bool) {
		c.Look(func(state *board.State) { so = is(state) })
		return so
	})
	if err != nil {
		t.Fatalf("waited in vain: %s: %v", what, err)
	}
}
