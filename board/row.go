package board

import (
	"slices"
)

// NewRow is a row as it comes with a command: its level, the section and the parent
// ("": none) in which it stands, and its cells.
type NewRow struct {
	Row     string `json:"row"`
	Level   string `json:"level"`
	Section string `json:"section"`
	Parent  string `json:"parent,omitempty"`
	Cells   []Cell `json:"cells"`
}

// Cell is the value of one column of a row, in the form of a record.
type Cell struct {
	Column string `json:"column"`
	Value  string `json:"value"`
}

// AddRow adds a row, before the sibling Before or last. Unsigned is as in AddNote.
type AddRow struct {
	Board string `json:"board"`
	NewRow
	Before   string `json:"before,omitempty"`
	Unsigned bool   `json:"unsigned,omitempty"`
}

func (c *AddRow) decide(d *draft) *Refusal { return d.addRow(c.Board, &c.NewRow, c.Before, c.Unsigned) }

// PasteRows adds rows in one change, each last in its place; a row may stand under
// an earlier one of the list.
type PasteRows struct {
	Board    string   `json:"board"`
	Rows     []NewRow `json:"rows"`
	Unsigned bool     `json:"unsigned,omitempty"`
}

func (c *PasteRows) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Rows)); r != nil {
		return r
	}
	for i := range c.Rows {
		if r := d.addRow(c.Board, &c.Rows[i], "", c.Unsigned); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) addRow(board string, n *NewRow, before string, unsigned bool) *Refusal {
	_, kind, r := d.board(board)
	if r != nil {
		return r
	}
	level := kind.level(n.Level)
	if level == nil {
		return refuse(BadValue)
	}
	by := signature{d.by.Member, unsigned}
	audience, r := d.placeForRow(level, board, n.Section, n.Parent, by)
	if r != nil {
		return r
	}
	if above := d.state.Get(n.Parent); above != nil && isHidden(above) && above.Audience != d.alone(by) {
		return refuse(Misplaced) // it would tell who wrote the one without an author
	}
	d.placing = audience
	rank, _ := d.rankIn(itemsOf(KindRow, board, n.Section, n.Parent), before, "")
	if r := checkRank(rank); r != nil {
		return r
	}
	if r := d.checkNewID(n.Row); r != nil {
		return r
	}
	if r := d.fitsInUse(KindRow, d.by.Member, d.state.Limits.MaxRows); r != nil {
		return r
	}
	fields := Fields{
		{"author", d.signed(by)},
		{"board", board},
		{"level", level.Name},
		{"parent", n.Parent},
		{"rank", rank},
		{"section", n.Section},
	}
	for i, cell := range n.Cells {
		if r := d.checkCell(level.column(cell.Column), cell.Value); r != nil {
			return r
		}
		if slices.ContainsFunc(n.Cells[:i], func(c Cell) bool { return c.Column == cell.Column }) {
			return refuse(BadValue)
		}
		fields = append(fields, Field{cell.Column, cell.Value})
	}
	d.put(&Record{ID: n.Row, Kind: KindRow, Audience: audience, Fields: MakeFields(fields...)})
	if audience != d.state.Get(board).Audience {
		d.recount(board)
	}
	return nil
}

// placeForRow checks that a row of the level may stand there, and says whom a row of
// that signature would reach: under a hidden row it is hidden, too.
func (d *draft) placeForRow(level *Level, board, section, parent string, by signature) (Audience, *Refusal) {
	audience, r := d.audienceAt(KindRow, board, section, by)
	if r != nil {
		return "", r
	}
	under := d.state.kindOf(Board{d.state.Get(board)}).Levels[0].Name
	if parent != "" {
		above, r := d.row(parent)
		switch {
		case r != nil:
			return "", r
		case above.Board() != board || above.Section() != section:
			return "", refuse(NotFound)
		}
		if isHidden(above.Record) {
			audience = above.Audience
		}
		under = above.Level()
	}
	if !slices.Contains(level.Under, under) {
		return "", refuse(Misplaced)
	}
	return audience, nil
}

// row returns a row in use that the actor may change.
func (d *draft) row(id string) (Row, *Refusal) {
	item, r := d.item(id)
	if r == nil && item.Kind != KindRow {
		r = refuse(NotFound)
	}
	return Row{item}, r
}

