package board

import "slices"

// Whereabouts is where somebody is on the boards. It is presence, not state: it
// is never stored.
type Whereabouts struct {
	Board    string
	Quadrant string
	Note     string
}

// Where keeps of a claimed place what exists and what the person may see
// themselves; the rest is left out.
func (s *State) Where(v Viewer, claimed Whereabouts) Whereabouts {
	kind, refusal := s.kindOf(claimed.Board)
	if refusal != nil || !v.Sees(s.Get(claimed.Board).Audience) {
		return Whereabouts{}
	}
	place := Whereabouts{Board: claimed.Board}
	if slices.Contains(kind.Quadrants, claimed.Quadrant) {
		place.Quadrant = claimed.Quadrant
	}
	if note := s.of(KindNote, claimed.Note); note != nil && v.Sees(note.Audience) && note.Fields.Text("board") == claimed.Board {
		place.Note = claimed.Note
	}
	return place
}

// Shown is the part of a place that another viewer may know of (protocol rule
// W30). Of work on what the viewer does not see they learn nothing, and in a
// phase of hidden or anonymous writing nobody learns where anybody is.
func (s *State) Shown(to Viewer, place Whereabouts) Whereabouts {
	if b := s.Get(place.Board); b == nil || !to.Sees(b.Audience) || s.Hush() {
		return Whereabouts{}
	}
	if place.Note != "" {
		if n := s.Get(place.Note); n == nil || !to.Sees(n.Audience) {
			return Whereabouts{Board: place.Board}
		}
	}
	return place
}

// Public reports whether everybody may know the place.
func (s *State) Public(place Whereabouts) bool {
	return s.Shown(Viewer{Role: Observer}, place) == place
}
