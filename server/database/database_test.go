package database_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"warsztat/server/access"
	"warsztat/server/database"
	"warsztat/server/database/postgres/postgrestest"
	"warsztat/server/journal"
)

var server *postgrestest.Server

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(&server, m.Run)) }

func openStore(t *testing.T, address string) database.Store {
	t.Helper()
	store, err := database.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// TestDelete: with a workshop go its links, sessions and passes, and those of
// other workshops stay.
func TestDelete(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testDelete(t, openStore(t, filepath.Join(t.TempDir(), "warsztat.db"))) })
	t.Run("postgres", func(t *testing.T) { testDelete(t, openStore(t, server.Database(t))) })
}

func testDelete(t *testing.T, store database.Store) {
	ctx := t.Context()
	w, v, u := uuid.NewString(), uuid.NewString(), uuid.NewString()
	hash := func(what, workshop string) []byte { return []byte("hash of the " + what + " of " + workshop) }
	for _, workshop := range []string{w, v} {
		if err := errors.Join(
			store.Create(ctx, workshop, nil),
			store.AddLinks(ctx, []access.Link{{ID: "link of " + workshop, Workshop: workshop, Hash: hash("link", workshop)}}),
			store.AddSession(ctx, access.Session{ID: "session of " + workshop, Workshop: workshop, Hash: hash("session", workshop)}),
			store.AddPass(ctx, access.Pass{Session: "session of " + workshop, Hash: hash("pass", workshop), Expires: time.UnixMilli(3000)}),
		); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Delete(ctx, w); err != nil {
		t.Fatal(err)
	}
	for workshop, want := range map[string]bool{w: false, v: true} {
		if links, err := store.Links(ctx, workshop); len(links) != 0 != want || err != nil {
			t.Errorf("links of %s: %v, %v", workshop, links, err)
		}
		if _, found, err := store.LinkByHash(ctx, hash("link", workshop)); found != want || err != nil {
			t.Errorf("link of %s: found %v, %v", workshop, found, err)
		}
		if _, found, err := store.SessionByHash(ctx, hash("session", workshop)); found != want || err != nil {
			t.Errorf("session of %s: found %v, %v", workshop, found, err)
		}
		if _, of, found, err := store.PassByHash(ctx, hash("pass", workshop)); found != want || found && of.Workshop != workshop || err != nil {
			t.Errorf("pass of %s: found %v, %v", workshop, found, err)
		}
	}
	next := access.Session{ID: "next", Workshop: w, Hash: hash("session", "next")}
	if taken, err := store.TakePass(ctx, hash("pass", w), next); taken || err != nil {
		t.Errorf("taken %v, %v", taken, err)
	}

	// A workshop that was never founded may have links; they go too.
	if err := store.AddLinks(ctx, []access.Link{{ID: "alone", Workshop: u, Hash: hash("link", u)}}); err != nil {
		t.Fatal(err)
	}
	if err := store.Delete(ctx, u); err != nil {
		t.Fatal(err)
	}
	if err := store.Delete(ctx, u); !errors.Is(err, journal.ErrNotFound) {
		t.Fatalf("again: %v", err)
	}
}

func TestAddress(t *testing.T) {
	for address, good := range map[string]bool{
		"data/warsztat.db": true, "/var/lib/ś #1?.db": true,
		"": false, "postgres://db/warsztat": true, "postgresql://u:p@db:5433/w?sslmode=require": true,
		"PostgreSQL://db": false, "postgres://%zz": false, "postgres://db:port/w": false, "mysql://db/w": false, "https://warsztat.example": false,
	} {
		if err := database.CheckAddress(address); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
	if store, err := database.Open(t.Context(), "postgres:///w?host=/no/such/directory"); store != nil || err == nil {
		t.Errorf("opened %v, %v", store, err)
	}
}
