package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

const serveVariable = "WARSZTAT_TEST_SERVE"

// The test binary serves as the program itself when a test starts it so.
func init() {
	if os.Getenv(serveVariable) != "" {
		main()
	}
}

const testKey = "klucz-organizatora-do-testow"

// process is the real program on a data folder, started and killed by a test.
type process struct {
	t       *testing.T
	folder  string
	address string // host:port; chosen at the first start and kept
	cmd     *exec.Cmd
}

func (p *process) start() {
	p.t.Helper()
	listen := p.address
	if listen == "" {
		listen = "127.0.0.1:0"
	}
	p.cmd = exec.Command(os.Args[0], "serve", "--listen", listen, "--database", filepath.Join(p.folder, "warsztat.db"),
		"--organiser-key", testKey, "--command-rate", "1000", "--max-note-length", "20000", "--log-level", "error")
	p.cmd.Env = append(os.Environ(), serveVariable+"=1")
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at, ok := strings.CutPrefix(lines.Text(), "Warsztat is at http://"); ok {
			if p.address == "" { // afterwards it is only read
				p.address = at
			}
			return
		}
	}
	p.t.Fatal("the program did not say where it is")
}

// kill ends the program as a power cut would, as far as a process can tell.
func (p *process) kill() {
	// It was killed, or had ended on its own: either way it is over now.
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func (p *process) post(path, bearer string, body any, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, "http://"+p.address+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	if bearer != "" {
		req.Header.Set("Authorization", "Bearer "+bearer)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return fmt.Errorf("%s: %d %s", path, answer.StatusCode, text)
	}
	return json.Unmarshal(text, into)
}

type typistFrame struct {
	Type    string
	Seq     uint64
	Number  uint64
	Code    string
	Patches []struct {
		Splice string
		Ops    []any
		Put    *struct{ Fields map[string]any }
	}
}

// typist keeps typing marked characters at the front of one note, with one
// command under way at a time, and comes back whenever it is cut off.
type typist struct {
	t                             *testing.T
	name, workshop, session, note string
	acked                         []string
	pending                       string
	number                        uint64
	reach                         uint64 // the change that the last ack named: only then may the next edit be typed
	seq                           uint64
	epoch                         string
}

func (y *typist) work(ctx context.Context, p *process) {
	for ctx.Err() == nil {
		if err := y.visit(ctx, p); err != nil && ctx.Err() == nil {
			select {
			case <-time.After(20 * time.Millisecond):
			case <-ctx.Done():
			}
		}
	}
}

func (y *typist) visit(ctx context.Context, p *process) error {
	conn, _, err := websocket.Dial(ctx, "ws://"+p.address+"/api/workshops/"+y.workshop+"/live", &websocket.DialOptions{
		HTTPHeader: http.Header{"Authorization": {"Bearer " + y.session}}})
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	conn.SetReadLimit(8 << 20)
	say := func(line string) error { return conn.Write(ctx, websocket.MessageText, []byte(line)) }
	if err := say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":"typist-%s-1234567890","epoch":%q,"since":%d}`, y.name, y.epoch, y.seq)); err != nil {
		return err
	}
	if y.pending != "" { // the very bytes that were sent before
		if err := say(y.pending); err != nil {
			return err
		}
	}
	for {
		_, message, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		for line := range strings.SplitSeq(strings.TrimSpace(string(message)), "\n") {
			var f typistFrame
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				return err
			}
			switch f.Type {
			case "change":
				if f.Seq != y.seq+1 {
					return fmt.Errorf("change %d after %d", f.Seq, y.seq)
				}
				y.seq = f.Seq
			case "ack":
				if f.Number == y.number && y.pending != "" {
					y.acked = append(y.acked, y.mark())
					y.pending, y.reach = "", f.Seq
				}
			case "refused", "reset":
				y.t.Error(line)
				return nil
			}
		}
		if y.pending == "" && y.seq >= y.reach {
			wait(6 * time.Millisecond) // a note holds only so much
			y.number++
			y.pending = fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":"EditText","with":{"record":%q,"field":"text","ops":[%q]}}`, y.number, y.seq, y.note, y.mark())
			if err := say(y.pending); err != nil {
				return err
			}
		}
	}
}

