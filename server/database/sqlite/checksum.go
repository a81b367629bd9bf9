package sqlite

import (
	"encoding/binary"
	"hash/crc32"
	"time"

	"warsztat/server/journal"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// digest computes the checksum of a row. It covers the length of each text, so
// that moving a byte from one column to the next changes the sum, and the name
// of the table, so that a row found in another table does not pass.
type digest struct {
	buf []byte
	crc uint32
}

func (d *digest) begin(table string) *digest {
	d.crc = 0
	d.buf = d.buf[:0]
	return d.text(table)
}

func (d *digest) text(s string) *digest {
	d.buf = binary.BigEndian.AppendUint32(d.buf, uint32(len(s)))
	d.buf = append(d.buf, s...)
	return d
}

func (d *digest) number(n int64) *digest {
	d.buf = binary.BigEndian.AppendUint64(d.buf, uint64(n))
	return d
}

func (d *digest) time(t time.Time) *digest { return d.number(t.UnixMilli()) }

// bytes does not copy b, which may be megabytes.
func (d *digest) bytes(b []byte) *digest {
	d.buf = binary.BigEndian.AppendUint32(d.buf, uint32(len(b)))
	d.crc = crc32.Update(d.crc, castagnoli, d.buf)
	d.buf = d.buf[:0]
	d.crc = crc32.Update(d.crc, castagnoli, b)
	return d
}

// sum is the CRC-32C of everything since begin, as SQLite stores it.
func (d *digest) sum() int64 {
	return int64(crc32.Update(d.crc, castagnoli, d.buf))
}

func (d *digest) entry(workshop string, e *journal.Entry) int64 {
	return d.begin("entries").text(workshop).number(int64(e.Seq)).time(e.At).
		text(e.Member).text(e.Client).number(int64(e.Number)).bytes(e.Body).sum()
}

func (d *digest) head(workshop string, head uint64) int64 {
	return d.begin("workshops").text(workshop).number(int64(head)).sum()
}

func (d *digest) snapshot(workshop string, seq uint64, body []byte) int64 {
	return d.begin("snapshots").text(workshop).number(int64(seq)).bytes(body).sum()
}

func (d *digest) migration(number int64) int64 {
	return d.begin("migrations").number(number).sum()
}

func (d *digest) meta(name, value string) int64 {
	return d.begin("meta").text(name).text(value).sum()
}

// fromMillis is the time of a column in milliseconds.
func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
