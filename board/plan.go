package board

import "slices"

// Plan is what a phase fixes: what people are asked, where they work and what
// they may do there, whether their notes are hidden until they are revealed,
// and how many minutes it should take.
type Plan struct {
	Title     string   `json:"title"`
	Ask       string   `json:"ask,omitempty"`  // what people are asked
	Part      string   `json:"part,omitempty"` // the heading it stands under, such as one of several meetings
	Minutes   int64    `json:"minutes"`        // 0: as long as it takes
	Boards    []string `json:"boards"`         // plenary boards in focus; none: all
	Teams     bool     `json:"teams"`          // each team works on its own copies of them
	Allow     []Act    `json:"allow"`
	Hidden    bool     `json:"hidden"`    // notes reach nobody but their author before they are revealed
	Counts    bool     `json:"counts"`    // others see how many hidden notes a section holds
	Anonymous bool     `json:"anonymous"` // nobody ever learns who wrote a note
}

const maxPhaseMinutes = 24 * 60

// fields checks a plan and makes the fields of its phase.
func (p *Plan) fields(d *draft) ([]Field, *Refusal) {
	title, r := line(p.Title, maxTitleLength, true)
	if r != nil {
		return nil, r
	}
	part, r := line(p.Part, maxTitleLength, false)
	if r != nil {
		return nil, r
	}
	if r := prose(p.Ask, maxAskLength); r != nil {
		return nil, r
	}
	if p.Minutes < 0 || p.Minutes > maxPhaseMinutes {
		return nil, refuse(BadValue)
	}
	boards, r := d.plenaryBoards(p.Boards)
	if r != nil {
		return nil, r
	}
	var allow []string
	for _, act := range Acts {
		if slices.Contains(p.Allow, act) {
			allow = append(allow, string(act))
		}
	}
	if len(allow) != len(p.Allow) {
		return nil, refuse(BadValue)
	}
	var minutes any
	if p.Minutes > 0 {
		minutes = p.Minutes
	}
	return []Field{
		{"title", title},
		{"ask", p.Ask},
		{"part", part},
		{"minutes", minutes},
		{"boards", boards},
		{"teams", p.Teams},
		{"allow", allow},
		{"hidden", p.Hidden},
		{"counts", p.Counts},
		{"anonymous", p.Anonymous},
	}, nil
}

// plenaryBoards checks a list of boards of the plenary and leaves out repeats.
func (d *draft) plenaryBoards(ids []string) ([]string, *Refusal) {
	if len(ids) > d.state.Limits.MaxBatch {
		return nil, refuse(TooMany)
	}
	for _, id := range ids {
		if board := (Board{d.visible(KindBoard, id)}); board.Missing() || board.Team() != "" {
			return nil, refuse(NotFound)
		}
	}
	return union(nil, ids), nil
}

// AddPhase puts a phase into the agenda, before the phase Before or last.
type AddPhase struct {
	Phase  string `json:"phase"`
	Before string `json:"before,omitempty"`
	Plan
}

func (c *AddPhase) decide(d *draft) *Refusal {
	return d.addPhase(c.Phase, c.Before, &c.Plan)
}

func (d *draft) addPhase(id, before string, plan *Plan) *Refusal {
	if r := d.checkNewID(id); r != nil {
		return r
	}
	if d.state.Count(KindPhase) >= d.state.Limits.MaxPhases {
		return refuse(TooMany)
	}
	fields, r := plan.fields(d)
	if r != nil {
		return r
	}
	rank, _ := d.rankIn(phaseList, before, "")
	if r := checkRank(rank); r != nil {
		return r
	}
	d.put(&Record{ID: id, Kind: KindPhase, Audience: Everyone, Fields: MakeFields(append(fields, Field{"rank", rank})...)})
	return nil
}

// SetPhase changes the plan of a phase, also of the one that runs.
type SetPhase struct {
	Phase string `json:"phase"`
	Plan
}

func (c *SetPhase) decide(d *draft) *Refusal {
	phase := d.visible(KindPhase, c.Phase)
	if phase == nil {
		return refuse(NotFound)
	}
	fields, r := c.Plan.fields(d)
	if r != nil {
		return r
	}
	d.set(phase, fields...)
	d.recountAll()
	return d.copyBoards()
}

// MovePhase places a phase before another one, or last.
type MovePhase struct {
	Phase  string `json:"phase"`
	Before string `json:"before,omitempty"`
}

func (c *MovePhase) decide(d *draft) *Refusal {
	phase := d.visible(KindPhase, c.Phase)
	if phase == nil {
		return refuse(NotFound)
	}
	return d.reorder(phase, phaseList, c.Before)
}

// RemovePhase takes a phase out of the agenda; the one that runs stays.
type RemovePhase struct {
	Phase string `json:"phase"`
}

func (c *RemovePhase) decide(d *draft) *Refusal {
	phase := d.visible(KindPhase, c.Phase)
	if phase == nil {
		return refuse(NotFound)
	}
	if d.state.Workshop().Phase() == c.Phase {
		return refuse(WrongPhase)
	}
	d.remove(phase)
	return nil
}
