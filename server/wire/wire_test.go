package wire

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"warsztat/board"
)

const phase = `{"phase":"p","before":"q","title":"t","ask":"a","minutes":5,"boards":["b"],"teams":true,"allow":["write","vote"],"hidden":false,"counts":true,"anonymous":false}`

// Rules W14, W17, W18, W29, W31 and W41: the frames that a client may send.
func TestParse(t *testing.T) {
	for line, want := range map[string]Frame{
		`{"type":"hello","protocol":3,"oldest":2,"client":"abcdefghijklmnop","epoch":"e","mark":"0123456789abcdef","since":7}`: &Hello{3, 2, "abcdefghijklmnop", "e", 7, "0123456789abcdef"},
		`{"type":"ping"}`: &Ping{},
		` {"type":"presence","state":"online","board":"board-1","typing":true,"dragging":true}`: &Presence{State: "online", Spot: board.Spot{Board: "board-1"}, Typing: true, Dragging: true},
		`{"type":"diverged","seq":3,"audience":"everyone"}`:                                     &Diverged{3, "everyone"},
		`{"type":"command","number":2,"seen":9,"do":"EditText","with":{"record":"n","field":"text","ops":[3,"\ud83c\udf32",-1]}}`: &Command{2, 9, "EditText",
			&board.EditText{Record: "n", Field: "text", Ops: board.Splice{{Count: 3}, {Insert: "🌲"}, {Count: -1}}}},
		`{"type":"command","number":9007199254740991,"seen":0,"do":"MoveNotes","with":{"moves":[{"note":"a","section":"threat"},{"note":"b","section":"threat","before":"a"}]}}`: &Command{9007199254740991, 0, "MoveNotes",
			&board.MoveNotes{Moves: []board.Move{{Note: "a", Section: "threat"}, {Note: "b", Section: "threat", Before: "a"}}}},
		`{"type":"command","number":1,"seen":0,"do":"AddNote","with":{"board":"b","note":"n","section":"threat","text":"„\\u0000” \\ud800"}}`: &Command{1, 0, "AddNote",
			&board.AddNote{Board: "b", Note: "n", Section: "threat", Text: `„\u0000” \ud800`}},
		`{"type":"presence","state":"online","board":"b","item":"s","field":"unit","caret":0,"anchor":7}`: &Presence{State: "online", Spot: board.Spot{Board: "b", Item: "s"}, Selection: Selection{"unit", 1, 8}},
		`{"type":"reaction","kind":"clap"}`: &Reaction{"clap"},
		// The fields of an embedded struct are on the same level.
		`{"type":"command","number":1,"seen":0,"do":"AddPhase","with":` + phase + `}`: &Command{1, 0, "AddPhase",
			&board.AddPhase{Phase: "p", Before: "q", Plan: board.Plan{Title: "t", Ask: "a", Minutes: 5, Boards: []string{"b"}, Teams: true, Allow: []board.Act{board.ActWrite, board.ActVote}, Counts: true}}},
		`{"type":"command","number":1,"seen":0,"do":"SetRole","with":{"member":"m","role":"moderator"}}`: &Command{1, 0, "SetRole", &board.SetRole{Member: "m", Role: board.Moderator}},
		`{"type":"command","number":1,"seen":0,"do":"Release","with":{}}`:                                &Command{1, 0, "Release", &board.Release{}},
	} {
		got, _, refusal := Parse([]byte(line))
		if refusal != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %+v, %v\nwant %+v", line, got, refusal, want)
		}
	}
}

