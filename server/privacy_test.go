package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/board"
)

// Hidden content never leaves the server for others. The test plays a workshop
// over real HTTP: Anna writes while notes are hidden, votes in secret and writes
// anonymously. It keeps and searches everything that the others receive: live
// frames, changes after a reconnect, snapshots, lists, pages, refusals, metrics
// and logs.

// script holds the texts of one run. All of them contain the canary.
type script struct{ canary, word, long string }

var (
	short = script{"Kanarek", "Kanarek", "Kanarek"}
	wordy = script{"Kanarek", "Kanarek śpiewa", strings.Repeat("Kanarek nad rzeką śpiewa długo. ", 40)}
)

// witness is a person other than Anna, with everything that they received.
type witness struct {
	name   string
	how    []requestOption
	query  string
	client string
	mu     sync.Mutex
	frames []string // live frames, in order
	grew   chan<- struct{}
	other  []string // bodies of everything else
	seq    uint64
}

func (w *witness) hear(line string) {
	defer func() {
		select {
		case w.grew <- struct{}{}:
		default:
		}
	}()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.frames = append(w.frames, line)
	var f struct {
		Type string `json:"type"`
		Seq  uint64 `json:"seq"`
	}
	if json.Unmarshal([]byte(line), &f) == nil && f.Type == "change" {
		w.seq = f.Seq
	}
}

func (w *witness) reached(seq uint64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seq >= seq
}

// heard reports whether a frame holds all the pieces.
func (w *witness) heard(after int, pieces ...string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.frames[after:], func(frame string) bool {
		return !slices.ContainsFunc(pieces, func(piece string) bool { return !strings.Contains(frame, piece) })
	})
}

// heardSoFar returns the frames that came.
func (w *witness) heardSoFar() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.frames)
}

func (w *witness) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.frames)
}

// upTo returns the frames up to the one of a change.
func (w *witness) upTo(seq uint64) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, frame := range w.frames {
		if strings.HasPrefix(frame, fmt.Sprintf(`{"type":"change","seq":%d,`, seq)) {
			return w.frames[:i+1]
		}
	}
	return w.frames
}

// privacyRun is the run of a workshop.
type privacyRun struct {
	t         *testing.T
	harness   *harness
	server    *httptest.Server
	workshop  string
	numbers   map[string]int
	witnesses []*witness
	grew      chan struct{} // a witness has received something
	seq       uint64
	ewa       guest
	away      bool // Ewa's last state
}

