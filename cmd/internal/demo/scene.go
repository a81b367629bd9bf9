package demo

import (
	"slices"
	"strings"

	"warsztat/board"
)

// scene is what one person sees of the workshop, as far as the demo's people
// care: the board in front of them, what they may do there now, and what they
// are asked. It comes from nothing but the state that this person was sent, so
// they follow whatever phase somebody sets.
type scene struct {
	phase  string // the running one; board.NoPhase when none runs
	ask    string
	hidden bool
	teams  bool
	idle   bool // a phase in which nothing may be done

	board       string   // the one in front; "" for none
	writable    []string // sections in which notes may be written
	move, group bool
	notes       []sight
	groups      map[string]string // ids by name
	polls       []poll            // votes that run

	team     string
	leads    bool
	target   string          // the plenary board of the team's board, when notes may be promoted to it
	promoted map[string]bool // ids of the team's notes that lie there already

	talk        string // the team that presents
	call        call
	hand, ready bool
}

// call is where the moderators want people on the board in front; the zero call
// is none.
type call struct {
	since   int64
	section string
}

// sight is a note on the board in front.
type sight struct {
	id, section, group, text string
	fixed                    bool // this person may not move it, or others do not see it yet
}

// poll is a vote as one voter sees it.
type poll struct {
	id      string
	items   []string // sorted
	points  map[string]int64
	left    int64
	perItem int64
}

var sections = []string{"strength", "weakness", "opportunity", "threat"}

// see makes the scene of one person.
func see(state *board.State, me board.Actor) *scene {
	s := &scene{phase: board.NoPhase, groups: map[string]string{}, promoted: map[string]bool{}}
	if member := state.Get(me.Member); member != nil {
		s.team = member.Fields.Text("team")
		s.hand = member.Fields.Get("hand") != nil
		s.ready = member.Fields.Text("ready") != ""
	}
	phase := state.Running()
	if phase != nil {
		s.phase, s.ask = phase.ID, phase.Fields.Text("ask")
		s.hidden, s.teams = phase.Fields.Flag("hidden"), phase.Fields.Flag("teams")
		s.idle = len(phase.Fields.List("allow")) == 0
		if member := state.Get(me.Member); member != nil {
			s.ready = member.Fields.Text("ready") == phase.ID
		}
	}
	if presentations := state.Get(":presentations"); presentations != nil {
		s.talk = presentations.Fields.Text("now")
	}
	if team := state.Get(s.team); team != nil {
		s.leads = team.Fields.Text("lead") == me.Member
	}
	if front := s.front(state, phase, me); front != nil {
		s.board = front.ID
		if focus := state.Get(":focus"); focus != nil && focus.Fields.Text("mode") != "" && focus.Fields.Text("board") == front.ID {
			s.call = call{focus.Fields.Int("since"), focus.Fields.Text("section")}
		}
		s.lookAt(state, front, me)
	}
	s.lookForVotes(state, me)
	return s
}

// front is the board that the workshop puts before this Client: that of their
// team while teams work, else the first one in focus.
func (s *scene) front(state *board.State, phase *board.Record, me board.Actor) *board.Record {
	var focus []string
	if phase != nil {
		focus = phase.Fields.List("boards")
	}
	var first *board.Record
	for r := range state.Records(state.Viewer(me)) {
		if r.Kind != board.KindBoard || r.Fields.Text("kind") != "swot" {
			continue
		}
		plenary, team := r.ID, ""
		if s.teams {
			plenary, team = r.Fields.Text("origin"), s.team
		}
		if r.Fields.Text("team") != team || s.teams && team == "" || len(focus) > 0 && !slices.Contains(focus, plenary) {
			continue
		}
		if first == nil || r.Fields.Text("rank") < first.Fields.Text("rank") {
			first = r
		}
	}
	return first
}

