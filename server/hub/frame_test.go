package hub

import (
	"testing"

	"warsztat/board"
)

// Rules W21 and W22: a viewer receives the patches of all its audiences in their
// order, and the bytes that are shared with others do not change.
func TestFrameJoinsWhatAViewerSees(t *testing.T) {
	patch := func(id string) []byte { return append(make([]byte, 0, 100), `{"remove":"`+id+`"}`...) }
	p := published{seq: 7, mark: 0xabc, change: board.EncodedChange{
		{Audience: board.Everyone, Patches: patch("a")}, {Audience: board.Moderators, Patches: patch("b")}, {Audience: board.Nobody, Patches: patch("x")}, {Audience: board.Everyone, Patches: patch("c")},
	}}
	for range 2 {
		for role, want := range map[board.Role]string{
			board.Moderator: `{"type":"change","seq":7,"mark":"0000000000000abc","patches":[{"remove":"a"},{"remove":"b"},{"remove":"c"}]}` + "\n",
			board.Observer:  `{"type":"change","seq":7,"mark":"0000000000000abc","patches":[{"remove":"a"},{"remove":"c"}]}` + "\n",
		} {
			if got := p.frame(nil, board.Viewer{Role: role}.Sees); string(got) != want {
				t.Errorf("%s receives %s", role, got)
			}
		}
	}
	if cap := p.change[0].Patches[:100]; cap[14] != 0 {
		t.Errorf("what is shared was written to: %s", cap)
	}
}
