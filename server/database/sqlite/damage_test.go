package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

// The database that is damaged here is long enough for inner pages and
// overflowing bodies, and short enough to be opened hundreds of times.
var (
	sampleWorkshops = []string{"w0", "w1", "w2"}
	sampleHead      = uint64(21)
)

func sampleEntry(workshop string, seq uint64) journal.Entry {
	size := 120
	if seq == 7 {
		size = 4500
	}
	return journal.Entry{
		Seq: seq, At: time.UnixMilli(1_700_000_000_000 + int64(seq)).UTC(), Member: "member-" + workshop,
		Receipt: fmt.Sprint("client-", workshop, seq*3), Digest: seq * 3, Mark: seq << 60, Body: bytes.Repeat([]byte{byte(seq)}, size),
	}
}

func sampleSnapshot(workshop string, seq uint64) []byte {
	return bytes.Repeat(fmt.Appendf(nil, "snapshot %d of %s.", seq, workshop), 65)
}

func sampleLink(workshop string) access.Link {
	return access.Link{ID: "link-" + workshop, Workshop: workshop, Role: "observer", Hash: []byte("hash of link " + workshop),
		Created: time.UnixMilli(5).UTC(), Expires: time.UnixMilli(9).UTC(), Revoked: workshop == "w1"}
}

func sampleSession(workshop string) access.Session {
	return access.Session{ID: "session-" + workshop, Workshop: workshop, Member: "m", Role: "observer", Link: "link-" + workshop,
		Hash: []byte("hash of session " + workshop), Created: time.UnixMilli(7).UTC()}
}

