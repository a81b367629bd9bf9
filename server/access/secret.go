package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"
)

const secretBytes = 32 // 256 bits: nobody can guess it

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

// NewID draws the id of a workshop, a member, a link or a session, a UUID. An id
// is not a secret, but it does not tell how many there are.
func NewID() string { return uuid.NewString() }
