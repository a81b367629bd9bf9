package torture

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Entry is one entry of a journal, as it lies in the database.
type Entry struct {
	Seq  uint64
	Body []byte
}

// ReadPostgres reads the journal of a workshop.
func ReadPostgres(ctx context.Context, address, workshop string) ([]Entry, error) {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, `SELECT seq, body FROM entries WHERE workshop = $1 ORDER BY seq`, workshop)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Entry, error) {
		var e Entry
		var seq int64
		err := row.Scan(&seq, &e.Body)
		e.Seq = uint64(seq)
		return e, err
	})
}

// segment is a run of patches for one audience.
type segment struct {
	Audience string            `json:"audience"`
	Patches  []json.RawMessage `json:"patches"`
}

// replay is a workshop as everybody sees it, built from its journal.
type replay struct{ records map[string]map[string]any }

// take applies an entry, as far as everybody sees it, and returns its segments.
func (r *replay) take(e Entry) (segments []segment, err error) {
	if err := json.Unmarshal(e.Body, &segments); err != nil {
		return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	for _, s := range segments {
		if s.Audience != "everyone" {
			continue
		}
		for _, p := range s.Patches {
			if err := r.patch(p); err != nil {
				return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
			}
		}
	}
	return segments, nil
}

// digestFor is the digest of the patches that a participant receives.
func digestFor(member string, segments []segment) uint64 {
	patches := []json.RawMessage{}
	for _, s := range segments {
		switch s.Audience {
		case "everyone", "members", "member:" + member:
			patches = append(patches, s.Patches...)
		}
	}
	text, _ := json.Marshal(patches) // it was JSON before
	return digestOf(text)
}

func (r *replay) patch(text json.RawMessage) error {
	var p struct {
		Put, Fields                map[string]any
		Set, Splice, Field, Remove string
		Ops                        []any
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	switch {
	case p.Put != nil:
		r.records[p.Put["id"].(string)] = p.Put
	case p.Set != "":
		fields := r.fields(p.Set)
		for name, value := range p.Fields {
			if value == nil {
				delete(fields, name)
			} else {
				fields[name] = value
			}
		}
	case p.Splice != "":
		fields := r.fields(p.Splice)
		text, _ := fields[p.Field].(string)
		spliced, err := splice(text, p.Ops)
		if err != nil {
			return err
		}
		fields[p.Field] = spliced
	default:
		delete(r.records, p.Remove)
	}
	return nil
}

// fields returns the fields of a record; those of one that is not there lead nowhere.
func (r *replay) fields(id string) map[string]any {
	record := r.records[id]
	if record == nil {
		return map[string]any{}
	}
	fields, ok := record["fields"].(map[string]any)
	if !ok {
		fields = map[string]any{}
		record["fields"] = fields
	}
	return fields
}

// splice keeps, inserts and deletes characters.
func splice(text string, ops []any) (string, error) {
	rest := []rune(text)
	var out []rune
	for _, op := range ops {
		switch op := op.(type) {
		case string:
			out = append(out, []rune(op)...)
		case float64:
			n := int(max(op, -op))
			if n > len(rest) {
				return "", fmt.Errorf("a splice of %d characters where %d are left", n, len(rest))
			}
			if op > 0 {
				out = append(out, rest[:n]...)
			}
			rest = rest[n:]
		}
	}
	return string(slices.Concat(out, rest)), nil
}
