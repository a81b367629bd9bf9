package schema

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Table is a table as it is copied from one database to another, of whichever kind.
type Table struct {
	Name    string
	Columns []string // in the order in which the checksum covers them; it comes last
	Key     string   // the columns by which the rows are ordered
}

// Tables are all tables but migrations. Whatever a row needs comes before it.
var Tables = []*Table{
	table("meta", "name value sum", "name"),
	table("deletions", "workshop", "workshop"),
	table("workshops", "workshop head sum", "workshop"),
	table("entries", "workshop seq at_millis member receipt digest mark body command sum", "workshop, seq"),
	table("snapshots", "workshop seq body sum", "workshop, seq"),
	table("links", "id workshop role hash created_millis expires_millis revoked sum", "position"),
	table("sessions", "id workshop member role link hash created_millis used_millis sum", "id"),
	table("passes", "session link hash expires_millis sum", "session"),
}

func table(name, columns, key string) *Table { return &Table{name, strings.Fields(columns), key} }

// Select is the query of the rows. Each kind of database writes some columns in its own
// way, so that their values are texts, whole numbers and bytes everywhere.
func (t *Table) Select(written func(column string) string, where string) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = written(c)
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM " + t.Name + where + " ORDER BY " + t.Key
}

// OfWorkshops reports whether each row belongs to a workshop.
func (t *Table) OfWorkshops() bool { return slices.Contains(t.Columns, "workshop") }

// Fault is something in a database that is not what was written. It holds no content.
type Fault struct {
	Table    string `json:"table"`
	Workshop string `json:"workshop,omitempty"`
	Seq      uint64 `json:"seq,omitempty"`
	What     string `json:"what"`
}

func (f Fault) String() string {
	where := f.Table
	if f.Workshop != "" {
		where += " of workshop " + f.Workshop
	}
	if f.Seq != 0 {
		where += fmt.Sprintf(", number %d", f.Seq)
	}
	return where + ": " + f.What
}

// Inspection verifies all rows of a database, or of one workshop, which come in the order of
// Tables. The zero Inspection is ready.
type Inspection struct {
	Workshops int     `json:"workshops"`
	Changes   uint64  `json:"changes"` // that were there
	Of        uint64  `json:"of"`      // that the heads tell of
	Newest    int64   `json:"newestMillis"`
	Damaged   int     `json:"damaged"`
	Faults    []Fault `json:"faults,omitempty"` // the first of them

	sums     Digest
	heads    map[string]uint64
	deleting map[string]bool
	workshop string // whose entries are read
	next     uint64
}

// maxFaults is how many are told one by one.
const maxFaults = 20

func (a *Inspection) fault(t *Table, workshop string, seq uint64, what string) {
	a.Damaged++
	if len(a.Faults) < maxFaults {
		a.Faults = append(a.Faults, Fault{t.Name, workshop, seq, what})
	}
}

// Row verifies a row. It reports false when no database could hold the row.
func (a *Inspection) Row(t *Table, row []any) bool {
	workshop, seq, at := "", int64(0), int64(0)
	a.sums.begin(t.Name)
	for i, column := range t.Columns {
		switch v := row[i].(type) {
		case string:
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				a.fault(t, workshop, uint64(seq), "a text cannot be read")
				return false
			}
			if column == "workshop" {
				workshop = v
			}
			if column != "command" || v != "" { // as in Digest.Entry
				a.sums.text(v)
			}
		case int64:
			if column == "seq" {
				seq = v
			}
			if column == "sum" {
				if v == a.sums.sum() {
					a.Newest = max(a.Newest, at)
				} else {
					a.fault(t, workshop, uint64(seq), "the checksum is wrong")
				}
				break
			}
			if column == "at_millis" {
				at = v
			}
			a.sums.number(v)
		case []byte:
			a.sums.bytes(v)
		default:
			a.fault(t, workshop, uint64(seq), "a column has another type")
			return false
		}
	}
	switch t.Name {
	case "deletions":
		if a.deleting == nil {
			a.deleting = map[string]bool{}
		}
		a.deleting[workshop] = true
	case "workshops":
		if a.heads == nil {
			a.heads = map[string]uint64{}
		}
		head, _ := row[1].(int64)
		a.heads[workshop] = uint64(head)
		a.Workshops++
		a.Of += uint64(head)
	case "entries":
		a.entry(t, workshop, uint64(seq))
	}
	return true
}

// entry finds numbers that are missing.
func (a *Inspection) entry(t *Table, workshop string, seq uint64) {
	if a.deleting[workshop] {
		return
	}
	if workshop != a.workshop {
		a.endEntries(t)
		a.workshop, a.next = workshop, 1
		if _, known := a.heads[workshop]; !known {
			a.fault(t, workshop, 0, "the head of its journal is missing")
		}
	}
	if seq != a.next {
		a.fault(t, workshop, a.next, "it is missing")
	}
	a.next = seq + 1
	a.Changes++
}

// endEntries compares the end of a workshop's entries with its head.
func (a *Inspection) endEntries(t *Table) {
	if a.workshop == "" {
		return
	}
	if head, known := a.heads[a.workshop]; known && head != a.next-1 {
		a.fault(t, a.workshop, a.next, fmt.Sprintf("the journal ends before its head, %d", head))
	}
	delete(a.heads, a.workshop)
	a.workshop = ""
}

// End completes the inspection after the last row.
func (a *Inspection) End() {
	entries := Tables[3]
	a.endEntries(entries)
	for workshop, head := range a.heads {
		if head > 0 {
			a.fault(entries, workshop, 1, "all entries are missing")
		}
	}
}
