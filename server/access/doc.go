// Package access decides who may enter a workshop: by invitation links, join
// codes, sessions and the organiser key.
//
// Nobody has an account. A person exchanges a secret once for a session token. The
// store holds only SHA-256 hashes of secrets and tokens, so a stolen database lets
// nobody in. A member can ask for a pass, a secret that lets them in once on one
// more device. People type a join code from a projector, so it is short enough to
// be guessed: a Throttle limits the guesses.
package access
