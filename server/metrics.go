package server

import (
	"context"
	"math"
	"net/http"
	"net/http/pprof"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"warsztat/board"
	"warsztat/server/bus"
	"warsztat/server/hub"
)

// metrics counts HTTP requests. Its labels come from closed sets, so that no
// stranger can add one.
type metrics struct {
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	refusals  *prometheus.CounterVec
	reports   prometheus.Counter
}

func newMetrics(registry *prometheus.Registry) metrics {
	m := metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "warsztat_http_requests_total", Help: "Answered requests.",
		}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "warsztat_http_request_seconds", Help: "Time to answer, live connections left out.",
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10},
		}, []string{"route"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "warsztat_http_refusals_total", Help: "Requests that were refused, by code.",
		}, []string{"code"}),
		reports: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "warsztat_policy_reports_total", Help: "Violations of the content security policy that browsers reported.",
		}),
	}
	registry.MustRegister(m.requests, m.durations, m.refusals, m.reports)
	return m
}

// liveRoute is the only route whose requests last for days.
const liveRoute = "/api/workshops/{id}/live"

func (m metrics) request(method, route string, status int, code board.Code, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	if route != liveRoute {
		m.durations.WithLabelValues(route).Observe(took.Seconds())
	}
	if code != "" {
		m.refusals.WithLabelValues(string(code)).Inc()
	}
}

// registerHub registers the statistics of the hub.
func registerHub(registry *prometheus.Registry, rooms *hub.Hub) {
	stats := &rooms.Stats
	gauge := func(name, help string, value *atomic.Int64) {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help},
			func() float64 { return float64(value.Load()) }))
	}
	counter := func(name, help string, value *atomic.Int64) {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help},
			func() float64 { return float64(value.Load()) }))
	}
	gauge("warsztat_rooms", "Open rooms.", &stats.Rooms)
	gauge("warsztat_sessions", "Live connections.", &stats.Sessions)
	counter("warsztat_commands_accepted_total", "Commands that became changes.", &stats.Accepted)
	counter("warsztat_commands_refused_total", "Commands and frames that were refused.", &stats.Refused)
	counter("warsztat_changes_total", "Changes that were sent out.", &stats.Changes)
	counter("warsztat_deliveries_total", "Changes times the sessions they went to.", &stats.Deliveries)
	counter("warsztat_slow_closes_total", "Connections closed because they did not keep up.", &stats.SlowCloses)
	counter("warsztat_resets_total", "Clients sent back to the snapshot.", &stats.Resets)
	counter("warsztat_hash_mismatches_total", "State hashes that clients found different.", &stats.Mismatches)
	counter("warsztat_stale_appends_total", "Appends that another instance had overtaken.", &stats.StaleAppends)
	counter("warsztat_quarantined_total", "Workshops found damaged.", &stats.Quarantined)
	counter("warsztat_catch_ups_total", "Times that a room read what another instance had appended.", &stats.CatchUps)
	registry.MustRegister(rooms.Measures.Collectors()...)
	registerGauge(registry, "warsztat_inbox_messages", "Messages that wait in the inboxes of rooms.", func() float64 { messages, _ := rooms.Waiting(); return float64(messages) })
	registerGauge(registry, "warsztat_outbox_bytes", "Bytes that wait at live connections.", func() float64 { _, bytes := rooms.Waiting(); return float64(bytes) })
}

// registerStorage registers what the database and its disk tell of themselves.
func (s *Server) registerStorage() {
	if store, tells := s.store.(interface {
		Size(context.Context) (database, log int64, err error)
	}); tells {
		size := func(choose func(database, log int64) int64) func() float64 {
			return func() float64 {
				ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
				defer cancel()
				database, log, err := store.Size(ctx)
				if err != nil {
					return math.NaN()
				}
				return float64(choose(database, log))
			}
		}
		registerGauge(s.registry, "warsztat_database_bytes", "Size of the database.", size(func(database, _ int64) int64 { return database }))
		registerGauge(s.registry, "warsztat_wal_bytes", "Size of the write-ahead log of an SQLite database.", size(func(_, log int64) int64 { return log }))
	}
	if store, tells := s.store.(interface{ FreeBytes() (uint64, error) }); tells {
		registerGauge(s.registry, "warsztat_disk_free_bytes", "Space that is left on the disk of an SQLite database.", func() float64 {
			free, err := store.FreeBytes()
			if err != nil {
				return math.NaN()
			}
			return float64(free)
		})
	}
	registerGauge(s.registry, "warsztat_ready", "1 while /readyz says ready: not draining, and the newest test write was durable.", func() float64 {
		if s.draining.Load() || s.testWrite(context.Background()) != nil {
			return 0
		}
		return 1
	})
}

func registerGauge(registry *prometheus.Registry, name, help string, value func() float64) {
	registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
}

// registerBus registers the status of the bus between instances.
func registerBus(registry *prometheus.Registry, b bus.Bus) {
	if b == nil {
		return
	}
	registerGauge(registry, "warsztat_bus_deaf", "1 while this instance hears no other one by Redis and reads the database more often instead.", func() float64 {
		if b.Status().Deaf {
			return 1
		}
		return 0
	})
	registerGauge(registry, "warsztat_bus_probe_age_seconds", "Time since this instance last heard itself by Redis.", func() float64 { return b.Status().Age.Seconds() })
	counter := func(name, help string, value func(bus.Status) int64) {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help},
			func() float64 { return float64(value(b.Status())) }))
	}
	counter("warsztat_bus_published_total", "Messages for other instances.", func(s bus.Status) int64 { return s.Published })
	counter("warsztat_bus_received_total", "Messages of other instances.", func(s bus.Status) int64 { return s.Received })
	counter("warsztat_bus_dropped_total", "Messages that could not be sent in time.", func(s bus.Status) int64 { return s.Dropped })
	counter("warsztat_bus_renewed_total", "Subscriptions that were made anew because nothing was heard.", func(s bus.Status) int64 { return s.Renewed })
}

// Private is the handler of the operator's own listener, with metrics and
// profiling. It must never be reachable from outside.
func (s *Server) Private() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{ErrorLog: plainLog(s.log)}))
	mux.HandleFunc("GET /statusz", s.statusz)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}
