// Package board is the domain of Warsztat: the records of one workshop, the
// commands that people give, and the changes that follow from them.
//
// A command is decided against the state and answers with a change or a
// refusal; a change is a list of dumb patches that any instance, of any
// version, applies alike. The package does no I/O, reads no clock, draws no
// random number, starts no goroutine and logs nothing, so the server and the
// browser (whose twin of this package lives in web/src/board) reach the same
// verdict from the same state. The golden cases in testdata/vectors hold them
// together.
//
// A new board kind is one file here: see kind.go.
package board
