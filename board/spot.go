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

// resolve finds what a spot names, as far as the actor may see it; a spot that
// is no item has none.
func (d *draft) resolve(at Spot) (Board, Item, *Refusal) {
	board, kind, r := d.board(at.Board)
	if r != nil {
		return Board{}, Item{}, r
	}
	if at.Section != "" && !slices.Contains(kind.Sections(d.state, board), at.Section) {
		return Board{}, Item{}, refuse(BadValue)
	}
	if at.Item == "" {
		return board, Item{}, nil
	}
	item := d.state.item(at.Item)
	if item.Missing() || !d.by.Sees(item.Audience) || item.Board() != at.Board {
		return Board{}, Item{}, refuse(NotFound)
	}
	return board, item, nil
}

// Where keeps of a claimed spot what exists and what the person may see
// themselves; the rest is left out.
func (s *State) Where(v Viewer, claimed Spot) Spot {
	board := Board{s.of(KindBoard, claimed.Board)}
	if s.kindOf(board) == nil || !v.Sees(board.Audience) {
		return Spot{}
	}
	spot := Spot{Board: claimed.Board}
	if slices.Contains(s.sectionsOf(board), claimed.Section) {
		spot.Section = claimed.Section
	}
	if item := s.item(claimed.Item); !item.Missing() && v.Sees(item.Audience) && item.Board() == claimed.Board {
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
