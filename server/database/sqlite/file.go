package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// fileLock holds a lock on a database file until it is closed, at the latest when the
// process ends.
type fileLock struct {
	file *os.File
	info os.FileInfo
}

// held are the locks of this process.
var held struct {
	sync.Mutex
	locks []*fileLock
}

// lock locks the database file itself, which has to be there, or returns [ErrInUse].
// Whatever name the file has, and whichever files are beside it, it has one lock.
//
// SQLite has locks of its own on the file, which are those of fcntl. A process loses all
// of these when it closes any descriptor of the file. So this descriptor is opened
// before SQLite opens the file and closed after SQLite has closed it, and the file is not
// opened again in between: whether this process has it is found out by its number.
// The lock is that of flock, which the two do not share.
func lock(path string) (*fileLock, error) {
	held.Lock()
	defer held.Unlock()
	if isOpenHere(path) {
		return nil, fmt.Errorf("lock %s: %w", path, ErrInUse)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	l := &fileLock{file: file}
	if l.info, err = file.Stat(); err == nil {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if errors.Is(err, syscall.EWOULDBLOCK) || err == nil && !l.inPlace(path) { // a restore has replaced it
		err = ErrInUse
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	held.locks = append(held.locks, l)
	return l, nil
}

// isOpenHere reports whether this process has locked the file. The caller holds held.
func isOpenHere(path string) bool {
	return slices.ContainsFunc(held.locks, func(l *fileLock) bool { return l.inPlace(path) })
}

// inPlace reports whether the file is still the one at the path.
func (l *fileLock) inPlace(path string) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(now, l.info)
}

func (l *fileLock) Close() error {
	held.Lock()
	defer held.Unlock()
	held.locks = slices.DeleteFunc(held.locks, func(other *fileLock) bool { return other == l })
	return l.file.Close()
}

// prepareDirectory makes the directory of path and returns path without
// symbolic links, so that one file has one log.
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
func prepareFile(path string) error {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(path + "-wal"); err == nil {
			return fmt.Errorf("%s-wal is there without its database", path)
		}
		err = createDurably(path)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(path, 0o600)
	}
	return err
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
func (s *Store) inPlace() bool { return s.lock.inPlace(s.path) }
