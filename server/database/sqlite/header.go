package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// checkFiles refuses damage, in the files of a database that is not open, that
// SQLite would not notice. It must not run while this process has the database
// open: closing the file would drop SQLite's locks.
func checkFiles(path string) error {
	if err := checkFile(path, checkHeader); err != nil {
		return err
	}
	err := checkFile(path+"-wal", func(r io.Reader, _ int64) error { return checkLog(r) })
	if errors.Is(err, os.ErrNotExist) {
		// Without a log the file is complete, and SQLite relies on the length
		// in its header.
		err = checkFile(path, checkLength)
	}
	return err
}

// checkFile opens a file for check.
func checkFile(path string, check func(r io.Reader, size int64) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := check(f, info.Size()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

const headerSize = 100

// fixed are the header's fields that are the same in every database of ours. A
// flipped bit in some of them makes SQLite read pages differently without an
// error (https://www.sqlite.org/fileformat.html, section 1.3).
var fixed = []struct {
	offset int
	value  string
	name   string
}{
	{0, "SQLite format 3\x00", "name of the format"},
	{16, "\x10\x00", "page size"},
	{20, "\x00\x40\x20\x20", "payload fractions"},
	{44, "\x00\x00\x00\x04", "schema format"},
	{52, "\x00\x00\x00\x00", "vacuum mode"},
	{56, "\x00\x00\x00\x01", "text encoding"},
	{64, "\x00\x00\x00\x00", "vacuum mode"},
	{68, "WRZT", "application"},
	{72, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "reserved space"},
}

// checkHeader verifies the header of the first page. An empty file is a new
// database, or one whose content is in its log.
func checkHeader(r io.Reader, size int64) error {
	if size == 0 {
		return nil
	}
	header, err := readHeader(r)
	if err != nil {
		return err
	}
	const none = "\x00\x00\x00\x00"
	if size == pageSize && string(header[44:48]) == none && string(header[68:72]) == none {
		return nil // its first tables are in the log, if anywhere
	}
	for _, f := range fixed {
		if string(header[f.offset:f.offset+len(f.value)]) != f.value {
			return fmt.Errorf("this is not a database of Warsztat, or its header is damaged (%s)", f.name)
		}
	}
	return nil
}

// checkLength verifies that the file is as long as its header says. SQLite
// would use a page after that end as a new one.
func checkLength(r io.Reader, size int64) error {
	if size == 0 {
		return nil
	}
	header, err := readHeader(r)
	if err != nil {
		return err
	}
	if pages := binary.BigEndian.Uint32(header[28:]); int64(pages)*pageSize != size {
		return fmt.Errorf("it has %d bytes, but its header says %d pages of %d", size, pages, pageSize)
	}
	return nil
}

func readHeader(r io.Reader) ([]byte, error) {
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, fmt.Errorf("read the header: %w", err)
	}
	return header, nil
}
