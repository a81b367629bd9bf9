package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"warsztat/server/database/schema"
)

// wantRefusal opens the database and expects an error with these words, after
// which the file is as it was and not locked.
func wantRefusal(t *testing.T, path string, is error, words string) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(background, path)
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	if is != nil && !errors.Is(err, is) || !strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("error %v, want %q", err, words)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Fatal("the file was changed")
	}
	f, err := lock(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}

// TestSecondProcess: a database that is open cannot be opened again, in another
// process or in this one, under any name.
func TestSecondProcess(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	mustCreate(t, s, "w", 1)

	out, err := child("open", path).CombinedOutput()
	if err == nil || !strings.Contains(string(out), ErrInUse.Error()) {
		t.Fatalf("second process: %v, %s", err, out)
	}
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	hard := filepath.Join(filepath.Dir(path), "hard.db")
	if err := os.Link(path, hard); err != nil {
		t.Fatal(err)
	}
	if out, err := child("open", hard).CombinedOutput(); err == nil || !strings.Contains(string(out), ErrInUse.Error()) {
		t.Fatalf("second process, by a hard link: %v, %s", err, out)
	}
	for _, name := range []string{path, filepath.Dir(path) + "/./" + filepath.Base(path), link, hard} {
		if _, err := Open(background, name); !errors.Is(err, ErrInUse) {
			t.Fatalf("%s: %v", name, err)
		}
	}
	// The attempts of this process have not dropped the locks by which SQLite's readers in
	// others know that somebody writes.
	mustAppend(t, s, "w", 1, numbers(2, 2))
	if out, err := child("open", path).CombinedOutput(); err == nil || !strings.Contains(string(out), ErrInUse.Error()) {
		t.Fatalf("second process, later: %v, %s", err, out)
	}

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if out, err := child("open", path).CombinedOutput(); err != nil {
		t.Fatalf("after closing: %v, %s", err, out)
	}
}

// TestFiles: only this user can read the files, and an orderly stop leaves one file.
func TestFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "ś 100% #1?mode=memory", "warsztat.db")
	s := openStore(t, path)
	mustCreate(t, s, "w", 1)
	for name, want := range map[string]fs.FileMode{
		filepath.Dir(path): 0o700 | fs.ModeDir, filepath.Dir(filepath.Dir(path)): 0o700 | fs.ModeDir,
		path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Dir(path) + "/*")
	if err != nil || len(left) != 1 {
		t.Fatalf("after closing there are %q, %v", left, err)
	}

	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	openStore(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
}

// TestConnections: the connections have the settings that durability needs, and
// the pool cannot write.
func TestConnections(t *testing.T) {
	s := openStore(t, database(t))
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "wal_autocheckpoint": "0", "secure_delete": "1",
		"fullfsync": "1", "busy_timeout": "5000", "page_size": "4096",
	} {
		var got string
		if err := s.conn.QueryRowContext(background, "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v", pragma, got, err)
		}
	}
	if _, err := s.readers.Exec(`DELETE FROM meta`); err == nil {
		t.Error("the pool that reads can write")
	}
	if _, err := s.readers.Exec(`PRAGMA query_only = 0; DELETE FROM meta`); err == nil {
		t.Error("the pool that reads can write")
	}
}

