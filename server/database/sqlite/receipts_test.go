package sqlite

import (
	"database/sql"
	"fmt"
	"testing"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// Migration 2 keeps an entry under the receipt of its command, and one whose checksum
// is wrong stays damaged.
func TestReceiptsOfOlderEntries(t *testing.T) {
	all, err := schema.Migrations(migrations)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	run := func(statement string, args ...any) {
		t.Helper()
		if _, err := db.Exec(statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(all[0].SQL)
	// The sum is that of the row, computed once with the version that wrote such rows.
	const insert = `INSERT INTO entries VALUES ('w', ?, 1700000000000, 'm', ?, ?, 5, x'7b7d', ?)`
	run(insert, 1, "c", 7, sumOfOlderEntry)
	run(insert, 2, "c", 8, sumOfOlderEntry)
	run(all[1].SQL)
	e := journal.Entry{Seq: 1, At: schema.Time(1_700_000_000_000), Member: "m", Receipt: journal.ReceiptOf("c", 7), Mark: 5, Body: []byte("{}")}
	want := fmt.Sprintf("%s 0 %d", e.Receipt, new(schema.Digest).Entry("w", &e))
	for seq, want := range map[int]string{1: want, 2: journal.ReceiptOf("c", 8) + " 0 -1"} {
		var got string
		if err := db.QueryRow(`SELECT receipt || ' ' || digest || ' ' || sum FROM entries WHERE seq = ?`, seq).Scan(&got); err != nil || got != want {
			t.Errorf("entry %d is %s, %v, not %s", seq, got, err, want)
		}
	}
}

const sumOfOlderEntry = 3986375053
