// Package torture records what virtual people did and saw while a server was treated
// badly, and checks it against the journal afterwards.
//
// It shares the protocol's client with the other programs here and nothing with the
// server: it reads the journal by its own SQL and replays it by its own rules.
package torture

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// Operation is one command that a person gave. Its token occurs in its change and in
// no other.
type Operation struct {
	Token   string
	Sent    time.Time
	Acked   time.Time // zero: it was refused, or no answer came
	Seq     uint64    // as it was acknowledged
	Refused bool
}

// Seen is a change as one person received it.
type Seen struct {
	Member string // the id of the person
	Seq    uint64
	Digest uint64 // of its patches
}

// Final is the state that somebody held in the end.
type Final struct {
	Who     string
	Seq     uint64
	Records map[string]string // by id, as text
}

// History is all that people did and saw in one workshop.
type History struct {
	mu         sync.Mutex
	Operations []Operation
	Seen       []Seen
	Finals     []Final
	Leaks      []string // tokens of hidden notes that others received
}

// Writer is a person who writes notes and records what happens.
type Writer struct {
	*client.Client
	Hidden  bool // what the writer writes is hidden, see Write
	history *History
	name    string
	number  int
	note    string // the id of the newest note
	inNote  int    // how many commands that note has had
}

// NewWriter makes a writer of a client that does not follow the workshop yet.
func NewWriter(h *History, name string, c *client.Client) *Writer {
	w := &Writer{Client: c, history: h, name: name}
	member := c.Actor().Member
	c.Notice = func(_ *board.State, seq uint64, patches []board.Patch) {
		text, err := json.Marshal(patches)
		if err != nil {
			panic("torture: " + err.Error())
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		h.Seen = append(h.Seen, Seen{member, seq, digestOf(text)})
		for _, token := range tokensIn(string(text)) {
			if author, hidden := strings.CutPrefix(token, hiddenPrefix); hidden && !strings.HasPrefix(author, name+".") {
				h.Leaks = append(h.Leaks, token)
			}
		}
	}
	return w
}

// Name is the name of the person.
func (w *Writer) Name() string { return w.name }

// A token is between these marks.
const (
	openToken, closeToken = "⟦", "⟧"
	hiddenPrefix          = "hidden."
)

func tokensIn(text string) (tokens []string) {
	for {
		_, rest, found := strings.Cut(text, openToken)
		if !found {
			return tokens
		}
		var token string
		if token, text, found = strings.Cut(rest, closeToken); !found {
			return tokens
		}
		tokens = append(tokens, token)
	}
}

// digestOf is the same for equal JSON, whatever the order of its fields.
func digestOf(text []byte) uint64 {
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		panic("torture: " + err.Error())
	}
	ordered, err := json.Marshal(tree)
	if err != nil {
		panic("torture: " + err.Error())
	}
	h := fnv.New64a()
	h.Write(ordered)
	return h.Sum64()
}

// commandsPerNote is how many commands a writer gives to a note before the next one.
const commandsPerNote = 40

// Write gives one command and waits for its answer: it writes a note, or types into
// the newest one. What is refused may be written again, under another token.
func (w *Writer) Write(ctx context.Context) error {
	op := Operation{Token: fmt.Sprintf("%s.%d", w.name, w.number), Sent: time.Now()}
	if w.Hidden {
		op.Token = hiddenPrefix + op.Token
	}
	text := openToken + op.Token + closeToken
	note, inNote := w.note, w.inNote+1
	command := board.Command(&board.EditText{Record: note, Field: "text", Ops: board.Splice{}.Insert(text)})
	if note == "" || inNote > commandsPerNote {
		note, inNote = "n-"+client.NewID(), 1
		command = &board.AddNote{Board: "board-1", Note: note, Section: "strength", Text: text}
	}
	w.number++
	seq, err := w.Submit(ctx, func(*board.State) board.Command { return command })
	var refusal *board.Refusal
	if err == nil {
		op.Seq, op.Acked = seq, time.Now()
		w.note, w.inNote = note, inNote
	} else {
		op.Refused = errors.As(err, &refusal)
	}
	w.history.mu.Lock()
	defer w.history.mu.Unlock()
	w.history.Operations = append(w.history.Operations, op)
	return err
}

// Conclude records the state that a client holds.
func (h *History) Conclude(who string, c *client.Client) {
	final := Final{Who: who, Records: map[string]string{}}
	c.Look(func(state *board.State) {
		final.Seq = state.Seq
		for record := range state.Records(board.Viewer{Role: board.Observer}) {
			final.Records[record.ID] = ordered(record.AppendJSON(nil))
		}
	})
	h.mu.Lock()
	defer h.mu.Unlock()
	h.Finals = append(h.Finals, final)
}

// ordered writes JSON with its fields in order.
func ordered(text []byte) string {
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		panic("torture: " + err.Error())
	}
	b, err := json.Marshal(tree)
	if err != nil {
		panic("torture: " + err.Error())
	}
	return string(b)
}
