package journal

import (
	"errors"
	"fmt"
)

// The answers that callers tell apart. They come wrapped: compare with errors.Is.
var (
	// ErrStale says that the workshop's head is not the one that was named.
	ErrStale = errors.New("the head has moved")
	// ErrNotFound says that there is no such workshop.
	ErrNotFound = errors.New("no such workshop")
	// ErrExists says that the workshop, or the command, is there already.
	ErrExists = errors.New("exists already")
	// ErrFull says that there is no space for it. Reading goes on, and writing
	// works again when there is space.
	ErrFull = errors.New("storage is full")
	// ErrFatal says that the disk failed while writing. What it holds can no
	// longer be known, so nothing is tried again: the process must end, and
	// the next start recovers what is durable. Every later write gets it too.
	ErrFatal = errors.New("storage failed, the process must end")
)

// DamagedError says that something stored about one workshop is not what was
// written. Other workshops are not affected. Match it with errors.As.
type DamagedError struct {
	Workshop string
	// Seq is the first entry that cannot be trusted; 0 when the damage is not
	// in a particular entry.
	Seq uint64
	// What is found wrong, for the log; it holds no content.
	What string
}

func (e *DamagedError) Error() string {
	if e.Seq == 0 {
		return fmt.Sprintf("workshop %s is damaged: %s", e.Workshop, e.What)
	}
	return fmt.Sprintf("workshop %s is damaged at entry %d: %s", e.Workshop, e.Seq, e.What)
}
