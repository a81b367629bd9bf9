package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"warsztat/board"
	"warsztat/server/database/sqlite"
	"warsztat/server/journal/journaltest"
)

// serveHub serves a hub over HTTP. The path names the identity, as if the
// session had been looked up.
func serveHub(t testing.TB, h *Hub) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		identity := identityOf(strings.TrimPrefix(req.URL.Path, "/live/"))
		switch {
		case strings.HasPrefix(req.URL.Path, "/live/"):
			h.ServeLive(w, req, identity)
		case req.Method == http.MethodPost:
			if err := h.ServeCommands(w, req, identityOf(strings.TrimPrefix(req.URL.Path, "/commands/"))); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
			}
		default:
			if err := h.ServeSnapshot(w, req, identityOf(strings.TrimPrefix(req.URL.Path, "/snapshot/"))); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
			}
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// person is one of two hundred people, with a real socket and a last number of
// its own.
type person struct {
	member string
	number uint64
}

// visit connects, writes a note, edits it, waits for its answers and leaves.
func (p *person) visit(ctx context.Context, address, epoch string, round int) error {
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(address, "http")+"/live/"+p.member, nil)
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	conn.SetReadLimit(8 << 20)
	hello := fmt.Sprintf(`{"type":"hello","protocol":2,"client":"client-of-%s-12345678","epoch":%q,"since":1}`, p.member, epoch)
	note := fmt.Sprintf("note-%s-%d", p.member, round)
	p.number++
	add := fmt.Sprintf(`{"type":"command","number":%d,"seen":1,"do":"AddNote","with":{"board":"board-1","note":%q,"section":"weakness","text":"zły stan dróg"}}`, p.number, note)
	p.number++
	edit := fmt.Sprintf(`{"type":"command","number":%d,"seen":1,"do":"EditText","with":{"record":%q,"field":"text","ops":[13," gminnych"]}}`, p.number, note)
	if err := conn.Write(ctx, websocket.MessageText, []byte(hello+"\n"+add+"\n"+edit)); err != nil {
		return err
	}
	seq, acked := uint64(1), 0
	for acked < 2 || seq == 1 {
		_, message, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		for line := range strings.SplitSeq(strings.TrimSpace(string(message)), "\n") {
			var f struct {
				Type string
				Seq  uint64
				Code string
			}
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				return err
			}
			switch f.Type {
			case "change":
				if f.Seq != seq+1 {
					return fmt.Errorf("%s: change %d after %d", p.member, f.Seq, seq)
				}
				seq = f.Seq
			case "ack":
				acked++
			case "refused", "bye", "reset":
				return fmt.Errorf("%s: %s", p.member, line)
			}
		}
	}
	return conn.Close(websocket.StatusNormalClosure, "")
}

