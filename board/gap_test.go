package board

import (
	"slices"
	"testing"
)

// The golden gaps are those of testdata/vectors: what a viewer reads of boards.
type gapCase struct {
	viewing
	Only string      `json:"only,omitempty"` // the item whose gaps the case is about
	Gaps [][4]string `json:"gaps"`           // kind, item, section, reason
}

func TestGapVectors(t *testing.T) {
	var cases []*gapCase
	readVectors(t, "testdata/vectors/gaps.json", &cases)
	seen := map[string]bool{}
	for _, c := range cases {
		s, viewer, boards := c.open(t)
		gaps := [][4]string{}
		for _, gap := range s.Gaps(viewer, boards...) {
			seen[gap.Kind] = true
			if c.Only == "" || c.Only == gap.Item {
				gaps = append(gaps, [4]string{gap.Kind, gap.Item, gap.Section, gap.Reason})
			}
		}
		if *update {
			c.Gaps = gaps
		} else if !slices.Equal(gaps, c.Gaps) {
			t.Errorf("%s: got\n%q\nwant\n%q", c.Name, gaps, c.Gaps)
		}
	}
	for _, kind := range gapKinds {
		if !seen[kind] {
			t.Errorf("no case has the gap %q", kind)
		}
	}
}

func TestAGapIsSetAsideWithAReason(t *testing.T) {
	w, jan := chain(t)
	w.must(t, jan, "AddRow", &AddRow{Board: "board-3", NewRow: NewRow{Row: "objective", Level: "objective", Section: "area", Parent: "goal"}})
	reasons := func() (reasons []string) {
		for _, gap := range w.state.Gaps(Viewer{Member: "jan", Role: Moderator}, Board{w.state.Get("board-3")}) {
			reasons = append(reasons, gap.Kind+" "+gap.Item+" "+gap.Reason)
		}
		return reasons
	}
	if got := reasons(); !slices.Equal(got, []string{"measures objective "}) {
		t.Fatalf("gaps %q", got)
	}
	w.must(t, jan, "SetAside", &SetAside{"objective", "measures", "mierniki dopiero po diagnozie"})
	if got := reasons(); !slices.Equal(got, []string{"measures objective mierniki dopiero po diagnozie"}) {
		t.Errorf("gaps %q", got)
	}
	w.must(t, jan, "SetAside", &SetAside{"objective", "measures", ""})
	if got := reasons(); !slices.Equal(got, []string{"measures objective "}) {
		t.Errorf("gaps %q", got)
	}
	w.must(t, jan, "SetAside", &SetAside{"objective", "measures", "już nie"})
	w.must(t, jan, "RemoveRows", &RemoveRows{[]string{"objective"}})
	w.must(t, jan, "EmptyBin", &EmptyBin{})
	if w.state.Count(KindAside) != 0 {
		t.Error("what was set aside outlives its row")
	}
}
