package postgres

import (
	"testing"

	"warsztat/server/database/postgres/postgrestest"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// BenchmarkJournal measures a server that waits for the disk.
func BenchmarkJournal(b *testing.B) {
	durable, err := postgrestest.Start("fsync=on")
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := durable.Stop(); err != nil {
			b.Error(err)
		}
	}()
	journaltest.Benchmark(b, func(b *testing.B) journal.Journal { return openStore(b, durable.Database(b)) })
}
