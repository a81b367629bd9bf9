package board

import (
	"cmp"
	"slices"
	"strings"
)

// Links are edges from one record to another. A link reaches those who may receive both
// ends, so it tells nobody of a record that they do not see. It outlives the text that
// it was made for: what lies in the bin is still linked.

// linkEnds are the kinds of items that a type of links leads from and to.
type linkEnds struct {
	from, to Kind
	level    string // of the row from which it leads; "" for any
	reviewed bool   // whether it is to be looked at again when an end says something else
}

// linkTypes are the types of links.
var linkTypes = map[string]linkEnds{
	"quotes":    {from: KindStatement, to: KindNote},                            // words of the note stand in the statement
	"answers":   {from: KindRow, to: KindNote, level: "goal", reviewed: true},   // the goal answers the factor
	"comesFrom": {from: KindNote, to: KindNote, reviewed: true},                 // the note comes from another one
	"serves":    {from: KindRow, to: KindRow, reviewed: true},                   // the row serves another one than it stands under
	"measures":  {from: KindRow, to: KindRow, level: "measure", reviewed: true}, // the measure tells of another row
}

// maxLinks bounds the links of a workshop.
const maxLinks = 3_000

// linksFrom names the list of the links that lead from an item.
func linksFrom(item string) string { return "links/" + item }

// AddLink links two items. A link of the type that is there already stays the only one.
type AddLink struct {
	Link string `json:"link"`
	Type string `json:"type"`
	From string `json:"from"`
	To   string `json:"to"`
}

func (c *AddLink) decide(d *draft) *Refusal {
	ends, known := linkTypes[c.Type]
	if !known {
		return refuse(BadValue)
	}
	from, r := d.item(c.From)
	if r != nil {
		return r
	}
	to := d.state.item(c.To)
	switch {
	case to.Missing() || !d.by.Sees(to.Audience):
		return refuse(NotFound)
	case from.Kind != ends.from || to.Kind != ends.to || ends.level != "" && (Row{from}).Level() != ends.level || c.From == c.To:
		return refuse(BadValue)
	}
	audience, r := narrower(from.Audience, to.Audience)
	if r != nil {
		return r
	}
	if r := d.checkNewID(c.Link); r != nil {
		return r
	}
	if d.state.Count(KindLink) >= maxLinks {
		return refuse(TooMany)
	}
	if slices.ContainsFunc(d.state.Siblings(linksFrom(c.From)), func(r *Record) bool {
		link := Link{r}
		return link.To() == c.To && link.Type() == c.Type
	}) {
		return nil
	}
	d.unsigned = d.unsigned || hidesAuthor(from)
	d.put(&Record{ID: c.Link, Kind: KindLink, Audience: audience, Fields: MakeFields(
		Field{"confirmed", int64(d.state.Seq)},
		Field{"from", c.From},
		Field{"to", c.To},
		Field{"type", c.Type},
	)})
	return nil
}

// RemoveLink takes a link away.
type RemoveLink struct {
	Link string `json:"link"`
}

func (c *RemoveLink) decide(d *draft) *Refusal {
	link, r := d.link(c.Link)
	if r == nil {
		d.remove(link.Record)
	}
	return r
}

// ConfirmLink says that a link still holds, whatever its ends said before.
type ConfirmLink struct {
	Link string `json:"link"`
}

func (c *ConfirmLink) decide(d *draft) *Refusal {
	link, r := d.link(c.Link)
	if r == nil && link.Changed() {
		d.set(link.Record, Field{"confirmed", int64(d.state.Seq)}, Field{"changed", false})
	}
	return r
}

// link returns a link that the actor may change.
func (d *draft) link(id string) (Link, *Refusal) {
	link := Link{d.visible(KindLink, id)}
	if link.Missing() {
		return link, refuse(NotFound)
	}
	from, r := d.anyItem(link.From())
	if r == nil {
		d.unsigned = d.unsigned || hidesAuthor(from)
	}
	return link, r
}

// review marks the links of an item whose words have changed since they were confirmed.
func (d *draft) review(item string) {
	for _, id := range sortedKeys(d.state.links[item]) {
		link := Link{d.state.Get(id)}
		if linkTypes[link.Type()].reviewed && !link.Changed() {
			d.set(link.Record, Field{"changed", true})
		}
	}
}

// narrower returns that of two audiences which lies in the other; none connects two
// teams, or two members.
func narrower(a, b Audience) (Audience, *Refusal) {
	rank := func(a Audience) int {
		switch {
		case a == Everyone:
			return 0
		case a == Members:
			return 1
		case strings.HasPrefix(string(a), teamPrefix):
			return 2
		case a == Moderators:
			return 3
		case strings.HasPrefix(string(a), memberPrefix):
			return 4
		}
		return 5
	}
	switch c := cmp.Compare(rank(a), rank(b)); {
	case c < 0:
		return b, nil
	case c > 0 || a == b:
		return a, nil
	}
	return Nobody, refuse(BadValue)
}

// relink gives the links of what has moved the audiences that their ends have now.
func (d *draft) relink() {
	links := map[string]bool{}
	for _, id := range d.moved {
		for link := range d.state.links[id] {
			links[link] = true
		}
	}
	for _, id := range sortedKeys(links) {
		r := d.state.Get(id)
		link := Link{r}
		from, to := d.state.Get(link.From()), d.state.Get(link.To())
		if from == nil || to == nil {
			continue
		}
		if audience, _ := narrower(from.Audience, to.Audience); audience != r.Audience {
			d.put(&Record{ID: r.ID, Kind: r.Kind, Audience: audience, Fields: r.Fields})
		}
	}
}