// SetCell gives a cell that is no text another value. Was is the value that the
// sender saw: when somebody else has changed it since, the sender has to choose.
type SetCell struct {
	Row    string `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Was    string `json:"was"`
}

func (c *SetCell) decide(d *draft) *Refusal {
	row, r := d.row(c.Row)
	if r != nil {
		return r
	}
	level := d.state.levelOf(row)
	if level == nil {
		return refuse(NotFound)
	}
	column := level.column(c.Column)
	if column != nil && column.Type == TextColumn {
		return refuse(BadValue) // EditText merges what several people type
	}
	if r := d.checkCell(column, c.Value); r != nil {
		return r
	}
	if now := row.Cell(c.Column); now != c.Was && now != c.Value {
		return refuse(Overtaken)
	}
	d.set(row.Record, Field{c.Column, c.Value})
	return nil
}

// MoveRows takes rows to their places, one after the other; what stands under them
// comes along.
type MoveRows struct {
	Moves []RowMove `json:"moves"`
}

// RowMove is the new place of one row.
type RowMove struct {
	Row     string `json:"row"`
	Section string `json:"section"`
	Parent  string `json:"parent,omitempty"`
	Before  string `json:"before,omitempty"`
}

func (c *MoveRows) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Moves)); r != nil {
		return r
	}
	for _, m := range c.Moves {
		if r := d.moveRow(m); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) moveRow(m RowMove) *Refusal {
	row, r := d.row(m.Row)
	if r != nil {
		return r
	}
	level := d.state.levelOf(row)
	if level == nil {
		return refuse(NotFound)
	}
	if _, r := d.placeForRow(level, row.Board(), m.Section, m.Parent, signature{author: d.by.Member}); r != nil {
		return r
	}
	if above := d.state.Get(m.Parent); above != nil && isHidden(above) && above.Audience != row.Audience {
		return refuse(NotFound) // whoever receives the row has to receive what it stands under
	}
	d.placing = row.Audience
	rank, stay := d.rankIn(itemsOf(KindRow, row.Board(), m.Section, m.Parent), m.Before, m.Row)
	if stay {
		return nil
	}
	if r := checkRank(rank); r != nil {
		return r
	}
	if m.Section != row.Section() {
		below, r := d.under(row)
		if r != nil {
			return r
		}
		for _, item := range below {
			d.set(item.Record, Field{"section", m.Section})
		}
		d.recount(row.Board())
	}
	d.set(row.Record, Field{"section", m.Section}, Field{"parent", m.Parent}, Field{"rank", rank})
	return nil
}

// maxTaken is how many items one command may take along with those that it names.
const maxTaken = 1_000

// takes counts items that are taken along.
func (d *draft) takes(n int) *Refusal {
	if d.taken += n; d.taken > maxTaken {
		return refuse(TooMany)
	}
	return nil
}

// under lists what stands under a row, of every audience, each after what it stands
// under.
func (d *draft) under(row Row) ([]Item, *Refusal) {
	var all []Item
	var walk func(id string) *Refusal
	walk = func(id string) *Refusal {
		from := len(all)
		for _, r := range d.state.Siblings(itemsOf(KindRow, row.Board(), row.Section(), id)) {
			all = append(all, Item{r})
		}
		all = append(all, d.state.items(d.state.hiddenUnder[id])...)
		if r := d.takes(len(all) - from); r != nil {
			return r
		}
		for _, child := range all[from:] {
			if r := walk(child.ID); r != nil {
				return r
			}
		}
		return nil
	}
	r := walk(row.ID)
	return all, r
}

// RemoveRows puts rows into the bin, each with all that stands under it as one act.
type RemoveRows struct {
	Rows []string `json:"rows"`
}

func (c *RemoveRows) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Rows)); r != nil {
		return r
	}
	for _, id := range c.Rows {
		row, r := d.anyRow(id)
		if r != nil {
			return r
		}
		if row.Deleted() {
			continue
		}
		below, r := d.under(row)
		if r != nil {
			return r
		}
		for _, item := range below {
			if d.by.Sees(item.Audience) {
				if r := d.mayAt(item.spot()); r != nil {
					return r
				}
			}
		}
		if r := d.removeRow(row, below); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) removeRow(row Row, below []Item) *Refusal {
	if r := d.binWith(row.ID, below); r != nil {
		return r
	}
	return d.setBinned(row.Item, true)
}

// RestoreRows takes rows out of the bin, each with all that went there with it. A
// row comes back to where it was, and only when what it stood under is in use.
type RestoreRows struct {
	Rows []string `json:"rows"`
}

func (c *RestoreRows) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Rows)); r != nil {
		return r
	}
	for _, id := range c.Rows {
		row, r := d.anyRow(id)
		if r != nil {
			return r
		}
		if !row.Deleted() {
			continue
		}
		section := Field{"section", row.Section()}
		if row.Parent() != "" {
			above := d.state.item(row.Parent())
			if above.Missing() || above.Deleted() {
				return refuse(Deleted)
			}
			section.Value = above.Section() // to which it may have gone meanwhile
		}
		if row.BinnedWith() != "" || !slices.Contains(d.state.sectionsOf(Board{d.state.Get(row.Board())}), section.Value.(string)) {
			return refuse(Deleted)
		}
		rank := d.rankBack(Item{&Record{ID: id, Kind: KindRow, Audience: row.Audience, Fields: row.Fields.with(Fields{section})}})
		if r := checkRank(rank); r != nil {
			return r
		}
		if r := d.setBinned(row.Item, false, section, Field{"rank", rank}); r != nil {
			return r
		}
		if r := d.restoreWith(id, section); r != nil {
			return r
		}
		if d.state.Count(KindRow) > d.state.Limits.MaxRows {
			return refuse(TooMany)
		}
	}
	return nil
}

// anyRow is row for one that may be in the bin.
func (d *draft) anyRow(id string) (Row, *Refusal) {
	item, r := d.anyItem(id)
	if r == nil && item.Kind != KindRow {
		r = refuse(NotFound)
	}
	return Row{item}, r
}
