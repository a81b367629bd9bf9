package main

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Simulated people leave the oldest of too many rehearsals, each after two hours, and
// all when the server ends.
func TestRehearsals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRehearsals(t.Context(), "", slog.New(slog.DiscardHandler))
		var mu sync.Mutex
		var there []string
		r.play = func(ctx context.Context, link string) error {
			mu.Lock()
			defer mu.Unlock()
			there = append(there, link)
			mu.Unlock()
			<-ctx.Done()
			mu.Lock()
			there = slices.DeleteFunc(there, func(other string) bool { return other == link })
			return nil
		}
		check := func(when string, want ...string) {
			t.Helper()
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			if !slices.Equal(there, want) {
				t.Errorf("%s people are in %q, not in %q", when, there, want)
			}
		}
		for _, link := range []string{"a", "b", "c"} {
			r.begin(link)
			time.Sleep(time.Hour / 2)
		}
		check("at first", "a", "b", "c")
		r.begin("d")
		check("after the fourth", "b", "c", "d")
		time.Sleep(time.Hour)
		check("when the second is two hours old", "c", "d")
		r.end()
		check("after the end")
	})
}
