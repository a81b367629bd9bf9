package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

const (
	secretBytes = 32 // 256 bits: nobody can guess it
	idAlphabet  = "abcdefghijklmnopqrstuvwxyz234567"
	idLength    = 16 // of 32 characters each: 80 bits
)

// secretLength is the number of characters of an encoded secret.
var secretLength = base64.RawURLEncoding.EncodedLen(secretBytes)

// newSecret draws a secret for a link, a session or the organiser.
func newSecret() string {
	raw := make([]byte, secretBytes)
	rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// hashOf returns the hash of a secret for the store. A plain SHA-256 is enough:
// secrets are random, so a slow hash would protect nothing.
func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// isSecret reports whether the text can be a secret that newSecret made.
func isSecret(secret string) bool {
	if len(secret) != secretLength {
		return false
	}
	_, err := base64.RawURLEncoding.DecodeString(secret)
	return err == nil
}

// NewID draws the id of a workshop, a member, a link or a session. An id is not
// a secret, but it does not tell how many there are.
func NewID() string {
	raw := make([]byte, idLength)
	rand.Read(raw)
	var id strings.Builder
	for _, b := range raw {
		id.WriteByte(idAlphabet[int(b)%len(idAlphabet)]) // 256 is a multiple of 32: no bias
	}
	return id.String()
}
