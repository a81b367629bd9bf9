package board

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind names what a record is. State keeps records of kinds it does not know,
// so that a journal of a newer version still replays.
type Kind string

// The kinds of this version.
const (
	KindWorkshop  Kind = "workshop"
	KindBoard     Kind = "board"
	KindNote      Kind = "note"
	KindGroup     Kind = "group"
	KindArea      Kind = "area"      // a section that people name
	KindRow       Kind = "row"       // a line of a table
	KindPlacement Kind = "placement" // another area of a goal, in the table that joins the teams'
	KindAside     Kind = "aside"     // a gap of a matrix that was set aside
	KindStatement Kind = "statement"
	KindLink      Kind = "link"
	KindMoment    Kind = "moment"
	KindMember    Kind = "member"

	KindInvitation Kind = "invitation" // the join code
	KindClause     Kind = "clause"     // what people are told about their data

	KindPhase         Kind = "phase"
	KindTimer         Kind = "timer"
	KindFocus         Kind = "focus"
	KindPresentations Kind = "presentations"
	KindPages         Kind = "pages" // how the pages of the screens in the hall turn
	KindTeam          Kind = "team"

	KindHiddenCount Kind = "hiddenCount" // how many hidden notes a section holds
	KindTeamCount   Kind = "teamCount"   // how many hidden notes a team has

	KindVote     Kind = "vote"
	KindBallot   Kind = "ballot"   // one member's points
	KindProgress Kind = "progress" // how many members have voted

	KindUncounted Kind = "uncounted" // whose ballots changed since totals were shown
	KindTally     Kind = "tally"
)

// Record is the unit of state. A record in a State is never modified: a patch
// replaces it, so a reader may keep what it was given.
type Record struct {
	ID       string   `json:"id"`
	Kind     Kind     `json:"kind"`
	Audience Audience `json:"audience"`
	Fields   Fields   `json:"fields"`

	// Of a record in a State:
	hash    Hash
	rank    string // places it among its siblings
	encoded []byte
}

// Fields are the named values of a record, in the byte order of their names.
type Fields []Field

// Field is one named value: a string, an int64, a bool or a []string; in the
// fields of a set patch also nil, which removes the field.
type Field struct {
	Name  string
	Value any
}

// MakeFields sorts the given fields and leaves out those without a value: nil,
// the empty string, false and the empty list. So "absent" has one form.
func MakeFields(fields ...Field) Fields {
	kept := make(Fields, 0, len(fields))
	for _, f := range fields {
		if f.Value = present(f.Value); f.Value != nil {
			kept = append(kept, f)
		}
	}
	kept.sort()
	return kept
}

// present is the value as it is kept: nil for everything that counts as absent.
func present(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	case []string:
		if len(v) == 0 {
			return nil
		}
	}
	return value
}

func sameValue(a, b any) bool {
	left, isList := a.([]string)
	right, areLists := b.([]string)
	if isList && areLists {
		return slices.Equal(left, right)
	}
	return isList == areLists && a == b
}

func (f Fields) sort() {
	slices.SortFunc(f, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
}

// Get returns the value of a field, nil when it is absent.
func (f Fields) Get(name string) any {
	for i := range f {
		if f[i].Name == name {
			return f[i].Value
		}
	}
	return nil
}

// with returns a copy in which the given fields are set or, when nil, removed.
func (f Fields) with(changed Fields) Fields {
	merged := make(Fields, 0, len(f)+len(changed))
	for _, old := range f {
		if !slices.ContainsFunc(changed, func(c Field) bool { return c.Name == old.Name }) {
			merged = append(merged, old)
		}
	}
	for _, c := range changed {
		if c.Value != nil {
			merged = append(merged, c)
		}
	}
	merged.sort()
	return merged
}

// AppendJSON appends the record as JSON. The first call on a record of a State
// keeps the bytes for the next; only the owner of the State may call it.
func (r *Record) AppendJSON(b []byte) []byte {
	if r.encoded == nil {
		r.encoded = r.encode(make([]byte, 0, 256))
	}
	return append(b, r.encoded...)
}

// encode is AppendJSON for anybody.
func (r *Record) encode(b []byte) []byte {
	b = append(b, `{"id":`...)
	b = appendString(b, r.ID)
	b = append(b, `,"kind":`...)
	b = appendString(b, string(r.Kind))
	b = append(b, `,"audience":`...)
	b = appendString(b, string(r.Audience))
	b = append(b, `,"fields":`...)
	b = r.Fields.AppendJSON(b)
	return append(b, '}')
}

// MarshalJSON writes the fields as an object.
func (f Fields) MarshalJSON() ([]byte, error) { return f.AppendJSON(nil), nil }

// AppendJSON appends the fields as a JSON object in the order of the names.
func (f Fields) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	for i, field := range f {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, field.Name)
		b = append(b, ':')
		switch v := field.Value.(type) {
		case string:
			b = appendString(b, v)
		case int64:
			b = strconv.AppendInt(b, v, 10)
		case bool:
			b = strconv.AppendBool(b, v)
		case []string:
			b = append(b, '[')
			for j, s := range v {
				if j > 0 {
					b = append(b, ',')
				}
				b = appendString(b, s)
			}
			b = append(b, ']')
		default:
			b = append(b, "null"...)
		}
	}
	return append(b, '}')
}

// UnmarshalJSON reads an object of strings, integers, booleans, lists of
// strings and nulls. It refuses every other value.
func (f *Fields) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil {
		return err
	}
	fields := make(Fields, 0, len(object))
	for name, raw := range object {
		value, err := fieldValue(raw)
		if err != nil {
			return fmt.Errorf("field %q: %w", name, err)
		}
		fields = append(fields, Field{name, value})
	}
	fields.sort()
	*f = fields
	return nil
}

func fieldValue(raw any) (any, error) {
	switch v := raw.(type) {
	case nil, string, bool:
		return v, nil
	case json.Number:
		return v.Int64()
	case []any:
		list := make([]string, len(v))
		for i, item := range v {
			s, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("list item %d is not a string", i)
			}
			list[i] = s
		}
		return list, nil
	}
	return nil, fmt.Errorf("a value of type %T", raw)
}

// appendString appends s, which must be valid UTF-8, as a JSON string.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
