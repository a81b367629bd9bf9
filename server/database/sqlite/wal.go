package sqlite

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The write-ahead log as SQLite keeps it (https://www.sqlite.org/fileformat.html,
// section 4): a header, then frames of a page each. Every checksum goes on
// from the one before.
const (
	logHeaderSize   = 32
	frameHeaderSize = 24
	logMagic        = 0x377f0682 // the lowest bit: checksums over big-endian words
)

// errLog says that the log is damaged before its end. SQLite would go on without
// the commits after the damage.
var errLog = errors.New("the write-ahead log is damaged, and commits that are in it would be lost: " +
	"restore a backup, or move the log away to go on without its changes")

// checkLog tells a damaged log from one whose end was torn off.
//
// SQLite reads a log up to the first frame whose checksum is wrong and
// ignores the rest. That is right after a power cut: the last commit was not
// durable yet, and was not acknowledged. But every earlier commit was durable
// before the next one began. So when a wrong frame is followed by the ends of
// two commits, at least one of them was acknowledged, and the disk is at fault.
// Damage within the last commit cannot be told from a power cut.
//
// This holds because a store empties the log whenever it opens: the torn end of
// an earlier run never lies behind a newer commit.
func checkLog(r io.Reader) error {
	in := bufio.NewReaderSize(r, 1<<16)
	header := make([]byte, logHeaderSize)
	if whole, err := readWhole(in, header); err != nil || !whole {
		return err // nothing can have been committed
	}
	log := logReader{in: in, order: binary.LittleEndian}
	if header[3]&1 == 1 {
		log.order = binary.BigEndian
	}
	log.sum(header[:24])
	good := binary.BigEndian.Uint32(header)&^1 == logMagic &&
		binary.BigEndian.Uint32(header[8:]) == pageSize &&
		log.matches(header[24:])
	log.salts = string(header[16:24])

	// Wrong frames before a frame of this log are frames of this log too,
	// whatever is in them. The header is durable before the first frame is
	// written.
	headerGood, commits, pending := good, 0, 0
	for {
		frame, whole, err := log.next()
		if err != nil {
			return err
		}
		if !whole {
			break
		}
		if !headerGood {
			return errLog
		}
		known := string(frame[8:16]) == log.salts
		if good = good && known && log.valid(frame); good {
			continue
		}
		if binary.BigEndian.Uint32(frame[4:]) != 0 {
			pending++
		}
		if known {
			commits, pending = commits+pending, 0
		}
	}
	if commits > 1 {
		return errLog
	}
	return nil
}

type logReader struct {
	in     io.Reader
	order  binary.ByteOrder
	salts  string
	s0, s1 uint32
	frame  [frameHeaderSize + pageSize]byte
}

// next reads a frame, which the next call overwrites. An incomplete last frame
// does not count.
func (l *logReader) next() (frame []byte, whole bool, err error) {
	whole, err = readWhole(l.in, l.frame[:])
	return l.frame[:], whole, err
}

// valid continues the checksum with the frame and compares it with the frame's.
func (l *logReader) valid(frame []byte) bool {
	l.sum(frame[:8])
	l.sum(frame[frameHeaderSize:])
	return binary.BigEndian.Uint32(frame) != 0 && l.matches(frame[16:])
}

func (l *logReader) sum(b []byte) {
	for i := 0; i+8 <= len(b); i += 8 {
		l.s0 += l.order.Uint32(b[i:]) + l.s1
		l.s1 += l.order.Uint32(b[i+4:]) + l.s0
	}
}

func (l *logReader) matches(sum []byte) bool {
	return binary.BigEndian.Uint32(sum) == l.s0 && binary.BigEndian.Uint32(sum[4:]) == l.s1
}

// readWhole fills b, or says that the file ended before.
func readWhole(r io.Reader, b []byte) (bool, error) {
	_, err := io.ReadFull(r, b)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return false, nil
	}
	return false, fmt.Errorf("read the write-ahead log: %w", err)
}
