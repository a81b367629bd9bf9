// Package access decides who comes in: invitation links, join codes, sessions
// and the organiser key.
//
// Nobody has an account. Whoever holds a secret exchanges it once for a session
// token; of every secret and token only the SHA-256 hash is kept, so a stolen
// database lets nobody in. A member can have a pass made, a secret that lets one
// further device of theirs in, once. A join code is short enough to be typed from a
// projector and therefore short enough to be guessed: a Throttle stands in
// front of it.
package access
