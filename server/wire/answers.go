package wire

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"warsztat/board"
)

// Welcome answers hello (W15).
type Welcome struct {
	Protocol int64 // see [Hello.Spoken]
	Epoch    string
	Seq      uint64
	Member   string
	Role     board.Role
	Time     time.Time
	Limits   board.Limits
	ReadOnly board.Code
}

// AppendWelcome appends the frame and its line end, as every Append function here does.
func AppendWelcome(b []byte, w Welcome) []byte {
	return appendFrame(b, struct {
		Type     string       `json:"type"`
		Protocol int64        `json:"protocol"`
		Epoch    string       `json:"epoch"`
		Seq      uint64       `json:"seq"`
		Member   string       `json:"member"`
		Role     board.Role   `json:"role"`
		Time     int64        `json:"time"`
		Limits   board.Limits `json:"limits"`
		ReadOnly board.Code   `json:"readonly,omitempty"`
	}{"welcome", w.Protocol, w.Epoch, w.Seq, w.Member, w.Role, w.Time.UnixMilli(), w.Limits, w.ReadOnly})
}

// Mark writes the mark of a change (W16a); "" when it is not known.
func Mark(mark uint64) string {
	if mark == 0 {
		return ""
	}
	return fmt.Sprintf("%016x", mark)
}

// AppendChange appends a change with the patches that one viewer may see, as JSON
// and separated by commas (W21).
func AppendChange(b []byte, seq, mark uint64, patches []byte) []byte {
	b = append(b, `{"type":"change","seq":`...)
	b = strconv.AppendUint(b, seq, 10)
	if mark != 0 {
		b = append(b, `,"mark":"`...)
		b = hex.AppendEncode(b, binary.BigEndian.AppendUint64(nil, mark))
		b = append(b, '"')
	}
	b = append(b, `,"patches":[`...)
	b = append(b, patches...)
	return append(b, "]}\n"...)
}

// AppendAck appends the answer to a command that took effect (W19).
func AppendAck(b []byte, number, seq uint64) []byte {
	b = append(b, `{"type":"ack","number":`...)
	b = strconv.AppendUint(b, number, 10)
	b = append(b, `,"seq":`...)
	b = strconv.AppendUint(b, seq, 10)
	return append(b, "}\n"...)
}

// AppendRefused appends the refusal of a command, or of a frame without a number
// (W19). Its sentence is in the given locale.
func AppendRefused(b []byte, number uint64, refusal *board.Refusal, locale string) []byte {
	return appendFrame(b, struct {
		Type    string     `json:"type"`
		Number  uint64     `json:"number,omitempty"`
		Code    board.Code `json:"code"`
		Field   string     `json:"field,omitempty"`
		Message string     `json:"message"`
	}{"refused", number, refusal.Code, refusal.Field, refusal.Sentence(locale)})
}

// AppendReset appends the frame that makes a client fetch a snapshot (W16).
func AppendReset(b []byte, code board.Code) []byte {
	return appendFrame(b, struct {
		Type string     `json:"type"`
		Code board.Code `json:"code"`
	}{"reset", code})
}

// AppendPong answers a ping with the server's clock (W17).
func AppendPong(b []byte, now time.Time) []byte {
	b = append(b, `{"type":"pong","time":`...)
	b = strconv.AppendInt(b, now.UnixMilli(), 10)
	return append(b, "}\n"...)
}

// AppendHash appends state hashes (W31).
func AppendHash(b []byte, seq uint64, hashes map[board.Audience]string) []byte {
	return appendFrame(b, struct {
		Type   string                    `json:"type"`
		Seq    uint64                    `json:"seq"`
		Hashes map[board.Audience]string `json:"hashes"`
	}{"hash", seq, hashes})
}

// Person is the position of a member as it is sent to others (W30). State is online,
// away or gone.
type Person struct {
	Member string `json:"member"`
	State  string `json:"state"`
	board.Spot
	Typing   bool `json:"typing,omitempty"`
	Dragging bool `json:"dragging,omitempty"`
	Selection
}

