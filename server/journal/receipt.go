package journal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
)

// A journal names neither the clients nor the numbers of their commands. It keeps
// what can be computed from them, with the client's name as the key. A name is a
// random text that only its browser tab holds and that nothing stores. So a command
// that is sent again is found, while nobody can tell from a database which entries
// came from one tab.

// ReceiptOf returns the receipt of a client's command.
func ReceiptOf(client string, number uint64) string {
	sum := keyed(client, "receipt", strconv.AppendUint(nil, number, 10))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// DigestOf returns the digest of a client's command, as it was sent. It is never 0.
func DigestOf(client string, command []byte) uint64 {
	return max(1, binary.BigEndian.Uint64(keyed(client, "command", command)))
}

func keyed(client, use string, what []byte) []byte {
	h := hmac.New(sha256.New, []byte(client))
	h.Write([]byte(use))
	h.Write([]byte{0})
	h.Write(what)
	return h.Sum(nil)
}