// Rule W27: every kind of malformed frame has its own code.
func TestParseRefuses(t *testing.T) {
	command := func(with string) string {
		return `{"type":"command","number":5,"seen":0,"do":"AddNote","with":` + with + `}`
	}
	planned := func(with string) string {
		return `{"type":"command","number":5,"seen":0,"do":"AddPhase","with":` + with + `}`
	}
	moved := func(x string) string {
		return `{"type":"command","number":5,"seen":0,"do":"MoveNotes","with":{"moves":[{"note":"n","section":"","x":` + x + `}]}}`
	}
	cases := []struct {
		name, line string
		number     uint64
		want       board.Code
	}{
		{"nothing", ``, 0, board.BadFrame},
		{"half a frame", `{"type":"pi`, 0, board.BadFrame},
		{"two values", `{"type":"ping"}{"type":"ping"}`, 0, board.BadFrame},
		{"a list", `["ping"]`, 0, board.BadFrame},
		{"a number", `7`, 0, board.BadFrame},
		{"not a number", `{"type":"ping","x":NaN}`, 0, board.BadFrame},
		{"a key twice", `{"type":"ping","type":"ping"}`, 0, board.BadFrame},
		{"a key twice, deep", command(`{"board":"b","board":"b"}`), 0, board.BadFrame},
		{"NUL as an escape", command(`{"text":"a\u0000"}`), 0, board.BadText},
		{"NUL as a byte", "{\"type\":\"ping\x00\"}", 0, board.BadText},
		{"invalid UTF-8", "{\"type\":\"\xff\"}", 0, board.BadText},
		{"UTF-8 of a surrogate", "{\"type\":\"\xed\xa0\x80\"}", 0, board.BadText},
		{"high surrogate alone", command(`{"text":"\ud83c"}`), 0, board.BadText},
		{"high surrogate before a letter", command(`{"text":"\ud83cx\udf32"}`), 0, board.BadText},
		{"low surrogate alone", command(`{"text":"\uDF32"}`), 0, board.BadText},
		{"two high surrogates", command(`{"text":"\ud83c\ud83c"}`), 0, board.BadText},
		{"too deep", strings.Repeat("[", 17) + strings.Repeat("]", 17), 0, board.TooDeep},
		{"far too deep", strings.Repeat(`{"a":`, 10_000), 0, board.TooDeep},
		{"deep but allowed", strings.Repeat("[", 16) + strings.Repeat("]", 16), 0, board.BadFrame},
		{"no type", `{"tpye":"ping"}`, 0, board.UnknownFrame},
		{"a type that is no string", `{"type":3}`, 0, board.UnknownFrame},
		{"a server's frame", `{"type":"change","seq":1,"patches":[]}`, 0, board.UnknownFrame},
		{"a field too many", `{"type":"ping","now":1}`, 0, board.UnknownField},
		{"a forged author", command(`{"board":"b","note":"n","section":"threat","text":"x","author":"jan"}`), 5, board.UnknownField},
		{"a forged role", `{"type":"hello","protocol":2,"client":"abcdefghijklmnop","epoch":"e","since":0,"role":"moderator"}`, 0, board.UnknownField},
		{"another case", command(`{"Board":"b","note":"n","section":"threat","text":"x"}`), 5, board.MissingField},
		{"prototype", command(`{"__proto__":{"role":"moderator"},"board":"b","note":"n","section":"threat","text":"x"}`), 5, board.UnknownField},
		{"unknown command", `{"type":"command","number":5,"seen":0,"do":"Constructor","with":{}}`, 5, board.UnknownCommand},
		{"the server's command", `{"type":"command","number":5,"seen":0,"do":"EnterMember","with":{}}`, 5, board.UnknownCommand},
		{"without with", `{"type":"command","number":5,"seen":0,"do":"AddNote"}`, 5, board.MissingField},
		{"with a list", command(`[]`), 5, board.WrongType},
		{"a missing field", command(`{"board":"b","note":"n","section":"threat"}`), 5, board.MissingField},
		{"null", command(`{"board":null,"note":"n","section":"threat","text":"x"}`), 5, board.WrongType},
		{"a number for a text", command(`{"board":1,"note":"n","section":"threat","text":"x"}`), 5, board.WrongType},
		{"a text for a number", `{"type":"command","number":"5","seen":0,"do":"AddNote","with":{}}`, 0, board.WrongType},
		{"a fraction", `{"type":"command","number":1.5,"seen":0,"do":"AddNote","with":{}}`, 0, board.WrongType},
		{"a caret before the text", `{"type":"presence","state":"online","caret":-2}`, 0, board.BadValue},
		{"a fraction of a plane", moved(`0.5`), 5, board.WrongType},
		{"an endless plane", moved(`1e999`), 5, board.WrongType},
		{"a place in words", moved(`"left"`), 5, board.WrongType},
		{"a negative number", `{"type":"command","number":-1,"seen":0,"do":"AddNote","with":{}}`, 0, board.WrongType},
		{"too large a number", `{"type":"command","number":9007199254740992,"seen":0,"do":"AddNote","with":{}}`, 0, board.WrongType},
		{"an object in a list of texts", `{"type":"command","number":5,"seen":0,"do":"DeleteNotes","with":{"notes":[{}]}}`, 5, board.WrongType},
		{"a splice of objects", `{"type":"command","number":5,"seen":0,"do":"EditText","with":{"record":"n","field":"text","ops":[{}]}}`, 5, board.BadSplice},
		{"a phase without a field of its plan", planned(strings.Replace(phase, `"title":"t",`, "", 1)), 5, board.MissingField},
		{"a phase without a field of its own", planned(strings.Replace(phase, `"phase":"p",`, "", 1)), 5, board.MissingField},
		{"a phase with a plan of its own", planned(strings.Replace(phase, `"title"`, `"Plan":{},"title"`, 1)), 5, board.UnknownField},
		{"a phase with a nameless field", planned(strings.Replace(phase, `"title"`, `"":{},"title"`, 1)), 5, board.UnknownField},
		{"an act that is a number", planned(strings.Replace(phase, `"vote"`, `7`, 1)), 5, board.WrongType},
		{"acts that are no list", planned(strings.Replace(phase, `["write","vote"]`, `"write"`, 1)), 5, board.WrongType},
		{"a reaction of no kind", `{"type":"reaction","kind":""}`, 0, board.BadValue},
		{"a reaction of another kind", `{"type":"reaction","kind":"Clap"}`, 0, board.BadValue},
		{"a reaction of somebody", `{"type":"reaction","kind":"clap","member":"m"}`, 0, board.UnknownField},
		{"a splice with fractions", `{"type":"command","number":5,"seen":0,"do":"EditText","with":{"record":"n","field":"text","ops":[1.5]}}`, 5, board.BadSplice},
	}
	for _, c := range cases {
		frame, number, refusal := Parse([]byte(c.line))
		if refusal == nil || refusal.Code != c.want || number != c.number || frame != nil && !reflect.ValueOf(frame).IsNil() {
			t.Errorf("%s: got %v, number %d, %v; want %s, number %d", c.name, frame, number, refusal, c.want, c.number)
		}
	}
}

