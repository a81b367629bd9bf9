package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/server/journal"
)

// runChild is the main function of a second process. It returns the exit code.
func runChild(role string, args []string) int {
	var err error
	switch role {
	case "append":
		err = childAppends(args[0])
	case "open":
		var s *Store
		if s, err = Open(background, args[0]); err == nil {
			err = s.Close()
		}
	case "failing disk":
		err = childFailingDisk(args[0])
	default:
		err = fmt.Errorf("unknown role %q", role)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func child(role string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), childRole+"="+role)
	return cmd
}

// report prints a line in one write, so that a killed process leaves no half line.
func report(format string, args ...any) { fmt.Fprintf(os.Stdout, format+"\n", args...) }

// childAppends writes to several workshops until it is killed. It reports each
// append after it has become durable.
func childAppends(path string) error {
	s, err := Open(background, path)
	if err != nil {
		return err
	}
	fault := make(chan error)
	for i := range 4 {
		go func() { fault <- childRoom(s, fmt.Sprintf("w%d", i)) }()
	}
	go func() { fault <- childDeletes(s) }()
	return <-fault
}

// childRoom appends batches whose bodies tell where they begin and end.
func childRoom(s *Store, workshop string) error {
	head, err := s.Head(background, workshop)
	if errors.Is(err, journal.ErrNotFound) {
		err = s.Create(background, workshop, nil)
	}
	for err == nil {
		last := head + 1 + rand.Uint64N(5)
		var batch []journal.Entry
		for seq := head + 1; seq <= last; seq++ {
			batch = append(batch, journal.Entry{Seq: seq, At: time.Now(), Receipt: fmt.Sprint("c ", seq), Digest: seq, Body: fmt.Appendf(nil, "%d-%d", head+1, last)})
		}
		if err = s.Append(background, workshop, head, batch); err != nil {
			break
		}
		head = last
		report("head %s %d", workshop, head)
		if head%7 == 0 {
			err = s.SaveSnapshot(background, workshop, head, fmt.Append(nil, head), nil)
		}
	}
	return err
}

// childDeletes creates workshops and deletes them again.
func childDeletes(s *Store) error {
	for {
		workshop := fmt.Sprintf("passing-%d", rand.Uint64())
		if err := s.Create(background, workshop, numbers(1, 3)); err != nil {
			return err
		}
		report("created %s 3", workshop)
		if err := s.Append(background, workshop, 3, numbers(4, deletionEntries+50)); err != nil {
			return err
		}
		report("deleting %s 0", workshop)
		if err := s.Delete(background, workshop); err != nil {
			return err
		}
		report("deleted %s 0", workshop)
	}
}

// TestKill kills a process that appends, at a random time, again and again:
// nothing that it reported is lost, and no half batch is stored.
func TestKill(t *testing.T) {
	path := database(t)
	reported := map[string]map[string]uint64{"head": {}, "created": {}, "deleting": {}, "deleted": {}}
	rounds := 12
	if testing.Short() {
		rounds = 6
	}
	for round := range rounds {
		lines := 0
		cmd := child("append", path)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		last := rand.IntN(100) // 0: while it opens
		kill := func() {
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
		if last == 0 {
			kill()
		}
		for in := bufio.NewScanner(out); in.Scan(); lines++ {
			var what, workshop string
			var number uint64
			if _, err := fmt.Sscan(in.Text(), &what, &workshop, &number); err != nil {
				t.Fatalf("%q: %v", in.Text(), err)
			}
			reported[what][workshop] = number
			if lines == last {
				kill()
			}
		}
		if cmd.Wait(); stderr.Len() > 0 {
			t.Fatalf("round %d: %s", round, stderr.String())
		}
		if round%3 != 2 { // in the other rounds the next process finds the log as it was left
			verifyReported(t, path, reported)
		}
	}
	if len(reported["head"]) != 4 {
		t.Fatalf("only %d workshops were reported", len(reported["head"]))
	}
}

func verifyReported(t *testing.T, path string, reported map[string]map[string]uint64) {
	t.Helper()
	s, err := Open(background, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for workshop, acknowledged := range reported["head"] {
		head, err := s.Head(background, workshop)
		if err != nil {
			t.Fatal(err)
		}
		if head < acknowledged {
			t.Fatalf("workshop %s: head %d, but %d was acknowledged", workshop, head, acknowledged)
		}
		entries, err := s.Read(background, workshop, 0, int(head)+1)
		if err != nil || len(entries) != int(head) {
			t.Fatalf("workshop %s: %d of %d entries, %v", workshop, len(entries), head, err)
		}
		var first, last uint64
		for _, e := range entries {
			if _, err := fmt.Sscanf(string(e.Body), "%d-%d", &first, &last); err != nil || e.Seq < first || e.Seq > last {
				t.Fatalf("workshop %s: entry %d has body %q", workshop, e.Seq, e.Body)
			}
		}
		if last != head {
			t.Fatalf("workshop %s: half a batch: its last entry is %d, the head %d", workshop, last, head)
		}
		if seq, found, err := s.Find(background, workshop, fmt.Sprint("c ", head)); !found || seq.Seq != head {
			t.Fatalf("workshop %s: command %d: %d, %v", workshop, head, seq.Seq, err)
		}
		if seq, body, err := s.Snapshot(background, workshop, math.MaxInt64); err != nil || seq > 0 && string(body) != fmt.Sprint(seq) {
			t.Fatalf("workshop %s: snapshot %d %q, %v", workshop, seq, body, err)
		}
	}
	for workshop := range reported["created"] {
		_, begun := reported["deleting"][workshop]
		_, done := reported["deleted"][workshop]
		head, err := s.Head(background, workshop)
		switch {
		case errors.Is(err, journal.ErrNotFound) && begun:
			if err := s.Create(background, workshop, nil); err != nil {
				t.Fatalf("workshop %s was not deleted whole: %v", workshop, err)
			}
			if err := s.Delete(background, workshop); err != nil {
				t.Fatal(err)
			}
			delete(reported["created"], workshop)
		case err != nil || done:
			t.Fatalf("workshop %s: head %d, %v; deletion begun %v, done %v", workshop, head, err, begun, done)
		default:
			wantLength(t, s, workshop, int(head))
		}
	}
}

// TestInterruptedDeletion: the next start completes a deletion that was begun.
// Until then the workshop is not found.
func TestInterruptedDeletion(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	mustCreate(t, s, "w", 3*deletionEntries)
	w := &write{workshop: "w", run: func(ws *writeStatements) error {
		_, err := ws.deleteFirst("w")
		return err
	}}
	if err := s.write(background, w); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Head(background, "w"); !errors.Is(err, journal.ErrNotFound) {
		t.Fatalf("head: %v", err)
	}
	if err := s.Create(background, "w", nil); !errors.Is(err, journal.ErrExists) {
		t.Fatalf("create: %v", err)
	}
	if _, found, err := s.Find(background, "w", fmt.Sprint("c ", 3*deletionEntries)); found || err != nil {
		t.Fatalf("find: %v, %v", found, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = openStore(t, path)
	mustCreate(t, s, "w", 2)
	wantLength(t, s, "w", 2)
	ctx, cancel := context.WithCancel(background)
	cancel()
	if _, err := Open(ctx, database(t)); !errors.Is(err, context.Canceled) {
		t.Fatalf("opened with an ended context: %v", err)
	}
}

// TestCloseTwice: Close may be called several times at once.
func TestCloseTwice(t *testing.T) {
	s := openStore(t, database(t))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
