package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/cmd/internal/torture"
)

var rollingPeople = flag.Int("rolling.people", 20, "people who work while the instances are restarted")

// All instances are restarted one by one while people work in one workshop and others
// enter it. Nobody sees an error: each command is answered, nobody has to fetch the
// state again, and who enters is let in, though a connection that nobody has taken yet may end
// with its instance.
func TestRollingRestart(t *testing.T) {
	c := newCluster(t, 1, 3)
	c.found(t)
	history := &torture.History{}
	stop, enough := context.WithCancel(t.Context())
	var working sync.WaitGroup
	t.Cleanup(working.Wait)
	t.Cleanup(enough)
	var acknowledged, entered atomic.Int64
	var writers []*torture.Writer
	for i := range *rollingPeople {
		name := fmt.Sprint("p", i)
		w := c.writer(t, history, name, i%10 == 0)
		writers = append(writers, w)
		working.Go(func() {
			for stop.Err() == nil {
				if err := w.Write(t.Context()); err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				acknowledged.Add(1)
				select { // as people do
				case <-time.After(time.Second + rand.N(2*time.Second)):
				case <-stop.Done():
				}
			}
		})
	}
	working.Go(func() {
		for stop.Err() == nil {
			if err := c.enter(t); errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) {
				// It waited to be taken by an instance that has just ended: the button is pressed again.
				if err := c.enter(t); err != nil {
					t.Errorf("somebody who enters again: %v", err)
				}
			} else if err != nil {
				t.Errorf("somebody who enters: %v", err)
			}
			entered.Add(1)
			<-time.After(50 * time.Millisecond)
		}
	})
	// await waits until as many commands were acknowledged as there are people.
	await := func() {
		for next := acknowledged.Load() + int64(*rollingPeople); acknowledged.Load() < next && !t.Failed(); {
			<-time.After(10 * time.Millisecond)
		}
	}
	for _, p := range c.instances {
		await()
		c.restart(p)
	}
	await()
	enough()
	working.Wait()
	for _, w := range writers {
		if stats := w.Stats(); stats.Snapshots != 1 {
			t.Errorf("%s had to fetch the state again: %+v", w.Name(), stats)
		}
	}
	c.conclude(history, writers, c.links)
	entries, err := torture.ReadPostgres(t.Context(), c.postgres.Address(), writers[0].Workshop())
	c.must(err)
	v := torture.Check(history, entries)
	for i, fault := range v.Faults() {
		if i < 20 {
			t.Error(fault)
		}
	}
	t.Logf("%d people, %d entered meanwhile: %s", *rollingPeople, entered.Load(), v)
}

// enter has somebody enter who looks on, over a connection of their own.
func (c *cluster) enter(t testing.TB) error {
	server := c.server(c.balancer.address())
	defer server.HTTP.CloseIdleConnections()
	_, err := server.Enter(t.Context(), client.Person{Link: c.links[board.Observer]})
	return err
}

// found makes the workshop of a test that needs only one.
func (c *cluster) found(t testing.TB) {
	t.Helper()
	links, err := c.server(c.balancer.address()).CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	c.must(err)
	c.links = links
}

// writer lets somebody in who writes, by way of the balancer. Whether each change that
// they receive goes into the history can be chosen, because that costs more than all
// else that they do.
func (c *cluster) writer(t testing.TB, history *torture.History, name string, watched bool) *torture.Writer {
	t.Helper()
	server := c.server(c.balancer.address())
	entered, err := server.Enter(t.Context(), client.Person{Link: c.links[board.Participant], Name: name})
	c.must(err)
	w := torture.NewWriter(history, name, entered)
	if !watched {
		w.Notice = nil
	}
	clienttest.Follow(t, server, name, entered)
	return w
}