// play runs a workshop, on a board of the template's kind, and returns the witnesses, the log and the number of the
// last change while all was hidden.
func play(t *testing.T, template string, s script) (witnesses []*witness, log string, hidden uint64) {
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	h.rooms.CommandsPerSecond, h.rooms.CommandBurst = 1000, 1000 // a whole meeting takes place at once
	w := h.foundBy(template)
	secret := func(role board.Role, name string) guest {
		return h.enter(body("secret", w.secrets[role], "name", name))
	}
	jan, anna, ewa := secret(board.Moderator, "Jan"), secret(board.Participant, "Anna"), secret(board.Participant, "Ewa")
	projector := h.enter(`{"secret":"` + w.secrets[board.Observer] + `"}`)

	server := httptest.NewServer(h.handler)
	t.Cleanup(server.Close)
	p := &privacyRun{t: t, harness: h, server: server, workshop: w.id, numbers: map[string]int{}, grew: make(chan struct{}, 1), ewa: ewa}
	p.witnesses = []*witness{
		{name: "moderator", how: []requestOption{as(jan.token)}},
		{name: "participant", how: []requestOption{as(ewa.token)}, client: clientOf(ewa)},
		{name: "observer", how: []requestOption{as(projector.token)}},
		{name: "observing moderator", how: []requestOption{as(jan.token)}, query: "&role=observer"},
	}
	p.seq = p.fetch(p.witnesses[0])
	for _, w := range p.witnesses {
		p.listen(w)
	}
	own := &witness{name: "Anna", how: []requestOption{as(anna.token)}, client: clientOf(anna)}
	p.listen(own)
	p.waitForChanges(append(p.witnesses, own))

	k := privateKinds[template]
	k.prepare(p, jan)
	plan := `"title":"Ciche pisanie","minutes":5,"boards":[],"teams":false,"allow":["write","move","group","vote"],"hidden":true,"counts":true,"anonymous":`
	p.give(jan, "AddPhase", `{"phase":"silent",`+plan+`false}`)
	p.give(jan, "AddPhase", `{"phase":"secret",`+plan+`true}`)
	p.give(jan, "GoTo", `{"phase":"silent","from":""}`)
	p.say(anna, `{"type":"presence","state":"online","board":"board-1","section":"threat","typing":true}`)
	k.hide(p, anna, s)
	k.add(p, jan, "open-to-jan", "strength", "notatka prowadzącego")

	// Everybody asks for content of others, on every route.
	for _, w := range p.witnesses {
		p.fetch(w)
		for _, path := range slices.Concat([]string{"/me", "/links", fmt.Sprint("/snapshot?at=", p.seq-2)}, k.paths) {
			p.keep(w, "GET", "/api/workshops/"+p.workshop+path, "")
		}
		p.keep(w, "GET", "/w/"+p.workshop, "")
		for i, try := range k.tries {
			p.keep(w, "POST", "/api/workshops/"+p.workshop+"/commands", fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,%s}`, i+1, p.seq, try), with("Warsztat-Client", "witness-"+strings.Repeat("w", 16)))
		}
	}
	late := &witness{name: "participant, back again", how: p.witnesses[1].how}
	p.catchUp(late)
	p.witnesses = append(p.witnesses, late)
	p.keep(late, "GET", "/api/nothing", "")
	log = h.log.String()
	hidden = p.seq

	// A secret ballot, then anonymous writing that is revealed.
	k.add(p, jan, "shown", "strength", "otwarta")
	p.give(jan, "Reveal", `{"board":"board-1","section":"strength"}`)
	p.give(jan, "OpenVote", `{"vote":"vote","title":"Głosowanie","points":3,"perItem":3,"groups":false,"boards":[],"sections":[],"liveTotals":false}`)
	p.give(anna, "SetPoints", `{"vote":"vote","item":"shown","points":2}`)
	p.give(jan, "GoTo", `{"phase":"secret","from":"silent"}`)
	k.add(p, anna, "unsigned", "strength", "bez podpisu")
	p.give(jan, "Reveal", `{"board":"board-1","section":"strength"}`)
	k.add(p, anna, "unsigned-2", "strength", "też bez podpisu")
	p.give(jan, "Reveal", `{"board":"board-1"}`)
	p.waitForChanges(p.witnesses)
	return p.witnesses, log, hidden
}

// privateKind is what the run does on a kind of board.
type privateKind struct {
	// prepare makes the sections, and what else is there before anything is hidden.
	prepare func(p *privacyRun, jan guest)
	// hide is what Anna writes while it is hidden.
	hide func(p *privacyRun, anna guest, s script)
	// add adds an item.
	add func(p *privacyRun, by guest, id, section, text string)
	// tries are what the others try with hidden items.
	tries []string
	// paths are asked besides those of all kinds.
	paths []string
}

var privateKinds = map[string]privateKind{
	"swot": {prepare: func(*privacyRun, guest) {}, hide: hideNotes, add: addNote, tries: noteTries},
	"vision": {
		prepare: addSections(`,"x":0,"y":0,"width":400,"height":400`),
		hide: func(p *privacyRun, anna guest, s script) {
			hideNotes(p, anna, s)
			p.give(anna, "AddStatement", `{"board":"board-1","statement":"hidden-statement","subject":"vision","text":`+quoted(s.word)+`}`)
			p.give(anna, "EditText", `{"record":"hidden-statement","field":"text","ops":[`+quoted(s.long)+`]}`)
			p.give(anna, "AddLink", `{"link":"hidden-link","type":"quotes","from":"hidden-statement","to":"hidden-1"}`)
			p.say(anna, `{"type":"presence","state":"online","board":"board-1","item":"hidden-statement","typing":true,"caret":3}`)
		},
		add:   addNote,
		tries: noteTries,
	},
	"matrix": {
		prepare: func(p *privacyRun, jan guest) {
			addSections("")(p, jan)
			p.give(jan, "AddBoard", `{"board":"factors","kind":"swot"}`)
			p.give(jan, "AddNote", `{"board":"factors","note":"factor","section":"threat","text":"czynnik"}`)
			p.give(jan, "AddRow", `{"board":"board-1","row":"goal","level":"goal","section":"threat","cells":[{"column":"name","value":"cel"}]}`)
		},
		hide: hideRows,
		add: func(p *privacyRun, by guest, id, section, text string) {
			p.give(by, "AddRow", `{"board":"board-1","row":`+quoted(id)+`,"level":"goal","section":`+quoted(section)+`,"cells":[{"column":"name","value":`+quoted(text)+`}]}`)
		},
		tries: []string{
			`"do":"EditText","with":{"record":"hidden-1","field":"name","ops":["x"]}`,
			`"do":"SetCell","with":{"row":"hidden-3","column":"target","value":"1","was":""}`,
			`"do":"MoveRows","with":{"moves":[{"row":"hidden-1","section":"threat"}]}`,
			`"do":"MoveRows","with":{"moves":[{"row":"goal","section":"threat","before":"hidden-1"}]}`,
			`"do":"AddRow","with":{"board":"board-1","row":"x","level":"objective","section":"threat","parent":"hidden-1","cells":[]}`,
			`"do":"RemoveRows","with":{"rows":["hidden-1"]}`,
			`"do":"RestoreRows","with":{"rows":["hidden-2"]}`,
			`"do":"AddLink","with":{"link":"x","type":"answers","from":"hidden-1","to":"factor"}`,
			`"do":"AddLink","with":{"link":"x","type":"serves","from":"goal","to":"hidden-1"}`,
			`"do":"RemoveLink","with":{"link":"hidden-link"}`,
			`"do":"ConfirmLink","with":{"link":"hidden-link"}`,
			`"do":"SetAside","with":{"item":"hidden-1","gap":"factor","reason":"x"}`,
			`"do":"PlaceGoal","with":{"row":"hidden-1","section":"strength"}`,
			`"do":"SetLock","with":{"board":"board-1","item":"hidden-1","on":true}`,
			`"do":"SetFocus","with":{"board":"board-1","item":"hidden-1"}`,
		},
		paths: []string{"/tables/board-1.csv", "/tables/board-1.csv?joint=1"},
	},
}

var noteTries = []string{
	`"do":"EditText","with":{"record":"hidden-1","field":"text","ops":["x"]}`,
	`"do":"DeleteNotes","with":{"notes":["hidden-1"]}`,
	`"do":"MoveNotes","with":{"moves":[{"note":"hidden-1","section":"threat"}]}`,
	`"do":"GroupNotes","with":{"board":"board-1","group":"mine","name":"Moje","notes":["hidden-1"]}`,
	`"do":"RenameGroup","with":{"group":"hidden-group","name":"X"}`,
	`"do":"MergeNotes","with":{"into":"hidden-1","notes":["hidden-3"]}`,
	`"do":"ShowNotes","with":{"notes":["hidden-1"]}`,
	`"do":"SetLock","with":{"board":"board-1","item":"hidden-1","on":true}`,
	`"do":"SetFocus","with":{"board":"board-1","item":"hidden-1"}`,
	`"do":"AddNote","with":{"board":"board-1","note":"x","section":"threat","group":"hidden-group","text":"x"}`,
}

func addSections(place string) func(*privacyRun, guest) {
	return func(p *privacyRun, jan guest) {
		for _, section := range []string{"strength", "weakness", "threat"} {
			p.give(jan, "AddArea", `{"board":"board-1","area":`+quoted(section)+`,"title":"Pole"`+place+`}`)
		}
	}
}

func addNote(p *privacyRun, by guest, id, section, text string) {
	p.give(by, "AddNote", `{"board":"board-1","note":`+quoted(id)+`,"section":`+quoted(section)+`,"text":`+quoted(text)+`}`)
}

func hideNotes(p *privacyRun, anna guest, s script) {
	addNote(p, anna, "hidden-1", "threat", s.word)
	addNote(p, anna, "hidden-2", "strength", s.long)
	p.say(anna, `{"type":"presence","state":"online","board":"board-1","section":"threat","item":"hidden-1","typing":true}`)
	p.give(anna, "EditText", `{"record":"hidden-1","field":"text","ops":[`+quoted(s.long)+`]}`)
	p.give(anna, "MoveNotes", `{"moves":[{"note":"hidden-2","section":"threat","before":"hidden-1"}]}`)
	p.give(anna, "ColourNotes", `{"notes":["hidden-1"],"colour":"teal"}`)
	p.give(anna, "GroupNotes", `{"board":"board-1","group":"hidden-group","name":`+quoted(s.word)+`,"notes":["hidden-1"]}`)
	p.give(anna, "RenameGroup", `{"group":"hidden-group","name":`+quoted(s.word+" i dalej")+`}`)
	p.give(anna, "DeleteNotes", `{"notes":["hidden-2"]}`)
	p.give(anna, "RestoreNotes", `{"notes":["hidden-2"]}`)
	p.give(anna, "PasteNotes", `{"board":"board-1","groups":[{"group":"pasted-group","name":`+quoted(s.word)+`}],"notes":[{"note":"hidden-3","section":"weakness","group":"pasted-group","text":`+quoted(s.long)+`}]}`)
	p.give(anna, "MergeNotes", `{"into":"hidden-1","notes":["hidden-2"]}`)
}

func hideRows(p *privacyRun, anna guest, s script) {
	row := func(id, level, parent, text string) string {
		return `{"row":` + quoted(id) + `,"level":` + quoted(level) + `,"section":"threat","parent":` + quoted(parent) + `,"cells":[{"column":"name","value":` + quoted(text) + `}]}`
	}
	p.give(anna, "AddRow", `{"board":"board-1",`+row("hidden-1", "goal", "", s.word)[1:])
	p.say(anna, `{"type":"presence","state":"online","board":"board-1","item":"hidden-1","field":"name","typing":true,"caret":3}`)
	p.give(anna, "EditText", `{"record":"hidden-1","field":"name","ops":[`+quoted(s.long)+`]}`)
	p.give(anna, "PasteRows", `{"board":"board-1","rows":[`+row("hidden-2", "objective", "hidden-1", s.long)+`,`+row("hidden-3", "measure", "hidden-2", s.word)+`]}`)
	p.give(anna, "EditText", `{"record":"hidden-3","field":"source","ops":[`+quoted(s.long)+`]}`)
	p.give(anna, "SetCell", `{"row":"hidden-3","column":"target","value":"7","was":""}`)
	p.give(anna, "MoveRows", `{"moves":[{"row":"hidden-1","section":"strength"}]}`)
	p.give(anna, "RemoveRows", `{"rows":["hidden-2"]}`)
	p.give(anna, "RestoreRows", `{"rows":["hidden-2"]}`)
	p.give(anna, "AddLink", `{"link":"hidden-link","type":"answers","from":"hidden-1","to":"factor"}`)
	p.give(anna, "AddLink", `{"link":"hidden-serves","type":"serves","from":"hidden-2","to":"goal"}`)
	p.give(anna, "EditText", `{"record":"hidden-1","field":"name","ops":["Nowy "]}`)
	p.give(anna, "ConfirmLink", `{"link":"hidden-link"}`)
}

func quoted(text string) string {
	b, _ := json.Marshal(text) // a string always encodes
	return string(b)
}

// give sends one command and waits until everybody has its change.
func (p *privacyRun) give(by guest, do, fields string) {
	p.t.Helper()
	p.numbers[by.token]++
	frame := fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":%q,"with":%s}`, p.numbers[by.token], p.seq, do, fields)
	answer := p.post(by, frame)
	var ack struct {
		Type string `json:"type"`
		Seq  uint64 `json:"seq"`
	}
	if json.Unmarshal([]byte(answer), &ack) != nil || ack.Type != "ack" {
		p.t.Fatalf("%s: %s", do, answer)
	}
	p.seq = ack.Seq
	p.waitForChanges(p.witnesses)
}

// say sends a presence frame, which has no answer. The server gathers presence:
// when the moderator hears of what Ewa said later, they have heard all there was
// to hear of this frame.
func (p *privacyRun) say(by guest, frame string) {
	p.t.Helper()
	p.post(by, frame)
	p.away = !p.away
	state := `"state":"online"`
	if p.away {
		state = `"state":"away"`
	}
	moderator := p.witnesses[0]
	before := moderator.count()
	p.post(p.ewa, `{"type":"presence",`+state+`}`)
	p.wait("hear of Ewa", func() bool { return moderator.heard(before, `"type":"presence"`, `"member":"`+p.ewa.member+`",`+state) })
}

func clientOf(g guest) string { return "client-of-" + g.member }

func (p *privacyRun) post(by guest, frame string) string {
	p.t.Helper()
	answer := p.ask("POST", "/api/workshops/"+p.workshop+"/commands", frame, as(by.token), with("Warsztat-Client", clientOf(by)))
	return answer
}

func (p *privacyRun) ask(method, path, content string, how ...requestOption) string {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.server.URL+path, strings.NewReader(content))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity") // the test compares uncompressed sizes
	for _, change := range how {
		change(r)
	}
	answer, err := p.server.Client().Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

// keep sends a request of a witness and keeps the answer.
func (p *privacyRun) keep(w *witness, method, path, content string, how ...requestOption) string {
	p.t.Helper()
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	if w.query != "" {
		path += mark + strings.TrimPrefix(w.query, "&")
	}
	answer := p.ask(method, path, content, append(slices.Clone(w.how), how...)...)
	w.other = append(w.other, answer)
	return answer
}

// fetch takes a snapshot as a witness and returns its number.
func (p *privacyRun) fetch(w *witness) uint64 {
	p.t.Helper()
	var head struct {
		Epoch string `json:"epoch"`
		Seq   uint64 `json:"seq"`
	}
	if err := json.Unmarshal([]byte(p.keep(w, "GET", "/api/workshops/"+p.workshop+"/snapshot", "")), &head); err != nil {
		p.t.Fatal(err)
	}
	return head.Seq
}

// listen opens the live connection of a witness at the present number.
func (p *privacyRun) listen(w *witness) { p.open(w, p.seq) }

// catchUp opens it at the first number, so that all changes come again.
func (p *privacyRun) catchUp(w *witness) {
	p.open(w, 1)
	p.waitForChanges([]*witness{w})
}

func (p *privacyRun) open(w *witness, since uint64) {
	p.t.Helper()
	var head struct {
		Epoch string `json:"epoch"`
	}
	if err := json.Unmarshal([]byte(p.ask("GET", "/api/workshops/"+p.workshop+"/snapshot", "", w.how...)), &head); err != nil {
		p.t.Fatal(err)
	}
	client := w.client
	if client == "" {
		client = "stream-" + strings.Repeat("w", 12) + fmt.Sprint(len(w.name))
	}
	path := fmt.Sprintf("%s/api/workshops/%s/live?client=%s&epoch=%s&since=%d%s", p.server.URL, p.workshop, client, head.Epoch, since, w.query)
	r, err := http.NewRequestWithContext(p.t.Context(), "GET", path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, change := range append(slices.Clone(w.how), with("Accept", "text/event-stream")) {
		change(r)
	}
	answer, err := p.server.Client().Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: status %d", w.name, answer.StatusCode)
	}
	w.seq, w.grew = since, p.grew
	go func() {
		defer func() { _ = answer.Body.Close() }()
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 4<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				w.hear(data)
			}
		}
	}()
}

