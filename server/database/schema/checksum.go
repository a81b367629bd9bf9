package schema

import (
	"encoding/binary"
	"hash/crc32"
	"time"

	"warsztat/server/access"
	"warsztat/server/journal"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Digest computes the checksum of a row. It covers the length of each text, so
// that moving a byte from one column to the next changes the sum, and the name
// of the table, so that a row found in another table does not pass. The zero
// Digest is ready; one goroutine at a time may use it.
type Digest struct {
	buf []byte
	crc uint32
}

func (d *Digest) begin(table string) *Digest {
	d.crc = 0
	d.buf = d.buf[:0]
	return d.text(table)
}

func (d *Digest) text(s string) *Digest {
	d.buf = binary.BigEndian.AppendUint32(d.buf, uint32(len(s)))
	d.buf = append(d.buf, s...)
	return d
}

func (d *Digest) number(n int64) *Digest {
	d.buf = binary.BigEndian.AppendUint64(d.buf, uint64(n))
	return d
}

func (d *Digest) time(t time.Time) *Digest { return d.number(t.UnixMilli()) }

// bytes does not copy b, which may be megabytes.
func (d *Digest) bytes(b []byte) *Digest {
	d.buf = binary.BigEndian.AppendUint32(d.buf, uint32(len(b)))
	d.crc = crc32.Update(d.crc, castagnoli, d.buf)
	d.buf = d.buf[:0]
	d.crc = crc32.Update(d.crc, castagnoli, b)
	return d
}

// sum is the CRC-32C of everything since begin, as databases store it.
func (d *Digest) sum() int64 {
	return int64(crc32.Update(d.crc, castagnoli, d.buf))
}

// Entry is the checksum of an entry of a workshop's journal.
func (d *Digest) Entry(workshop string, e *journal.Entry) int64 {
	d.begin("entries").text(workshop).number(int64(e.Seq)).time(e.At).
		text(e.Member).text(e.Receipt).number(int64(e.Digest)).number(int64(e.Mark)).bytes(e.Body)
	if e.Command != "" { // older entries have none
		d.text(e.Command)
	}
	return d.sum()
}

// Head is the checksum of the row that holds a workshop's head.
func (d *Digest) Head(workshop string, head uint64) int64 {
	return d.begin("workshops").text(workshop).number(int64(head)).sum()
}

// Snapshot is the checksum of a snapshot.
func (d *Digest) Snapshot(workshop string, seq uint64, body []byte) int64 {
	return d.begin("snapshots").text(workshop).number(int64(seq)).bytes(body).sum()
}

// Migration is the checksum of the row that says that a migration was made.
func (d *Digest) Migration(number int64) int64 {
	return d.begin("migrations").number(number).sum()
}

// Meta is the checksum of the epoch, or of a setting.
func (d *Digest) Meta(name, value string) int64 {
	return d.begin("meta").text(name).text(value).sum()
}

// Link is the checksum of a link.
func (d *Digest) Link(l *access.Link) int64 {
	revoked := int64(0)
	if l.Revoked {
		revoked = 1
	}
	return d.begin("links").text(l.ID).text(l.Workshop).text(l.Role).bytes(l.Hash).
		time(l.Created).number(FromExpiry(l.Expires)).number(revoked).sum()
}

// Session is the checksum of a session.
func (d *Digest) Session(x *access.Session) int64 {
	return d.begin("sessions").text(x.ID).text(x.Workshop).text(x.Member).text(x.Role).text(x.Link).
		bytes(x.Hash).time(x.Created).time(x.Used).sum()
}

// Pass is the checksum of a pass.
func (d *Digest) Pass(p *access.Pass) int64 {
	return d.begin("passes").text(p.Session).text(p.Link).bytes(p.Hash).time(p.Expires).sum()
}

// Time is the time of a column in milliseconds.
func Time(millis int64) time.Time { return time.UnixMilli(millis).UTC() }

// Expiry is the end of a link as it is stored: 0 when there is none.
func Expiry(millis int64) time.Time {
	if millis == 0 {
		return time.Time{}
	}
	return Time(millis)
}

// FromExpiry is the opposite of [Expiry].
func FromExpiry(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// OldEntry is a row of entries as it was before entries had receipts.
type OldEntry struct {
	Workshop, Member, Client string
	Seq, AtMillis, Number    int64
	Mark, Sum                int64
	Body                     []byte
}

// SumWithReceipt is the checksum of the entry with a receipt. It is a wrong one when
// the old checksum is wrong.
func (e *OldEntry) SumWithReceipt(receipt string) int64 {
	var d Digest
	old := d.begin("entries").text(e.Workshop).number(e.Seq).number(e.AtMillis).
		text(e.Member).text(e.Client).number(e.Number).number(e.Mark).bytes(e.Body).sum()
	if old != e.Sum {
		return -1
	}
	return d.Entry(e.Workshop, &journal.Entry{
		Seq: uint64(e.Seq), At: Time(e.AtMillis), Member: e.Member, Receipt: receipt, Mark: uint64(e.Mark), Body: e.Body,
	})
}
