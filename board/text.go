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
	if !slices.Contains(itemKinds[item.Kind].Texts, c.Field) {
		return refuse(BadValue)
	}
	if c.Ops.Check() != nil {
		return refuse(BadSplice)
	}
	if !d.state.TextsReach(d.order.Seen) {
		return refuse(TooFarBehind)
	}
	ops := c.Ops
	for _, earlier := range d.state.texts.since(textKey{c.Record, c.Field}, d.order.Seen) {
		if d.order.Client != "" && earlier.client == d.order.Client {
			return refuse(OutOfOrder)
		}
		_, ops = Transform(earlier.ops, ops)
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
	return nil
}
