package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/cmd/internal/torture"
)

// arrivals follows the workshop at one instance until the benchmark ends, and tells when
// each change arrives.
func (c *cluster) arrivals(b *testing.B, p *process) <-chan time.Time {
	b.Helper()
	server := c.server(p.address)
	entered, err := server.Enter(b.Context(), client.Person{Link: c.links[board.Observer]})
	c.must(err)
	times := make(chan time.Time, 100_000)
	entered.Notice = func(*board.State, uint64, []board.Patch) { times <- time.Now() }
	clienttest.Follow(b, server, "observer", entered)
	c.must(entered.Await(b.Context(), func() bool { return entered.Stats().Connections > 0 }))
	return times
}

// BenchmarkHop measures how much later a change arrives at another instance than at the
// one that has appended it.
func BenchmarkHop(b *testing.B) {
	c := newCluster(b, 1, 2)
	c.balancer.avoids(c.instances[1].address)
	c.found(b)
	w := c.writer(b, &torture.History{}, "anna", false)
	here, there := c.arrivals(b, c.instances[0]), c.arrivals(b, c.instances[1])
	var added, whole []time.Duration
	for b.Loop() {
		sent := time.Now()
		c.must(w.Write(b.Context()))
		first := <-here
		added, whole = append(added, (<-there).Sub(first)), append(whole, first.Sub(sent))
	}
	percentile := func(all []time.Duration, p int) float64 {
		slices.Sort(all)
		return float64(all[len(all)*p/100].Microseconds())
	}
	b.ReportMetric(percentile(added, 50), "p50-µs")
	b.ReportMetric(percentile(added, 99), "p99-µs")
	b.ReportMetric(percentile(added, 50)/percentile(whole, 50), "of-the-whole-way")
}

// processorTime is what the process has used so far.
func (p *process) processorTime() time.Duration {
	p.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	ticks := 0
	for _, field := range fields[11:13] { // of the user and of the system
		n, err := strconv.Atoi(field)
		if err != nil {
			p.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / 100
}

// BenchmarkProcessorTime has 200 people write in one workshop, 100 changes a second, at
// one instance and at two, and compares the processor time of a change.
func BenchmarkProcessorTime(b *testing.B) {
	const people, commands, pause = 200, 8, 2 * time.Second
	cost := func(instances int) time.Duration {
		c := newCluster(b, 1, instances)
		c.found(b)
		var writers []*torture.Writer
		for i := range people {
			writers = append(writers, c.writer(b, &torture.History{}, fmt.Sprint("p", i), false))
		}
		used := func() (sum time.Duration) {
			for _, p := range c.instances {
				sum += p.processorTime()
			}
			return sum
		}
		before := used()
		var working sync.WaitGroup
		for _, w := range writers {
			working.Go(func() {
				<-time.After(rand.N(pause)) // not all at the same moment
				for range commands {
					next := time.After(pause)
					if err := w.Write(b.Context()); err != nil {
						b.Error(err)
						return
					}
					<-next
				}
			})
		}
		working.Wait()
		return (used() - before) / (people * commands)
	}
	for b.Loop() {
		one, two := cost(1), cost(2)
		b.ReportMetric(float64(one.Microseconds()), "µs/change")
		b.ReportMetric(float64(two)/float64(one), "times-as-much-at-two")
	}
}

// BenchmarkKill kills one of three instances under 200 people and measures until all of
// them have received a change that was made afterwards.
func BenchmarkKill(b *testing.B) {
	c := newCluster(b, 1, 3)
	c.found(b)
	var people []*torture.Writer
	for i := range 200 {
		people = append(people, c.writer(b, &torture.History{}, fmt.Sprint("p", i), false))
	}
	var longest time.Duration
	for b.Loop() {
		begin := time.Now()
		c.instances[0].kill()
		var seq uint64
		for _, p := range people[:3] { // of each instance one
			var err error
			seq, err = p.Submit(b.Context(), func(*board.State) board.Command { return &board.RenameMember{Name: p.Name() + " z domu"} })
			c.must(err)
		}
		for _, p := range people {
			clienttest.Await(b, p.Client, "the change", func(state *board.State) bool { return state.Seq >= seq })
		}
		longest = max(longest, time.Since(begin))
		c.instances[0].start()
	}
	b.ReportMetric(longest.Seconds(), "s-until-all-are-live")
}

// BenchmarkCold compares how long somebody takes to enter at an instance that has just
// started with how long at one that has the workshop open.
func BenchmarkCold(b *testing.B) {
	c := newCluster(b, 1, 2)
	c.found(b)
	anna := c.writer(b, &torture.History{}, "anna", false)
	for range 1000 {
		c.must(anna.Write(b.Context()))
	}
	enter := func(p *process) time.Duration {
		server := c.server(p.address)
		defer server.HTTP.CloseIdleConnections()
		begin := time.Now()
		late, err := server.Enter(context.Background(), client.Person{Link: c.links[board.Observer]})
		c.must(err)
		took := time.Since(begin)
		late.Look(func(state *board.State) {
			if state.Seq < 1000 {
				b.Errorf("the state is that of %d", state.Seq)
			}
		})
		return took
	}
	for b.Loop() {
		c.instances[1].kill()
		c.instances[1].start()
		cold, warm := enter(c.instances[1]), enter(c.instances[1])
		b.ReportMetric(float64(cold.Milliseconds()), "ms-cold")
		b.ReportMetric(float64(cold)/float64(warm), "times-as-long-as-warm")
	}
}