func TestNewerSchema(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	mustCreate(t, s, "w", 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	known, err := schema.Migrations(migrations)
	if err != nil {
		t.Fatal(err)
	}
	next := int64(len(known) + 1)
	execSQL(t, path, fmt.Sprintf(`INSERT INTO migrations VALUES (%d, %d)`, next, new(schema.Digest).Migration(next)))
	wantRefusal(t, path, schema.ErrNewer, fmt.Sprintf("written by a newer version of Warsztat (schema %d, this version knows %d)", next, len(known)))
	execSQL(t, path, fmt.Sprintf(`UPDATE migrations SET number = 6 WHERE number = %d`, next))
	wantRefusal(t, path, nil, "the schema's version is damaged")
	execSQL(t, path, `DELETE FROM migrations WHERE number = 6`)
	wantLength(t, openStore(t, path), "w", 1)
}

// TestMigration: an older database is copied before its schema changes. The test
// takes this version's database for the older one, and invents a migration.
func TestMigration(t *testing.T) {
	path := database(t)
	s := openStore(t, path)
	mustCreate(t, s, "w", 3)
	epoch := s.Epoch()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	known, err := schema.Migrations(migrations)
	if err != nil {
		t.Fatal(err)
	}
	next := int64(len(known) + 1)
	try := func(statements string) error {
		db, err := sql.Open("sqlite", dsn(path, "rw", writerPragmas))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		conn, err := db.Conn(background)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		invented := schema.Migration{Number: next, Name: "invented", SQL: statements, Sum: new(schema.Digest).Migration(next)}
		return migrate(background, conn, path, append(slices.Clone(known), invented))
	}
	copies := func() []string {
		found, err := filepath.Glob(fmt.Sprintf("%s.schema-%d.*", path, len(known)))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}

	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := try(`ALTER TABLE entries ADD COLUMN colour TEXT; nonsense`); err == nil || !strings.Contains(err.Error(), "migration invented") {
		t.Fatalf("a migration that fails: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) || len(copies()) != 0 {
		t.Fatalf("it left another database, %v, or the copies %q", err, copies())
	}

	if err := try(`ALTER TABLE entries ADD COLUMN colour TEXT`); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, path, schema.ErrNewer, "written by a newer version")
	made := copies()
	if len(made) != 1 || !regexp.MustCompile(`\.schema-\d+\.\d{8}-\d{6}$`).MatchString(made[0]) {
		t.Fatalf("the copies are %q", made)
	}
	if info, err := os.Stat(made[0]); err != nil || info.Mode() != 0o600 {
		t.Fatalf("the copy has mode %v, %v", info.Mode(), err)
	}
	if err := try(``); err != nil || len(copies()) != 1 {
		t.Fatalf("with nothing to do: %v, copies %q", err, copies())
	}
	copied := openStore(t, made[0])
	wantLength(t, copied, "w", 3)
	if copied.Epoch() != epoch {
		t.Errorf("the copy has the epoch %s, not %s", copied.Epoch(), epoch)
	}
}

// TestOlderDatabase: the versions before the table of migrations counted them
// in user_version. Their entries have other words, so they are refused.
func TestOlderDatabase(t *testing.T) {
	path := database(t)
	execSQL(t, path, `PRAGMA journal_mode = wal; PRAGMA application_id = 0x57525a54; PRAGMA user_version = 1;
		CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
		CREATE TABLE workshops (workshop TEXT PRIMARY KEY, head INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
		INSERT INTO workshops VALUES ('w', 0, 0)`)
	wantRefusal(t, path, ErrOlder, "written by an older version of Warsztat, which this version cannot read: start the older version, or move the file away")
}

func TestOtherDatabases(t *testing.T) {
	t.Run("another program's", func(t *testing.T) {
		path := database(t)
		execSQL(t, path, `CREATE TABLE theirs (a)`)
		wantRefusal(t, path, nil, "not a database of Warsztat")
	})
	t.Run("another program's, empty", func(t *testing.T) {
		path := database(t)
		execSQL(t, path, `PRAGMA application_id = 7`)
		wantRefusal(t, path, nil, "not a database of Warsztat")
	})
	t.Run("no database", func(t *testing.T) {
		path := database(t)
		if err := os.WriteFile(path, []byte(strings.Repeat("text\n", 2000)), 0o600); err != nil {
			t.Fatal(err)
		}
		wantRefusal(t, path, nil, "not a database of Warsztat")
	})
	t.Run("a short file", func(t *testing.T) {
		path := database(t)
		if err := os.WriteFile(path, []byte("SQLite format 3\x00"), 0o600); err != nil {
			t.Fatal(err)
		}
		wantRefusal(t, path, nil, "read the header")
	})
	t.Run("changed by hand", func(t *testing.T) {
		path := database(t)
		if err := openStore(t, path).Close(); err != nil {
			t.Fatal(err)
		}
		execSQL(t, path, `DROP INDEX entries_by_receipt`)
		wantRefusal(t, path, nil, "the schema is damaged")
	})
	t.Run("a log without its database", func(t *testing.T) {
		path := database(t)
		if err := os.WriteFile(path+"-wal", []byte("something"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(background, path); err == nil || !strings.Contains(err.Error(), "without its database") {
			t.Fatal(err)
		}
	})
	t.Run("an empty file", func(t *testing.T) {
		path := database(t)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		mustCreate(t, openStore(t, path), "w", 1)
	})
	t.Run("a directory", func(t *testing.T) {
		if _, err := Open(background, t.TempDir()); err == nil {
			t.Fatal("it was opened")
		}
	})
}

// execSQL runs statements on a database that is not open, and leaves no log.
func execSQL(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}
