package demo

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"warsztat/board"
)

// view is what one person sees of the workshop, as far as the demo's people
// care: the board in front of them, what they may do there now, and what they
// are asked. It comes from nothing but the state that this person was sent, so
// they follow whatever phase somebody sets.
type view struct {
	phase  string // the running one; board.NoPhase when none runs
	ask    string
	hidden bool
	kind   string // of the board in front
	teams  bool
	idle   bool // a phase in which nothing may be done

	board       string   // the one in front; "" for none
	sections    []string // its sections
	writable    []string // those in which something may be written
	move, group bool
	notes       []noteView
	groups      map[string]string // ids by name
	votes       []voteView        // votes that run

	team     string
	leads    bool
	target   string          // the plenary board of the team's board, when notes may be promoted to it
	promoted map[string]bool // ids of the team's notes that lie there already

	presenting  string // the team that presents
	focus       focus
	hand, ready bool
}

// focus is where the moderators want people on the board in front; the zero focus
// is none. A focus that only turns screens does not count.
type focus struct {
	since   int64
	section string
}

// noteView is a note on the board in front.
type noteView struct {
	id, section, group, text string
	fixed                    bool // this person may not move it, or others do not see it yet
}

// voteView is a vote as one voter sees it.
type voteView struct {
	id      string
	items   []string // sorted
	points  map[string]int64
	left    int64
	perItem int64
}

var sections = []string{"strength", "weakness", "opportunity", "threat"}

// viewOf makes the view of one person.
func viewOf(state *board.State, me board.Actor) *view {
	v := &view{phase: board.NoPhase, groups: map[string]string{}, promoted: map[string]bool{}}
	member := board.Member{Record: state.Get(me.Member)}
	phase := state.Running()
	_, v.hand = member.Hand()
	v.team, v.ready = member.Team(), member.Ready() != ""
	if !phase.Missing() {
		v.phase, v.ask, v.hidden, v.teams = phase.ID, phase.Ask(), phase.Hidden(), phase.Teams()
		v.idle, v.ready = len(phase.Allow()) == 0, member.Ready() == phase.ID
	}
	v.presenting = board.Presentations{Record: state.Get(":presentations")}.Now()
	v.leads = v.team != "" && board.Team{Record: state.Get(v.team)}.Lead() == me.Member
	if front := v.front(state, phase, me); !front.Missing() {
		v.board, v.kind, v.sections = front.ID, front.BoardKind(), sectionsOf(state, front)
		if f := (board.Focus{Record: state.Get(":focus")}); f.Mode() != "" && f.Board() == front.ID {
			v.focus = focus{f.Since(), f.Section()}
		}
		v.lookAt(state, front, me)
	}
	v.lookForVotes(state, me)
	return v
}

// front is the board that the workshop puts before this person: that of their
// team while teams work, else the first one in focus. In the demo's own workshop people
// have nothing to say on other boards than a SWOT.
func (v *view) front(state *board.State, phase board.Phase, me board.Actor) board.Board {
	var first board.Board
	for r := range visible(state, me) {
		b := board.Board{Record: r}
		if r.Kind != board.KindBoard || b.BoardKind() != "swot" && state.Workshop().Template() == ownTemplate {
			continue
		}
		plenary, team := r.ID, ""
		if v.teams {
			plenary, team = b.Origin(), v.team
		}
		focus := phase.Boards()
		if b.Team() != team || v.teams && team == "" || len(focus) > 0 && !slices.Contains(focus, plenary) {
			continue
		}
		if first.Missing() || b.Rank() < first.Rank() {
			first = b
		}
	}
	return first
}

// sectionsOf are the sections of a board: the quadrants of a SWOT, else its areas.
func sectionsOf(state *board.State, front board.Board) (keys []string) {
	if front.BoardKind() == "swot" {
		return sections
	}
	for _, area := range state.Siblings("areas/" + cmp.Or(front.Origin(), front.ID)) {
		keys = append(keys, area.ID)
	}
	return keys
}

// visible yields the records that a person may see.
func visible(state *board.State, me board.Actor) iter.Seq[*board.Record] {
	viewer, _ := state.Viewer(me)
	return state.Records(viewer)
}

