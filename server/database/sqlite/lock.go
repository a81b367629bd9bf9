package sqlite

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock takes the file that says that a database is in use, or refuses. It is
// held until the returned file is closed, at the latest when the process
// ends, however it ends.
//
// It is a file of its own, because closing any descriptor of the database
// file itself would drop the locks SQLite holds on it. It is never removed:
// between removing and creating it, two processes could each hold one.
func lock(database string) (*os.File, error) {
	f, err := os.OpenFile(database+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrInUse
	}
	return nil, errors.Join(fmt.Errorf("lock %s: %w", database, err), f.Close())
}
