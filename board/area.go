package board

import (
	"cmp"
	"slices"
)

// The sections of some kinds of boards are areas: records that the moderators name.
// The id of an area is the key of the section. Copies of teams have no areas of their
// own: theirs are those of the board that they are copies of.

// maxAreas bounds the areas of one board; people could not overlook more.
const maxAreas = 50

// maxDefinitionLength bounds what an area says about itself.
const maxDefinitionLength = 2_000

// areasOf names the list of the areas of a board.
func areasOf(board Board) string { return areasIn(cmp.Or(board.Origin(), board.ID)) }

func areasIn(board string) string { return "areas/" + board }

// areaSections is the Sections of a kind whose sections are areas.
func areaSections(s *State, board Board) (keys []string) {
	for _, area := range s.Siblings(areasOf(board)) {
		keys = append(keys, area.ID)
	}
	return keys
}

// AddArea adds an area to a board of the plenary, and so to the copies of teams: on a
// plane where its place says, otherwise before the area Before or last.
type AddArea struct {
	Board string `json:"board"`
	AreaPlace
	Before string `json:"before,omitempty"`
	AreaLook
}

// AreaLook is what people read of an area.
type AreaLook struct {
	Title      string `json:"title"`
	Definition string `json:"definition,omitempty"`
	Colour     string `json:"colour,omitempty"`
}

func (c *AddArea) decide(d *draft) *Refusal {
	board, r := d.plenaryBoard(c.Board)
	if r != nil {
		return r
	}
	if !d.state.kindOf(board).Areas {
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
	place, r := d.placeForArea(board, c)
	if r != nil {
		return r
	}
	look, r := c.AreaLook.fields()
	if r != nil {
		return r
	}
	d.put(&Record{ID: c.Area, Kind: KindArea, Audience: board.Audience, Fields: MakeFields(slices.Concat(place, look, []Field{{"board", c.Board}})...)})
	return nil
}

func (d *draft) placeForArea(board Board, c *AddArea) ([]Field, *Refusal) {
	if d.state.kindOf(board).Plane != "" {
		return c.AreaPlace.fields()
	}
	if c.AreaPlace != (AreaPlace{Area: c.Area}) {
		return nil, refuse(BadValue)
	}
	rank, _ := d.rankIn(areasIn(board.ID), c.Before, "")
	return []Field{{"rank", rank}}, checkRank(rank)
}

func (l AreaLook) fields() ([]Field, *Refusal) {
	title, r := line(l.Title, maxTitleLength, true)
	if r == nil {
		r = prose(l.Definition, maxDefinitionLength)
	}
	if r == nil && l.Colour != "" && !slices.Contains(noteColours, l.Colour) {
		r = refuse(BadValue)
	}
	return []Field{{"title", title}, {"definition", l.Definition}, {"colour", l.Colour}}, r
}

// area returns an area that the actor may change.
func (d *draft) area(id string) (Area, *Refusal) {
	area := Area{d.visible(KindArea, id)}
	if area.Missing() {
		return Area{}, refuse(NotFound)
	}
	return area, d.mayAt(Spot{Board: area.Board()})
}

// SetArea gives an area another title, definition and colour.
type SetArea struct {
	Area string `json:"area"`
	AreaLook
}

func (c *SetArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil {
		return r
	}
	look, r := c.AreaLook.fields()
	if r != nil {
		return r
	}
	d.set(area.Record, look...)
	return nil
}

// MoveArea places an area before another one of its board, or last.
type MoveArea struct {
	Area   string `json:"area"`
	Before string `json:"before,omitempty"`
}

func (c *MoveArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil {
		return r
	}
	if d.hasPlane(area) {
		return refuse(BadValue)
	}
	return d.reorder(area.Record, areasIn(area.Board()), c.Before)
}

// RemoveArea puts an area into the bin with all that stands in it, on the copies of
// teams, too. From a plane the area goes for good, and what stands in it stays.
type RemoveArea struct {
	Area string `json:"area"`
}

func (c *RemoveArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil || area.Deleted() {
		return r
	}
	if d.hasPlane(area) {
		return d.leaveOnPlane(area)
	}
	inside := d.state.itemsWhere(func(item Item) bool { return item.Section() == c.Area && !item.Deleted() })
	if r := d.takes(len(inside)); r != nil {
		return r
	}
	if r := d.binWith(c.Area, inside); r != nil {
		return r
	}
	d.setArea(area, Field{"deleted", true})
	return nil
}

// hasPlane reports whether the area lies on a plane.
func (d *draft) hasPlane(area Area) bool {
	return d.state.kindOf(Board{d.state.Get(area.Board())}).Plane != ""
}

// RestoreArea takes an area out of the bin, with all that went there with it.
type RestoreArea struct {
	Area string `json:"area"`
}

func (c *RestoreArea) decide(d *draft) *Refusal {
	area, r := d.area(c.Area)
	if r != nil || !area.Deleted() {
		return r
	}
	if len(d.state.Siblings(areasIn(area.Board()))) >= maxAreas {
		return refuse(TooMany)
	}
	d.setArea(area, Field{"deleted", nil})
	return d.restoreWith(c.Area)
}

// setArea puts an area into the bin or takes it out.
func (d *draft) setArea(area Area, deleted Field) {
	board := d.state.Get(area.Board())
	d.put(&Record{ID: area.ID, Kind: KindArea, Audience: openTo(board.Audience, deleted.Value != nil), Fields: area.Fields.with(Fields{deleted})})
}

// itemsWhere lists items in the order of their ids.
func (s *State) itemsWhere(is func(Item) bool) (items []Item) {
	for id := range s.records {
		if item := s.item(id); !item.Missing() && is(item) {
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b Item) int { return byID(a.Record, b.Record) })
	return items
}

// binWith puts items into the bin together with the area or the item in which they
// stand, as one act.
func (d *draft) binWith(record string, items []Item) *Refusal {
	for _, item := range items {
		if r := d.setBinned(item, true, Field{"binnedWith", record}); r != nil {
			return r
		}
	}
	return nil
}

// restoreWith takes out of the bin what went there with an area or an item.
func (d *draft) restoreWith(record string, more ...Field) *Refusal {
	binned := d.state.items(d.state.binnedWith[record])
	if r := d.takes(len(binned)); r != nil {
		return r
	}
	for _, item := range binned {
		if r := d.setBinned(item, false, append(more, Field{"binnedWith", nil})...); r != nil {
			return r
		}
	}
	return nil
}
