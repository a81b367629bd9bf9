package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/server/bus"
	"warsztat/server/hub"
	"warsztat/server/journal/journaltest"
)

// deaf is a bus on which nothing is heard.
type deaf struct{ bus.Bus }

func (deaf) Status() bus.Status {
	return bus.Status{Deaf: true, Since: time.Unix(0, 0), Published: 7, Dropped: 2, Renewed: 1}
}

// An operator reads in /statusz and in the metrics how an instance hears the others.
func TestStatusOfTheBus(t *testing.T) {
	for name, c := range map[string]struct {
		bus  bus.Bus
		want []string
	}{
		"alone": {nil, []string{"this is the only instance"}},
		"heard": {bus.NewLocal().Instance(), []string{"redis: heard 0s ago", "workshops found damaged: 0", "warsztat_bus_deaf 0"}},
		"deaf":  {deaf{bus.NewLocal().Instance()}, []string{"not heard since 1970-01-01T00:00:00Z", "7 published", "2 dropped", "made anew: 1", "warsztat_bus_deaf 1", "warsztat_bus_dropped_total 2"}},
	} {
		rooms := hub.New(hub.Config{Journal: journaltest.NewMemory(), Bus: c.bus})
		s := &Server{rooms: rooms, registry: prometheus.NewRegistry()}
		registerBus(s.registry, c.bus)
		told := ""
		for _, path := range []string{"/statusz", "/metrics"} {
			w := httptest.NewRecorder()
			s.Private().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			told += w.Body.String()
		}
		for _, want := range c.want {
			if !strings.Contains(told, want) {
				t.Errorf("%s: %q is missing in %s", name, want, told)
			}
		}
		if err := rooms.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
