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
	for _, act := range []Act{Write, ActMove, ActGroup, ActVote} {
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
	boards := make([]string, 0, len(ids))
	for _, id := range ids {
		board := d.see(KindBoard, id)
		if board == nil || board.Fields.Text("team") != "" {
			return nil, refuse(NotFound)
		}
		if !slices.Contains(boards, id) {
			boards = append(boards, id)
		}
	}
	return boards, nil
}

// AddPhase puts a phase into the agenda, before the phase Before or last.
type AddPhase struct {
	Phase  string `json:"phase"`
	Before string `json:"before,omitempty"`
	Plan
}

func (c *AddPhase) decide(d *draft, _ Actor) *Refusal {
	return d.addPhase(c.Phase, c.Before, &c.Plan)
}

func (d *draft) addPhase(id, before string, plan *Plan) *Refusal {
	if r := d.fresh(id); r != nil {
		return r
	}
	if d.state.Count(KindPhase) >= d.state.Limits.MaxPhases {
		return refuse(TooMany)
	}
	fields, r := plan.fields(d)
	if r != nil {
		return r
	}
	rank, _ := d.rankIn(phases, before, "")
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

func (c *SetPhase) decide(d *draft, _ Actor) *Refusal {
	phase := d.see(KindPhase, c.Phase)
	if phase == nil {
		return refuse(NotFound)
	}
	fields, r := c.Plan.fields(d)
	if r != nil {
		return r
	}
	d.set(phase, fields...)
	d.recountAll()
	return nil
}

// MovePhase places a phase before another one, or last.
type MovePhase struct {
	Phase  string `json:"phase"`
	Before string `json:"before,omitempty"`
}

func (c *MovePhase) decide(d *draft, _ Actor) *Refusal {
	phase := d.see(KindPhase, c.Phase)
	if phase == nil {
		return refuse(NotFound)
	}
	if rank, stay := d.rankIn(phases, c.Before, c.Phase); !stay {
		if r := checkRank(rank); r != nil {
			return r
		}
		d.set(phase, Field{"rank", rank})
	}
	return nil
}

// RemovePhase takes a phase out of the agenda; the one that runs stays.
type RemovePhase struct {
	Phase string `json:"phase"`
}

func (c *RemovePhase) decide(d *draft, _ Actor) *Refusal {
	if d.see(KindPhase, c.Phase) == nil {
		return refuse(NotFound)
	}
	if d.state.Workshop().Fields.Text("phase") == c.Phase {
		return refuse(WrongPhase)
	}
	d.add(Everyone, Patch{Remove: c.Phase})
	return nil
}

// GoTo ends the running phase and begins another, in whichever direction; ""
// is no phase. From names the phase that the moderator saw running, so that
// two presses of "next" are one. Nothing is deleted: what was hidden stays
// hidden until it is revealed, what was open stays open.
type GoTo struct {
	Phase string `json:"phase"`
	From  string `json:"from"`
}

func (c *GoTo) decide(d *draft, _ Actor) *Refusal {
	workshop := d.state.Workshop()
	if workshop.Fields.Text("phase") != c.From || c.Phase == c.From {
		return refuse(Stale)
	}
	var next *Record
	if c.Phase != "" {
		if next = d.see(KindPhase, c.Phase); next == nil {
			return refuse(NotFound)
		}
	}
	if left := d.state.Running(); left != nil {
		spent := max(0, d.at.UnixMilli()-workshop.Fields.Int("began"))
		d.set(left, Field{"took", left.Fields.Int("took") + spent})
	}
	if next == nil {
		d.set(workshop, Field{"phase", nil}, Field{"began", nil})
		d.stopTimer()
	} else {
		d.set(next, Field{"revealed", nil})
		d.set(workshop, Field{"phase", c.Phase}, Field{"began", d.at.UnixMilli()})
		if minutes := next.Fields.Int("minutes"); minutes > 0 {
			d.runTimer(minutes * 60_000)
		} else {
			d.stopTimer()
		}
	}
	// Nobody looks at what was shown in the phase before, unless they are held
	// there; that ends with Release alone.
	if focus := d.state.of(KindFocus, focusID); focus != nil && focus.Fields.Text("mode") != ModeHold {
		d.unfocus()
	}
	d.recountAll()
	return nil
}

// Running returns the phase that runs, nil when none does.
func (s *State) Running() *Record {
	if workshop := s.Workshop(); workshop != nil {
		return s.of(KindPhase, workshop.Fields.Text("phase"))
	}
	return nil
}

// Allows reports whether participants may do this in the running phase. Without
// a phase they may do everything.
func (s *State) Allows(act Act) bool {
	phase := s.Running()
	return phase == nil || slices.Contains(phase.Fields.List("allow"), string(act))
}

// covers reports whether the running phase has the board in focus.
func (s *State) covers(board *Record) bool {
	phase := s.Running()
	if phase == nil {
		return true
	}
	f := board.Fields
	if phase.Fields.Flag("teams") != (f.Text("team") != "") {
		return false
	}
	focus, plenary := phase.Fields.List("boards"), board.ID
	if f.Text("team") != "" {
		plenary = f.Text("origin")
	}
	return len(focus) == 0 || slices.Contains(focus, plenary)
}

// needs refuses what the running phase does not allow this participant.
func (d *draft) needs(act Act, by Actor) *Refusal {
	if by.Role == Participant && !d.state.Allows(act) {
		return refuse(WrongPhase)
	}
	return nil
}
