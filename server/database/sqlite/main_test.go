package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"warsztat/server/access"
	"warsztat/server/access/accesstest"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// childRole is the environment variable that makes the test binary play a
// second process instead of running tests (crash_test.go).
const childRole = "WARSZTAT_TEST_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childRole); role != "" {
		os.Exit(runChild(role, os.Args[1:]))
	}
	goleak.VerifyTestMain(m)
}

var background = context.Background()

func openStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(background, path)
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

// database is the path of a database that is not there yet.
func database(t testing.TB) string {
	return filepath.Join(t.TempDir(), "warsztat.db")
}

// tamper changes the database behind the store, which may be open.
func tamper(t testing.TB, path, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, "rw", []string{setBusyTimeout}))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	result, err := db.Exec(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s: %d rows, %v", query, n, err)
	}
}

func TestAccessContract(t *testing.T) {
	accesstest.Contract(t, func(t *testing.T) access.Store { return openStore(t, database(t)) })
}

func TestJournalContract(t *testing.T) {
	open := func(t *testing.T) journal.Journal { return openStore(t, database(t)) }
	reopen := func(t *testing.T, j journal.Journal) journal.Journal {
		s := j.(*Store)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return openStore(t, s.path)
	}
	journaltest.Contract(t, open, reopen, journaltest.Corrupt{
		Entry: func(t *testing.T, j journal.Journal, workshop string, seq uint64) {
			tamper(t, j.(*Store).path, `UPDATE entries SET body = X'00' WHERE workshop = ? AND seq = ?`, workshop, seq)
		},
		Loss: func(t *testing.T, j journal.Journal, workshop string, seq uint64) {
			tamper(t, j.(*Store).path, `DELETE FROM entries WHERE workshop = ? AND seq = ?`, workshop, seq)
		},
		Snapshot: func(t *testing.T, j journal.Journal, workshop string, seq uint64) {
			tamper(t, j.(*Store).path, `UPDATE snapshots SET body = X'00' WHERE workshop = ? AND seq = ?`, workshop, seq)
		},
	})
}

// number makes an entry with this number.
func number(seq uint64) journal.Entry {
	return journal.Entry{Seq: seq, Member: "m", Receipt: fmt.Sprint("c ", seq), Digest: seq, Body: []byte("body")}
}

func numbers(first, last uint64) []journal.Entry {
	var entries []journal.Entry
	for seq := first; seq <= last; seq++ {
		entries = append(entries, number(seq))
	}
	return entries
}

func mustCreate(t testing.TB, s *Store, workshop string, last uint64) {
	t.Helper()
	if err := s.Create(background, workshop, numbers(1, last)); err != nil {
		t.Fatal(err)
	}
}

func mustAppend(t testing.TB, s *Store, workshop string, head uint64, entries []journal.Entry) {
	t.Helper()
	if err := s.Append(background, workshop, head, entries); err != nil {
		t.Fatal(err)
	}
}

// wantLength reads the whole journal of the workshop.
func wantLength(t testing.TB, s *Store, workshop string, want int) {
	t.Helper()
	entries, err := s.Read(background, workshop, 0, want+1)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != want {
		t.Fatalf("workshop %s: %d entries, want %d", workshop, len(entries), want)
	}
}
