package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

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

// isSecret reports whether the text can be a secret that newSecret made, perhaps with
// an alias.
func isSecret(text string) bool {
	secret, alias, with := strings.Cut(text, aliasMark)
	return isEncoded(secret, secretLength) && (!with || isEncoded(alias, aliasLength))
}

func isEncoded(text string, length int) bool {
	if len(text) != length {
		return false
	}
	_, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil
}

// An alias stands for a member where nothing that is stored shall say who they are, as
// with a hidden note of an anonymous phase. It follows from the token of the session in
// which the member first entered, of which only the hash is stored. On its way to another
// device it is a part of the secret, and then of the token: so the same person has the
// same alias there, and no database tells it.
const aliasMark = "."

const aliasBytes = 16

var aliasLength = base64.RawURLEncoding.EncodedLen(aliasBytes)

// aliasOf returns the alias of the holder of a token.
func aliasOf(token string) string {
	if _, alias, with := strings.Cut(token, aliasMark); with {
		return alias
	}
	h := hmac.New(sha256.New, []byte(token))
	h.Write([]byte("alias"))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:aliasBytes])
}

// withAlias is a secret whose holder has an alias already; "" is none.
func withAlias(secret, alias string) string {
	if alias == "" {
		return secret
	}
	return secret + aliasMark + alias
}

// NewID draws the id of a workshop, a member, a link or a session, a UUID. An id
// is not a secret, but it does not tell how many there are.
func NewID() string { return uuid.NewString() }
