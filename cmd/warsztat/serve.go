package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"warsztat/server"
	"warsztat/server/access"
	"warsztat/server/bus"
	"warsztat/server/bus/redis"
	"warsztat/server/database"
	"warsztat/server/hub"
	"warsztat/web"
)

const (
	drainTime = 20 * time.Second // for the rooms to finish and to tell their people
)

func runServe(ctx context.Context, c *call) error {
	return serve(ctx, c.config, c.out, c.logs, func(public *url.URL, _ net.Addr) { fmt.Fprintf(c.out, firstIn[c.locale].at, public) })
}

// serve builds the server from its parts, runs it until ctx ends or the disk
// fails, and takes it apart in order: nobody new, rooms drained, requests
// answered, journal closed. ready is called once, when it answers requests, with
// the address at which people reach it and the one on which it listens.
func serve(ctx context.Context, c *config, out, logs io.Writer, ready func(public *url.URL, listens net.Addr)) (err error) {
	log := newLog(c, logs)
	public, private, err := listen(c)
	if err != nil {
		return err
	}
	defer closeAll(public, private)
	store, err := database.Open(ctx, c.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	var connected bus.Bus
	if c.redis != "" {
		if connected, err = openBus(ctx, c, store, log); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, connected.Close()) }()
	}
	address, origins := reached(c, public.Addr())
	organiser, err := organiserOf(ctx, c, store, address, out)
	if err != nil {
		return err
	}
	warn(c, address, public.Addr(), log)
	if private != nil && isPublic(private.Addr()) {
		log.Warn("everybody who reaches this address can read metrics and profiles; set --metrics-listen to one that cannot be reached from outside", "listen", private.Addr().String())
	}

	failed := make(chan error, 1)
	fatal := func(err error) {
		select {
		case failed <- err:
		default: // one is enough to end
		}
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	rooms := hub.New(hub.Config{
		Journal: store, Bus: connected, Sessions: access.NewGate(store).ValidSessions, Limits: c.limits, Log: log, Valid: server.Valid(store), Fatal: fatal,
		CommandsPerSecond: float64(c.commandRate), CommandBurst: c.commandBurst,
	})
	inside, _ := server.Addresses(public.Addr())
	rehearsals := newRehearsals(ctx, inside.String(), log)
	defer rehearsals.end()
	s, err := server.New(server.Config{
		Public: address, Origins: origins, Proxies: c.proxies, Organiser: organiser, Store: store,
		Rooms: rooms, App: web.Files(), Log: log, Metrics: registry, Fatal: fatal, ConnectionsPerAddress: c.sockets,
		Rehearse: rehearsals.begin,
	})
	if err != nil {
		return err
	}
	defer serveSocket(c.database, s, log)()
	defer newInspections(store, log, registry).start(ctx)()
	served := make(chan error, 1)
	go func() { served <- s.Serve(public, private) }()
	log.Info("serving", "version", version, "listen", public.Addr().String())
	if private != nil {
		log.Info("metrics and profiling", "listen", private.Addr().String())
	}
	ready(address, public.Addr())

	select {
	case <-ctx.Done():
		log.Info("draining")
	case err = <-failed:
	case err = <-served:
		served <- nil
	}
	s.Drain()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	// New requests go elsewhere at once. Those under way are answered from the rooms,
	// and live connections, which are requests too, end with the hub.
	stopped := make(chan error, 1)
	go func() { stopped <- s.Shutdown(drain) }()
	rooms.Drain(drain)
	err = errors.Join(err, <-stopped)
	return errors.Join(err, rooms.Close(drain), <-served)
}

// openBus connects this instance with the others on its database.
func openBus(ctx context.Context, c *config, store database.Store, log *slog.Logger) (bus.Bus, error) {
	b, err := redis.Open(ctx, c.redis, store.Epoch(), log)
	if err != nil {
		return nil, fmt.Errorf("--redis: %w", err)
	}
	return b, nil
}

// listen opens the listeners; the private one is nil when there is none.
func listen(c *config) (public, private net.Listener, err error) {
	if public, err = net.Listen("tcp", c.listen); err != nil {
		return nil, nil, fmt.Errorf("--listen: %w", err)
	}
	if c.metrics == "" {
		return public, nil, nil
	}
	if private, err = net.Listen("tcp", c.metrics); err != nil {
		public.Close()
		return nil, nil, fmt.Errorf("--metrics-listen: %w", err)
	}
	return public, private, nil
}

// closeAll closes the listeners that no server has closed.
func closeAll(listeners ...net.Listener) {
	for _, l := range listeners {
		if l != nil {
			l.Close()
		}
	}
}

// organiserOf is the organiser whose key was set, or is stored. A key that was
// made just now is printed: here and never again.
func organiserOf(ctx context.Context, c *config, store access.Store, public *url.URL, out io.Writer) (access.Organiser, error) {
	if c.organiserKey != "" {
		return access.FixedOrganiser(c.organiserKey), nil
	}
	organiser, fresh, err := access.StoredOrganiser(ctx, store)
	if err == nil && fresh != "" {
		printKey(out, c.locale, public, fresh)
	}
	return organiser, err
}

// newOrganiserKey is the command for an operator who has lost the key.
func newOrganiserKey(ctx context.Context, c *call) error {
	if c.organiserKey != "" {
		return &settingError{"the organiser key is set by --organiser-key or its variable; change it there"}
	}
	listens, err := net.ResolveTCPAddr("tcp", c.listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	key, err := c.write(ctx, http.MethodPost, "/organiser-key", func(store database.Store) (string, error) {
		return access.NewOrganiserKey(ctx, store)
	})
	if err != nil {
		return err
	}
	public, _ := reached(c.config, listens)
	printKey(c.out, c.locale, public, key)
	return nil
}

func newLog(c *config, to io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.logLevel}
	if c.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}

// warn says what works but should not stay so.
func warn(c *config, public *url.URL, listens net.Addr, log *slog.Logger) {
	for _, says := range c.unknown {
		log.Warn(says)
	}
	if at, ok := listens.(*net.TCPAddr); ok && at.IP.IsUnspecified() && c.public == nil && !c.lan {
		log.Warn("other machines can reach this server, but its links name this one only; set --public-url to the address that people use")
	}
	if public.Scheme == "http" && !isThisMachine(public) {
		log.Warn("people reach this server over http, so what they write can be read on the way; put a proxy with https before it and set --public-url")
	}
	if n := len(c.organiserKey); n > 0 && n < 16 {
		log.Warn("the organiser key is shorter than 16 characters and can be guessed")
	}
}

// isPublic reports whether an address may be reached from other networks: it is
// neither of this machine only nor of a private network.
func isPublic(listens net.Addr) bool {
	at, ok := listens.(*net.TCPAddr)
	return ok && !at.IP.IsLoopback() && !at.IP.IsPrivate() && !at.IP.IsLinkLocalUnicast()
}
