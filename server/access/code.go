package access

import (
	"crypto/rand"
	"strings"
)

// codeAlphabet leaves out what is misread on a projector: I, L, O, 0 and 1.
const (
	codeAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
	codeLength   = 8
)

// newCode draws a join code. Bytes beyond the largest multiple of the
// alphabet's length are drawn again, so that every code is equally likely.
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

// NormaliseCode reads a join code as people type it: without regard to case,
// hyphens and spaces. It reports false when the text cannot be a code.
func NormaliseCode(typed string) (string, bool) {
	if len(typed) > 64 { // a code with every separator in between is far shorter
		return "", false
	}
	code := make([]byte, 0, codeLength)
	for _, r := range typed {
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013':
			continue // what phones and word processors make of space and hyphen
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

// codeHash is what the store keeps of a code. The mark keeps codes and secrets
// apart: no secret can be chosen that stands for a code.
func codeHash(code string) []byte { return hashOf("join code " + code) }