func makeSample(t *testing.T, path string) *Store {
	t.Helper()
	s := openStore(t, path)
	for _, workshop := range sampleWorkshops {
		if err := s.Create(background, workshop, nil); err != nil {
			t.Fatal(err)
		}
	}
	for seq := uint64(1); seq <= sampleHead; seq++ { // interleaved, as in use
		for _, workshop := range sampleWorkshops {
			mustAppend(t, s, workshop, seq-1, []journal.Entry{sampleEntry(workshop, seq)})
		}
	}
	for _, workshop := range sampleWorkshops {
		for _, seq := range []uint64{10, 20} {
			if err := s.SaveSnapshot(background, workshop, seq, sampleSnapshot(workshop, seq), nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddLinks(background, []access.Link{sampleLink(workshop)}); err != nil {
			t.Fatal(err)
		}
		if err := s.AddSession(background, sampleSession(workshop)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// verifySample fails when anything is returned that was not stored. It says for
// each workshop whether it is whole.
func verifySample(s *Store) (whole map[string]bool, err error) {
	whole = map[string]bool{}
	for _, workshop := range sampleWorkshops {
		ok, err := verifySampleWorkshop(s, workshop, sampleHead, 1)
		if err != nil {
			return nil, fmt.Errorf("workshop %s: %w", workshop, err)
		}
		whole[workshop] = ok
	}
	return whole, nil
}

// verifySampleWorkshop reads everything of a workshop. It looks up the commands
// from the entry first on.
func verifySampleWorkshop(s *Store, workshop string, last, first uint64) (whole bool, err error) {
	damaged := func(err error) bool {
		var d *journal.DamagedError
		return errors.As(err, &d)
	}
	whole = true
	head, err := s.Head(background, workshop)
	switch {
	case damaged(err):
		whole = false
	case err != nil || head != last:
		return false, fmt.Errorf("head %d, %w", head, err)
	}
	entries, err := s.Read(background, workshop, 0, 1000)
	switch {
	case damaged(err):
		whole = false
	case err != nil || len(entries) != int(last):
		return false, fmt.Errorf("%d entries, %w", len(entries), err)
	}
	for i, e := range entries {
		if !reflect.DeepEqual(e, sampleEntry(workshop, uint64(i)+1)) {
			return false, fmt.Errorf("entry %d is %.300v", i+1, e)
		}
	}
	for seq := first; seq <= last; seq++ {
		got, found, err := s.Find(background, workshop, fmt.Sprint("client-", workshop, seq*3))
		if damaged(err) {
			whole = false
		} else if err != nil || !found || got.Seq != seq {
			return false, fmt.Errorf("command %d is entry %d, found %v, %w", seq*3, got.Seq, found, err)
		}
	}
	switch _, found, err := s.Find(background, workshop, fmt.Sprint("client-", workshop, 1)); {
	case damaged(err):
		whole = false
	case err != nil || found:
		return false, fmt.Errorf("a command that was not sent: found %v, %w", found, err)
	}
	seq, body, err := s.Snapshot(background, workshop, math.MaxInt64)
	if err != nil || seq != 0 && (seq != 10 && seq != 20 || !bytes.Equal(body, sampleSnapshot(workshop, seq))) {
		return false, fmt.Errorf("snapshot %d, %w", seq, err)
	}
	links, err := s.Links(background, workshop)
	if err == nil && len(links) > 0 && !reflect.DeepEqual(links, []access.Link{sampleLink(workshop)}) {
		return false, fmt.Errorf("links %v", links)
	}
	link, found, err := s.LinkByHash(background, sampleLink(workshop).Hash)
	if err == nil && found && !reflect.DeepEqual(link, sampleLink(workshop)) {
		return false, fmt.Errorf("link %v", link)
	}
	session, found, err := s.SessionByHash(background, sampleSession(workshop).Hash)
	if err == nil && found && !reflect.DeepEqual(session, sampleSession(workshop)) {
		return false, fmt.Errorf("session %v", session)
	}
	return whole, nil
}

// every is the distance between the places that a test damages, one after the other:
// with -short only each seventh is.
func every(distance int) int {
	if testing.Short() {
		return 7 * distance
	}
	return distance
}

// TestFlippedBytes flips bytes of a database that is closed. A later read
// returns what was written, or reports the damage. This holds too after more
// was written to the workshops that are whole.
func TestFlippedBytes(t *testing.T) {
	source := database(t)
	s := makeSample(t, source)
	epoch := s.Epoch()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	var offsets []int
	for offset := 0; offset < headerSize; offset += every(3) {
		offsets = append(offsets, offset)
	}
	for offset := 0; offset < len(whole); offset += every(512) {
		offsets = append(offsets, offset+(offset/512*89)%512) // one in each 512 bytes, at a different position
	}
	refused, damaged := 0, 0
	for i, offset := range offsets {
		mask := []byte{0xff, 0x01, 0x80, 0x10}[i%4]
		path := filepath.Join(t.TempDir(), "damaged.db")
		altered := bytes.Clone(whole)
		altered[offset] ^= mask
		if err := os.WriteFile(path, altered, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, intact, err := reopenDamaged(path, epoch)
		if err != nil {
			t.Errorf("byte %d of %d (page %d), changed from %#x by %#x: %v", offset, len(whole), offset/pageSize+1, whole[offset], mask, err)
		}
		if !opened {
			refused++
		} else if intact < len(sampleWorkshops) {
			damaged++
		}
	}
	t.Logf("%d bytes: %d times not opened, %d times damage in workshops", len(offsets), refused, damaged)
	if refused == 0 || damaged == 0 {
		t.Error("the damage did not reach what it should")
	}
}

// reopenDamaged opens the database, reads it, writes to what is whole, and reads
// it again. It returns how many workshops were whole.
func reopenDamaged(path, epoch string) (opened bool, intact int, err error) {
	s, err := Open(background, path)
	if err != nil {
		return false, 0, nil // the damage was noticed
	}
	defer s.Close() // may notice the damage only now
	if s.Epoch() != epoch {
		return true, 0, fmt.Errorf("epoch %q", s.Epoch())
	}
	whole, err := verifySample(s)
	if err != nil {
		return true, 0, err
	}
	extra := map[string]uint64{}
	for _, workshop := range sampleWorkshops {
		if !whole[workshop] {
			continue
		}
		intact++
		for ; extra[workshop] < 2; extra[workshop]++ {
			head := sampleHead + extra[workshop]
			if err := s.Append(background, workshop, head, []journal.Entry{sampleEntry(workshop, head+1)}); err != nil {
				break
			}
		}
	}
	for _, workshop := range sampleWorkshops {
		if !whole[workshop] {
			continue
		}
		if _, err := verifySampleWorkshop(s, workshop, sampleHead+extra[workshop], sampleHead); err != nil {
			return true, intact, fmt.Errorf("after %d more entries: workshop %s: %w", extra[workshop], workshop, err)
		}
	}
	return true, intact, nil
}
