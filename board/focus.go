package board

import "slices"

// The focus is where the moderators want everybody to look: a board, a
// quadrant, a note. Screens follow it always; Pull says what it asks of people.
const focusID = ":focus"

// How strongly a focus pulls. Without one only screens follow.
const (
	PullAsk   = "ask"   // may be declined
	PullBring = "bring" // brings everybody there; they may leave
	PullHold  = "hold"  // and nobody changes anything until it is released
)

// SetFocus points at a place that everybody of its board sees.
type SetFocus struct {
	Board    string `json:"board"`
	Quadrant string `json:"quadrant,omitempty"`
	Note     string `json:"note,omitempty"`
	Pull     string `json:"pull,omitempty"`
}

func (c *SetFocus) decide(d *draft, by Actor) *Refusal {
	kind, r := d.kindOf(c.Board)
	if r != nil {
		return r
	}
	if c.Quadrant != "" && !slices.Contains(kind.Quadrants, c.Quadrant) ||
		c.Pull != "" && c.Pull != PullAsk && c.Pull != PullBring && c.Pull != PullHold {
		return refuse(BadValue)
	}
	board := d.state.Get(c.Board)
	if c.Note != "" {
		note := d.see(KindNote, c.Note)
		if note == nil || note.Fields.Text("board") != c.Board || note.Audience != board.Audience {
			return refuse(NotFound)
		}
	}
	d.put(&Record{ID: focusID, Kind: KindFocus, Audience: board.Audience, Fields: MakeFields(
		Field{"board", c.Board},
		Field{"by", by.Member},
		Field{"note", c.Note},
		Field{"pull", c.Pull},
		Field{"quadrant", c.Quadrant},
		Field{"since", int64(d.state.Seq)},
	)})
	return nil
}

// Release lets people go again, and screens back to the board of the phase.
type Release struct{}

func (c *Release) decide(d *draft, _ Actor) *Refusal {
	d.unfocus()
	return nil
}

func (d *draft) unfocus() {
	if focus := d.state.of(KindFocus, focusID); focus != nil {
		d.add(focus.Audience, Patch{Remove: focusID})
	}
}

// held reports whether the moderators hold the attention of this actor: of
// those whom the focus reaches.
func (s *State) held(by Actor) bool {
	focus := s.of(KindFocus, focusID)
	return focus != nil && focus.Fields.Text("pull") == PullHold && s.Viewer(by).Sees(focus.Audience)
}
