package board

import (
	"slices"
	"time"
)

// draft collects the patches of one command and applies each as it comes, so
// that a command of several steps decides every step on the one before.
type draft struct {
	state    *State
	order    Order
	row      *command
	by       Viewer // who acts, as a receiver: what they do not see does not exist
	at       time.Time
	recounts map[string]bool // boards whose hidden items are to be counted anew
	change   Change
	undo     *Undo
}

func (d *draft) add(a Audience, p Patch) {
	if last := len(d.change) - 1; last >= 0 && d.change[last].Audience == a {
		d.change[last].Patches = append(d.change[last].Patches, p)
	} else {
		d.change = append(d.change, Segment{a, []Patch{p}})
	}
	// It cannot fail: the command has looked the record up before.
	inverse, _ := d.state.patch(&p, d.order.Client)
	d.undo.push(inverse)
}

// put adds a record, or replaces it. An old audience that differs receives a
// removal first (W22).
func (d *draft) put(r *Record) {
	if old := d.state.Get(r.ID); old != nil && old.Audience != r.Audience {
		d.add(old.Audience, Patch{Remove: r.ID})
	}
	d.add(r.Audience, Patch{Put: r})
}

// set changes fields of a record that exists; nil, "" and false remove one.
// Fields that have the value already are left out.
func (d *draft) set(r *Record, fields ...Field) {
	r = d.state.Get(r.ID)
	changed := make(Fields, 0, len(fields))
	for _, f := range fields {
		f.Value = present(f.Value)
		if !sameValue(r.Fields.Get(f.Name), f.Value) {
			changed = append(changed, f)
		}
	}
	if len(changed) > 0 {
		changed.sort()
		d.add(r.Audience, Patch{Set: r.ID, Fields: changed})
	}
}

// keep sets the fields of a record that exists, or puts the fresh one with them.
func (d *draft) keep(old, fresh *Record, fields ...Field) {
	if old != nil {
		d.set(old, fields...)
		return
	}
	fresh.Fields = MakeFields(fields...)
	d.put(fresh)
}

func (d *draft) splice(r *Record, field string, ops Splice) {
	if len(ops) > 0 {
		d.add(r.Audience, Patch{Splice: r.ID, Field: field, Ops: ops})
	}
}

func (d *draft) remove(r *Record) { d.add(r.Audience, Patch{Remove: r.ID}) }

// visible returns the record when it is of the kind and the actor may see it,
// nil otherwise.
func (d *draft) visible(kind Kind, id string) *Record {
	if r := d.state.of(kind, id); r != nil && d.by.Sees(r.Audience) {
		return r
	}
	return nil
}

// board returns a board that the actor may see, and its kind.
func (d *draft) board(id string) (Board, *BoardKind, *Refusal) {
	board := Board{d.visible(KindBoard, id)}
	kind := d.state.kindOf(board)
	if kind == nil {
		return Board{}, nil, refuse(NotFound)
	}
	return board, kind, nil
}

// item returns an item in use that the actor may change.
func (d *draft) item(id string) (Item, *Refusal) {
	item, r := d.anyItem(id)
	if r == nil && item.Deleted() {
		r = refuse(Deleted)
	}
	return item, r
}

// anyItem is item for one that may be in the bin.
func (d *draft) anyItem(id string) (Item, *Refusal) {
	item := d.state.item(id)
	if item.Missing() || !d.by.Sees(item.Audience) || d.visible(KindBoard, item.Board()) == nil {
		return Item{}, refuse(NotFound)
	}
	return item, d.mayAt(item.spot())
}

// mayAt asks the table for one spot.
func (d *draft) mayAt(at Spot) *Refusal { return d.state.mayAt(d.by, d.row, at) }

// checkNewID checks the id of a record to be added.
func (d *draft) checkNewID(id string) *Refusal {
	if r := CheckID(id); r != nil {
		return r
	}
	if d.state.Get(id) != nil {
		return refuse(Exists)
	}
	if d.state.Len() >= d.state.Limits.MaxRecords {
		return refuse(TooMany)
	}
	return nil
}

// checkBatch checks the length of a list in a command.
func (d *draft) checkBatch(n int) *Refusal {
	switch {
	case n == 0:
		return refuse(Empty)
	case n > d.state.Limits.MaxBatch:
		return refuse(TooMany)
	}
	return nil
}

// siblings are those of a container that the actor may see. Where all are open
// it is the state's own list: read it before the next change.
func (d *draft) siblings(container string) []*Record {
	list := d.state.Siblings(container)
	if len(d.state.hidden) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(r *Record) bool { return !d.by.Sees(r.Audience) })
}

// rankIn returns a rank in a container before the sibling with the id before, or
// after the last one when before is not among the siblings. The record with the
// id self does not count as a sibling. stay reports that self stands there
// already.
func (d *draft) rankIn(container, before, self string) (rank string, stay bool) {
	list := d.siblings(container)
	at := len(list)
	if before != "" && before != self {
		if i := slices.IndexFunc(list, func(r *Record) bool { return r.ID == before }); i >= 0 {
			at = i
		}
	}
	low, high := "", ""
	if at < len(list) {
		high = list[at].rank()
	}
	if at > 0 && list[at-1].ID == self {
		return list[at-1].rank(), true
	}
	if at > 0 {
		low = list[at-1].rank()
	}
	return rankBetween(low, high), false
}
