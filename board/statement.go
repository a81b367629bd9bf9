package board

import "slices"

// Statements are texts of a few sentences that people word together: what a town wants
// to be, and what for. There may be several for one subject, each worded by somebody,
// until one is chosen; the others stay as versions.

// statementSubjects are what statements may be about.
var statementSubjects = []string{"vision", "mission"}

// maxStatements bounds the statements of a workshop that are not in the bin.
const maxStatements = 1_000

// statements stand on the whole board, not in an area of it.
var statements = ItemKind{Kind: KindStatement, Texts: []string{"text"}, Within: "subject"}

// AddStatement begins a statement, with the text of another one or afresh. Hidden and
// unsigned it is as a note is.
type AddStatement struct {
	Board     string `json:"board"`
	Statement string `json:"statement"`
	Subject   string `json:"subject"`
	Text      string `json:"text,omitempty"`
	Unsigned  bool   `json:"unsigned,omitempty"`
}

func (c *AddStatement) decide(d *draft) *Refusal {
	board, kind, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if !kind.holds(KindStatement) || !slices.Contains(statementSubjects, c.Subject) {
		return refuse(BadValue)
	}
	if r := d.mayAt(Spot{Board: c.Board}); r != nil {
		return r
	}
	if r := d.checkNewID(c.Statement); r != nil {
		return r
	}
	if r := prose(c.Text, d.state.Limits.MaxTextLength); r != nil {
		return r
	}
	if d.state.Count(KindStatement) >= maxStatements {
		return refuse(TooMany)
	}
	by, audience := signature{d.by.Member, c.Unsigned}, board.Audience
	if d.state.hiddenAt(board, "") {
		audience = d.alone(by)
		d.recount(c.Board)
	}
	d.placing = audience
	rank, _ := d.rankIn(itemsOf(KindStatement, c.Board, "", c.Subject), "", "")
	if r := checkRank(rank); r != nil {
		return r
	}
	d.put(&Record{ID: c.Statement, Kind: KindStatement, Audience: audience, Fields: MakeFields(
		Field{"author", d.signed(by)},
		Field{"board", c.Board},
		Field{"rank", rank},
		Field{"subject", c.Subject},
		Field{"text", c.Text},
	)})
	return nil
}

// BinStatement puts a statement into the bin, or takes it out.
type BinStatement struct {
	Statement string `json:"statement"`
	On        bool   `json:"on"`
}

func (c *BinStatement) decide(d *draft) *Refusal {
	item, r := d.anyItem(c.Statement)
	switch {
	case r != nil:
		return r
	case item.Kind != KindStatement:
		return refuse(NotFound)
	case item.Deleted() == c.On:
		return nil
	case c.On:
		return d.setBinned(item, true, Field{"chosen", nil})
	case d.state.Count(KindStatement) >= maxStatements:
		return refuse(TooMany)
	}
	rank := d.rankBack(item)
	if r := checkRank(rank); r != nil {
		return r
	}
	return d.setBinned(item, false, Field{"rank", rank})
}

// ChooseStatement makes a statement the common text of its board about its subject, or
// no longer. There is one at most.
type ChooseStatement struct {
	Statement string `json:"statement"`
	On        bool   `json:"on"`
}

func (c *ChooseStatement) decide(d *draft) *Refusal {
	item, r := d.item(c.Statement)
	if r != nil {
		return r
	}
	if item.Kind != KindStatement || item.Audience != d.state.Get(item.Board()).Audience {
		return refuse(NotFound)
	}
	for _, other := range slices.Clone(d.state.Siblings(siblingsOf(item))) {
		d.set(other, Field{"chosen", c.On && other.ID == c.Statement})
	}
	return nil
}
