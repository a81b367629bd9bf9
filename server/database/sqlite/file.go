package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lock locks a file beside the database, or returns [ErrInUse]. The lock is held
// until the returned file is closed, at the latest when the process ends.
//
// The lock needs a file of its own, because closing any descriptor of the
// database file would drop the locks that SQLite holds on it. The file is never
// removed: between removing and creating it, two processes could each hold one.
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

// prepareDirectory makes the directory of path and returns path without
// symbolic links, so that one file has one lock.
func prepareDirectory(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", err
	}
	return filepath.Join(dir, filepath.Base(path)), nil
}

// prepareFile makes the file, with access for this user alone, and makes its
// name durable. SQLite gives the log the same access.
func prepareFile(path string) (os.FileInfo, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(path + "-wal"); err == nil {
			return nil, fmt.Errorf("%s-wal is there without its database", path)
		}
		err = createDurably(path)
	}
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(path, 0o600)
	}
	return info, err
}

func createDurably(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := syncPath(dir); err != nil {
		return err
	}
	// The directory may be as new as the file, unless its parent may not be
	// read: then this user did not make it.
	if err := syncPath(filepath.Dir(dir)); err != nil && !errors.Is(err, os.ErrPermission) {
		return err
	}
	return nil
}

// syncPath makes a directory durable, or a file that SQLite does not have open.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// inPlace says whether the open file is still the one at its path. Otherwise
// everything that is written would be lost at the end of the process.
func (s *Store) inPlace() bool {
	now, err := os.Stat(s.path)
	return err == nil && os.SameFile(now, s.file)
}
