package board

import "strconv"

// On a board with a plane, items stand at a point relative to the corner of their
// section instead of by rank. People draw them as boxes of these sizes.

// planeSize is the length of both sides of a plane.
const planeSize = int64(20_000)

// box is the size of a note on a plane.
type box struct{ width, height int64 }

// noteBoxes are the sizes of notes, by name; "" is the usual one.
var noteBoxes = map[string]box{"": {200, 144}, "small": {144, 104}, "large": {304, 224}}

const (
	noteGap     = int64(16)  // between notes, and between them and the edge of their area
	areaHead    = int64(112) // above the notes of an area, for its title and the name of a cluster
	areaWidth   = int64(680) // of a fresh area: three notes side by side
	areaHeight  = int64(880)
	minAreaSize = int64(240)
	looseWidth  = int64(2_000) // of the rows outside any area
	rowHeight   = int64(64)    // points as near as this stand level, and are read from left to right
)

// Point is a place on a plane, relative to the corner of a section.
type Point struct {
	X int64 `json:"x,omitempty"`
	Y int64 `json:"y,omitempty"`
}

func onPlane(x, y int64) bool { return x >= 0 && x <= planeSize && y >= 0 && y <= planeSize }

// onPlane reports whether an item stands at a point instead of by rank.
func (s *State) onPlane(item Item) bool {
	kind := s.kindOf(Board{s.of(KindBoard, item.Board())})
	return kind != nil && kind.Plane == item.Kind
}

// orderOf is what places a record among its siblings: its rank or, on a plane, its point
// row by row.
func orderOf(r *Record) string {
	y, isPoint := r.optionalInteger("y")
	if !isPoint {
		return r.text("rank")
	}
	key := make([]byte, 0, 16)
	for _, n := range []int64{y / rowHeight, r.integer("x"), y} {
		digits := strconv.AppendInt(nil, n, 10)
		key = append(append(key, byte('a'+min(len(digits), 25))), digits...) // a longer number is greater
	}
	return string(key)
}

// rows finds places for notes, from left to right and row by row.
type rows struct{ width, x, y, height int64 }

func (r *rows) next(size string) Point {
	b := noteBoxes[size]
	if r.x > noteGap && r.x+b.width+noteGap > r.width {
		r.x, r.y, r.height = noteGap, r.y+r.height+noteGap, 0
	}
	at := Point{min(r.x, planeSize), min(r.y, planeSize)}
	r.x, r.height = r.x+b.width+noteGap, max(r.height, b.height)
	return at
}

// below returns the rows beneath the open notes of a section; notes of one command
// that are placed there follow each other.
func (d *draft) below(board, section string) *rows {
	at := Spot{Board: board, Section: section}
	if found := d.rows[at]; found != nil {
		return found
	}
	free := &rows{width: looseWidth, x: noteGap, y: noteGap}
	if area := (Area{d.state.of(KindArea, section)}); !area.Missing() {
		free.width, free.y = area.Width(), areaHead
	} else {
		for _, r := range d.state.Siblings(areasOf(Board{d.state.Get(board)})) {
			free.y = max(free.y, Area{r}.Y()+Area{r}.Height()+noteGap)
		}
	}
	under := func(group string) {
		for _, r := range d.state.Siblings(notesOf(board, section, group)) {
			note := NoteOf(r)
			free.y = max(free.y, note.Y()+noteBoxes[note.Size()].height+noteGap)
		}
	}
	under("")
	for _, group := range d.state.Siblings(groupsOf(board)) {
		under(group.ID)
	}
	if d.rows == nil {
		d.rows = map[Spot]*rows{}
	}
	d.rows[at] = free
	return free
}
