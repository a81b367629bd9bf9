package board

import (
	"slices"
	"strconv"
)

// WorkshopID is the id of the one record that describes the workshop.
const WorkshopID = "workshop"

// template says which boards a fresh workshop has, which agenda, "" for none, and which
// questions its vision board asks, none for those of every such board.
type template struct {
	boards    []FoundedBoard
	agenda    string
	questions []Title
}

var (
	oneSWOT   = []FoundedBoard{{Kind: "swot"}}
	oneVision = []FoundedBoard{{Kind: "vision"}}
	oneMatrix = []FoundedBoard{{Kind: "matrix"}}
	ofCycle   = slices.Concat(oneSWOT, oneVision, oneMatrix)
)

var templates = map[string]template{
	"swot":      {oneSWOT, "", nil},
	"swot-3h":   {oneSWOT, "swot-3h", nil},
	"cycle":     {ofCycle, "cycle", nil},
	"questions": {oneVision, "questions", sixQuestions},
	"areas":     {oneVision, "areas", []Title{whichAreas}},
	"vision":    {oneVision, "vision", nil},
	"matrix":    {oneMatrix, "matrix", nil},
}

// FoundWorkshop is the first command of every workshop; the server gives it.
type FoundWorkshop struct {
	Title    string
	Locale   string // pl or en
	Template string
	Boards   []FoundedBoard // none: those of the template
	Code     string         // the join code
	Until    string         // the day of its deletion, see KeepUntil
	Setup    []*Record      // of another workshop, see State.Setup: then it begins like that one
}

func (c *FoundWorkshop) decide(d *draft) *Refusal {
	if !d.state.Workshop().Missing() {
		return refuse(Exists)
	}
	title, r := line(c.Title, maxTitleLength, true)
	if r != nil {
		return r
	}
	chosen, ok := templates[c.Template]
	if !ok || c.Locale != "pl" && c.Locale != "en" {
		return refuse(BadValue)
	}
	d.put(&Record{ID: WorkshopID, Kind: KindWorkshop, Audience: Everyone, Fields: MakeFields(
		Field{"title", title},
		Field{"locale", c.Locale},
		Field{"template", c.Template},
	)})
	d.setCode(c.Code)
	if c.Until != "" {
		if r := (&KeepUntil{c.Until}).decide(d); r != nil {
			return r
		}
	}
	if len(c.Setup) > 0 {
		d.follow(c.Setup)
		return nil
	}
	boards := c.Boards
	if len(boards) == 0 {
		boards = chosen.boards
	}
	for i, b := range boards {
		if r := d.addBoard("board-"+strconv.Itoa(i+1), b, "", chosen.questions); r != nil {
			return r
		}
	}
	if chosen.agenda != "" {
		return d.planAgenda(chosen.agenda, "phase")
	}
	return nil
}

// RenameWorkshop gives the workshop another title.
type RenameWorkshop struct {
	Title string `json:"title"`
}

func (c *RenameWorkshop) decide(d *draft) *Refusal {
	title, r := line(c.Title, maxTitleLength, true)
	if r != nil {
		return r
	}
	d.set(d.state.Workshop().Record, Field{"title", title})
	return nil
}
