package sqlite

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	"warsztat/server/journal"
)

// onWriter runs statements on the connection that writes, between two commits.
func onWriter(t *testing.T, s *Store, statement string) {
	t.Helper()
	err := s.write(background, &write{run: func(*writeStatements) error {
		_, err := s.conn.ExecContext(background, statement)
		return err
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFull: on a full disk every write is refused and leaves nothing behind.
// Reading goes on, and writing works again when there is space.
func TestFull(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 10)
	mustCreate(t, s, "v", 10)
	onWriter(t, s, "PRAGMA max_page_count = 1") // as many as there are

	large := number(11)
	large.Body = make([]byte, 100_000)
	for range 3 {
		var all sync.WaitGroup
		for _, workshop := range []string{"w", "v"} { // together: each gets its own answer
			all.Go(func() {
				if err := s.Append(background, workshop, 10, []journal.Entry{large}); !errors.Is(err, journal.ErrFull) {
					t.Errorf("append: %v", err)
				}
			})
		}
		all.Wait()
	}
	if err := s.SaveSnapshot(background, "w", 10, large.Body, nil); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("snapshot: %v", err)
	}
	if err := s.Create(background, "x", []journal.Entry{{Seq: 1, Body: large.Body}}); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("create: %v", err)
	}
	if err := s.SetSetting(background, "name", strings.Repeat("x", 100_000)); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("setting: %v", err)
	}
	wantLength(t, s, "w", 10)
	wantLength(t, s, "v", 10)
	if _, err := s.Head(background, "x"); !errors.Is(err, journal.ErrNotFound) {
		t.Fatalf("head: %v", err)
	}

	onWriter(t, s, "PRAGMA max_page_count = 1000000")
	mustAppend(t, s, "w", 10, []journal.Entry{large})
	mustAppend(t, s, "v", 10, []journal.Entry{large})
	wantLength(t, s, "w", 11)
	if err := s.SaveSnapshot(background, "w", 10, large.Body, nil); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnly: when nothing may be written any more, reading goes on, and writing works
// again when it may.
func TestReadOnly(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	onWriter(t, s, "PRAGMA query_only = 1")
	if err := s.Append(background, "w", 1, numbers(2, 2)); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("append: %v", err)
	}
	wantLength(t, s, "w", 1)
	if _, err := s.conn.ExecContext(background, "PRAGMA query_only = 0"); err != nil { // no write is under way
		t.Fatal(err)
	}
	mustAppend(t, s, "w", 1, numbers(2, 2))
}

// childFailingDisk gives its own files a limit, so that writing the log fails
// with an error that is not a full disk.
func childFailingDisk(path string) error {
	s, err := Open(background, path)
	if err != nil {
		return err
	}
	if err := s.Create(background, "w", nil); err != nil {
		return err
	}
	log, err := os.Stat(path + "-wal")
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	unlimited := limit.Cur
	limit.Cur = uint64(log.Size()) + 100_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	head := uint64(0)
	for {
		if err = s.Append(background, "w", head, numbers(head+1, head+1)); err != nil {
			break
		}
		head++
		report("head w %d", head)
	}
	if !errors.Is(err, journal.ErrFatal) {
		return fmt.Errorf("append on a failing disk: %w", err)
	}
	limit.Cur = unlimited
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if err := s.Append(background, "w", head, numbers(head+1, head+1)); !errors.Is(err, journal.ErrFatal) {
		return fmt.Errorf("append after the failure: %w", err)
	}
	if err := s.SetSetting(background, "a", "b"); !errors.Is(err, journal.ErrFatal) {
		return fmt.Errorf("setting after the failure: %w", err)
	}
	entries, err := s.Read(background, "w", 0, int(head)+1)
	if err != nil || len(entries) != int(head) {
		return fmt.Errorf("%d of %d entries after the failure: %w", len(entries), head, err)
	}
	return s.Close()
}

// TestFailingDisk: after an error of the disk nothing more is written. Every
// acknowledged entry is there, and the next start goes on.
func TestFailingDisk(t *testing.T) {
	path := database(t)
	cmd := child("failing disk", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	acknowledged := strings.Count(string(out), "\n")
	if acknowledged == 0 {
		t.Fatal("nothing was appended before the failure")
	}
	s := openStore(t, path)
	wantLength(t, s, "w", acknowledged)
	mustAppend(t, s, "w", uint64(acknowledged), numbers(uint64(acknowledged)+1, uint64(acknowledged)+1))
}

// TestMoved: a database whose file was moved accepts no more writes, since
// nobody would find them.
func TestMoved(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	if err := os.Rename(s.path, s.path+".moved"); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(background, "w", 1, numbers(2, 2)); !errors.Is(err, journal.ErrFatal) {
		t.Fatalf("append: %v", err)
	}
	wantLength(t, s, "w", 1)
}

func TestFreeBytes(t *testing.T) {
	s := openStore(t, database(t))
	if free, err := s.FreeBytes(); err != nil || free == 0 {
		t.Errorf("%d bytes are free, %v", free, err)
	}
}
