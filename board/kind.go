package board

// BoardKind is what one kind of board adds to the commands that all kinds
// share. A new kind is one file that declares its BoardKind, and a row in
// boardKinds; commands that only it has go into the same file.
type BoardKind struct {
	Name string
	// Titles of a fresh board, by locale.
	Titles map[string]string
	// Sections in which its notes stand; a board without notes has none.
	Sections []string
}

var boardKinds = map[string]*BoardKind{
	swot.Name: &swot,
}

// kindOf returns the kind of a board that exists, nil for a board of a kind
// that this version does not know.
func (s *State) kindOf(board string) (*BoardKind, *Refusal) {
	r := s.of(KindBoard, board)
	if r == nil {
		return nil, refuse(NotFound)
	}
	kind := boardKinds[r.Fields.Text("kind")]
	if kind == nil {
		return nil, refuse(NotFound)
	}
	return kind, nil
}
