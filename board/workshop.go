package board

import "strconv"

// WorkshopID is the id of the one record that describes the workshop.
const WorkshopID = "workshop"

// template says which boards a fresh workshop has, and which agenda; "" is none.
type template struct {
	boards []string
	agenda string
}

var templates = map[string]template{
	"swot":      {[]string{"swot"}, ""},
	"swot-3h":   {[]string{"swot"}, "swot-3h"},
	"cycle":     {[]string{"swot"}, "cycle"},
	"questions": {[]string{"swot"}, "questions"},
	"areas":     {[]string{"swot"}, "areas"},
}

// FoundWorkshop is the first command of every workshop; the server gives it.
type FoundWorkshop struct {
	Title    string
	Locale   string // pl or en
	Template string
	Code     string // the join code
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
		Field{"code", c.Code},
	)})
	for i, kind := range chosen.boards {
		rank, _ := d.rankIn(boardList, "", "")
		d.put(&Record{ID: "board-" + strconv.Itoa(i+1), Kind: KindBoard, Audience: Everyone, Fields: MakeFields(
			Field{"kind", kind},
			Field{"title", boardKinds[kind].Titles[c.Locale]},
			Field{"rank", rank},
		)})
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

// SetCode makes known which join code is in force, "" for none; the server
// gives it when a link is renewed or revoked.
type SetCode struct{ Code string }

func (c *SetCode) decide(d *draft) *Refusal {
	d.set(d.state.Workshop().Record, Field{"code", c.Code})
	return nil
}
