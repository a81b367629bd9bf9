package board

import (
	"encoding/json"
	"errors"
	"time"
)

// Patch is one dumb fact about one record (protocol rule W21). Exactly one of
// Put, Set, Splice and Remove is given.
type Patch struct {
	Put    *Record `json:"put,omitempty"`
	Set    string  `json:"set,omitempty"`    // the id; Fields says what, a nil value removes
	Splice string  `json:"splice,omitempty"` // the id; Field and Ops say what
	Remove string  `json:"remove,omitempty"` // the id; unknown ids are ignored

	Fields Fields `json:"fields,omitempty"`
	Field  string `json:"field,omitempty"`
	Ops    Splice `json:"ops,omitempty"`
}

// Segment is a run of patches that one audience receives.
type Segment struct {
	Audience Audience `json:"audience"`
	Patches  []Patch  `json:"patches"`
}

// Change is what a command did: its patches in order, cut into runs by
// audience. The cut is made when the change is decided, so nobody who delivers
// or replays it later has to know who might see what.
type Change []Segment

// Fact is a change with its place in the journal.
type Fact struct {
	Seq    uint64
	At     time.Time
	Member string // who acted; "" is the server, or somebody who stays unknown
	Client string // the tab that typed it; "" when that is not known any more
	Change Change
}

// Patches returns all patches in order, whatever their audience.
func (c Change) Patches() []Patch {
	var all []Patch
	for _, s := range c {
		all = append(all, s.Patches...)
	}
	return all
}

// EncodedChange is a change whose patches are JSON. They are encoded once, for the
// journal and for everybody who receives them.
type EncodedChange []EncodedSegment

// EncodedSegment is a segment with its patches as JSON, separated by commas.
type EncodedSegment struct {
	Audience Audience
	Patches  []byte
}

// Encode encodes the patches of a change.
func (c Change) Encode() EncodedChange {
	encoded := make(EncodedChange, len(c))
	for i, s := range c {
		b := make([]byte, 0, 128*len(s.Patches))
		for j := range s.Patches {
			if j > 0 {
				b = append(b, ',')
			}
			b = s.Patches[j].appendJSON(b)
		}
		encoded[i] = EncodedSegment{s.Audience, b}
	}
	return encoded
}

// AppendJSON appends the change as the journal keeps it.
func (c EncodedChange) AppendJSON(b []byte) []byte {
	b = append(b, '[')
	for i, s := range c {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"audience":`...)
		b = appendString(b, string(s.Audience))
		b = append(b, `,"patches":[`...)
		b = append(b, s.Patches...)
		b = append(b, "]}"...)
	}
	return append(b, ']')
}

// ParseChange reads what AppendJSON wrote. It fails when a newer version wrote a patch
// of another form, which this one cannot apply.
func ParseChange(data []byte) (Change, error) {
	var c Change
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	for _, p := range c.Patches() {
		if p.Put == nil && p.Set == "" && p.Splice == "" && p.Remove == "" {
			return nil, errors.New("a patch of a form that this version does not know")
		}
	}
	return c, nil
}

func (p *Patch) appendJSON(b []byte) []byte {
	switch {
	case p.Put != nil:
		b = append(b, `{"put":`...)
		b = p.Put.AppendJSON(b)
	case p.Set != "":
		b = append(b, `{"set":`...)
		b = appendString(b, p.Set)
		b = append(b, `,"fields":`...)
		b = p.Fields.AppendJSON(b)
	case p.Splice != "":
		b = append(b, `{"splice":`...)
		b = appendString(b, p.Splice)
		b = append(b, `,"field":`...)
		b = appendString(b, p.Field)
		b = append(b, `,"ops":`...)
		b = p.Ops.appendJSON(b)
	default:
		b = append(b, `{"remove":`...)
		b = appendString(b, p.Remove)
	}
	return append(b, '}')
}
