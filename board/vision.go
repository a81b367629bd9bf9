package board

import (
	"cmp"
	"slices"
	"strconv"
)

// vision is the board of what a town wants to become: notes anywhere on a plane, and
// statements worded together. Its sections are its areas, each with a question, and "",
// the plane around them.
var vision = BoardKind{
	Name:     "vision",
	Titles:   map[string]string{"pl": "Wizja", "en": "Vision"},
	Acts:     Acts,
	Sections: visionSections,
	Items:    []ItemKind{notes, statements},
	Plane:    KindNote,
	Begins:   visionBegins,
	Commands: []command{
		forMembers[SizeNotes](ActWrite),
		forMembers[AddStatement](ActWrite),
		forMembers[BinStatement](ActWrite),
		forModerators[ChooseStatement]().stops(),
		forModerators[AddArea]().stops(),
		forModerators[SetArea]().stops(),
		forModerators[PlaceAreas]().stops(),
		forModerators[RemoveArea]().stops(),
	},
}

// maxAreas bounds the areas of one board.
const maxAreas = 50

// visionQuestions are the areas of a fresh board, by locale.
var visionQuestions = map[string][]string{
	"pl": {"Czym różnimy się od innych?", "W czym chcemy być atrakcyjni?", "Dla kogo chcemy być atrakcyjni?"},
	"en": {"What makes us different?", "In what do we want to be attractive?", "For whom do we want to be attractive?"},
}

// visionBegins sets the areas of a fresh board side by side.
func visionBegins(board Board, locale string) []*Record {
	var areas []*Record
	for i, question := range visionQuestions[locale] {
		areas = append(areas, &Record{ID: board.ID + "-" + strconv.Itoa(i+1), Kind: KindArea, Audience: board.Audience, Fields: MakeFields(
			Field{"board", board.ID},
			Field{"height", areaHeight},
			Field{"title", question},
			Field{"width", areaWidth},
			Field{"x", 3*noteGap + int64(i)*(areaWidth+3*noteGap)},
			Field{"y", 3 * noteGap},
		)})
	}
	return areas
}

// areasOf names the list of the areas of a board. The copies of teams have no areas of
// their own: theirs are those of the board that they are copies of.
func areasOf(board Board) string { return areasIn(cmp.Or(board.Origin(), board.ID)) }

func areasIn(board string) string { return "areas/" + board }

func visionSections(s *State, board Board) []string {
	var keys []string
	for _, area := range s.Siblings(areasOf(board)) {
		keys = append(keys, area.ID)
	}
	return append(keys, "")
}

// AddArea adds an area to a board of the plenary, and so to the copies of teams.
type AddArea struct {
	Board string `json:"board"`
	AreaPlace
	Title  string `json:"title"`
	Colour string `json:"colour,omitempty"`
}

// AreaPlace is where an area lies on the plane.
type AreaPlace struct {
	Area   string `json:"area"`
	X      int64  `json:"x"`
	Y      int64  `json:"y"`
	Width  int64  `json:"width"`
	Height int64  `json:"height"`
}

func (p AreaPlace) fields() ([]Field, *Refusal) {
	if !onPlane(p.X, p.Y) || p.Width < minAreaSize || p.Height < minAreaSize || p.Width > planeSize-p.X || p.Height > planeSize-p.Y {
		return nil, refuse(BadValue)
	}
	return []Field{{"x", p.X}, {"y", p.Y}, {"width", p.Width}, {"height", p.Height}}, nil
}

func (c *AddArea) decide(d *draft) *Refusal {
	board, r := d.plenaryBoard(c.Board)
	if r != nil {
		return r
	}
	if board.BoardKind() != vision.Name {
		return refuse(BadValue)
	}
	if r := d.mayAt(Spot{Board: c.Board}); r != nil {
		return r
	}
	if r := d.checkNewID(c.Area); r != nil {
		return r
	}
	if len(d.state.Siblings(areasIn(c.Board))) >= maxAreas {
		return refuse(TooMany)
	}
	place, r := c.AreaPlace.fields()
	if r != nil {
		return r
	}
	look, r := areaLook(c.Title, c.Colour)
	if r != nil {
		return r
	}
	d.put(&Record{ID: c.Area, Kind: KindArea, Audience: board.Audience, Fields: MakeFields(slices.Concat(place, look, []Field{{"board", c.Board}})...)})
	return nil
}

func areaLook(title, colour string) ([]Field, *Refusal) {
	title, r := line(title, maxTitleLength, true)
	if r == nil && colour != "" && !slices.Contains(noteColours, colour) {
		r = refuse(BadValue)
	}
	return []Field{{"title", title}, {"colour", colour}}, r
}

// area returns an area that the actor may change.
func (d *draft) area(id string) (Area, *Refusal) {
	area := Area{d.visible(KindArea, id)}
	if area.Missing() {
		return Area{}, refuse(NotFound)
	}
	return area, d.mayAt(Spot{Board: area.Board()})
}

// SetArea gives an area another question and colour.
type SetArea struct {
	Area   string `json:"area"`
	Title  string `json:"title"`
	Colour string `json:"colour,omitempty"`
}

func (c *SetArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil {
		return r
	}
	look, r := areaLook(c.Title, c.Colour)
	if r != nil {
		return r
	}
	d.set(area.Record, look...)
	return nil
}

// PlaceAreas moves and resizes areas. Their notes go with them.
type PlaceAreas struct {
	Areas []AreaPlace `json:"areas"`
}

func (c *PlaceAreas) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Areas)); r != nil {
		return r
	}
	for _, p := range c.Areas {
		area, r := d.area(p.Area)
		if r != nil {
			return r
		}
		place, r := p.fields()
		if r != nil {
			return r
		}
		d.set(area.Record, place...)
	}
	return nil
}

// RemoveArea takes an area away. Its notes, on the copies of teams too, stay where they
// are on the plane.
type RemoveArea struct {
	Area string `json:"area"`
}

func (c *RemoveArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil {
		return r
	}
	var inside []Note
	for _, r := range d.state.records {
		if note := NoteOf(r); r.Kind == KindNote && note.Section() == c.Area {
			inside = append(inside, note)
		}
	}
	slices.SortFunc(inside, func(a, b Note) int { return byID(a.Record, b.Record) })
	for _, note := range inside {
		x, y := min(area.X()+note.X(), planeSize), min(area.Y()+note.Y(), planeSize)
		d.set(note.Record, Field{"section", nil}, Field{"x", x}, Field{"y", y})
		if isHidden(note.Record) {
			d.recount(note.Board())
		}
	}
	for _, board := range d.state.Siblings(boardList) {
		if count := d.state.Get(hiddenCountOf(board.ID, c.Area)); count != nil {
			d.remove(count)
		}
	}
	d.remove(area.Record)
	return nil
}

// SizeNotes makes notes small or large; without Size they have the usual size.
type SizeNotes struct {
	Notes []string `json:"notes"`
	Size  string   `json:"size,omitempty"`
}

func (c *SizeNotes) decide(d *draft) *Refusal {
	if _, known := noteBoxes[c.Size]; !known {
		return refuse(BadValue)
	}
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	for _, id := range c.Notes {
		note, r := d.note(id)
		if r != nil {
			return r
		}
		if !d.state.onPlane(note.Item) {
			return refuse(BadValue)
		}
		d.set(note.Record, Field{"size", c.Size})
	}
	return nil
}
