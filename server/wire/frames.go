// Package wire is the protocol of PROTOCOL.md in Go. It parses the frames of clients
// strictly and writes those of the server, the frequent ones without reflection.
package wire

import (
	"bytes"
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"

	"warsztat/board"
)

// The numbers of the protocol: the newest and the oldest version that the server speaks.
const (
	Version = 2
	Oldest  = 2
)

// MaxMessageBytes is the size in bytes of the largest message a client may send.
const MaxMessageBytes = 64 << 10

// Frame is one frame of a client: *Hello, *Command, *Presence, *Reaction, *Ping
// or *Diverged.
type Frame any

// Hello opens a connection (W14).
type Hello struct {
	Protocol int64  `json:"protocol"`
	Oldest   int64  `json:"oldest,omitempty"` // the oldest that the client speaks; 0: it speaks only Protocol
	Client   string `json:"client"`
	Epoch    string `json:"epoch"`
	Since    uint64 `json:"since"`
	Mark     string `json:"mark,omitempty"` // of change Since; "" when it is not known
}

// Spoken returns the version that the client and the server will speak, the newest that
// both know; 0 when there is none (W14a).
func (h Hello) Spoken() int64 {
	spoken := min(h.Protocol, Version)
	if spoken < max(cmp.Or(h.Oldest, h.Protocol), Oldest) {
		return 0
	}
	return spoken
}

// AppendHello appends a hello as a client sends it.
func AppendHello(b []byte, h Hello) []byte {
	return appendFrame(b, struct {
		Type string `json:"type"`
		Hello
	}{"hello", h})
}

// Command is a numbered command (W18).
type Command struct {
	Number  uint64
	Seen    uint64
	Do      string
	Command board.Command
}

// Presence is the position of the member who sends it (W29).
type Presence struct {
	State string `json:"state"`
	board.Spot
	Typing   bool `json:"typing,omitempty"`
	Dragging bool `json:"dragging,omitempty"`
	Selection
}

// Selection is where a member's caret is in the text of an item, and the other end of
// what they have selected. Field names the text, where an item has several.
type Selection struct {
	Field  string `json:"field,omitempty"`
	Caret  Offset `json:"caret,omitempty"`
	Anchor Offset `json:"anchor,omitempty"`
}

// maxField bounds the name of a field.
const maxField = 40

// Offset counts characters of a text, and one more: 0 is no place at all.
type Offset int64

// MarshalJSON writes the number of characters.
func (o Offset) MarshalJSON() ([]byte, error) { return strconv.AppendInt(nil, int64(o)-1, 10), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *Offset) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseInt(string(b), 10, 64)
	*o = Offset(n) + 1
	return err
}

// Reaction is a sign to everybody, without words (W41).
type Reaction struct {
	Kind string `json:"kind"`
}

// reactionKinds are yes, applause, an idea, and "slower, please".
var reactionKinds = []string{"yes", "clap", "idea", "slower"}

// Ping keeps a connection alive (W17).
type Ping struct{}

// Diverged reports a state hash that differs (W31).
type Diverged struct {
	Seq      uint64         `json:"seq"`
	Audience board.Audience `json:"audience"`
}

type commandFrame struct {
	Number uint64 `json:"number"`
	Seen   uint64 `json:"seen"`
	Do     string `json:"do"`
	With   raw    `json:"with"`
}

// Parse parses one frame of a client. When the frame is a command and is refused,
// number is the command's number, otherwise 0.
func Parse(line []byte) (frame Frame, number uint64, refusal *board.Refusal) {
	tree, refusal := parse(line)
	if refusal != nil {
		return nil, 0, refusal
	}
	object, ok := tree.(map[string]any)
	if !ok {
		return nil, 0, board.Refuse(board.BadFrame)
	}
	kind, ok := object["type"].(string)
	if !ok {
		return nil, 0, board.Refuse(board.UnknownFrame)
	}
	delete(object, "type")
	switch kind {
	case "hello":
		frame = &Hello{}
	case "presence":
		frame = &Presence{Selection: Selection{Caret: -1, Anchor: -1}}
	case "reaction":
		frame = &Reaction{}
	case "ping":
		frame = &Ping{}
	case "diverged":
		frame = &Diverged{}
	case "command":
		if n, ok := object["number"].(json.Number); ok {
			if parsed, err := strconv.ParseUint(string(n), 10, 53); err == nil {
				number = parsed
			}
		}
		frame, refusal = command(object)
		return frame, number, refusal
	default:
		return nil, 0, board.Refuse(board.UnknownFrame)
	}
	if refusal := fill(object, reflect.ValueOf(frame).Elem()); refusal != nil {
		return nil, 0, refusal
	}
	if p, ok := frame.(*Presence); ok {
		if p.Caret, p.Anchor = p.Caret+1, p.Anchor+1; min(p.Caret, p.Anchor) < 0 || len(p.Field) > maxField {
			return nil, 0, board.Refuse(board.BadValue)
		}
	}
	if r, ok := frame.(*Reaction); ok && !slices.Contains(reactionKinds, r.Kind) {
		return nil, 0, board.Refuse(board.BadValue)
	}
	return frame, 0, nil
}

func command(object map[string]any) (Frame, *board.Refusal) {
	var c commandFrame
	if refusal := fill(object, reflect.ValueOf(&c).Elem()); refusal != nil {
		return nil, refusal
	}
	cmd, refusal := board.NewCommand(c.Do)
	if refusal != nil {
		return nil, refusal
	}
	if refusal := fill(c.With, reflect.ValueOf(cmd).Elem()); refusal != nil {
		return nil, refusal
	}
	return &Command{c.Number, c.Seen, c.Do, cmd}, nil
}

// Lines splits a message into its frames. It skips empty lines.
func Lines(message []byte) [][]byte {
	var lines [][]byte
	for line := range bytes.SplitSeq(message, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}