// lookAt sees the notes on the board in front and what may be done there.
func (v *view) lookAt(state *board.State, front board.Board, me board.Actor) {
	may := func(act board.Act, do string, at board.Spot) bool {
		at.Board = front.ID
		return state.Allows(act) && state.MayAt(me, do, at) == nil
	}
	add := "AddNote"
	if v.kind == "matrix" {
		add = "AddRow"
	}
	for _, q := range v.sections {
		if may(board.ActWrite, add, board.Spot{Section: q}) {
			v.writable = append(v.writable, q)
		}
	}
	v.move = may(board.ActMove, "MoveNotes", board.Spot{})
	v.group = may(board.ActGroup, "GroupNotes", board.Spot{})
	if v.idle && v.leads && v.teams {
		v.target = front.Origin()
	}
	for r := range visible(state, me) {
		note := board.NoteOf(r)
		switch {
		case r.Kind == board.KindNote && note.Board() == front.ID && !note.Deleted():
			at := board.Spot{Board: front.ID, Section: note.Section(), Item: r.ID}
			v.notes = append(v.notes, noteView{
				id: r.ID, section: at.Section, group: note.Group(), text: note.Text(),
				fixed: r.Audience != front.Audience || state.MayAt(me, "MoveNotes", at) != nil,
			})
		case r.Kind == board.KindRow && note.Board() == front.ID:
			v.notes = append(v.notes, noteView{id: r.ID, section: note.Section(), text: board.Row(note).Name(), fixed: true})
		case r.Kind == board.KindNote && note.Board() == v.target && slices.Contains(note.Teams(), v.team):
			for _, source := range note.Sources() {
				v.promoted[source] = true
			}
		case r.Kind == board.KindGroup && (board.Group{Record: r}).Board() == front.ID:
			v.groups[board.Group{Record: r}.Name()] = r.ID
		}
	}
}

// lookForVotes sees the votes in which this person may give points now.
func (v *view) lookForVotes(state *board.State, me board.Actor) {
	if !state.Allows(board.ActVote) || state.May(me, "SetPoints") != nil {
		return
	}
	for r := range visible(state, me) {
		vote := board.Vote{Record: r}
		if r.Kind != board.KindVote || vote.Closed() || !slices.Contains(vote.Electorate(), me.Member) {
			continue
		}
		p := voteView{id: vote.ID, points: map[string]int64{}, left: vote.Points(), perItem: vote.PerItem()}
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
		v.votes = append(v.votes, p)
	}
}

// votable are the kinds of records that votes are about.
var votable = []board.Kind{board.KindNote, board.KindRow, board.KindStatement}

// itemIn is the item of a vote that a note belongs to, "" for none.
func itemIn(vote board.Vote, r *board.Record) string {
	note := board.NoteOf(r)
	within := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	switch {
	case !slices.Contains(votable, r.Kind) || note.Deleted() || r.Audience != board.Everyone && r.Audience != vote.Audience:
		return ""
	case !within(vote.Boards(), note.Board()) || !within(vote.Sections(), note.Section()) || !within(vote.Items(), r.ID):
		return ""
	case vote.Groups() && note.Group() != "":
		return note.Group() + "/" + note.Section()
	}
	return note.ID
}

// trial reports whether people are only asked to try. They read what they are
// asked.
func (v *view) trial() bool {
	ask := strings.ToLower(v.ask)
	return strings.Contains(ask, "próbn") || strings.Contains(ask, "trial")
}

// words reports whether people are asked for a sentence of their own, worded as one text.
func (v *view) words() bool {
	ask := strings.ToLower(v.ask)
	return v.kind == "vision" && (strings.Contains(ask, "własną wersję") || strings.Contains(ask, "version of your own"))
}

// holds reports whether a note on the board in front has this text.
func (v *view) holds(text string) bool {
	return slices.ContainsFunc(v.notes, func(n noteView) bool { return n.text == text })
}

// note finds a note on the board in front, nil when it is not there.
func (v *view) note(id string) *noteView {
	if i := slices.IndexFunc(v.notes, func(n noteView) bool { return n.id == id }); i >= 0 {
		return &v.notes[i]
	}
	return nil
}