// waitForChanges waits until the witnesses have every change.
func (p *privacyRun) waitForChanges(all []*witness) {
	p.t.Helper()
	for _, w := range all {
		p.wait(fmt.Sprintf("give change %d to the %s", p.seq, w.name), func() bool { return w.reached(p.seq) })
	}
}

// wait waits until something is true. Only a fault of the server lets it wait for
// minutes.
func (p *privacyRun) wait(what string, is func() bool) {
	p.t.Helper()
	for late := time.After(patience); !is(); {
		select {
		case <-p.grew:
		case <-late:
			p.t.Fatalf("the server did not %s", what)
		}
	}
}

// secrets of the hidden part: the words, and the ids and places of Anna's notes.
var hiddenTraces = []string{"Kanarek", "kanar", "hidden-1", "hidden-2", "hidden-3", "hidden-group", "pasted-group", "hidden-statement", "hidden-link", "hidden-serves"}

func TestHiddenStaysHidden(t *testing.T) {
	for template := range privateKinds {
		t.Run(template, func(t *testing.T) { staysHidden(t, template) })
	}
}

func staysHidden(t *testing.T, template string) {
	witnesses, log, last := play(t, template, wordy)
	for _, w := range witnesses {
		frames := w.upTo(last)
		if w.name == "participant, back again" {
			frames = untilReveal(w.heardSoFar())
		}
		if len(frames) < 10 {
			t.Fatalf("%s received %d frames only", w.name, len(frames))
		}
		hidden := strings.Join(frames, "\n")
		for _, trace := range hiddenTraces {
			if strings.Contains(hidden, trace) {
				t.Errorf("%s received %q in a frame while it was hidden", w.name, trace)
			}
			for _, answer := range w.other {
				if strings.Contains(answer, trace) {
					t.Errorf("%s received %q in an answer: %.300s", w.name, trace, answer)
				}
			}
		}
		for frame := range strings.Lines(hidden) {
			if strings.Contains(frame, `"type":"presence"`) && (strings.Contains(frame, `"section"`) || strings.Contains(frame, `"typing":true`) || strings.Contains(frame, `"caret"`)) {
				t.Errorf("%s learned where somebody writes: %s", w.name, frame)
			}
		}
		every := w.heardSoFar()
		all := strings.Join(every, "\n")
		if strings.Contains(all, `"ballot:`) || strings.Contains(all, `"kind":"ballot"`) {
			t.Errorf("%s received a ballot", w.name)
		}
		if strings.Contains(all, `"kind":"authorship"`) {
			t.Errorf("%s received an authorship", w.name)
		}
		for _, frame := range every {
			if strings.Contains(frame, "unsigned") && strings.Contains(frame, `"author"`) && !strings.Contains(frame, "hidden-") {
				t.Errorf("%s learned who wrote an anonymous note: %s", w.name, frame)
			}
		}
		// The search has to find something: after the reveal everything is there.
		if !strings.Contains(all, wordy.long) || !strings.Contains(all, `"id":"unsigned-2"`) {
			t.Errorf("%s did not receive what was revealed", w.name)
		}
	}
	for _, trace := range hiddenTraces {
		if strings.Contains(log, trace) {
			t.Errorf("the log holds %q", trace)
		}
	}
}

