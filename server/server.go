// Package server serves everything over HTTP: entering, the rooms, the browser
// application, and the headers, limits and logs around them.
package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/server/access"
	"warsztat/server/hub"
)

// Config is what New needs. Only Proxies, Fatal and Rehearse may be left out.
type Config struct {
	Public    *url.URL       // the address of the server for people: scheme and host
	Origins   []string       // the other pages that may open live connections
	Proxies   access.Proxies // the addresses whose X-Forwarded-For header counts
	Organiser access.Organiser
	Store     access.Store
	Rooms     *hub.Hub
	App       fs.FS // the built browser application
	Log       *slog.Logger
	Metrics   *prometheus.Registry
	Fatal     func(error) // called when the disk failed: the process has to end

	ConnectionsPerAddress int               // live connections that one address may hold at once
	Rehearse              func(link string) // lets simulated people into a workshop by a link of participants
}

// Server answers HTTP requests. New makes one; it is safe for concurrent use.
type Server struct {
	public    *url.URL
	origins   origins
	proxies   access.Proxies
	organiser atomic.Pointer[access.Organiser]
	store     access.Store
	rooms     *hub.Hub
	rehearse  func(link string)
	app       *app
	log       *slog.Logger
	fatal     func(error)
	registry  *prometheus.Registry
	metrics   metrics

	fixedHeaders map[string]string // of every answer
	gate         *access.Gate
	cookies      access.Cookies
	codes        *access.Guesses  // wrong join codes
	keys         *access.Guesses  // wrong organiser keys
	entries      *access.Throttle // entries and previews of them
	waiters      waiters
	connections  *access.ConnectionLimit // live connections

	draining      atomic.Bool
	foreignOrigin sync.Once // for logging the first page that is not ours
	forwarded     sync.Once // for logging the first X-Forwarded-For of an address that is no trusted proxy
	overLimit     sync.Once // for logging the first address that holds too many live connections
	probe         probe
	http          *http.Server
	private       *http.Server
}

// New makes a server. It fails when the files of the application cannot be read.
func New(c Config) (*Server, error) {
	app, err := newApp(c.App)
	if err != nil {
		return nil, err
	}
	s := &Server{
		public:      c.Public,
		origins:     newOrigins(c.Public, c.Origins),
		proxies:     c.Proxies,
		store:       c.Store,
		rooms:       c.Rooms,
		rehearse:    c.Rehearse,
		app:         app,
		log:         c.Log,
		fatal:       c.Fatal,
		registry:    c.Metrics,
		metrics:     newMetrics(c.Metrics),
		gate:        access.NewGate(c.Store),
		cookies:     access.Cookies{Secure: c.Public.Scheme == "https"},
		codes:       access.NewGuesses(),
		keys:        access.NewGuesses(),
		entries:     access.NewThrottle(access.EntryBudget),
		connections: access.NewConnectionLimit(c.ConnectionsPerAddress),
	}
	if s.rehearse == nil {
		s.rehearse = func(string) {}
	}
	s.organiser.Store(&c.Organiser)
	s.fixedHeaders = fixedHeaders(s.origins, s.cookies.Secure)
	registerHub(c.Metrics, c.Rooms)
	registerBus(c.Metrics, c.Rooms.Bus)
	s.registerStorage()
	s.http = s.listener(s.Handler())
	s.private = s.listener(s.Private())
	return s, nil
}

// listener returns a server that limits the time and memory of a client before
// the client is known. It sets no deadline for whole requests, because live
// connections last for days; the other requests get one in the deadlines
// middleware.
func (s *Server) listener(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,

		DisableGeneralOptionsHandler: true, // so that OPTIONS * gets the headers of every answer
		ErrorLog:                     plainLog(s.log),
	}
}

// Serve answers on the public listener and, unless it is nil, on the private
// one. Meanwhile it purges old sessions and links. It returns after Shutdown has
// begun, or with the fault that ended it.
func (s *Server) Serve(public, private net.Listener) error {
	ctx, cancel := context.WithCancel(context.Background())
	var keeping sync.WaitGroup
	defer keeping.Wait()
	defer cancel()
	keeping.Go(func() { s.purgeDaily(ctx) })

	var all sync.WaitGroup
	faults := make([]error, 2)
	serve := func(i int, server *http.Server, l net.Listener) {
		all.Go(func() {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				faults[i] = fmt.Errorf("serve %s: %w", l.Addr(), err)
				s.http.Close()
				s.private.Close()
			}
		})
	}
	serve(0, s.http, s.guard(public))
	if private != nil {
		serve(1, s.private, private)
	}
	all.Wait()
	return errors.Join(faults...)
}

// Drain makes the server say that it is not ready, so that no new people are
// sent to it. Everything else goes on.
func (s *Server) Drain() { s.draining.Store(true) }

// Shutdown stops accepting requests and waits for those in progress until ctx
// ends; then it cuts them. The caller drains the rooms before, because a live
// connection is a request too.
func (s *Server) Shutdown(ctx context.Context) error {
	s.Drain()
	if err := s.http.Shutdown(ctx); err != nil {
		s.http.Close()
		return fmt.Errorf("shut down: %w", err)
	}
	return s.private.Close() // a profile may run for minutes, and nothing is lost with it
}
