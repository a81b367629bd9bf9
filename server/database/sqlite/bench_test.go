package sqlite

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"warsztat/server/journal"
)

// benchBody is about as long as the change that adds a note.
var benchBody = []byte(fmt.Sprintf("%0200d", 0))

func benchEntry(seq uint64) journal.Entry {
	return journal.Entry{
		Seq: seq, At: time.UnixMilli(1_700_000_000_000), Member: "m0123456789abcdef",
		Client: "c0123456789abcdef", Number: seq, Body: benchBody,
	}
}

// BenchmarkAppend appends one entry at a time: alone, and from many workshops
// at once, which share commits.
func BenchmarkAppend(b *testing.B) {
	for _, workshops := range []int{1, 64} {
		b.Run(fmt.Sprintf("workshops=%d", workshops), func(b *testing.B) {
			s := openStore(b, database(b))
			for i := range workshops {
				fill(b, s, fmt.Sprintf("workshop-%026d", i), 1)
			}
			b.ReportAllocs()
			turns := make(chan struct{}, workshops)
			var rooms sync.WaitGroup
			for i := range workshops {
				rooms.Go(func() {
					name, head := fmt.Sprintf("workshop-%026d", i), uint64(1)
					for range turns {
						if err := s.Append(background, name, head, []journal.Entry{benchEntry(head + 1)}); err != nil {
							b.Error(err)
						}
						head++
					}
				})
			}
			appends := 0
			for b.Loop() {
				turns <- struct{}{}
				appends++
			}
			close(turns)
			rooms.Wait()
			b.ReportMetric(float64(appends)/b.Elapsed().Seconds(), "appends/s")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, entries := range []uint64{100, 10_000} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			s := openStore(b, database(b))
			fill(b, s, "w", entries)
			b.ReportAllocs()
			for b.Loop() {
				got, err := s.Read(background, "w", 0, int(entries))
				if err != nil || len(got) != int(entries) {
					b.Fatal(len(got), err)
				}
			}
		})
	}
}

// BenchmarkOpen opens and closes a database after an orderly stop.
func BenchmarkOpen(b *testing.B) {
	for _, entries := range []uint64{1, 10_000} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			path := database(b)
			s := openStore(b, path)
			fill(b, s, "w", entries)
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

// BenchmarkSnapshot saves and reads the state of a large workshop.
func BenchmarkSnapshot(b *testing.B) {
	for _, size := range []int{1 << 20} {
		body := make([]byte, size)
		s := openStore(b, database(b))
		fill(b, s, "w", 1)
		b.Run(fmt.Sprintf("save/bytes=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := s.SaveSnapshot(background, "w", 1, body); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("read/bytes=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := s.Snapshot(background, "w"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func fill(b *testing.B, s *Store, workshop string, last uint64) {
	var entries []journal.Entry
	for seq := uint64(1); seq <= last; seq++ {
		entries = append(entries, benchEntry(seq))
	}
	if err := s.Create(background, workshop, entries); err != nil {
		b.Fatal(err)
	}
}
