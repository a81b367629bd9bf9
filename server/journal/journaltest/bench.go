package journaltest

import (
	"fmt"
	"math"
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
		Receipt: journal.ReceiptOf("c0123456789abcdef", seq), Digest: seq, Body: benchBody,
	}
}

// Benchmark measures a journal. open opens an empty one.
func Benchmark(b *testing.B, open func(b *testing.B) journal.Journal) {
	b.Run("append", func(b *testing.B) { benchmarkAppend(b, open) })
	b.Run("read", func(b *testing.B) { benchmarkRead(b, open) })
	b.Run("snapshot", func(b *testing.B) { benchmarkSnapshot(b, open) })
}

// benchmarkAppend appends one entry at a time: alone, and from many workshops
// at once, which share commits.
func benchmarkAppend(b *testing.B, open func(*testing.B) journal.Journal) {
	for _, workshops := range []int{1, 64} {
		b.Run(fmt.Sprintf("workshops=%d", workshops), func(b *testing.B) {
			j := open(b)
			for i := range workshops {
				Fill(b, j, id(fmt.Sprintf("workshop-%026d", i)), 1)
			}
			b.ReportAllocs()
			turns := make(chan struct{}, workshops)
			var rooms sync.WaitGroup
			for i := range workshops {
				rooms.Go(func() {
					name, head := id(fmt.Sprintf("workshop-%026d", i)), uint64(1)
					for range turns {
						if err := j.Append(background, name, head, []journal.Entry{benchEntry(head + 1)}); err != nil {
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

func benchmarkRead(b *testing.B, open func(*testing.B) journal.Journal) {
	for _, entries := range []uint64{100, 10_000} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			j := open(b)
			Fill(b, j, id("w"), entries)
			b.ReportAllocs()
			for b.Loop() {
				got, err := j.Read(background, id("w"), 0, int(entries))
				if err != nil || len(got) != int(entries) {
					b.Fatal(len(got), err)
				}
			}
		})
	}
}

// benchmarkSnapshot saves and reads the state of a large workshop.
func benchmarkSnapshot(b *testing.B, open func(*testing.B) journal.Journal) {
	for _, size := range []int{1 << 20} {
		body := make([]byte, size)
		j := open(b)
		Fill(b, j, id("w"), 1)
		b.Run(fmt.Sprintf("save/bytes=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := j.SaveSnapshot(background, id("w"), 1, body, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("read/bytes=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := j.Snapshot(background, id("w"), math.MaxInt64); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Fill makes a journal of this length, for a benchmark.
func Fill(b *testing.B, j journal.Journal, workshop string, last uint64) {
	var entries []journal.Entry
	for seq := uint64(1); seq <= last; seq++ {
		entries = append(entries, benchEntry(seq))
	}
	if err := j.Create(background, workshop, entries); err != nil {
		b.Fatal(err)
	}
}
