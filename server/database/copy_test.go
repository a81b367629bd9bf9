package database_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"warsztat/server/access"
	"warsztat/server/database"
	"warsztat/server/database/postgres"
	"warsztat/server/database/schema"
	"warsztat/server/database/sqlite"
	"warsztat/server/journal"
)

// ownDatabase is the address of a Postgres database that no other test uses: a restore
// looks who else is connected.
func ownDatabase(t *testing.T) string {
	name := "own" + strings.ReplaceAll(uuid.NewString(), "-", "")
	server.Exec(t, "CREATE DATABASE "+name)
	t.Cleanup(func() { server.Exec(t, "DROP DATABASE "+name+" WITH (FORCE)") })
	return strings.Replace(server.Address(), "/postgres?", "/"+name+"?", 1)
}

func file(t *testing.T) string { return filepath.Join(t.TempDir(), "warsztat.db") }

// furnish stores rows of every table.
func furnish(t *testing.T, store database.Store, workshop string, changes int) {
	t.Helper()
	var entries []journal.Entry
	for i := range changes {
		e := journal.Entry{Seq: uint64(i + 1), At: time.UnixMilli(int64(1000 + i)), Member: "ł", Receipt: fmt.Sprint("r", i), Digest: 1 << 63, Mark: uint64(i), Body: []byte{0, byte(i)}}
		if i%2 == 0 {
			e.Command = "AddPhase"
		}
		entries = append(entries, e)
	}
	session := access.Session{ID: "session of " + workshop, Workshop: workshop, Member: "m", Role: "participant", Link: "l", Hash: []byte("session " + workshop), Created: time.UnixMilli(5), Used: time.UnixMilli(6)}
	if err := errors.Join(
		store.Create(t.Context(), workshop, entries),
		store.SaveSnapshot(t.Context(), workshop, uint64(changes/2), []byte("snapshot"), nil),
		store.AddLinks(t.Context(), []access.Link{{ID: "link of " + workshop, Workshop: workshop, Role: "observer", Hash: []byte("link " + workshop), Created: time.UnixMilli(7), Revoked: true}}),
		store.AddSession(t.Context(), session),
		store.AddPass(t.Context(), access.Pass{Session: session.ID, Link: "l", Hash: []byte("pass " + workshop), Expires: time.UnixMilli(9)}),
		store.SetSetting(t.Context(), "organiser_key", "hash"),
	); err != nil {
		t.Fatal(err)
	}
}

