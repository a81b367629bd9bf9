package board

import "strconv"

// vision is the board of what a town wants to become: notes anywhere on a plane, and
// statements worded together. Its sections are its areas, each with a question, and "",
// the plane around them.
var vision = BoardKind{
	Name:     "vision",
	Titles:   map[string]string{"pl": "Wizja", "en": "Vision"},
	Acts:     Acts,
	Sections: visionSections,
	Areas:    true,
	Items:    []ItemKind{notes, statements},
	Plane:    KindNote,
	Begins:   visionBegins,
	Commands: []command{
		forMembers[SizeNotes](ActWrite),
		forMembers[AddStatement](ActWrite),
		forMembers[BinStatement](ActWrite),
		forModerators[ChooseStatement]().stops(),
		forModerators[PlaceAreas]().stops(),
	},
}

// visionQuestions are the areas of a fresh board, unless its agenda asks other questions.
var visionQuestions = []Title{
	{"Czym różnimy się od innych?", "What makes us different?"},
	{"W czym chcemy być atrakcyjni?", "What should make us attractive?"},
	{"Dla kogo chcemy być atrakcyjni?", "For whom do we want to be attractive?"},
}

// visionBegins sets the areas of a fresh board in rows of three.
func visionBegins(board Board, locale string, questions []Title) []*Record {
	if len(questions) == 0 {
		questions = visionQuestions
	}
	var areas []*Record
	for i, question := range questions {
		areas = append(areas, &Record{ID: board.ID + "-" + strconv.Itoa(i+1), Kind: KindArea, Audience: board.Audience, Fields: MakeFields(
			Field{"board", board.ID},
			Field{"height", areaHeight},
			Field{"title", question.In(locale)},
			Field{"width", areaWidth},
			Field{"x", 3*noteGap + int64(i%3)*(areaWidth+3*noteGap)},
			Field{"y", 3*noteGap + int64(i/3)*(areaHeight+3*noteGap)},
		)})
	}
	return areas
}

func visionSections(s *State, board Board) []string { return append(areaSections(s, board), "") }

// AreaPlace is where an area lies on the plane.
type AreaPlace struct {
	Area   string `json:"area"`
	X      int64  `json:"x,omitempty"`
	Y      int64  `json:"y,omitempty"`
	Width  int64  `json:"width,omitempty"`
	Height int64  `json:"height,omitempty"`
}

func (p AreaPlace) fields() ([]Field, *Refusal) {
	if !onPlane(p.X, p.Y) || p.Width < minAreaSize || p.Height < minAreaSize || p.Width > planeSize-p.X || p.Height > planeSize-p.Y {
		return nil, refuse(BadValue)
	}
	return []Field{{"x", p.X}, {"y", p.Y}, {"width", p.Width}, {"height", p.Height}}, nil
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
		if !d.hasPlane(area) {
			return refuse(BadValue)
		}
		place, r := p.fields()
		if r != nil {
			return r
		}
		d.set(area.Record, place...)
	}
	return nil
}

// leaveOnPlane takes an area of a plane away. Its notes, on the copies of teams too,
// stay where they are on the plane.
func (d *draft) leaveOnPlane(area Area) *Refusal {
	inside := d.state.itemsWhere(func(item Item) bool { return item.Section() == area.ID })
	if r := d.takes(len(inside)); r != nil {
		return r
	}
	for _, item := range inside {
		x, y := min(area.X()+item.X(), planeSize), min(area.Y()+item.Y(), planeSize)
		d.set(item.Record, Field{"section", nil}, Field{"x", x}, Field{"y", y})
		if isHidden(item.Record) {
			d.recount(item.Board())
		}
	}
	for _, board := range d.state.Siblings(boardList) {
		if count := d.state.Get(hiddenCountOf(board.ID, area.ID)); count != nil {
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