// AppendPresence appends the positions of members; a whole list replaces what the
// client knew (W30). writing is how many members are writing, nil for a viewer who is
// not a moderator (W39).
func AppendPresence(b []byte, people []Person, whole bool, writing *int) []byte {
	if people == nil {
		people = []Person{}
	}
	return appendFrame(b, struct {
		Type    string   `json:"type"`
		People  []Person `json:"people"`
		Whole   bool     `json:"whole,omitempty"`
		Writing *int     `json:"writing,omitempty"`
	}{"presence", people, whole, writing})
}

// AppendReactions appends the recent count of each reaction (W41).
func AppendReactions(b []byte, counts map[string]int) []byte {
	return appendFrame(b, struct {
		Type   string         `json:"type"`
		Counts map[string]int `json:"counts"`
	}{"reactions", counts})
}

// Close is a reason to end a connection. It says whether the client shall come back
// (W28).
type Close struct {
	Status int
	Code   string
	Retry  bool
	PL, EN string
}

// The reasons of rule W28. A reset has a frame of its own before the bye.
var (
	CloseRestart = Close{1012, "restart", true, "Serwer uruchamia się ponownie.", "The server restarts."}
	CloseBad     = Close{4003, string(board.BadFrame), false, "Zbyt wiele niezrozumiałych wiadomości.", "Too many messages that cannot be understood."}
	CloseOther   = Close{4003, string(board.OtherClient), false, board.Sentence(board.OtherClient, "pl"), board.Sentence(board.OtherClient, "en")}
	CloseSlow    = Close{4000, "slow", true, "Połączenie jest za wolne.", "The connection is too slow."}
	CloseEnded   = Close{4002, "ended", false, "Link został unieważniony.", "The link was revoked."}
	CloseSilent  = Close{4004, "silent", true, "Brak odpowiedzi.", "No sign of life."}
	CloseReload  = Close{4005, "reload", false, "Wczytaj stronę ponownie: jest nowsza wersja.", "Load the page again: there is a newer version."}
	CloseFault   = Close{4006, "fault", true, "Błąd serwera.", "A fault of the server."}
	CloseReset   = Close{4007, "reset", true, "Stan zostanie pobrany na nowo.", "The state will be fetched again."}
	CloseNoHello = Close{4008, "no_hello", false, "Brak powitania.", "No hello."}
)

// CloseRefused ends a connection whose identity may not see the workshop, or not yet.
// The code of the refusal says why (W28).
func CloseRefused(code board.Code) Close {
	return Close{CloseEnded.Status, string(code), false, board.Sentence(code, "pl"), board.Sentence(code, "en")}
}

// AppendBye appends the frame that precedes a close (W28). It asks the client to
// wait before it comes back; 0 leaves the delay to the client.
func AppendBye(b []byte, c Close, retryAfter time.Duration, locale string) []byte {
	message := c.EN
	if locale == "pl" {
		message = c.PL
	}
	return appendFrame(b, struct {
		Type    string `json:"type"`
		Code    string `json:"code"`
		Retry   bool   `json:"retry"`
		After   int64  `json:"after,omitempty"`
		Message string `json:"message"`
	}{"bye", c.Code, c.Retry, retryAfter.Milliseconds(), message})
}

// appendFrame appends a frame. It is made of plain structs, which always encode.
func appendFrame(b []byte, frame any) []byte {
	data, err := json.Marshal(frame)
	if err != nil {
		panic("wire: " + err.Error())
	}
	return append(append(b, data...), '\n')
}

// Snapshot is the answer to GET snapshot (W9).
type Snapshot struct {
	Epoch  string
	Seq    uint64
	Mark   uint64 // of change Seq
	Limits board.Limits
	Hashes map[board.Audience]string
}

// AppendSnapshot appends the answer. The records are JSON, separated by commas.
func AppendSnapshot(b []byte, s Snapshot, records []byte) []byte {
	head := appendFrame(nil, struct {
		Protocol int                       `json:"protocol"`
		Epoch    string                    `json:"epoch"`
		Seq      uint64                    `json:"seq"`
		Mark     string                    `json:"mark,omitempty"`
		Limits   board.Limits              `json:"limits"`
		Hashes   map[board.Audience]string `json:"hashes"`
	}{Version, s.Epoch, s.Seq, Mark(s.Mark), s.Limits, s.Hashes})
	b = append(b, head[:len(head)-2]...)
	b = append(b, `,"records":[`...)
	b = append(b, records...)
	return append(b, "]}\n"...)
}
