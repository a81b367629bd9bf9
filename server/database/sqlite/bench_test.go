package sqlite

import (
	"fmt"
	"testing"

	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

func BenchmarkJournal(b *testing.B) {
	journaltest.Benchmark(b, func(b *testing.B) journal.Journal { return openStore(b, database(b)) })
}

// BenchmarkOpen opens and closes a database after an orderly stop.
func BenchmarkOpen(b *testing.B) {
	for _, entries := range []uint64{1, 10_000} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			path := database(b)
			s := openStore(b, path)
			journaltest.Fill(b, s, "w", entries)
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				s, err := Open(background, path)
				if err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
