package sqlite

import (
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"warsztat/server/journal"
)

// errColumnTypes says that a row's columns are not of the kinds that were stored.
var errColumnTypes = errors.New("its columns have the wrong kinds")

// classify turns an error into what the journal's callers tell apart. The
// workshop is the one that was being read or written, seq the entry, or 0.
func classify(err error, workshop string, seq uint64) error {
	damaged := func(what error) error {
		return &journal.DamagedError{Workshop: workshop, Seq: seq, What: what.Error()}
	}
	if errors.Is(err, errColumnTypes) {
		return damaged(errColumnTypes)
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case code.SQLITE_IOERR_READ, code.SQLITE_IOERR_SHORT_READ, code.SQLITE_IOERR_CORRUPTFS:
		// A sector that cannot be read is like one that reads wrong: it
		// concerns those whose data lie there, and ending the process would
		// not help them.
		return damaged(e)
	case code.SQLITE_IOERR_SHMSIZE:
		// Growing the shared memory file is the one write that reports a full
		// disk in this way; no data are in it.
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	}
	switch e.Code() & 0xff {
	case code.SQLITE_FULL:
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return damaged(e)
	case code.SQLITE_IOERR:
		return fmt.Errorf("%w: %w", journal.ErrFatal, err)
	}
	return err
}

// violates says whether err is the violation of a uniqueness, and whether it
// is that of a table's own key.
func violates(err error) (unique, key bool) {
	var e *driver.Error
	if !errors.As(err, &e) {
		return false, false
	}
	switch e.Code() {
	case code.SQLITE_CONSTRAINT_PRIMARYKEY, code.SQLITE_CONSTRAINT_ROWID:
		return true, true
	case code.SQLITE_CONSTRAINT_UNIQUE:
		return true, false
	}
	return false, false
}
