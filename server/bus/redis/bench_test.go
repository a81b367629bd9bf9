package redis_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"warsztat/server/bus/bustest"
	"warsztat/server/bus/redis"
)

// BenchmarkHop sends one message at a time from one instance to another: that is what
// Redis adds to the way of a change.
func BenchmarkHop(b *testing.B) {
	from, err := redis.Open(b.Context(), server.Address(), "hop", slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer from.Close()
	to, err := redis.Open(b.Context(), server.Address(), "hop", slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer to.Close()
	r := bustest.NewRecorder()
	to.Join("w", r)
	r.Resumed()
	message := make([]byte, 500)
	var took []time.Duration
	for b.Loop() {
		begin := time.Now()
		from.Publish("w", message)
		r.Next()
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
