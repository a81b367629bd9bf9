package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
	"warsztat/server/hub"
	"warsztat/server/journal/journaltest"
)

// pipes is a listener without a port: each dial is one end of a net.Pipe.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.closed) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080} }

func (p *pipes) dial() net.Conn {
	client, server := net.Pipe()
	p.conns <- server
	return client
}

// memoryHarness is a server on stores in memory, for tests that move the clock.
// It has the workshop "w" and allows two live connections of an address.
func memoryHarness(t *testing.T, store access.Store) *harness {
	h := &harness{t: t, log: &logBuffer{}, key: testKey}
	log := slog.New(slog.NewJSONHandler(h.log, nil))
	h.rooms = hub.New(hub.Config{Journal: journaltest.NewMemory(), Limits: board.DefaultLimits(), Log: log, CommandsPerSecond: 100, CommandBurst: 100})
	t.Cleanup(func() {
		if err := h.rooms.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	err := h.rooms.Found(t.Context(), "w", board.FoundWorkshop{Title: "Strategia gminy", Locale: "pl", Template: "swot", Code: "ABCD2345"})
	if err != nil {
		t.Fatal(err)
	}
	h.server, err = New(Config{
		Public: &url.URL{Scheme: "http", Host: "127.0.0.1:8080"}, Organiser: access.FixedOrganiser(h.key), Store: store, Rooms: h.rooms,
		App: application, Log: log, Metrics: prometheus.NewRegistry(), ConnectionsPerAddress: 2,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.handler = h.server.http.Handler
	return h
}

// liveStream is the address of an event stream of the workshop "w".
const liveStream = "/api/workshops/w/live?client=client-of-a-test-1&epoch=epoch-1&since=1"

// A client that sends headers or a body too slowly is cut, and so is an idle
// one. A live connection is not.
func TestSlowClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := accesstest.NewMemory()
		h := memoryHarness(t, store)
		token, _ := sessionIn(t, store, board.Observer)
		listener := newPipes()
		served := make(chan error, 1)
		go func() { served <- h.server.Serve(listener, nil) }()

		// lasts sends a text and returns how long it takes until the server closes the
		// connection.
		lasts := func(text string) time.Duration {
			c := listener.dial()
			defer c.Close()
			start := time.Now()
			go io.WriteString(c, text)
			io.Copy(io.Discard, c)
			return time.Since(start)
		}
		for name, c := range map[string]struct {
			text string
			want time.Duration
		}{
			"half a header":      {"GET / HTTP/1.1\r\nHost: x\r\nA:", 5 * time.Second},
			"nothing at all":     {"", 5 * time.Second},
			"half a body":        {"POST /api/preview HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{", readTime},
			"a body of no codes": {"POST /api/workshops HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + h.key + "\r\nContent-Length: 100\r\n\r\n{", readTime},
			"idle afterwards":    {"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", 2 * time.Minute},
			"too large a header": {"GET / HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("a", 32<<10) + "\r\n\r\n", time.Second},
		} {
			if got := lasts(c.text); got > c.want+time.Second {
				t.Errorf("%s: cut after %v, want %v", name, got, c.want)
			}
		}

		c := listener.dial()
		go fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n", liveStream, token)
		lines := bufio.NewScanner(c)
		pongs := 0 // one every 20 seconds
		for start := time.Now(); time.Since(start) < time.Hour && lines.Scan(); {
			if strings.Contains(lines.Text(), `"type":"pong"`) {
				pongs++
			}
		}
		if pongs < 170 {
			t.Errorf("the live connection ended after %d pongs: %v", pongs, lines.Err())
		}

		// A shutdown does not wait for ever.
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		start := time.Now()
		if err := h.server.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("shutdown over a live connection: %v", err)
		}
		if took := time.Since(start); took > 6*time.Second {
			t.Errorf("shutdown took %v", took)
		}
		if err := <-served; err != nil {
			t.Errorf("serving ended with %v", err)
		}
		c.Close()
	})
}

func TestServeReportsAFault(t *testing.T) {
	h := memoryHarness(t, accesstest.NewMemory())
	public, private := newPipes(), newPipes()
	served := make(chan error, 1)
	go func() { served <- h.server.Serve(public, private) }()
	private.Close() // as if the listener broke
	if err := <-served; err == nil || !strings.Contains(err.Error(), "serve 127.0.0.1:8080") {
		t.Errorf("serving ended with %v", err)
	}
}

func TestPlainLog(t *testing.T) {
	for line, want := range map[string]string{
		"http: TLS handshake error from 192.0.2.7:53012: EOF":           "http: TLS handshake error from (address): EOF",
		"http: TLS handshake error from [2001:db8::7%eth0]:53012: EOF":  "http: TLS handshake error from (address): EOF",
		"http: Accept error: too many open files; retrying in 5ms":      "http: Accept error: too many open files; retrying in 5ms",
		"http: superfluous response.WriteHeader call from server.go:12": "http: superfluous response.WriteHeader call from server.go:12",
	} {
		log := &logBuffer{}
		plainLog(slog.New(slog.NewTextHandler(log, nil))).Println(line)
		if !strings.Contains(log.String(), `says="`+want+`"`) {
			t.Errorf("%s became %s", line, log)
		}
	}
}

// Answers that net/http writes itself, to requests that reach no handler, carry the
// headers of every other answer.
func TestHeadersOfUnreadableRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := memoryHarness(t, accesstest.NewMemory())
		listener := newPipes()
		served := make(chan error, 1)
		go func() { served <- h.server.Serve(listener, nil) }()
		for name, request := range map[string]string{
			"no request":               "nonsense\r\n\r\n",
			"no host":                  "GET / HTTP/1.1\r\n\r\n",
			"an unknown version":       "GET / HTTP/3.7\r\nHost: x\r\n\r\n",
			"too large a header":       "GET / HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("a", 32<<10) + "\r\n\r\n",
			"an unknown encoding":      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zip\r\n\r\n",
			"an unknown expectation":   "POST / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n",
			"a question of the server": "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		} {
			c := listener.dial()
			go io.WriteString(c, request)
			answer, _ := io.ReadAll(c) // a large request may be cut
			c.Close()
			head, _, _ := strings.Cut(string(answer), "\r\n\r\n")
			for header, value := range h.server.fixedHeaders {
				if strings.Count(head, "\r\n"+header+": "+value) != 1 {
					t.Errorf("%s: %s is missing in %q", name, header, head)
				}
			}
		}
		if err := h.server.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}
