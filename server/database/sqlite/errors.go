package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"warsztat/server/journal"
)

// errColumnTypes says that a row's columns do not have the types that were stored.
var errColumnTypes = errors.New("its columns have the wrong types")

// classify turns an error of SQLite into one that callers of the journal can
// tell apart. The workshop is the one that was read or written; seq is the
// entry, or 0.
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
		// concerns the workshops whose data are there, and ending the process
		// would not help them.
		return damaged(e)
	case code.SQLITE_IOERR_SHMSIZE:
		// Only growing the shared memory file reports a full disk in this way.
		// No data are in that file.
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	}
	switch e.Code() & 0xff {
	case code.SQLITE_FULL, code.SQLITE_READONLY:
		// A file that may only be read now is like a full disk: reading goes on, and
		// so does writing when the operator has seen to it.
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return damaged(e)
	case code.SQLITE_IOERR:
		return fmt.Errorf("%w: %w", journal.ErrFatal, err)
	}
	return err
}

// advise adds to the error of opening a database what to do.
func advise(err error) error {
	var e *driver.Error
	switch readonly := errors.As(err, &e) && e.Code()&0xff == code.SQLITE_READONLY; {
	case errors.Is(err, syscall.ENOSPC), errors.Is(classify(err, "", 0), journal.ErrFull):
		return fmt.Errorf("%w: make space on its disk, and start again", err)
	case readonly, errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: give this user the right to write there, or correct --database", err)
	}
	return err
}

// violates says whether err is the violation of a uniqueness constraint, and
// whether that constraint is the primary key.
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
