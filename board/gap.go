package board

import "slices"

// Gaps are what a matrix lacks. They are shown and never block anything: a gap can be
// set aside with a reason, and goes when what is missing comes.

// Gap is one thing that is missing or does not fit.
type Gap struct {
	Kind string // one of gapKinds
	Item string // the row, or the note that no goal answers
	// Section in which the row stands, "" for a note.
	Section string
	Reason  string // why it was set aside, "" for one that is open
}

// gapKinds are the kinds of gaps in the order in which people read them.
var gapKinds = []string{
	"unanswered", // a factor among the best of the last vote that no goal answers
	"factor",     // a goal that answers no factor
	"measures",   // an objective without a measure
	"unit", "baseline", "target", "source",
	"side",    // a target on the wrong side of the baseline
	"reached", // a target that is the baseline
	"years",   // years out of order
	"lead", "cost",
}

// Gaps lists the gaps of a matrix, or of several that are read as one, as far as the
// viewer sees it: first the factors that nothing answers, then row by row.
func (s *State) Gaps(v Viewer, boards ...Board) (gaps []Gap) {
	add := func(kind, item, section string) {
		gap := Gap{Kind: kind, Item: item, Section: section}
		if aside := s.aside(kind, item); !aside.Missing() && v.Sees(aside.Audience) {
			gap.Reason = aside.Reason()
		}
		gaps = append(gaps, gap)
	}
	lines := s.Outline(v, boards...)
	answered := map[string]bool{}
	measured := map[string]bool{}
	for _, line := range lines {
		row := Row{s.item(line.ID)}
		if row.Missing() {
			continue
		}
		if line.Level == "measure" {
			measured[row.Parent()] = true
		}
		for _, note := range s.answers(v, row) {
			answered[note] = true
		}
	}
	for _, note := range s.bestFactors(v) {
		if !answered[note] {
			add("unanswered", note, "")
		}
	}
	section := ""
	for _, line := range lines {
		if line.Depth == 0 {
			section = line.ID
			continue
		}
		row := Row{s.item(line.ID)}
		for _, kind := range s.lacks(v, row, measured) {
			add(kind, row.ID, section)
		}
	}
	return gaps
}

// lacks lists the kinds of gaps of one row, in the order of gapKinds.
func (s *State) lacks(v Viewer, row Row, measured map[string]bool) (kinds []string) {
	without := func(columns ...string) {
		for _, column := range columns {
			if row.Cell(column) == "" {
				kinds = append(kinds, column)
			}
		}
	}
	baseline, target := row.Cell("baseline"), row.Cell("target")
	switch row.Level() {
	case "goal":
		if len(s.answers(v, row)) == 0 {
			kinds = append(kinds, "factor")
		}
	case "objective":
		if !measured[row.ID] {
			kinds = append(kinds, "measures")
		}
	case "measure":
		// What is described in words has no values; a trend stands for a target.
		described := row.Cell("direction") == "described"
		if !described {
			without("unit", "baseline")
			if target == "" && row.Cell("trend") == "" {
				kinds = append(kinds, "target")
			}
		}
		without("source")
		if baseline != "" && target != "" && !described {
			way := CompareDecimals(target, baseline)
			switch {
			case way == 0:
				kinds = append(kinds, "reached")
			case way < 0 && row.Cell("direction") == "more", way > 0 && row.Cell("direction") == "less":
				kinds = append(kinds, "side")
			}
		}
		if from, to := row.Cell("baselineYear"), row.Cell("targetYear"); from != "" && to != "" && from >= to {
			kinds = append(kinds, "years")
		}
	case "project":
		if from, to := row.Cell("startYear"), row.Cell("endYear"); from != "" && to != "" && from > to {
			kinds = append(kinds, "years")
		}
		without("lead", "cost")
	}
	return kinds
}

// answers lists the factors in use that a goal answers.
func (s *State) answers(v Viewer, row Row) (notes []string) {
	for _, r := range s.Siblings(linksFrom(row.ID)) {
		link := Link{r}
		note := s.item(link.To())
		if link.Type() == "answers" && v.Sees(r.Audience) && !note.Missing() && !note.Deleted() {
			notes = append(notes, note.ID)
		}
	}
	return notes
}

// bestFactors lists the notes of SWOT boards with the best places of the last vote on
// such notes, best first.
func (s *State) bestFactors(v Viewer) []string {
	votes := s.Siblings(voteList)
	for i := len(votes) - 1; i >= 0; i-- {
		tally := s.of(KindTally, tallyOf(votes[i].ID))
		if tally == nil || !v.Sees(tally.Audience) || !v.Sees(votes[i].Audience) {
			continue
		}
		var notes []string
		factors := false
		for at, id := range (Tally{tally}).Items() {
			note := s.item(id)
			if note.Missing() || note.Kind != KindNote || (Board{s.Get(note.Board())}).BoardKind() != swot.Name {
				continue
			}
			factors = true
			place := (Tally{tally}).Places()[at]
			if !note.Deleted() && v.Sees(note.Audience) && slices.Contains(firstPlaces, place) {
				notes = append(notes, id)
			}
		}
		if factors {
			return notes
		}
	}
	return nil
}

// firstPlaces are the places of the best factors, as a tally has them: these have to be
// answered.
var firstPlaces = []string{"1", "2", "3", "4", "5"}

// SetAside says why a gap of an item may stay; without a reason the gap is open again.
type SetAside struct {
	Item   string `json:"item"`
	Gap    string `json:"gap"`
	Reason string `json:"reason,omitempty"`
}

func (c *SetAside) decide(d *draft) *Refusal {
	item, r := d.item(c.Item)
	switch {
	case r != nil:
		return r
	case !slices.Contains(gapKinds, c.Gap) || isHidden(item.Record):
		return refuse(BadValue)
	}
	reason, r := line(c.Reason, maxReasonLength, false)
	if r != nil {
		return r
	}
	aside := d.state.aside(c.Gap, c.Item)
	if reason == "" {
		if !aside.Missing() {
			d.remove(aside.Record)
		}
		return nil
	}
	d.keep(aside.Record, &Record{ID: asideOf(c.Gap, c.Item), Kind: KindAside, Audience: item.Audience},
		Field{"board", item.Board()},
		Field{"gap", c.Gap},
		Field{"item", c.Item},
		Field{"reason", reason},
	)
	return nil
}

// maxReasonLength bounds the reason for which a gap may stay.
const maxReasonLength = 300

func asideOf(gap, item string) string { return "aside:" + gap + ":" + item }

func (s *State) aside(gap, item string) Aside { return Aside{s.of(KindAside, asideOf(gap, item))} }
