package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// wantRefusal opens a database that must not be opened, and wants one sentence
// that says these words and no password.
func wantRefusal(t *testing.T, address string, want error, words string) {
	t.Helper()
	s, err := Open(background, address)
	if err == nil {
		s.Close()
		t.Fatalf("%s was opened", address)
	}
	if want != nil && !errors.Is(err, want) || !strings.Contains(err.Error(), words) ||
		strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v; want %q", err, words)
	}
}

// with is the address of the server with other parameters.
func with(database string, parameters ...string) string {
	query := url.Values{"host": {server.Host()}, "user": {"postgres"}}
	for pair := range slices.Chunk(parameters, 2) {
		query.Set(pair[0], pair[1])
	}
	return "postgres:///" + database + "?" + query.Encode()
}

// TestRefusals: what cannot be opened is refused in one sentence that says what
// to do.
func TestRefusals(t *testing.T) {
	server.Exec(t, `CREATE ROLE guest LOGIN PASSWORD 'secret'`)
	server.Exec(t, `CREATE ROLE barred NOLOGIN PASSWORD 'secret'`)
	server.Exec(t, `CREATE DATABASE ascii ENCODING SQL_ASCII TEMPLATE template0`)
	server.Exec(t, `CREATE DATABASE theirs`)
	server.ExecAt(t, with("theirs"), `CREATE TABLE sessions (a int)`)
	late := server.Schema(t)
	server.Exec(t, `CREATE FUNCTION `+late+`.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$SELECT pg_catalog.clock_timestamp() - interval '1 hour'$$`)
	wrongClock := server.At(server.Host(), url.Values{"search_path": {late + ",pg_catalog"}})
	server.Exec(t, `CREATE DATABASE bare`)
	server.ExecAt(t, with("bare"), `REVOKE ALL ON SCHEMA public FROM public`)
	for _, c := range []struct{ name, address, words string }{
		{"no server", "postgres://u:secret@127.0.0.1:1/w", "there is no Postgres to be reached at 127.0.0.1:1 (connection refused): start it, or correct --database"},
		{"no host", "postgres://u:secret@nowhere.invalid/w", "start it, or correct --database"},
		{"a wrong password", with("postgres", "user", "guest", "password", "secret2"), `does not accept the password of user "guest"`},
		{"an unknown user", with("postgres", "user", "nobody", "password", "secret"), `does not accept the password of user "nobody"`},
		{"a user who may not log in", with("postgres", "user", "barred", "password", "secret"), `does not admit user "barred"`},
		{"no database", with("none"), `has no database "none": make it with createdb --owner=postgres none`},
		{"no rights", with("postgres", "user", "guest", "password", "secret"), `make it the owner: ALTER DATABASE "postgres" OWNER TO "guest"`},
		{"no schema", with("bare", "user", "guest", "password", "secret"), `make it the owner: ALTER DATABASE "bare" OWNER TO "guest"`},
		{"a clock an hour off", wrongClock, "the clocks of this machine and of the database are 1h0m0s apart: set both"},
		{"another encoding", with("ascii"), "createdb --encoding=UTF8"},
		{"another program's", with("theirs"), "give Warsztat a database of its own"},
		{"read only", with("postgres", "default_transaction_read_only", "on"), "the address of the server that writes"},
		{"no address", "postgres://u:secret@%zz", "no Postgres address"},
	} {
		t.Run(c.name, func(t *testing.T) { wantRefusal(t, c.address, nil, c.words) })
	}
}

func TestNewerSchema(t *testing.T) {
	address := server.Database(t)
	if err := openStore(t, address).Close(); err != nil {
		t.Fatal(err)
	}
	known, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	newer := int64(len(known) + 1)
	tamper(t, address, `INSERT INTO T VALUES ($1, $2)`, "migrations", newer, new(schema.Digest).Migration(newer))
	wantRefusal(t, address, schema.ErrNewer, fmt.Sprintf("written by a newer version of Warsztat (schema %d, this version knows %d)", newer, newer-1))
	tamper(t, address, `UPDATE T SET number = number + 9 WHERE number = $1`, "migrations", newer)
	wantRefusal(t, address, schema.ErrDamagedVersion, "")
	tamper(t, address, `DELETE FROM T WHERE number > $1`, "migrations", newer)
	openStore(t, address)
}

// TestOpenedAtOnce: instances that start together on an empty database make its
// tables once.
func TestOpenedAtOnce(t *testing.T) {
	address := server.Database(t)
	epochs := make([]string, 4)
	var all sync.WaitGroup
	for i := range epochs {
		all.Go(func() {
			s, err := Open(background, address)
			if err != nil {
				t.Error(err)
				return
			}
			epochs[i] = s.Epoch()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if slices.Sort(epochs); epochs[0] == "" || epochs[0] != epochs[3] {
		t.Errorf("epochs %q", epochs)
	}
}

// TestSession: the settings that durability needs do not depend on the server's.
func TestSession(t *testing.T) {
	address := server.Database(t)
	s := openStore(t, address+"&synchronous_commit=off&statement_timeout=0")
	for name, want := range session {
		var got string
		if err := s.pool.QueryRow(background, `SELECT current_setting($1)`, name).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
}

// TestInterruptedDeletion: a deletion that has begun is completed at the next
// start; until then the workshop is gone, and its name is not free.
func TestInterruptedDeletion(t *testing.T) {
	address := server.Database(t)
	s := openStore(t, address)
	mustCreate(t, s, workshop("w"), 3*deletionEntries)
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if more, err := deleteFirst(ctx, tx, workshop("w")); !more || err != nil {
		t.Fatal(more, err)
	}
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Head(background, workshop("w")); !errors.Is(err, journal.ErrNotFound) {
		t.Errorf("head: %v", err)
	}
	if err := s.Create(background, workshop("w"), nil); !errors.Is(err, journal.ErrExists) {
		t.Errorf("create: %v", err)
	}
	s = openStore(t, address)
	mustCreate(t, s, workshop("w"), 1)
	if err := s.Delete(background, workshop("w")); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(background, workshop("w")); !errors.Is(err, journal.ErrNotFound) {
		t.Errorf("again: %v", err)
	}
}
