package board

// The pages are those of the screens in the hall, which follow each other by
// themselves. Whoever moderates may turn them; how many there are, each screen knows
// for itself.
const pagesID = ":pages"

// TurnPages goes a page on or back on all screens. With Stand they stay there until
// they are let go on, or the next phase begins.
type TurnPages struct {
	By    int64 `json:"by"` // 1, -1, or 0 for none
	Stand bool  `json:"stand"`
}

func (c *TurnPages) decide(d *draft) *Refusal {
	if c.By < -1 || c.By > 1 {
		return refuse(BadValue)
	}
	d.put(&Record{ID: pagesID, Kind: KindPages, Audience: Everyone, Fields: MakeFields(
		Field{"stand", c.Stand},
		Field{"turns", d.state.pages().Turns() + c.By},
	)})
	return nil
}

// pages returns how the pages stand, a missing one while nobody has turned them.
func (s *State) pages() Pages { return Pages{s.of(KindPages, pagesID)} }

func (d *draft) letPagesTurn() {
	if pages := d.state.pages(); !pages.Missing() {
		d.set(pages.Record, Field{"stand", false})
	}
}
