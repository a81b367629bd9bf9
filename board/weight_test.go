package board

import (
	"slices"
	"strings"
	"testing"
)

func TestWeight(t *testing.T) {
	for name, c := range map[string]struct {
		command Command
		want    int
	}{
		"nothing":                       {nil, 1},
		"no fields":                     {&StopTimer{}, 1},
		"a note":                        {&AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "lasy"}, 1},
		"a long note":                   {&AddNote{Text: strings.Repeat("🌲", 10_000)}, 41},
		"typing":                        {&EditText{"n", "text", Splice{{Count: 5}, {Insert: "x"}, {Count: -1}}}, 1},
		"as many steps as there may be": {&EditText{"n", "text", everyOther(1_000)}, 101},
		"nine notes":                    {&DeleteNotes{names("n", 0, 9)}, 1},
		"ten notes":                     {&DeleteNotes{names("n", 0, 10)}, 2},
		"moves":                         {&MoveNotes{slices.Repeat([]Move{{Note: "n", Section: "threat"}}, 500)}, 1 + 50 + 3},
		"groups and notes":              {&PasteNotes{Groups: slices.Repeat([]PastedGroup{{"g", "x"}}, 300), Notes: slices.Repeat([]PastedNote{{Note: "n", Section: "threat", Group: "g", Text: "las"}}, 500)}, 1 + 80 + 6},
		"lists in lists":                {&FormTeams{slices.Repeat([]FormedTeam{{Team: "t", Name: "X", Members: names("m", 0, 6)}}, 30)}, 1 + 21},
	} {
		if got := Weight(c.command); got != c.want {
			t.Errorf("%s: weight %d, want %d", name, got, c.want)
		}
	}
}
