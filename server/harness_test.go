package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/database/sqlite"
	"warsztat/server/hub"
)

// harness is a whole server on a database of its own, without a port: tests hand
// requests to its handler.
type harness struct {
	t       *testing.T
	server  *Server
	handler http.Handler
	store   *breakable
	rooms   *hub.Hub
	log     *logBuffer
	key     string // the organiser's
	tabs    int    // how many have posted

	opened chan hub.Identity // the latest identities that have opened a live connection
}

// breakable is the real store until a test makes every call fail or panic.
type breakable struct {
	access.Store
	mu     sync.Mutex
	broken error
	panics bool // with a text that somebody wrote
}

func (b *breakable) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.broken = err
}

// panic makes every call panic, or stops that.
func (b *breakable) panic(on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.panics = on
}

func (b *breakable) err() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.panics {
		panic("a text that somebody wrote")
	}
	return b.broken
}

func (b *breakable) AddLinks(ctx context.Context, links []access.Link) error {
	if err := b.err(); err != nil {
		return err
	}
	return b.Store.AddLinks(ctx, links)
}

func (b *breakable) LinkByHash(ctx context.Context, hash []byte) (access.Link, bool, error) {
	if err := b.err(); err != nil {
		return access.Link{}, false, err
	}
	return b.Store.LinkByHash(ctx, hash)
}

func (b *breakable) Links(ctx context.Context, workshop string) ([]access.Link, error) {
	if err := b.err(); err != nil {
		return nil, err
	}
	return b.Store.Links(ctx, workshop)
}

func (b *breakable) AddSession(ctx context.Context, session access.Session) error {
	if err := b.err(); err != nil {
		return err
	}
	return b.Store.AddSession(ctx, session)
}

func (b *breakable) SessionByHash(ctx context.Context, hash []byte) (access.Session, bool, error) {
	if err := b.err(); err != nil {
		return access.Session{}, false, err
	}
	return b.Store.SessionByHash(ctx, hash)
}

func (b *breakable) TouchSession(ctx context.Context, session access.Session, used time.Time) error {
	if err := b.err(); err != nil {
		return err
	}
	return b.Store.TouchSession(ctx, session, used)
}

func (b *breakable) AddPass(ctx context.Context, pass access.Pass) error {
	if err := b.err(); err != nil {
		return err
	}
	return b.Store.AddPass(ctx, pass)
}

func (b *breakable) PassByHash(ctx context.Context, hash []byte) (access.Pass, access.Session, bool, error) {
	if err := b.err(); err != nil {
		return access.Pass{}, access.Session{}, false, err
	}
	return b.Store.PassByHash(ctx, hash)
}

func (b *breakable) TakePass(ctx context.Context, hash []byte, session access.Session) (bool, error) {
	if err := b.err(); err != nil {
		return false, err
	}
	return b.Store.TakePass(ctx, hash, session)
}

func (b *breakable) Purge(ctx context.Context, now, since time.Time) (access.Purged, error) {
	if err := b.err(); err != nil {
		return access.Purged{}, err
	}
	return b.Store.Purge(ctx, now, since)
}

func (b *breakable) SetSetting(ctx context.Context, name, value string) error {
	if err := b.err(); err != nil {
		return err
	}
	return b.Store.SetSetting(ctx, name, value)
}

// logBuffer keeps the log in memory.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *logBuffer) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(line)
}

func (j *logBuffer) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

const testKey = "the-key-of-the-organiser"

var application = fstest.MapFS{
	"index.html":              {Data: []byte("<!doctype html><title>Warsztat</title>")},
	"index.html.gz":           {Data: []byte("index, gzipped")},
	"assets/app-abc123.js":    {Data: []byte("console.log('plain')")},
	"assets/app-abc123.js.br": {Data: []byte("script, brotli")},
	"assets/app-abc123.js.gz": {Data: []byte("script, gzipped")},
	"favicon.svg":             {Data: []byte("<svg/>")},
	".gitkeep":                {Data: nil},
}

// patience ends a test that hangs: the slowest machine needs far less.
const patience = 3 * time.Minute

// newHarness makes a server at a public address. change may replace parts of its
// configuration.
func newHarness(t *testing.T, public string, change func(*Config)) *harness {
	t.Helper()
	return harnessOn(t, filepath.Join(t.TempDir(), "warsztat.db"), public, change)
}

