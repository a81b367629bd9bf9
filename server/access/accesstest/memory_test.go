package accesstest_test

import (
	"testing"

	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

func TestMemory(t *testing.T) {
	accesstest.Contract(t, func(*testing.T) access.Store { return accesstest.NewMemory() })
}
