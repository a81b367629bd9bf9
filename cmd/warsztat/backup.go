package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"warsztat/server/database"
	"warsztat/server/database/schema"
)

const backupMore = `The server may be running, on SQLite or Postgres: the copy is the database at one moment.
Everything in it is verified on the way. PATH is a new file, or a directory, in which the
backup gets a name with the time (UTC). A backup is an SQLite file whatever the database
is, so it can also carry workshops from a file to Postgres and back. It holds everything
that people wrote: keep it where others cannot read it.`

const restoreMore = `The server must not be running. The restored database begins a new epoch: browsers that
were connected before fetch everything anew and send again what they still keep. A
database that is there is not touched, unless --replace is said; then it is kept beside,
and the command says where. A backup of an older version is brought up to date.`

// backupName is what backup names a file in a directory. Only such files are removed.
var backupName = regexp.MustCompile(`^warsztat-\d{8}-\d{6}\.backup$`)

// copied is what backup and restore say with --json.
type copied struct {
	Path string `json:"path"`
	*schema.Inspection
	Kept    string   `json:"kept,omitempty"`
	Removed []string `json:"removed,omitempty"`
}

func runBackup(ctx context.Context, c *call) (err error) {
	path := c.operands[0]
	directory := ""
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		directory = path
		path = filepath.Join(path, "warsztat-"+database.Stamp()+".backup")
	} else if c.keep > 0 {
		return &settingError{"--keep needs a directory that is there: warsztat backup DIRECTORY --keep N"}
	}
	if c.keep < 0 {
		return &settingError{"--keep needs a whole number from 1"}
	}
	reader, err := database.OpenReader(ctx, c.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	c.announce("copying %s to %s", c.shown("database"), path)
	began := time.Now()
	seen, err := database.Backup(ctx, reader, "", path, c.progress())
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("there is a file %s already, and backup replaces none; name another", path)
	}
	if err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	done := copied{Path: path, Inspection: seen}
	if c.keep > 0 {
		if done.Removed, err = removeOld(directory, c.keep); err != nil {
			return fmt.Errorf("the backup %s is made, but older ones were not removed: %w", path, err)
		}
	}
	return c.tell(done, "Backup: %s, %s in %v%s.%s", path, amount(seen), time.Since(began).Round(time.Millisecond), removed(done.Removed), warnOf(seen))
}

func removed(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	return fmt.Sprintf("; older ones removed: %d", len(paths))
}

// removeOld removes the oldest backups of a directory but as many as shall be kept.
func removeOld(directory string, keep int) (gone []string, err error) {
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, e := range entries {
		if backupName.MatchString(e.Name()) {
			all = append(all, filepath.Join(directory, e.Name()))
		}
	}
	slices.Sort(all) // the oldest first
	for _, path := range all[:max(0, len(all)-keep)] {
		if err := os.Remove(path); err != nil {
			return gone, err
		}
		gone = append(gone, path)
	}
	return gone, nil
}

func runRestore(ctx context.Context, c *call) error {
	from := c.operands[0]
	c.announce("restoring %s into %s", from, c.shown("database"))
	seen, kept, err := database.Restore(ctx, from, c.database, c.replace, c.progress())
	if err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	beside := ""
	if kept != "" {
		beside = fmt.Sprintf(" What was there before is kept in %s.", kept)
	}
	return c.tell(copied{Path: from, Inspection: seen, Kept: kept}, "Restored %s from %s, under a new epoch.%s%s Start the server now.", amount(seen), from, beside, warnOf(seen))
}

func amount(seen *schema.Inspection) string {
	return fmt.Sprintf("workshops: %d, changes: %d", seen.Workshops, seen.Changes)
}

// warnOf tells of damaged rows, which were copied as they are.
func warnOf(seen *schema.Inspection) string {
	if seen.Damaged == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, " Warning: damaged and copied as it is: %d rows.", seen.Damaged)
	for _, f := range seen.Faults {
		fmt.Fprintf(&b, "\n  %s", f)
	}
	return b.String()
}

// announce says what will be done, to the person who waits.
func (c *call) announce(format string, values ...any) { fmt.Fprintf(c.logs, format+"\n", values...) }

// progress writes a line about once a second, for the person who waits.
func (c *call) progress() database.Progress {
	return func(done, of uint64) { c.announce("%d of %d changes", done, of) }
}