// Rule W27: a refusal of the form names the field.
func TestRefusalNamesTheField(t *testing.T) {
	const (
		notUnderstood = "The server did not understand this change. Nothing was saved. Load the page again and try once more"
		unknownChange = "The server does not know this change. Nothing was saved. Load the page again: there may be a newer version"
	)
	add := `{"type":"command","number":5,"seen":0,"do":"AddNote","with":{"board":"b","note":"n","section":"threat","text":"x"}}`
	for _, c := range []struct{ old, new, field, sentence string }{
		{`,"text":"x"`, ``, "text", notUnderstood + " (text)."},
		{`,"seen":0`, ``, "seen", notUnderstood + " (seen)."},
		{`"x"}`, `"x","author":"jan"}`, "author", unknownChange + " (author)."},
		{`"text":"x"`, `"text":7`, "text", notUnderstood + " (text)."},
		{`"x"}`, `"x","\u202e":1}`, "", unknownChange + "."},
		{`"x"}`, `"x","` + strings.Repeat("a", 65) + `":1}`, "", unknownChange + "."},
		{`"AddNote","with":{`, `"MoveNotes","with":{"moves":[{"note":"n"}],`, "section", notUnderstood + " (section)."},
	} {
		_, _, refusal := Parse([]byte(strings.Replace(add, c.old, c.new, 1)))
		if refusal == nil || refusal.Field != c.field || refusal.Sentence("en") != c.sentence {
			t.Errorf("%s for %s: %+v", c.new, c.old, refusal)
		}
	}
}

