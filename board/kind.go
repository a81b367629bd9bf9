package board

import "slices"

// BoardKind is what one kind of board adds to the commands that all kinds
// share. A new kind is one file that declares its BoardKind, and a row in
// boardKinds; the commands that only it has go into the same file.
type BoardKind struct {
	Name string
	// Titles of a fresh board, by locale.
	Titles map[string]string
	// Acts that a phase may allow on it.
	Acts []Act
	// Sections returns the keys of the sections of a board, in order. The key of
	// a section is an id, and the same on every copy of the board. A kind without
	// sections has one, "".
	Sections func(s *State, board Board) []string
	// Areas says that its sections are areas, see area.go.
	Areas bool
	// Items are the kinds of records that stand in the sections.
	Items []ItemKind
	// Plane is the kind of those items that stand at a point of a plane instead of by
	// rank; "" when there is none.
	Plane Kind
	// Begins returns the records that a fresh board has besides itself, nil for none;
	// the questions are those of the agenda that it is made for.
	Begins func(board Board, locale string, questions []Title) []*Record
	// Levels of the rows of a table, from the top one on; see table.go.
	Levels []Level
	// Commands are those that only this kind has.
	Commands []command
}

// ItemKind is a kind of records that stand in the sections of boards. Each has
// the fields of Item; in a section it stands by rank, within the group or the
// parent that the field Within names.
type ItemKind struct {
	Kind   Kind
	Texts  []string // the fields that several people may edit at once; people know an item by the first
	Within string   // "" when items stand directly in their section
}

// notes are the items of every kind of board that people write sticky notes on.
var notes = ItemKind{Kind: KindNote, Texts: []string{"text"}, Within: "group"}

var boardKinds = byName(swot, vision, matrix)

// itemKinds are the items of all kinds of boards.
var itemKinds = collectItems(boardKinds)

func byName(kinds ...BoardKind) map[string]*BoardKind {
	named := map[string]*BoardKind{}
	for _, kind := range kinds {
		named[kind.Name] = &kind
	}
	return named
}

func collectItems(kinds map[string]*BoardKind) map[Kind]*ItemKind {
	items := map[Kind]*ItemKind{}
	for _, kind := range kinds {
		for _, item := range kind.Items {
			items[item.Kind] = &item
		}
	}
	return items
}

// always is the Sections of a kind whose boards all have the same ones.
func always(sections ...string) func(*State, Board) []string {
	return func(*State, Board) []string { return sections }
}

// holds reports whether records of the kind may stand on boards of this kind.
func (k *BoardKind) holds(item Kind) bool {
	return slices.ContainsFunc(k.Items, func(i ItemKind) bool { return i.Kind == item })
}

// kindOf returns the kind of a board, nil when the board does not exist or is of
// a kind that this version does not know.
func (s *State) kindOf(board Board) *BoardKind { return boardKinds[board.BoardKind()] }

// sectionsOf returns the keys of the sections of a board.
func (s *State) sectionsOf(board Board) []string {
	kind := s.kindOf(board)
	if kind == nil {
		return nil
	}
	return kind.Sections(s, board)
}

// item returns a record that stands on a board.
func (s *State) item(id string) Item {
	if r := s.records[id]; r != nil && itemKinds[r.Kind] != nil {
		return Item{r}
	}
	return Item{}
}

// itemsOf names the list of siblings that holds the items of a kind in one
// section, and in one group or under one parent when within is not "".
func itemsOf(kind Kind, board, section, within string) string {
	return string(kind) + "/" + board + "/" + section + "/" + within
}

// notesOf is itemsOf for notes.
func notesOf(board, section, group string) string { return itemsOf(KindNote, board, section, group) }

// siblingsOf names the list of siblings in which an item stands.
func siblingsOf(item Item) string {
	within := itemKinds[item.Kind].Within
	if within != "" {
		within = item.text(within)
	}
	return itemsOf(item.Kind, item.Board(), item.Section(), within)
}
