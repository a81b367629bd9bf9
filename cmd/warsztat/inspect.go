package main

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/server/database"
)

// inspections verify all that is stored, from time to time, while the server runs. So
// damage is found while a good backup is still there, and not when somebody meets it: a
// snapshot may cover it for months.
type inspections struct {
	store   database.Store
	log     *slog.Logger
	damaged atomic.Int64 // rows, in the newest inspection
	ended   atomic.Int64 // when it ended, in seconds since 1970; 0 when there was none
}

const (
	firstInspection = 10 * time.Minute // after the start: people come back first
	inspectionPause = 24 * time.Hour
	// inspectionRest is how many times longer than the inspection of a workshop the rest
	// after it is, so that people notice none.
	inspectionRest = 9
)

func newInspections(store database.Store, log *slog.Logger, registry *prometheus.Registry) *inspections {
	i := &inspections{store: store, log: log}
	for name, gauge := range map[string]struct {
		help  string
		value *atomic.Int64
	}{
		"warsztat_damaged_rows":                 {"Stored rows whose checksum was wrong, or that were missing, in the newest inspection.", &i.damaged},
		"warsztat_inspection_timestamp_seconds": {"When the newest inspection of all that is stored ended; 0 when there was none.", &i.ended},
	} {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: gauge.help}, func() float64 { return float64(gauge.value.Load()) }))
	}
	return i
}

// start inspects until ctx ends, or the returned function is called and has returned.
func (i *inspections) start(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { i.run(ctx) })
	return func() { cancel(); running.Wait() }
}

func (i *inspections) run(ctx context.Context) {
	for pause := firstInspection; ; pause = inspectionPause {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
		if err := i.inspect(ctx); err != nil && ctx.Err() == nil {
			i.log.Error("what is stored was not inspected to the end", "error", err)
		}
	}
}

// inspect looks at one workshop after the other.
func (i *inspections) inspect(ctx context.Context) error {
	workshops, err := i.store.Workshops(ctx)
	if err != nil {
		return err
	}
	damaged := 0
	for _, workshop := range workshops {
		began := time.Now()
		seen, err := database.Inspect(ctx, i.store, workshop, nil)
		if err != nil {
			return err
		}
		damaged += seen.Damaged
		for _, f := range seen.Faults {
			i.log.Error("something that is stored is damaged; people can work on while a snapshot covers it: see deploy/README.md, damage", "what", f.String())
		}
		select {
		case <-time.After(inspectionRest * time.Since(began)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	i.damaged.Store(int64(damaged))
	i.ended.Store(time.Now().Unix())
	return nil
}
