package access

import (
	"crypto/rand"
	"strings"
)

// codeAlphabet leaves out characters that people misread on a projector: I, L,
// O, 0 and 1.
const (
	codeAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
	codeLength   = 8
)

// newCode draws a join code. It drops bytes above the largest multiple of the
// alphabet's length, so that every code is equally likely.
func newCode() string {
	const fair = 256 / len(codeAlphabet) * len(codeAlphabet)
	code := make([]byte, 0, codeLength)
	raw := make([]byte, 2*codeLength)
	for {
		rand.Read(raw)
		for _, b := range raw {
			if int(b) >= fair {
				continue
			}
			code = append(code, codeAlphabet[int(b)%len(codeAlphabet)])
			if len(code) == codeLength {
				return string(code)
			}
		}
	}
}

// NormaliseCode reads a join code as people type it. Case, hyphens and spaces do
// not count. It reports false when the text cannot be a code.
func NormaliseCode(typed string) (string, bool) {
	if len(typed) > 64 { // a code with every separator in between is far shorter
		return "", false
	}
	code := make([]byte, 0, codeLength)
	for _, r := range typed {
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013':
			continue // phones and word processors change spaces and hyphens into these
		case r >= 'a' && r <= 'z':
			r += 'A' - 'a'
		}
		if !strings.ContainsRune(codeAlphabet, r) || len(code) == codeLength {
			return "", false
		}
		code = append(code, byte(r))
	}
	return string(code), len(code) == codeLength
}

// codeHash returns the hash of a code for the store. The prefix keeps codes and
// secrets apart: no secret has the hash of a code.
func codeHash(code string) []byte { return hashOf("join code " + code) }
