package board

// The focus is where the moderators want everybody to look: a board, a
// section, a note. Screens follow it always; Mode says what it asks of people.
const focusID = ":focus"

// The modes of a focus. Without one only screens follow.
const (
	ModeAsk   = "ask"   // may be declined
	ModeBring = "bring" // brings everybody there; they may leave
	ModeHold  = "hold"  // and nobody changes anything until it is released
)

// SetFocus points at a place that everybody of its board sees. Overview asks screens
// for the whole board in short.
type SetFocus struct {
	Spot
	Mode     string `json:"mode,omitempty"`
	Overview bool   `json:"overview,omitempty"`
}

func (c *SetFocus) decide(d *draft) *Refusal {
	board, item, r := d.resolve(c.Spot)
	if r != nil {
		return r
	}
	if !item.Missing() && item.Audience != board.Audience {
		return refuse(NotFound)
	}
	if c.Overview && (c.Section != "" || c.Item != "") {
		return refuse(BadValue)
	}
	if c.Mode != "" && c.Mode != ModeAsk && c.Mode != ModeBring && c.Mode != ModeHold {
		return refuse(BadValue)
	}
	d.put(&Record{ID: focusID, Kind: KindFocus, Audience: board.Audience, Fields: MakeFields(
		Field{"board", c.Board},
		Field{"by", d.by.Member},
		Field{"item", c.Item},
		Field{"mode", c.Mode},
		Field{"overview", c.Overview},
		Field{"section", c.Section},
		Field{"since", int64(d.state.Seq)},
	)})
	return nil
}

// Release lets people go again, and screens back to the board of the phase.
type Release struct{}

func (c *Release) decide(d *draft) *Refusal {
	d.unfocus()
	return nil
}

// focus returns the focus, a missing one when there is none.
func (s *State) focus() Focus { return Focus{s.of(KindFocus, focusID)} }

func (d *draft) unfocus() {
	if focus := d.state.focus(); !focus.Missing() {
		d.remove(focus.Record)
	}
}

// held reports whether the moderators hold the attention of this viewer: of
// those whom the focus reaches.
func (s *State) held(by Viewer) bool {
	focus := s.focus()
	return focus.Mode() == ModeHold && by.Sees(focus.Audience)
}