// untilReveal returns the frames before the first one that reveals.
func untilReveal(frames []string) []string {
	for i, f := range frames {
		if strings.Contains(f, `"revealed"`) {
			return frames[:i]
		}
	}
	return frames
}

// The same run with texts of other lengths gives the others the same number of
// frames and answers, with the same sizes: not even the length of a hidden text
// leaves the server.
func TestHiddenLengthStaysHidden(t *testing.T) {
	for _, template := range []string{"swot", "matrix"} {
		t.Run(template, func(t *testing.T) { lengthStaysHidden(t, template) })
	}
}

func lengthStaysHidden(t *testing.T, template string) {
	one, _, last := play(t, template, short)
	two, _, lastTwo := play(t, template, wordy)
	for i, w := range one {
		if w.name == "participant, back again" {
			continue // the changes after its reconnect are compared as frames of the others
		}
		a, b := shape(w.upTo(last)), shape(two[i].upTo(lastTwo))
		if !slices.Equal(a, b) {
			t.Errorf("%s: frames of the sizes\n%v\nwith short texts,\n%v\nwith long ones", w.name, a, b)
		}
		if a, b := sizes(w.other), sizes(two[i].other); !slices.Equal(a, b) {
			t.Errorf("%s: answers of the sizes %v with short texts, %v with long ones", w.name, a, b)
		}
	}
}