// Two hundred people join at the same moment, write and leave, several times; with
// -short they are fifty. Every note is there with its edit, and the numbers have no gap.
func TestTwoHundredPeople(t *testing.T) {
	count, rounds := 200, 3
	if testing.Short() {
		count, rounds = 50, 2
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	h := newTestHub(t, store)
	found(t, h)
	server := serveHub(t, h)
	people := make([]*person, count)
	var admitted sync.WaitGroup
	for i := range people {
		people[i] = &person{member: fmt.Sprintf("osoba-%d", i)}
		admitted.Go(func() { admit(t, h, people[i].member) })
	}
	admitted.Wait()
	ctx := t.Context()
	for round := range rounds {
		var here sync.WaitGroup
		for _, p := range people {
			here.Go(func() {
				if err := p.visit(ctx, server.URL, store.Epoch(), round); err != nil {
					t.Error(err)
				}
			})
		}
		here.Wait()
	}
	err = h.View(ctx, workshop, func(s *board.State) {
		if want := uint64(1 + count + 2*rounds*count); s.Seq != want {
			t.Errorf("the head is %d, want %d", s.Seq, want)
		}
		for _, p := range people {
			for round := range rounds {
				note := s.Get(fmt.Sprintf("note-%s-%d", p.member, round))
				if note == nil || board.NoteOf(note).Text() != "zły stan dróg gminnych" {
					t.Errorf("the note of %s in round %d is %+v", p.member, round, note)
				}
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
	if err := h.Close(ctx); err != nil {
		t.Error(err)
	}
}

// A join or an edit costs each other session less than 500 bytes, on a board of
// any size.
func TestCostToOthers(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		widen(t, h)
		anna := enter(t, h, "anna", 3)
		for n := range uint64(4) {
			notes := make([]string, 500)
			for i := range notes {
				notes[i] = fmt.Sprintf(`{"note":"n-%d-%d","section":"threat","text":"likwidacja połączeń kolejowych i autobusowych"}`, n, i)
			}
			anna.command(n+1, 3, "PasteNotes", `{"board":"board-1","groups":[],"notes":[`+strings.Join(notes, ",")+`]}`)
			anna.want("ack")
		}
		projector := enter(t, h, "", 7)
		number := uint64(4)
		waitQuiet := func() { synctest.Wait(); <-time.After(time.Second); synctest.Wait() }
		for name, act := range map[string]func(){
			"a note": func() {
				number++
				anna.command(number, 3, "AddNote", `{"board":"board-1","note":"018f2f6e-7b1c-7c3a-9c59-3f8f5f0b6a11","section":"strength","text":"dogodne położenie przy drodze krajowej"}`)
			},
			"an edit": func() {
				number++
				anna.command(number, 7, "EditText", `{"record":"n-0-3","field":"text","ops":[10," dawnych"]}`)
			},
			"a move": func() {
				number++
				anna.command(number, 7, "MoveNotes", `{"moves":[{"note":"n-1-7","section":"weakness"}]}`)
			},
			"a join": func() {
				admit(t, h, "018f2f6e-7b1c-7c3a-9c59-3f8f5f0b6a12")
				enter(t, h, "018f2f6e-7b1c-7c3a-9c59-3f8f5f0b6a12", 0)
			},
		} {
			waitQuiet()
			<-time.After(3 * time.Second) // the hash of the changes before
			waitQuiet()
			before := projector.bytes.Load()
			act()
			waitQuiet()
			if cost := projector.bytes.Load() - before; cost == 0 || cost >= 500 {
				t.Errorf("%s costs the others %d bytes", name, cost)
			}
		}
	})
}

// Rule W13: the same works over an event stream and POST.
func TestStreamAndPost(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	h := newTestHub(t, store)
	found(t, h, "anna", "jan")
	server := serveHub(t, h)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/live/anna?client=client-of-anna-12345678&since=1&epoch="+store.Epoch(), nil)
	req.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	frames := make(chan string, 100)
	go func() {
		defer close(frames)
		buffer := make([]byte, 64<<10)
		rest := ""
		for {
			n, err := answer.Body.Read(buffer)
			rest += string(buffer[:n])
			for {
				line, after, whole := strings.Cut(rest, "\n")
				if !whole {
					break
				}
				rest = after
				if data, ok := strings.CutPrefix(line, "data: "); ok {
					frames <- data
				}
			}
			if err != nil {
				return
			}
		}
	}()
	if f := <-frames; !strings.HasPrefix(f, `{"type":"welcome"`) {
		t.Errorf("the stream begins with %s", f)
	}
	post := func(member, client, body string) (int, string) {
		req, _ := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/commands/"+member, strings.NewReader(body))
		if client != "" {
			req.Header.Set("Warsztat-Client", client)
		}
		answer, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	note := `{"type":"command","number":1,"seen":3,"do":"AddNote","with":{"board":"board-1","note":"n1","section":"threat","text":"wylewy Sanu"}}`
	for range 2 { // sent again, it gets the same answer
		if status, body := post("anna", "client-of-anna-12345678", note+"\n{\"type\":\"command\"}\n"); status != 200 || !strings.HasPrefix(body, `{"type":"ack","number":1,"seq":4}`) || !strings.Contains(body, `"missing_field"`) {
			t.Errorf("%d %s", status, body)
		}
	}
	for f := range frames {
		if strings.Contains(f, "wylewy Sanu") {
			break
		}
	}
	for _, c := range []struct{ client, body, want string }{
		{"", note, "hello_first"},
		{"short", note, "bad_id"},
		{"client-of-anna-12345678", strings.Repeat("x", maxMessageBytes+1), "too_large"},
	} {
		if status, body := post("anna", c.client, c.body); status != 400 || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d %s", c.want, status, body)
		}
	}
	if _, body := post("jan", "client-of-anna-12345678", note); !strings.Contains(body, "other_client") {
		t.Errorf("a client of another member: %s", body)
	}
	cancel()
	if err := h.Close(context.Background()); err != nil {
		t.Error(err)
	}
	http.DefaultClient.CloseIdleConnections()
}

// Rules W12 and W28: a message that is too long or binary ends the connection.
func TestSocketRefuses(t *testing.T) {
	h := newTestHub(t, journaltest.NewMemory())
	found(t, h, "anna")
	server := serveHub(t, h)
	for _, c := range []struct {
		kind    websocket.MessageType
		message string
		want    websocket.StatusCode
	}{
		{websocket.MessageText, strings.Repeat("x", maxMessageBytes+10), 1009},
		{websocket.MessageBinary, `{"type":"ping"}`, 1003},
	} {
		conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/live/anna", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Write(t.Context(), c.kind, []byte(c.message)); err != nil {
			t.Fatal(err)
		}
		if _, message, err := conn.Read(t.Context()); websocket.CloseStatus(err) != c.want {
			t.Errorf("closed with %v after %q, want %d", err, message, c.want)
		}
		conn.CloseNow()
	}
	if err := h.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
