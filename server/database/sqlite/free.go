package sqlite

import (
	"context"
	"fmt"
	"os"
	"syscall"
)

// Size is how long the database file and its log are.
func (s *Store) Size(context.Context) (database, log int64, err error) {
	for path, size := range map[string]*int64{s.path: &database, s.path + "-wal": &log} {
		info, err := os.Stat(path)
		if err != nil {
			return 0, 0, err
		}
		*size = info.Size()
	}
	return database, log, nil
}

// FreeBytes is how much of the disk of the database may still be written.
func (s *Store) FreeBytes() (uint64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(s.path, &disk); err != nil {
		return 0, fmt.Errorf("free space of the disk of %s: %w", s.path, err)
	}
	return disk.Bavail * uint64(disk.Bsize), nil
}