// shape lists the kind and size of each frame. It leaves out frames that depend
// on the clock: state hashes come when a room becomes quiet, and the same
// presence may be sent once or twice.
func shape(frames []string) []string {
	var shapes []string
	last := ""
	for _, f := range frames {
		var head struct{ Type string }
		if json.Unmarshal([]byte(f), &head) != nil || head.Type == "hash" || head.Type == "pong" {
			continue
		}
		if head.Type == "presence" {
			if f == last {
				continue
			}
			last = f
			continue // their order among the changes depends on the clock; their content is searched above
		}
		shapes = append(shapes, fmt.Sprint(head.Type, " ", len(f)))
	}
	return shapes
}

func sizes(answers []string) []int {
	n := make([]int, len(answers))
	for i, a := range answers {
		n[i] = len(a)
	}
	return n
}

// The test above has to fail where audiences are ignored: this test runs it
// against a build in which everybody sees everything.
func TestPrivacyTestFailsWithoutAudiences(t *testing.T) {
	const real = "../board/audience.go"
	source, err := os.ReadFile(real)
	if err != nil {
		t.Fatal(err)
	}
	const gate = "func (v Viewer) Sees(a Audience) bool {\n"
	if !bytes.Contains(source, []byte(gate)) {
		t.Fatalf("%s has no %q: say here where audiences are decided", real, gate)
	}
	dir := t.TempDir()
	broken := filepath.Join(dir, "audience.go")
	source = bytes.Replace(source, []byte(gate), []byte(gate+"\tif v.Role != Stranger {\n\t\treturn true\n\t}\n"), 1)
	if err := os.WriteFile(broken, source, 0o600); err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(real)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: broken}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []string{"TestHiddenStaysHidden", "TestHiddenLengthStaysHidden"}
	again := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", list, "-run", "^("+strings.Join(tests, "|")+")$", "-count=1", ".")
	again.Env = append(os.Environ(), "CGO_ENABLED=0") // as the checks have compiled what it needs
	out, err := again.CombinedOutput()
	for _, test := range tests {
		if err == nil || !bytes.Contains(out, []byte("--- FAIL: "+test)) {
			t.Errorf("%s passes although audiences are ignored: %v\n%s", test, err, out)
		}
	}
}