// rowsOf are all rows but the epoch.
func rowsOf(t *testing.T, from database.Rows) (rows []string) {
	t.Helper()
	if err := from.Rows(t.Context(), "", func(table *schema.Table, row []any) error {
		if row[0] != schema.EpochName {
			rows = append(rows, fmt.Sprintf("%s %q", table.Name, row))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// A backup is taken beside an open store, and restored into each kind of database: all
// rows are equal, and the epoch is another.
func TestBackup(t *testing.T) {
	kinds := map[string]func(*testing.T) string{"sqlite": file, "postgres": ownDatabase}
	for from, source := range kinds {
		t.Run(from, func(t *testing.T) {
			address := source(t)
			store := openStore(t, address)
			furnish(t, store, uuid.NewString(), 20)
			furnish(t, store, uuid.NewString(), 700)
			want := rowsOf(t, store)
			reader, err := database.OpenReader(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			defer reader.Close()
			path := filepath.Join(t.TempDir(), "w.backup")
			seen, err := database.Backup(t.Context(), reader, "", path, nil)
			if err != nil || seen.Workshops != 2 || seen.Changes != 720 || seen.Of != 720 || seen.Damaged != 0 {
				t.Fatalf("%+v, %v", seen, err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
				t.Errorf("the backup is %v, %v", info, err)
			}
			if _, err := database.Backup(t.Context(), reader, "", path, nil); !errors.Is(err, os.ErrExist) {
				t.Errorf("a second backup in the same place: %v", err)
			}
			if _, _, err := database.Restore(t.Context(), path, address, true, nil); !errors.Is(err, sqlite.ErrInUse) && !errors.Is(err, postgres.ErrInUse) {
				t.Errorf("restored onto a running server: %v", err)
			}
			for to, target := range kinds {
				t.Run(to, func(t *testing.T) {
					address := target(t)
					restored, _, err := database.Restore(t.Context(), path, address, false, nil)
					if err != nil || restored.Changes != 720 {
						t.Fatalf("%+v, %v", restored, err)
					}
					if _, _, err := database.Restore(t.Context(), path, address, false, nil); err == nil || !strings.Contains(err.Error(), "--replace") {
						t.Errorf("it was overwritten: %v", err)
					}
					other := openStore(t, address)
					if got := rowsOf(t, other); !reflect.DeepEqual(got, want) {
						t.Errorf("restored %d rows, want %d", len(got), len(want))
					}
					if other.Epoch() == store.Epoch() {
						t.Error("the epoch goes on")
					}
					// What is there is kept when it is replaced.
					extra := uuid.NewString()
					furnish(t, other, extra, 3)
					if err := other.Close(); err != nil {
						t.Fatal(err)
					}
					_, kept, err := database.Restore(t.Context(), path, address, true, nil)
					if err != nil {
						t.Fatal(err)
					}
					if got := rowsOf(t, openStore(t, address)); !reflect.DeepEqual(got, want) {
						t.Errorf("replaced by %d rows, want %d", len(got), len(want))
					}
					before := openStore(t, kept)
					if head, err := before.Head(t.Context(), extra); head != 3 || err != nil {
						t.Errorf("kept in %s: %d, %v", kept, head, err)
					}
				})
			}
		})
	}
}

// What cannot be restored is refused in one sentence, and nothing is left of the try.
func TestRefusedRestores(t *testing.T) {
	address := file(t)
	store := openStore(t, address)
	workshop := uuid.NewString()
	furnish(t, store, workshop, 500)
	whole := filepath.Join(t.TempDir(), "whole.backup")
	if _, err := database.Backup(t.Context(), store, "", whole, nil); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"empty":           {nil, "it is empty"},
		"cut short":       {content[:len(content)/2], "cut short"},
		"cut in a page":   {content[:len(content)-100], "cut short"},
		"another product": {[]byte("SQLite format 3\x00" + strings.Repeat("x", 8000)), "of another program"},
		"a text":          {[]byte(strings.Repeat("SET statement_timeout = 0;\n", 100)), "of another program"},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "x.backup")
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := database.Restore(t.Context(), path, filepath.Join(folder, "new.db"), false, nil)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := filepath.Glob(folder + "/new*"); len(left) > 0 {
			t.Errorf("%s: left %q", name, left)
		}
	}
	if _, _, err := database.Restore(t.Context(), address, file(t), false, nil); !errors.Is(err, sqlite.ErrInUse) {
		t.Errorf("the file of a running server as a backup: %v", err)
	}
	// A backup that ends leaves no file.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	if _, err := database.Backup(ctx, store, "", filepath.Join(folder, "b"), nil); err == nil {
		t.Error("a backup without time was made")
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// Backups of older versions are brought up to date, and they stay as they are.
func TestOldBackup(t *testing.T) {
	golden, err := filepath.Glob("../testdata/golden/*.db")
	if err != nil || len(golden) == 0 {
		t.Fatal(golden, err)
	}
	for _, path := range golden {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		address := file(t)
		seen, _, err := database.Restore(t.Context(), path, address, false, nil)
		if err != nil || seen.Workshops == 0 || seen.Damaged > 0 {
			t.Errorf("%s: %+v, %v", path, seen, err)
		}
		openStore(t, address)
		if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
			t.Errorf("left %q", left)
		}
		if after, err := os.ReadFile(path); err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("%s was changed, %v", path, err)
		}
	}
}

// Damage is found in every table, by name, and copied as it is: it stays to be found.
func TestInspect(t *testing.T) {
	address := ownDatabase(t)
	store := openStore(t, address)
	workshop, lost := uuid.NewString(), uuid.NewString()
	furnish(t, store, workshop, 12)
	furnish(t, store, lost, 5)
	for _, statement := range []string{
		`UPDATE entries SET body = '\x00' WHERE seq = 3 AND workshop = '` + workshop + `'`,
		`UPDATE snapshots SET body = '\x00' WHERE workshop = '` + workshop + `'`,
		`UPDATE links SET role = 'moderator' WHERE workshop = '` + workshop + `'`,
		`UPDATE sessions SET role = 'moderator' WHERE workshop = '` + workshop + `'`,
		`DELETE FROM entries WHERE seq IN (2, 5) AND workshop = '` + lost + `'`,
		`UPDATE meta SET value = 'x' WHERE name = 'setting.organiser_key'`,
	} {
		if server.ExecAt(t, address, statement) == 0 {
			t.Fatal(statement)
		}
	}
	path := filepath.Join(t.TempDir(), "b")
	seen, err := database.Backup(t.Context(), store, "", path, nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, f := range seen.Faults {
		told = append(told, f.String())
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{
		"meta: the checksum is wrong", "entries of workshop " + workshop + ", number 3: the checksum is wrong",
		"snapshots of workshop " + workshop + ", number 6: the checksum", "links of workshop " + workshop + ": the checksum", "sessions of workshop " + workshop + ": the checksum",
		"entries of workshop " + lost + ", number 2: it is missing", "entries of workshop " + lost + ", number 5: the journal ends before its head, 5",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing in\n%s", want, all)
		}
	}
	if seen.Damaged != 7 {
		t.Errorf("%d faults:\n%s", seen.Damaged, all)
	}
	again, err := database.Inspect(t.Context(), openStore(t, path), "", nil)
	if err != nil || again.Damaged != seen.Damaged {
		t.Errorf("in the backup: %+v, %v", again, err)
	}
	if one, err := database.Inspect(t.Context(), store, lost, nil); err != nil || one.Damaged != 2 || one.Workshops != 1 {
		t.Errorf("one workshop: %+v, %v", one, err)
	}
}
