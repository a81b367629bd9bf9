package accesstest_test

import (
	"path/filepath"
	"testing"

	"warsztat/server/access"
	"warsztat/server/access/accesstest"
	"warsztat/server/database/sqlite"
)

func TestMemory(t *testing.T) {
	accesstest.Contract(t, func(*testing.T) access.Store { return accesstest.NewMemory() })
}

func TestSQLite(t *testing.T) {
	accesstest.Contract(t, func(t *testing.T) access.Store {
		store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
		return store
	})
}
