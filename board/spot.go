package board

import "slices"

// Spot is a place on the boards: a board, a section of it, or an item in it.
// Whatever is shown, focused, locked, hidden, counted, revealed, voted on,
// promoted, presented or typed in is a spot. A section that is left out stands
// for the whole board, an item that is left out for the whole section.
type Spot struct {
	Board   string `json:"board,omitempty"`
	Section string `json:"section,omitempty"`
	Item    string `json:"item,omitempty"`
}

// resolve finds what a spot names, as far as the actor may see it; item is nil
// for a spot that is no item.
func (d *draft) resolve(at Spot) (board, item *Record, r *Refusal) {
	kind, r := d.kindOf(at.Board)
	if r != nil {
		return nil, nil, r
	}
	if at.Section != "" && !slices.Contains(kind.Sections, at.Section) {
		return nil, nil, refuse(BadValue)
	}
	if at.Item != "" {
		item = d.see(KindNote, at.Item)
		if item == nil || item.Fields.Text("board") != at.Board {
			return nil, nil, refuse(NotFound)
		}
	}
	return d.state.Get(at.Board), item, nil
}

// Where keeps of a claimed spot what exists and what the person may see
// themselves; the rest is left out.
func (s *State) Where(v Viewer, claimed Spot) Spot {
	kind, refusal := s.kindOf(claimed.Board)
	if refusal != nil || !v.Sees(s.Get(claimed.Board).Audience) {
		return Spot{}
	}
	spot := Spot{Board: claimed.Board}
	if slices.Contains(kind.Sections, claimed.Section) {
		spot.Section = claimed.Section
	}
	if item := s.of(KindNote, claimed.Item); item != nil && v.Sees(item.Audience) && item.Fields.Text("board") == claimed.Board {
		spot.Item = claimed.Item
	}
	return spot
}

// Shown is the part of a spot that another viewer may know of (protocol rule
// W30). Of work on what the viewer does not see they learn nothing, and in a
// phase of hidden or anonymous writing nobody learns where anybody is.
func (s *State) Shown(to Viewer, spot Spot) Spot {
	if b := s.Get(spot.Board); b == nil || !to.Sees(b.Audience) || s.HidesActivity() {
		return Spot{}
	}
	if spot.Item != "" {
		if item := s.Get(spot.Item); item == nil || !to.Sees(item.Audience) {
			return Spot{Board: spot.Board}
		}
	}
	return spot
}

// Public reports whether everybody may know the spot.
func (s *State) Public(spot Spot) bool {
	return s.Shown(Viewer{Role: Observer}, spot) == spot
}
