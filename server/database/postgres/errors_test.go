package postgres

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"warsztat/server/journal"
)

// TestClassify: what the server says of a failed write becomes what callers tell
// apart. Only damage makes a workshop read-only.
func TestClassify(t *testing.T) {
	for _, c := range []struct {
		severity, code      string
		full, damaged, open bool
	}{
		{"ERROR", diskFull, true, false, false},
		{"PANIC", diskFull, false, false, true}, // what was written may be there after the recovery
		{"PANIC", "58030", false, false, true},  // an error of the disk
		{"ERROR", "XX000", false, false, false}, // such as a file that cannot grow
		{"ERROR", damagedData, false, true, false},
		{"FATAL", "57P01", false, false, true}, // it is being stopped
	} {
		err := error(&pgconn.PgError{Severity: c.severity, SeverityUnlocalized: c.severity, Code: c.code})
		var damaged *journal.DamagedError
		classified := classify(err, "w")
		if errors.Is(classified, journal.ErrFull) != c.full || errors.As(classified, &damaged) != c.damaged || passing(err) != c.open {
			t.Errorf("%s %s: %v, passing %t", c.severity, c.code, classified, passing(err))
		}
	}
}
