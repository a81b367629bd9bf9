package server

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// ours lists which of our packages each package may import; see the README's
// map. A package that is not listed imports none of them.
var imports = map[string]string{
	"warsztat/cmd/internal/client":        "board server/wire",
	"warsztat/cmd/internal/clienttest":    "board cmd/internal/client server server/access server/database server/hub",
	"warsztat/cmd/internal/demo":          "board cmd/internal/client",
	"warsztat/cmd/internal/torture":       "board cmd/internal/client",
	"warsztat/cmd/warsztat":               "board cmd/internal/client cmd/internal/demo server server/access server/bus server/bus/redis server/database server/database/schema server/hub server/journal web",
	"warsztat/server":                     "board server/access server/bus server/export server/hub server/journal server/wire",
	"warsztat/server/export":              "board",
	"warsztat/server/hub":                 "board server/bus server/journal server/wire",
	"warsztat/server/wire":                "board",
	"warsztat/server/access":              "board",
	"warsztat/server/access/accesstest":   "server/access",
	"warsztat/server/database":            "server/access server/database/postgres server/database/schema server/database/sqlite server/journal",
	"warsztat/server/database/postgres":   "server/access server/database/schema server/journal",
	"warsztat/server/database/schema":     "server/access server/journal",
	"warsztat/server/database/sqlite":     "server/access server/database/schema server/journal",
	"warsztat/server/journal/journaltest": "server/journal",
	"warsztat/server/bus/bustest":         "server/bus",
	"warsztat/server/bus/redis":           "server/bus",
}

func TestDirectionOfImports(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "warsztat/...").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	outside := map[string]string{ // libraries that few packages may import
		"modernc.org/sqlite":              "warsztat/server/database/sqlite",
		"github.com/jackc/pgx/v5":         "warsztat/server/database/postgres warsztat/server/database/postgres/postgrestest warsztat/cmd/internal/torture",
		"github.com/jackc/pgx/v5/pgxpool": "warsztat/server/database/postgres",
		"github.com/redis/go-redis/v9":    "warsztat/server/bus/redis",
		"github.com/coder/websocket":      "warsztat/server/hub warsztat/cmd/internal/client",
	}
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		allowed := strings.Fields(imports[names[0]])
		for _, name := range names[1:] {
			if ours, ok := strings.CutPrefix(name, "warsztat/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s", names[0], name)
			}
			if owners := strings.Fields(outside[name]); len(owners) > 0 && !slices.Contains(owners, names[0]) {
				t.Errorf("%s imports %s, which belongs to %s", names[0], name, outside[name])
			}
		}
	}
}