// mark is what the present command inserts: it can be found again.
func (y *typist) mark() string { return fmt.Sprintf("<%s%d>", y.name, y.number) }

// Three people type into one note while the program is killed again and again:
// nothing acknowledged is missing, and nothing is there twice.
func TestKillWhileTyping(t *testing.T) {
	p := &process{t: t, folder: t.TempDir()}
	p.start()
	t.Cleanup(func() { p.kill() })
	var made struct {
		ID    string
		Links map[string]string
	}
	if err := p.post("/api/workshops", testKey, map[string]string{"title": "Próba", "template": "swot", "locale": "pl"}, &made); err != nil {
		t.Fatal(err)
	}
	_, secret, _ := strings.Cut(made.Links["participant"], "#")
	var typists []*typist
	for _, name := range []string{"anna", "ewa", "jan"} {
		var seat struct{ Session string }
		if err := p.post("/api/enter", "", map[string]string{"secret": secret, "name": name, "affiliation": ""}, &seat); err != nil {
			t.Fatal(err)
		}
		typists = append(typists, &typist{t: t, name: name, workshop: made.ID, session: seat.Session, note: "note"})
	}
	state := p.snapshot(made.ID, typists[0].session)
	if err := p.command(made.ID, typists[0].session, `{"type":"command","number":1,"seen":1,"do":"AddNote","with":{"board":"board-1","note":"note","section":"strength","text":"."}}`); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var working sync.WaitGroup
	for _, y := range typists {
		y.epoch, y.seq = state.Epoch, state.Seq
		working.Go(func() { y.work(ctx, p) })
	}
	const kills = 8
	for range kills {
		wait(time.Duration(50+rand.IntN(250)) * time.Millisecond)
		p.kill()
		p.start()
	}
	wait(300 * time.Millisecond)
	cancel()
	working.Wait()
	p.kill()
	p.start()
	final := p.snapshot(made.ID, typists[0].session)
	text := final.text("note")
	total := 0
	for _, y := range typists {
		total += len(y.acked)
		for _, mark := range y.acked {
			if n := strings.Count(text, mark); n != 1 {
				t.Errorf("%s was acknowledged and is there %d times", mark, n)
			}
		}
		for n := uint64(1); n <= y.number; n++ {
			if strings.Count(text, fmt.Sprintf("<%s%d>", y.name, n)) > 1 {
				t.Errorf("command %d of %s took effect twice", n, y.name)
			}
		}
	}
	if total < 3*kills {
		t.Errorf("only %d commands were acknowledged: the test shows little", total)
	}
	t.Logf("%d kills, %d commands acknowledged, head %d", kills+1, total, final.Seq)
}

func wait(d time.Duration) { <-time.After(d) }

type shot struct {
	Epoch   string
	Seq     uint64
	Records []struct {
		ID     string
		Fields map[string]any
	}
}

func (s shot) text(id string) string {
	for _, r := range s.Records {
		if r.ID == id {
			return r.Fields["text"].(string)
		}
	}
	return ""
}

func (p *process) snapshot(workshop, session string) shot {
	p.t.Helper()
	req, _ := http.NewRequest(http.MethodGet, "http://"+p.address+"/api/workshops/"+workshop+"/snapshot", nil)
	req.Header.Set("Authorization", "Bearer "+session)
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var s shot
	if err := json.NewDecoder(answer.Body).Decode(&s); err != nil || answer.StatusCode != http.StatusOK {
		p.t.Fatalf("snapshot: %d %v", answer.StatusCode, err)
	}
	return s
}

func (p *process) command(workshop, session, line string) error {
	req, _ := http.NewRequest(http.MethodPost, "http://"+p.address+"/api/workshops/"+workshop+"/commands", strings.NewReader(line))
	req.Header.Set("Authorization", "Bearer "+session)
	req.Header.Set("Warsztat-Client", "founder-1234567890")
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && !strings.Contains(string(text), `"ack"`) {
		err = fmt.Errorf("%d %s", answer.StatusCode, text)
	}
	return err
}