// harnessOn makes a server with the database at path.
func harnessOn(t *testing.T, path, public string, change func(*Config)) *harness {
	t.Helper()
	at, err := url.Parse(public)
	if err != nil {
		t.Fatal(err)
	}
	h := &harness{t: t, log: &logBuffer{}, key: testKey, opened: make(chan hub.Identity, 10)}
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	h.store = &breakable{Store: store}
	log := slog.New(slog.NewJSONHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	rooms := hub.New(hub.Config{
		Journal: store, Limits: board.DefaultLimits(), Log: log, Valid: h.valid, CommandsPerSecond: 100, CommandBurst: 100,
	})
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := rooms.Close(ctx); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	config := Config{
		Public: at, Organiser: access.FixedOrganiser(h.key), Store: h.store, Rooms: rooms,
		App: application, Log: log, Metrics: prometheus.NewRegistry(), ConnectionsPerAddress: 500,
	}
	if change != nil {
		change(&config)
	}
	h.rooms = config.Rooms
	if h.server, err = New(config); err != nil {
		t.Fatal(err)
	}
	h.handler = h.server.http.Handler
	return h
}

// valid records an identity that opens a live connection and reports whether it
// is valid.
func (h *harness) valid(ctx context.Context, identity hub.Identity) bool {
	select {
	case h.opened <- identity:
	default:
	}
	return Valid(h.store)(ctx, identity)
}

// requestOption changes a request before it is sent.
type requestOption func(*http.Request)

func as(token string) requestOption {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

func with(name, value string) requestOption {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func carrying(cookies []*http.Cookie) requestOption {
	return func(r *http.Request) {
		for _, c := range cookies {
			r.AddCookie(c)
		}
	}
}

func from(address string) requestOption {
	return func(r *http.Request) { r.RemoteAddr = address }
}

// ask sends a request and returns the answer.
func (h *harness) ask(method, path, body string, how ...requestOption) *httptest.ResponseRecorder {
	h.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(h.t.Context(), method, path, reader)
	for _, change := range how {
		change(r)
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return w
}

// want reads a JSON answer of status 200 into a map.
func (h *harness) want(w *httptest.ResponseRecorder) map[string]any {
	h.t.Helper()
	if w.Code != http.StatusOK {
		h.t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	answer := map[string]any{}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		h.t.Fatalf("%s: %v", w.Body, err)
	}
	return answer
}

// codeIn returns the code of a refusal, "" for another answer.
func codeIn(w *httptest.ResponseRecorder) string {
	var answer struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(w.Body.Bytes(), &answer) != nil || answer.Error.Message == "" {
		return ""
	}
	return answer.Error.Code
}

// workshop is a workshop with its secrets.
type workshop struct {
	id, code string
	secrets  map[board.Role]string
}

func (h *harness) found() workshop { return h.foundBy("swot") }

// foundBy makes a workshop by a template.
func (h *harness) foundBy(template string) workshop {
	h.t.Helper()
	answer := h.want(h.ask("POST", "/api/workshops", `{"title":"Strategia gminy","template":"`+template+`","locale":"pl"}`, as(h.key)))
	made := workshop{id: answer["id"].(string), code: answer["code"].(string), secrets: map[board.Role]string{}}
	for role, link := range answer["links"].(map[string]any) {
		before, secret, ok := strings.Cut(link.(string), "#")
		if !ok || before != h.server.public.String()+"/join" {
			h.t.Fatalf("the link of %s is %s", role, link)
		}
		made.secrets[board.Role(role)] = secret
	}
	return made
}

// guest is a person who has entered.
type guest struct {
	member, token string
	role          board.Role
	cookies       []*http.Cookie
}

func (h *harness) enter(body string, how ...requestOption) guest {
	h.t.Helper()
	w := h.ask("POST", "/api/enter", body, how...)
	answer := h.want(w)
	return guest{
		member: answer["member"].(string), token: answer["session"].(string), role: board.Role(answer["role"].(string)),
		cookies: w.Result().Cookies(),
	}
}

// everyRole enters as one person of each role.
func (h *harness) everyRole(w workshop) map[board.Role]guest {
	h.t.Helper()
	return map[board.Role]guest{
		board.Moderator:   h.enter(`{"secret":"` + w.secrets[board.Moderator] + `","name":"Anna","affiliation":"Urząd"}`),
		board.Participant: h.enter(`{"secret":"` + w.secrets[board.Participant] + `","name":"Jan"}`),
		board.Observer:    h.enter(`{"secret":"` + w.secrets[board.Observer] + `"}`),
	}
}