// lookAt sees what lies on the board in front and what may be done there.
func (s *scene) lookAt(state *board.State, front *board.Record, me board.Actor) {
	may := func(act board.Act, do string, at board.Spot) bool {
		at.Board = front.ID
		return state.Allows(act) && state.MayAt(me, do, at) == nil
	}
	for _, q := range sections {
		if may(board.Write, "AddNote", board.Spot{Section: q}) {
			s.writable = append(s.writable, q)
		}
	}
	s.move = may(board.ActMove, "MoveNotes", board.Spot{})
	s.group = may(board.ActGroup, "GroupNotes", board.Spot{})
	if s.idle && s.leads && s.teams {
		s.target = front.Fields.Text("origin")
	}
	for r := range state.Records(state.Viewer(me)) {
		f := r.Fields
		switch {
		case r.Kind == board.KindNote && f.Text("board") == front.ID && !f.Flag("deleted"):
			at := board.Spot{Board: front.ID, Section: f.Text("section"), Item: r.ID}
			s.notes = append(s.notes, sight{
				id: r.ID, section: at.Section, group: f.Text("group"), text: f.Text("text"),
				fixed: r.Audience != front.Audience || state.MayAt(me, "MoveNotes", at) != nil,
			})
		case r.Kind == board.KindNote && f.Text("board") == s.target && slices.Contains(f.List("teams"), s.team):
			for _, source := range f.List("sources") {
				s.promoted[source] = true
			}
		case r.Kind == board.KindGroup && f.Text("board") == front.ID:
			s.groups[f.Text("name")] = r.ID
		}
	}
}

// lookForVotes sees the votes in which this person may give points now.
func (s *scene) lookForVotes(state *board.State, me board.Actor) {
	if !state.Allows(board.ActVote) || state.May(me, "SetPoints") != nil {
		return
	}
	for vote := range state.Records(state.Viewer(me)) {
		f := vote.Fields
		if vote.Kind != board.KindVote || f.Flag("closed") || f.Text("team") != "" && f.Text("team") != s.team {
			continue
		}
		p := poll{id: vote.ID, points: map[string]int64{}, left: f.Int("points"), perItem: f.Int("perItem")}
		for note := range state.Records(state.Viewer(me)) {
			if item := itemIn(vote, note); item != "" && !slices.Contains(p.items, item) {
				p.items = append(p.items, item)
			}
		}
		slices.Sort(p.items)
		if ballot := state.Get("ballot:" + vote.ID + ":" + me.Member); ballot != nil {
			for _, item := range ballot.Fields.List("points") {
				if slices.Contains(p.items, item) { // the others came back
					p.points[item]++
					p.left--
				}
			}
		}
		s.polls = append(s.polls, p)
	}
}

// itemIn is the item of a vote that a note belongs to, "" for none.
func itemIn(vote, note *board.Record) string {
	v, n := vote.Fields, note.Fields
	within := func(list, value string) bool {
		return len(v.List(list)) == 0 || slices.Contains(v.List(list), n.Text(value))
	}
	switch {
	case note.Kind != board.KindNote || n.Flag("deleted") || note.Audience != board.Everyone && note.Audience != vote.Audience:
		return ""
	case !within("boards", "board") || !within("sections", "section"):
		return ""
	case v.Flag("groups") && n.Text("group") != "":
		return n.Text("group") + "/" + n.Text("section")
	}
	return note.ID
}

// trial reports whether people are asked to try only; they read what they are
// asked.
func (s *scene) trial() bool {
	ask := strings.ToLower(s.ask)
	return strings.Contains(ask, "próbn") || strings.Contains(ask, "trial")
}

func (s *scene) holds(text string) bool {
	return slices.ContainsFunc(s.notes, func(n sight) bool { return n.text == text })
}

// note finds a note on the board in front, nil when it is not there.
func (s *scene) note(id string) *sight {
	if i := slices.IndexFunc(s.notes, func(n sight) bool { return n.id == id }); i >= 0 {
		return &s.notes[i]
	}
	return nil
}
