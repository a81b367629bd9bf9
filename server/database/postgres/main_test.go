package postgres

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"warsztat/server/access"
	"warsztat/server/access/accesstest"
	"warsztat/server/database/postgres/postgrestest"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

var (
	background = context.Background()
	server     *postgrestest.Server
)

func TestMain(m *testing.M) {
	os.Exit(postgrestest.Main(&server, m.Run))
}

// workshop is the id of the workshop that a test calls by this name.
func workshop(name string) string { return uuid.NewSHA1(uuid.Nil, []byte(name)).String() }

func openStore(t testing.TB, address string) *Store {
	t.Helper()
	s, err := Open(background, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// addressOf is the address of a store that a test has opened.
func addressOf(s *Store) string { return s.pool.Config().ConnString() }

// schemaOf is the name of the schema that the address names.
func schemaOf(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("search_path")
}

// tamper changes a table behind the store, which may be open. The statement
// names the table as T.
func tamper(t testing.TB, address, statement, table string, arguments ...any) {
	t.Helper()
	statement = strings.Replace(statement, " T ", " "+schemaOf(t, address)+"."+table+" ", 1)
	if n := server.Exec(t, statement, arguments...); n == 0 {
		t.Fatalf("%s changed nothing", statement)
	}
}

func TestAccessContract(t *testing.T) {
	accesstest.Contract(t, func(t *testing.T) access.Store { return openStore(t, server.Database(t)) })
}

func TestJournalContract(t *testing.T) {
	journalContract(t, server.Database, openStore)
}

// journalContract runs the contract of journals with empty databases at the
// addresses that empty makes, opened by open.
func journalContract(t *testing.T, empty func(testing.TB) string, open func(testing.TB, string) *Store) {
	reopen := func(t *testing.T, j journal.Journal) journal.Journal {
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		return open(t, addressOf(j.(*Store)))
	}
	change := func(statement, table string) func(*testing.T, journal.Journal, string, uint64) {
		return func(t *testing.T, j journal.Journal, workshop string, seq uint64) {
			tamper(t, addressOf(j.(*Store)), statement+` WHERE workshop = $1 AND seq = $2`, table, workshop, int64(seq))
		}
	}
	journaltest.Contract(t, func(t *testing.T) journal.Journal { return open(t, empty(t)) }, reopen, journaltest.Corrupt{
		Entry:    change(`UPDATE T SET body = '\x00'`, "entries"),
		Loss:     change(`DELETE FROM T `, "entries"),
		Snapshot: change(`UPDATE T SET body = '\x00'`, "snapshots"),
	})
}