func TestLines(t *testing.T) {
	got := Lines([]byte("{}\n\n {\"a\":1}\r\n[]"))
	want := [][]byte{[]byte("{}"), []byte(`{"a":1}`), []byte("[]")}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The server writes one line of JSON for each frame, as the rules say.
func TestAnswers(t *testing.T) {
	limits := board.Limits{MaxNotes: 1, MaxGroups: 2, MaxRows: 12, MaxBoards: 11, MaxPeople: 3, MaxPhases: 4, MaxTeams: 5, MaxVotes: 6, MaxRecords: 7, MaxJournal: 8, MaxTextLength: 9, MaxBatch: 10}
	const written = `"limits":{"maxNotes":1,"maxGroups":2,"maxRows":12,"maxBoards":11,"maxPeople":3,"maxPhases":4,"maxTeams":5,"maxVotes":6,"maxRecords":7,"maxJournal":8,"maxTextLength":9,"maxBatch":10}`
	for want, got := range map[string][]byte{
		`{"type":"welcome","protocol":2,"epoch":"e","seq":3,"member":"m","role":"participant","time":5,` + written + `}`:                      AppendWelcome(nil, Welcome{2, "e", 3, "m", board.Participant, time.UnixMilli(5), limits, ""}),
		`{"type":"welcome","protocol":2,"epoch":"e","seq":3,"member":"","role":"observer","time":5,` + written + `,"readonly":"quarantined"}`: AppendWelcome(nil, Welcome{2, "e", 3, "", board.Observer, time.UnixMilli(5), limits, board.Quarantined}),
		`{"type":"change","seq":4,"mark":"00000000000000ff","patches":[{"remove":"a"},{"remove":"b"}]}`:                                       AppendChange(nil, 4, 255, []byte(`{"remove":"a"},{"remove":"b"}`)),
		`{"type":"change","seq":4,"patches":[]}`: AppendChange(nil, 4, 0, nil),
		`{"type":"ack","number":2,"seq":9}`:      AppendAck(nil, 2, 9),
		`{"type":"refused","number":2,"code":"empty","message":"Brakuje tekstu. Nic nie zapisano. Wpisz go i spróbuj jeszcze raz."}`:                                                               AppendRefused(nil, 2, board.Refuse(board.Empty), "pl"),
		`{"type":"refused","code":"empty","message":"A text is missing. Nothing was saved. Type it and try again."}`:                                                                               AppendRefused(nil, 0, board.Refuse(board.Empty), "en"),
		`{"type":"refused","number":2,"code":"missing_field","field":"text","message":"Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz (text)."}`: AppendRefused(nil, 2, board.RefuseField(board.MissingField, "text"), "pl"),
		`{"type":"reset","code":"other_epoch"}`:                                                    AppendReset(nil, board.OtherEpoch),
		`{"type":"pong","time":12}`:                                                                AppendPong(nil, time.UnixMilli(12)),
		`{"type":"hash","seq":1,"hashes":{"everyone":"00"}}`:                                       AppendHash(nil, 1, map[board.Audience]string{board.Everyone: "00"}),
		`{"type":"presence","people":[],"whole":true}`:                                             AppendPresence(nil, nil, true, nil),
		`{"type":"presence","people":[{"member":"m","state":"online","board":"b","typing":true}]}`: AppendPresence(nil, []Person{{Member: "m", State: "online", Spot: board.Spot{Board: "b"}, Typing: true}}, false, nil),
		`{"type":"presence","people":[],"writing":0}`:                                              AppendPresence(nil, nil, false, new(int)),
		`{"type":"reactions","counts":{"clap":2,"idea":1}}`:                                        AppendReactions(nil, map[string]int{"idea": 1, "clap": 2}),
		`{"type":"bye","code":"removed","retry":false,"message":"Dostęp do tego warsztatu został odebrany. Zmiana nie została zapisana. W razie pomyłki poproś osobę prowadzącą."}`: AppendBye(nil, CloseRefused(board.Removed), 0, "pl"),
		`{"type":"bye","code":"restart","retry":true,"after":70,"message":"The server restarts."}`:                                                                                  AppendBye(nil, CloseRestart, 70*time.Millisecond, "en"),
		`{"protocol":2,"epoch":"e","seq":1,"mark":"f000000000000001",` + written + `,"hashes":{},"records":[{}]}`:                                                                   AppendSnapshot(nil, Snapshot{"e", 1, 0xf000000000000001, limits, map[board.Audience]string{}}, []byte("{}")),
	} {
		if string(got) != want+"\n" || !json.Valid(got) {
			t.Errorf("got  %swant %s", got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"type":"hello","protocol":2,"client":"abcdefghijklmnop","epoch":"e","since":7}`,
		`{"type":"command","number":2,"seen":9,"do":"EditText","with":{"record":"n","field":"text","ops":[3,"\ud83c\udf32",-1]}}`,
		`{"type":"command","number":2,"seen":9,"do":"PasteNotes","with":{"board":"b","groups":[{"group":"g","name":"x"}],"notes":[]}}`,
		`{"type":"presence","state":"online","typing":true}`, `{"type":"reaction","kind":"idea"}`,
		`{"type":"command","number":2,"seen":9,"do":"AddPhase","with":` + phase + `}`, `{"a":[[[]]]}`, `"\u`, `{"\ud800":1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		frame, _, refusal := Parse(line)
		if (refusal == nil) == (frame == nil || reflect.ValueOf(frame).IsNil()) {
			t.Fatalf("%q: frame %v and refusal %v", line, frame, refusal)
		}
		if refusal != nil && board.Sentence(refusal.Code, "pl") == board.Sentence(board.InternalFault, "pl") {
			t.Fatalf("%q is refused with %q, which has no sentence", line, refusal.Code)
		}
		if c, ok := frame.(*Command); ok {
			// A frame that was parsed means the same when it is written again.
			with, err := json.Marshal(c.Command)
			if err != nil {
				t.Fatal(err)
			}
			head, _ := json.Marshal(map[string]any{"type": "command", "number": c.Number, "seen": c.Seen, "do": c.Do, "with": json.RawMessage(with)})
			again, _, refusal := Parse(head)
			if refusal != nil || !reflect.DeepEqual(again, frame) {
				t.Fatalf("%s came back as %+v, %v", head, again, refusal)
			}
		}
		for _, l := range Lines(line) {
			if bytes.ContainsRune(l, '\n') || len(l) == 0 {
				t.Fatalf("%q is no line", l)
			}
		}
	})
}
