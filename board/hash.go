package board

import (
	"fmt"
	"strconv"
)

// Hash sums up records: both halves are sums of FNV-1a hashes (protocol rule
// W32), so a record can be added and taken away without reading the others. It
// finds accidents, not attacks.
type Hash struct{ a, b uint32 }

// String writes the hash as 16 hexadecimal digits.
func (h Hash) String() string { return fmt.Sprintf("%08x%08x", h.a, h.b) }

func (h Hash) plus(o Hash) Hash  { return Hash{h.a + o.a, h.b + o.b} }
func (h Hash) minus(o Hash) Hash { return Hash{h.a - o.a, h.b - o.b} }

const (
	fnvPrime  = 16777619
	fnvStartA = 2166136261
	fnvStartB = 3339675911
)

// hashOf computes the hash of one record as rule W32 writes it.
func hashOf(r *Record) Hash {
	b := make([]byte, 0, 256)
	b = hashString(b, r.ID)
	b = hashString(b, string(r.Kind))
	b = hashString(b, string(r.Audience))
	for _, f := range r.Fields {
		b = hashString(b, f.Name)
		switch v := f.Value.(type) {
		case string:
			b = hashString(append(b, 's'), v)
		case int64:
			b = append(strconv.AppendInt(append(b, 'i'), v, 10), 255)
		case bool:
			if v {
				b = append(b, 't')
			} else {
				b = append(b, 'f')
			}
		case []string:
			b = append(b, 'l')
			for _, s := range v {
				b = hashString(b, s)
			}
			b = append(b, 254)
		}
	}
	h := Hash{fnvStartA, fnvStartB}
	for _, c := range b {
		h.a = (h.a ^ uint32(c)) * fnvPrime
		h.b = (h.b ^ uint32(c)) * fnvPrime
	}
	return h
}

// hashString ends a string with a byte that never occurs in UTF-8.
func hashString(b []byte, s string) []byte { return append(append(b, s...), 255) }
