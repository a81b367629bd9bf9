package board

import (
	"slices"
	"unicode/utf8"
)

// EditText edits a text that several people may be typing in. Ops were typed
// on the text as it was after change Seen of the order, with the sender's own
// earlier commands applied (protocol rules W24 to W26).
type EditText struct {
	Record string `json:"record"`
	Field  string `json:"field"`
	Ops    Splice `json:"ops"`
}

func (c *EditText) decide(d *draft) *Refusal {
	item, r := d.item(c.Record)
	if r != nil {
		return r
	}
	if !slices.Contains(d.state.textsOf(item), c.Field) {
		return refuse(BadValue)
	}
	switch {
	case len(c.Ops) > maxSpliceSteps:
		return refuse(TooMany)
	case c.Ops.Check() != nil:
		return refuse(BadSplice)
	case d.order.Seen < d.state.texts.floor:
		return refuse(TooFarBehind)
	}
	ops, r := d.carry(c.Ops, d.state.texts.since(textKey{c.Record, c.Field}, d.order.Seen))
	if r != nil {
		return r
	}
	text, err := ops.Apply(item.text(c.Field))
	if err != nil {
		return refuse(BadSplice)
	}
	for _, step := range ops {
		if r := prose(step.Insert, d.state.Limits.MaxTextLength); r != nil {
			return r
		}
	}
	if utf8.RuneCountInString(text) > d.state.Limits.MaxTextLength {
		return refuse(TooLong)
	}
	d.splice(item.Record, c.Field, ops)
	if c.Field == d.state.textsOf(item)[0] && len(ops) > 0 {
		d.review(c.Record)
	}
	return nil
}

// What one splice may be, and how many steps may be walked over to carry it over
// those that came since: that takes some milliseconds (protocol rule W26).
const (
	maxSpliceSteps  = 1_000
	maxCarriedSteps = 100_000
)

// carry takes a splice over earlier ones, one after the other: composed first they
// would be shorter, but an insertion beside what they deleted could then stand
// elsewhere than in the browsers, which take in one change after the other.
func (d *draft) carry(ops Splice, earlier []textEdit) (Splice, *Refusal) {
	steps := 0
	for _, e := range earlier {
		if d.order.Client != "" && e.client == d.order.Client {
			return nil, refuse(OutOfOrder)
		}
		if steps += len(e.ops) + len(ops); steps > maxCarriedSteps {
			return nil, refuse(TooFarBehind)
		}
		ops = ops.over(e.ops, false)
	}
	return ops, nil
}
