package demo

import (
	"iter"
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
	member := board.Member{Record: state.Get(me.Member)}
	phase := state.Running()
	_, s.hand = member.Hand()
	s.team, s.ready = member.Team(), member.Ready() != ""
	if !phase.Missing() {
		s.phase, s.ask, s.hidden, s.teams = phase.ID, phase.Ask(), phase.Hidden(), phase.Teams()
		s.idle, s.ready = len(phase.Allow()) == 0, member.Ready() == phase.ID
	}
	s.talk = board.Presentations{Record: state.Get(":presentations")}.Now()
	s.leads = s.team != "" && board.Team{Record: state.Get(s.team)}.Lead() == me.Member
	if front := s.front(state, phase, me); !front.Missing() {
		s.board = front.ID
		if focus := (board.Focus{Record: state.Get(":focus")}); focus.Mode() != "" && focus.Board() == front.ID {
			s.call = call{focus.Since(), focus.Section()}
		}
		s.lookAt(state, front, me)
	}
	s.lookForVotes(state, me)
	return s
}

// front is the board that the workshop puts before this Client: that of their
// team while teams work, else the first one in focus.
func (s *scene) front(state *board.State, phase board.Phase, me board.Actor) board.Board {
	var first board.Board
	for r := range visible(state, me) {
		b := board.Board{Record: r}
		if r.Kind != board.KindBoard || b.BoardKind() != "swot" {
			continue
		}
		plenary, team := r.ID, ""
		if s.teams {
			plenary, team = b.Origin(), s.team
		}
		focus := phase.Boards()
		if b.Team() != team || s.teams && team == "" || len(focus) > 0 && !slices.Contains(focus, plenary) {
			continue
		}
		if first.Missing() || b.Rank() < first.Rank() {
			first = b
		}
	}
	return first
}

// visible yields the records that a person may see.
func visible(state *board.State, me board.Actor) iter.Seq[*board.Record] {
	viewer, _ := state.Viewer(me)
	return state.Records(viewer)
}

// lookAt sees what lies on the board in front and what may be done there.
func (s *scene) lookAt(state *board.State, front board.Board, me board.Actor) {
	may := func(act board.Act, do string, at board.Spot) bool {
		at.Board = front.ID
		return state.Allows(act) && state.MayAt(me, do, at) == nil
	}
	for _, q := range sections {
		if may(board.ActWrite, "AddNote", board.Spot{Section: q}) {
			s.writable = append(s.writable, q)
		}
	}
	s.move = may(board.ActMove, "MoveNotes", board.Spot{})
	s.group = may(board.ActGroup, "GroupNotes", board.Spot{})
	if s.idle && s.leads && s.teams {
		s.target = front.Origin()
	}
	for r := range visible(state, me) {
		note := board.NoteOf(r)
		switch {
		case r.Kind == board.KindNote && note.Board() == front.ID && !note.Deleted():
			at := board.Spot{Board: front.ID, Section: note.Section(), Item: r.ID}
			s.notes = append(s.notes, sight{
				id: r.ID, section: at.Section, group: note.Group(), text: note.Text(),
				fixed: r.Audience != front.Audience || state.MayAt(me, "MoveNotes", at) != nil,
			})
		case r.Kind == board.KindNote && note.Board() == s.target && slices.Contains(note.Teams(), s.team):
			for _, source := range note.Sources() {
				s.promoted[source] = true
			}
		case r.Kind == board.KindGroup && (board.Group{Record: r}).Board() == front.ID:
			s.groups[board.Group{Record: r}.Name()] = r.ID
		}
	}
}

// lookForVotes sees the votes in which this person may give points now.
func (s *scene) lookForVotes(state *board.State, me board.Actor) {
	if !state.Allows(board.ActVote) || state.May(me, "SetPoints") != nil {
		return
	}
	for r := range visible(state, me) {
		vote := board.Vote{Record: r}
		if r.Kind != board.KindVote || vote.Closed() || vote.Team() != "" && vote.Team() != s.team {
			continue
		}
		p := poll{id: vote.ID, points: map[string]int64{}, left: vote.Points(), perItem: vote.PerItem()}
		for note := range visible(state, me) {
			if item := itemIn(vote, note); item != "" && !slices.Contains(p.items, item) {
				p.items = append(p.items, item)
			}
		}
		slices.Sort(p.items)
		ballot := board.Ballot{Record: state.Get("ballot:" + vote.ID + ":" + me.Member)}
		for _, item := range ballot.Points() {
			if slices.Contains(p.items, item) { // the others came back
				p.points[item]++
				p.left--
			}
		}
		s.polls = append(s.polls, p)
	}
}

// itemIn is the item of a vote that a note belongs to, "" for none.
func itemIn(vote board.Vote, r *board.Record) string {
	note := board.NoteOf(r)
	within := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	switch {
	case r.Kind != board.KindNote || note.Deleted() || r.Audience != board.Everyone && r.Audience != vote.Audience:
		return ""
	case !within(vote.Boards(), note.Board()) || !within(vote.Sections(), note.Section()):
		return ""
	case vote.Groups() && note.Group() != "":
		return note.Group() + "/" + note.Section()
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
