// Package journal keeps the durable, ordered list of every workshop's
// changes. A journal is the record: rooms, snapshots and screens are all
// derived from it and can be made again. What an entry says is opaque here.
//
// The packages of server/database implement the interface; the package
// journaltest holds the tests that every implementation must pass.
package journal

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Entry is one durable change of one workshop.
type Entry struct {
	// Seq numbers the changes of a workshop 1, 2, 3 … without a gap.
	Seq uint64
	// At is when the change was decided. It is kept to the millisecond and
	// comes back in UTC; what is finer is cut off.
	At time.Time
	// Member is who acted; empty when it was the server itself, or when that
	// stays unknown.
	Member string
	// Command is the name of the command when only moderators may give it; empty
	// otherwise.
	Command string
	// Receipt finds the command when it is sent again; empty when nobody can
	// send it again. A workshop holds each receipt once.
	Receipt string
	// Digest tells another command with the same receipt from the command
	// itself. It is 0 where it is not known.
	Digest uint64
	// Mark is drawn at random when the entry is made. Two entries of one number
	// differ in it, as they do after an older backup was restored.
	Mark uint64
	// Body is the encoded change. It may be empty.
	Body []byte
}

// Journal holds the changes of many workshops, each of which is named by a UUID.
// All methods may be called from many goroutines at once; work on one workshop
// does not wait for another's beyond sharing the disk.
//
// Sequence numbers and heads are at most 2^63 − 1. Texts are
// UTF-8 without the character NUL, which some databases cannot store. Entries
// and bodies that are passed in are not kept after the call returns; what is
// returned belongs to the caller.
//
// Besides the errors named at each method, every method may return the
// context's error, an error that wraps [ErrFatal], or another fault.
type Journal interface {
	// Epoch names the life of this database: chosen at random when it was
	// created and again when it is restored from a backup. Numbers of
	// different epochs must not be compared.
	Epoch() string

	// Create begins the journal of a new workshop with these entries, which
	// are numbered from 1. It answers [ErrExists] when the workshop has a
	// journal, or one whose deletion has not been completed, and [ErrFull].
	// It returns nil only when the entries are durable.
	Create(ctx context.Context, workshop string, first []Entry) error

	// Append adds entries after head, the number of the last entry that the
	// caller knows. They are numbered head+1, head+2 … and are stored all or
	// none. It returns nil only when they are durable, and otherwise:
	//
	//   - [ErrStale]: the workshop's head is another one; read and decide again.
	//   - [ErrNotFound]: there is no such workshop.
	//   - [ErrExists]: an entry with one of the receipts is there already.
	//   - [ErrFull]: there is no space now; a later append may succeed.
	//   - *[DamagedError]: the workshop's journal cannot be trusted.
	//
	// With each of these nothing was stored. When ctx ends first, or after
	// another fault, the outcome is not known: all of the entries are there,
	// or none.
	//
	// Without entries it only compares the head.
	Append(ctx context.Context, workshop string, head uint64, entries []Entry) error

	// Head is the number of the last entry, 0 when there is none yet. It
	// answers [ErrNotFound] or a *[DamagedError].
	Head(ctx context.Context, workshop string) (uint64, error)

	// Heads returns the head of each of these workshops, except those that do not
	// exist or are damaged.
	Heads(ctx context.Context, workshops []string) (map[string]uint64, error)

	// Workshops lists the workshops that there are, damaged ones too, in the order of
	// their ids.
	Workshops(ctx context.Context) ([]string, error)

	// Read returns the entries after the number after, in order, at most
	// limit of them (limit is at least 1). Fewer than limit means that these
	// reach the head. Each is verified: at the first damaged or missing one
	// it stops and returns a *[DamagedError] together with the good entries
	// before it. It answers [ErrNotFound] when there is no such workshop.
	Read(ctx context.Context, workshop string, after uint64, limit int) ([]Entry, error)

	// Find looks up the entry with a receipt. An unknown workshop has no
	// entries. It answers a *[DamagedError] when the look-up cannot be trusted. When
	// found is true all the same, the entry is that of the receipt, and of the rest of
	// it only the number is known. Damage of other entries does not matter.
	Find(ctx context.Context, workshop, receipt string) (e Entry, found bool, err error)

	// SaveSnapshot keeps the state as it was after entry seq, replacing one
	// of the same number. Of all others only the two with the largest numbers
	// stay, and those whose numbers are in keep. It answers [ErrNotFound] or
	// [ErrFull].
	SaveSnapshot(ctx context.Context, workshop string, seq uint64, body []byte, keep []uint64) error

	// Snapshot returns the newest snapshot up to the number at that is undamaged,
	// or 0 and nil when there is none: then the journal is replayed from the
	// beginning. A damaged snapshot counts as none, because nothing is lost with it.
	Snapshot(ctx context.Context, workshop string, at uint64) (seq uint64, body []byte, err error)

	// Delete removes everything that is stored about the workshop. It answers
	// [ErrNotFound] when there is nothing. From its first effect on, the
	// workshop is gone for all other methods; if the process ends before all
	// of it is removed, the rest is removed at the next start.
	Delete(ctx context.Context, workshop string) error

	// Close ends the journal after the calls that are under way. Calls that
	// come later fail.
	Close() error
}

// Check finds a caller's mistake in entries that are to follow head, before it
// becomes a gap in the numbers.
func Check(head uint64, entries []Entry) error {
	if head > math.MaxInt64-uint64(len(entries)) {
		return fmt.Errorf("head %d is out of range", head)
	}
	for i, e := range entries {
		if e.Seq != head+1+uint64(i) {
			return fmt.Errorf("entry %d, where %d is next", e.Seq, head+1+uint64(i))
		}
	}
	return nil
}
