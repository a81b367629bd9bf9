package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"warsztat/server/journal"
)

const frameSize = frameHeaderSize + pageSize

// crashed returns the files of a database as a killed process leaves them,
// with commits of three entries each, and others, in the log.
func crashed(t testing.TB, commits int) (base, log []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crashed.db")
	s, err := Open(background, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mustCreate(t, s, "w", 0)
	for i := range uint64(commits) {
		mustAppend(t, s, "w", 3*i, numbers(3*i+1, 3*i+3))
	}
	if base, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if log, err = os.ReadFile(path + "-wal"); err != nil {
		t.Fatal(err)
	}
	return base, log
}

// recoverFrom opens the files, reads all entries and returns the head.
func recoverFrom(t *testing.T, base, log []byte) (head uint64, err error) {
	t.Helper()
	path := database(t)
	if err := errors.Join(os.WriteFile(path, base, 0o600), os.WriteFile(path+"-wal", log, 0o600)); err != nil {
		t.Fatal(err)
	}
	s, err := Open(background, path)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	head, err = s.Head(background, "w")
	if errors.Is(err, journal.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	wantLength(t, s, "w", int(head))
	return head, nil
}

// TestTornLog cuts the log as a power cut does: all whole commits before the cut
// remain.
func TestTornLog(t *testing.T) {
	const count = 7
	base, log := crashed(t, count)
	frames := (len(log) - logHeaderSize) / frameSize
	for frame := 0; frame <= frames; frame += every(1) {
		for _, part := range []int{0, 10, frameSize - 1} {
			cut := logHeaderSize + frame*frameSize + part
			if cut > len(log) {
				continue
			}
			whole := 0 // commits that are in it, the first of which creates the workshop
			for i := range frame {
				if binary.BigEndian.Uint32(log[logHeaderSize+i*frameSize+4:]) != 0 {
					whole++
				}
			}
			head, err := recoverFrom(t, base, log[:cut])
			if err != nil {
				t.Fatalf("cut at %d: %v", cut, err)
			}
			if want := uint64(3 * max(0, whole-1)); head != want {
				t.Fatalf("cut at %d, after %d commits: head %d, want %d", cut, whole, head, want)
			}
		}
	}
	for _, cut := range []int{0, 1, logHeaderSize - 1} {
		if head, err := recoverFrom(t, base, log[:cut]); head != 0 || err != nil {
			t.Fatalf("cut at %d: head %d, %v", cut, head, err)
		}
	}
	// A last commit of which some sectors did not reach the disk.
	torn := bytes.Clone(log)
	copy(torn[len(torn)-frameSize-2000:], bytes.Repeat([]byte("what was there before"), 40))
	if head, err := recoverFrom(t, base, torn); head != 3*(count-1) || err != nil {
		t.Fatalf("torn within: head %d, %v", head, err)
	}
}

// TestDamagedLog flips bytes of a log. Either the damage is noticed, or only the
// last commit is missing, as after a power cut.
func TestDamagedLog(t *testing.T) {
	const count = 7
	base, log := crashed(t, count)
	refused := 0
	for offset := 0; offset < len(log); offset += every(509) {
		for _, at := range []int{offset, min(len(log)-1, logHeaderSize+offset/frameSize*frameSize+offset%frameHeaderSize)} {
			altered := bytes.Clone(log)
			altered[at] ^= 0x41
			head, err := recoverFrom(t, base, altered)
			switch {
			case errors.Is(err, errLog):
				refused++
			case err != nil:
				t.Fatalf("byte %d: %v", at, err)
			case head < 3*(count-1):
				t.Fatalf("byte %d: head %d of %d", at, head, 3*count)
			}
		}
	}
	if refused == 0 {
		t.Fatal("no damage was noticed")
	}
}

// TestOldFrames: frames behind the end of the log, which are left from before
// it began anew, are no damage.
func TestOldFrames(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	mustCreate(t, s, "w", 2000)
	if err := s.write(background, &write{run: func(*writeStatements) error { s.pages = checkpointPages; return nil }}); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, s, "w", 2000, numbers(2001, 2001))
	mustAppend(t, s, "w", 2001, numbers(2002, 2002))
	base, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	last := log[len(log)-frameSize:]
	if bytes.Equal(last[8:16], log[16:24]) {
		t.Fatal("the log did not begin anew")
	}
	if head, err := recoverFrom(t, base, log); head != 2002 || err != nil {
		t.Fatalf("head %d, %v", head, err)
	}
}

// FuzzLog: the check of a log returns only one error, and it never says that a
// log is damaged because its end is missing.
func FuzzLog(f *testing.F) {
	_, log := crashed(f, 2)
	f.Add(log[:logHeaderSize+2*frameSize], uint(frameSize))
	f.Add(append(bytes.Clone(log[:logHeaderSize]), log[len(log)-2*frameSize:]...), uint(frameSize)) // frames at the wrong position
	f.Add(log[:logHeaderSize+100], uint(7))
	f.Add([]byte(nil), uint(0))
	f.Add(bytes.Repeat([]byte{0x37, 0x7f, 6, 0x83}, 1100), uint(99))
	f.Fuzz(func(t *testing.T, log []byte, cut uint) {
		err := checkLog(bytes.NewReader(log))
		if err != nil && !errors.Is(err, errLog) {
			t.Fatal(err)
		}
		if err == nil {
			if err := checkLog(bytes.NewReader(log[:cut%uint(len(log)+1)])); err != nil {
				t.Fatal(fmt.Errorf("cut at %d of %d: %w", cut%uint(len(log)+1), len(log), err))
			}
		}
	})
}
