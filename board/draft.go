package board

import (
	"strings"
	"time"
)

// draft collects the patches of one command and applies each as it comes, so
// that a command of several steps decides every step on the one before.
type draft struct {
	state    *State
	order    Order
	command  *command
	by       Viewer // who acts, as a receiver: what they do not see does not exist
	at       time.Time
	recounts map[string]bool // boards whose hidden items are to be counted anew
	copied   int             // see copies
	taken    int             // see takes
	unsigned bool            // who gives the command stays unknown
	rows     map[Spot]*rows  // see below
	moved    []string        // linked records that may have got another audience
	placing  Audience        // whom the record reaches whose rank is asked for
	change   Change
	undo     *Undo
}

func (d *draft) add(a Audience, p Patch) {
	if last := len(d.change) - 1; last >= 0 && d.change[last].Audience == a {
		d.change[last].Patches = append(d.change[last].Patches, p)
	} else {
		d.change = append(d.change, Segment{a, []Patch{p}})
	}
	d.unsigned = d.unsigned || d.state.hidesAuthor(&p)
	if len(d.state.links[p.Remove]) > 0 {
		d.moved = append(d.moved, p.Remove)
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
func (d *draft) mayAt(at Spot) *Refusal { return d.state.mayAt(d.by, d.command, at) }

// checkNewID checks the id of a record to be added.
func (d *draft) checkNewID(id string) *Refusal {
	if r := CheckID(id); r != nil {
		return r
	}
	if d.state.Get(id) != nil || d.state.holdings.taken(id) {
		return refuse(Exists)
	}
	return d.fits(d.state.Len(), d.state.holdings.of(d.by.Member).records, d.state.Limits.MaxRecords)
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

// maxCopied is how much a command may copy from records, about in bytes. A frame is
// short, and what it names may be long.
const maxCopied = 1 << 20

// copies counts what is copied from one record, and refuses when the command has
// copied too much.
func (d *draft) copies(fields ...Field) *Refusal {
	d.copied += 1_000
	for _, f := range fields {
		switch v := f.Value.(type) {
		case string:
			d.copied += len(v)
		case []string:
			for _, item := range v {
				d.copied += 16 + len(item)
			}
		}
	}
	if d.copied > maxCopied {
		return refuse(TooMany)
	}
	return nil
}

// siblings are those of a container among which the actor places something: the open
// ones and their own hidden ones. What has an author and what has none are no siblings
// while they are hidden: their ranks would tell that they are one person's. They are the
// state's own lists: read them before the next change.
func (d *draft) siblings(container string) (lists [2][]*Record) {
	lists[0] = d.state.Siblings(container)
	if len(d.state.hidden) > 0 {
		lists[1] = d.state.siblings[hiddenIn(container, d.own())]
	}
	return lists
}

// own is the audience of those of the actor's hidden records that are siblings of what
// is placed.
func (d *draft) own() Audience {
	if alias := d.by.alone(false); d.placing == alias {
		return alias
	}
	return d.by.alone(true)
}

// before returns the last sibling before a rank and an id, nil when there is none.
func (d *draft) before(container, rank, id string) (last *Record) {
	for _, list := range d.siblings(container) {
		if i := search(list, rank, id); i > 0 && (last == nil || comesBefore(last, list[i-1])) {
			last = list[i-1]
		}
	}
	return last
}

// from returns the first sibling from a rank and an id on, nil when there is none.
func (d *draft) from(container, rank, id string) (first *Record) {
	for _, list := range d.siblings(container) {
		if i := search(list, rank, id); i < len(list) && (first == nil || comesBefore(list[i], first)) {
			first = list[i]
		}
	}
	return first
}

func comesBefore(a, b *Record) bool {
	c := strings.Compare(a.rank, b.rank)
	return c < 0 || c == 0 && a.ID < b.ID
}

// endRank is greater than every rank.
const endRank = "\xff"

// rankIn returns a rank in a container before the sibling with the id before, or
// after the last one when before is not among the siblings. The record with the
// id self does not count as a sibling. stay reports that self stands there
// already.
func (d *draft) rankIn(container, before, self string) (rank string, stay bool) {
	high, low := "", d.before(container, endRank, "")
	if next := d.sibling(container, before); next != nil && before != self {
		high, low = next.rank, d.before(container, next.rank, before)
	}
	switch {
	case low == nil:
		return rankBetween("", high), false
	case low.ID == self:
		return low.rank, true
	}
	return rankBetween(low.rank, high), false
}

// sibling returns a record of a container that the actor may see, nil when it does
// not stand there.
func (d *draft) sibling(in, id string) *Record {
	r := d.state.Get(id)
	if r == nil || container(r) != in || canHide(r) && r.Audience != d.own() {
		return nil
	}
	return r
}
