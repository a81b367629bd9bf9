package sqlite

import (
	"fmt"
	"syscall"
)

// FreeBytes is how much of the disk of the database may still be written.
func (s *Store) FreeBytes() (uint64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(s.path, &disk); err != nil {
		return 0, fmt.Errorf("free space of the disk of %s: %w", s.path, err)
	}
	return disk.Bavail * uint64(disk.Bsize), nil
}
