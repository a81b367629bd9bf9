package board

import (
	"slices"
	"testing"
)

// viewing is what somebody reads boards of: the fixture "matrix" and some records of
// the case's own.
type viewing struct {
	Name    string          `json:"name"`
	Records []*vectorRecord `json:"records,omitempty"`
	By      string          `json:"by,omitempty"`
	Boards  []string        `json:"boards"`
}

func (v *viewing) open(t *testing.T) (s *State, viewer Viewer, boards []Board) {
	t.Helper()
	var fixtures map[string][]*vectorRecord
	readVectors(t, "testdata/vectors/fixtures.json", &fixtures)
	s = NewState(DefaultLimits())
	for _, r := range slices.Concat(fixtures["matrix"], v.Records) {
		s.replace(s.records[r.ID], &Record{ID: r.ID, Kind: r.Kind, Audience: r.Audience, Fields: r.Fields})
	}
	viewer = Viewer{Role: Observer}
	if member := (Member{s.Get(v.By)}); !member.Missing() {
		viewer = Viewer{Member: member.ID, Role: member.Role(), Team: member.Team()}
	}
	for _, id := range v.Boards {
		boards = append(boards, Board{s.Get(id)})
	}
	return s, viewer, boards
}

// The golden outlines are those of testdata/vectors: what a viewer reads of the
// boards, in either style of numbers.
type outlineCase struct {
	viewing
	Lines [][4]string `json:"lines"` // id, level, depth in dots, number
}

func TestOutlineVectors(t *testing.T) {
	var cases []*outlineCase
	readVectors(t, "testdata/vectors/outlines.json", &cases)
	for _, c := range cases {
		s, viewer, boards := c.open(t)
		lines := [][4]string{}
		for _, line := range s.Outline(viewer, boards...) {
			lines = append(lines, [4]string{line.ID, line.Level, "...."[:line.Depth], line.Number})
		}
		if *update {
			c.Lines = lines
		} else if !slices.Equal(lines, c.Lines) {
			t.Errorf("%s: got\n%q\nwant\n%q", c.Name, lines, c.Lines)
		}
	}
}

func TestDecimalVectors(t *testing.T) {
	var cases struct {
		Parse   map[string][]string  `json:"parse"`   // what people type, and its readings
		Not     []string             `json:"not"`     // no form of a record
		Compare [][2]string          `json:"compare"` // the first is less than the second
		Equal   [][2]string          `json:"equal"`
		Show    map[string][2]string `json:"show"` // in Polish and in English
	}
	readVectors(t, "testdata/vectors/decimals.json", &cases)
	for typed, readings := range cases.Parse {
		for _, decimal := range readings {
			if !IsDecimal(decimal) {
				t.Errorf("%q is read as %q, which is no decimal", typed, decimal)
			}
		}
	}
	for _, text := range cases.Not {
		if IsDecimal(text) {
			t.Errorf("%q is a decimal", text)
		}
	}
	for _, pair := range cases.Compare {
		if CompareDecimals(pair[0], pair[1]) >= 0 || CompareDecimals(pair[1], pair[0]) <= 0 {
			t.Errorf("%s is not less than %s", pair[0], pair[1])
		}
	}
	for _, pair := range cases.Equal {
		if CompareDecimals(pair[0], pair[1]) != 0 {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
	for decimal, want := range cases.Show {
		if got := [2]string{ShowDecimal(decimal, "pl"), ShowDecimal(decimal, "en")}; got != want {
			t.Errorf("%s is shown as %q, want %q", decimal, got, want)
		}
	}
}
