package bus_test

import (
	"testing"

	"warsztat/server/bus"
	"warsztat/server/bus/bustest"
)

func TestLocal(t *testing.T) {
	bustest.Contract(t, func(*testing.T) func() bus.Bus { return bus.NewLocal().Instance })
}
