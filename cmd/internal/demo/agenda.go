package demo

import (
	"context"
	"slices"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// part is a phase of the agenda with what the moderator does in it.
type part struct {
	phase string
	play  func(l *lead, ctx context.Context) error
}

var parts = []part{
	{"entry", (*lead).entry},
	{"writing", (*lead).writing},
	{"reading", (*lead).reading},
	{"voting", (*lead).voting},
	{"teams", (*lead).teams},
	{"choice", (*lead).choice},
	{"presentations", (*lead).presentations},
	{"results", (*lead).results},
}

// goThrough goes through the whole agenda. It returns errTaken when somebody else
// began to moderate.
func (l *lead) goThrough(ctx context.Context) error {
	for _, phase := range l.script.agenda.Phases {
		phase.Boards = []string{}
		if err := l.do(ctx, &phase); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if p.phase == "teams" { // they look at the new teams before they begin
			if err := l.formTeams(ctx); err != nil {
				return err
			}
		}
		if err := l.begin(ctx, p.phase); err != nil {
			return err
		}
		if err := p.play(l, ctx); err != nil {
			return err
		}
	}
	return nil
}

func (l *lead) begin(ctx context.Context, phase string) error {
	return l.order(ctx, func(state *board.State) board.Command {
		return &board.GoTo{Phase: phase, From: state.Workshop().Phase()}
	})
}

// minutes is how long a phase of the agenda is to take.
func (l *lead) minutes(phase string) time.Duration {
	for _, p := range l.script.agenda.Phases {
		if p.Phase == phase {
			return time.Duration(p.Minutes) * time.Minute
		}
	}
	return 0
}

func (l *lead) entry(ctx context.Context) error {
	return l.wait(ctx, l.minutes("entry"), l.settled)
}

func (l *lead) writing(ctx context.Context) error {
	if err := l.wait(ctx, l.minutes("writing"), l.settled); err != nil {
		return err
	}
	return l.quiet(ctx)
}

// reading reveals one section after the other, then leaves people to it.
func (l *lead) reading(ctx context.Context) error {
	for _, section := range sections {
		if err := l.wait(ctx, 3*time.Second, nil); err != nil {
			return err
		}
		if err := l.do(ctx, &board.Reveal{Board: l.plenary(), Section: section}); err != nil {
			return err
		}
	}
	if err := l.wait(ctx, l.minutes("reading")-12*time.Second, l.settled); err != nil {
		return err
	}
	return l.quiet(ctx)
}

// voting opens the vote, closes it when all points are given, and shows what
// came of it.
func (l *lead) voting(ctx context.Context) error {
	vote := l.script.agenda.Vote
	vote.Boards, vote.Sections = []string{l.plenary()}, []string{}
	if err := l.wait(ctx, 2*time.Second, nil); err != nil {
		return err
	}
	if err := l.do(ctx, &vote); err != nil {
		return err
	}
	err := l.wait(ctx, l.minutes("voting"), func(state *board.State) bool {
		return !slices.ContainsFunc(people(state), func(m board.Member) bool {
			progress := board.Progress{Record: state.Get("progress:" + vote.Vote + ":" + m.ID)}
			if _, simulated := l.sides[m.ID]; !simulated && progress.Missing() {
				return false // a guest who only looks on
			}
			return progress.Missing() || progress.Left() > 0
		})
	})
	if err != nil {
		return err
	}
	if err := l.wait(ctx, 3*time.Second, nil); err != nil { // for a change of mind
		return err
	}
	if err := l.do(ctx, &board.CloseVote{Vote: vote.Vote}); err != nil {
		return err
	}
	return l.wait(ctx, 12*time.Second, nil)
}

// formTeams seats everybody: the simulated people by what they know about,
// guests wherever there are fewer.
func (l *lead) formTeams(ctx context.Context) error {
	err := l.order(ctx, func(state *board.State) board.Command {
		teams := make([]board.FormedTeam, len(l.script.sides))
		for i, side := range l.script.sides {
			teams[i] = board.FormedTeam{Team: client.NewID(), Board: client.NewID(), Name: side.Team, Members: []string{}}
		}
		for _, ours := range []bool{true, false} {
			for _, m := range people(state) {
				at, simulated := l.sides[m.ID]
				if simulated != ours {
					continue
				}
				if !simulated {
					at = fewest(teams)
				}
				teams[at].Members = append(teams[at].Members, m.ID)
				if simulated && teams[at].Lead == "" {
					teams[at].Lead = m.ID
				}
			}
		}
		return &board.FormTeams{Board: plenaryOf(state), Teams: teams}
	})
	if err != nil {
		return err
	}
	return l.wait(ctx, 3*time.Second, nil)
}

func fewest(teams []board.FormedTeam) int {
	least := 0
	for i, t := range teams {
		if len(t.Members) < len(teams[least].Members) {
			least = i
		}
	}
	return least
}

func (l *lead) teams(ctx context.Context) error {
	if err := l.wait(ctx, l.minutes("teams"), l.settled); err != nil {
		return err
	}
	return l.quiet(ctx)
}

// choice waits until the leads have taken over what matters most.
func (l *lead) choice(ctx context.Context) error {
	err := l.wait(ctx, l.minutes("choice"), func(state *board.State) bool {
		return !slices.ContainsFunc(teamsOf(state), func(team string) bool { return len(promotedBy(state, team)) < mostPromoted })
	})
	if err != nil {
		return err
	}
	return l.wait(ctx, 4*time.Second, nil)
}

// speech is how long a team presents.
const speech = 45 * time.Second

// presentations gives the floor to one team after the other and points at what it has
// brought.
func (l *lead) presentations(ctx context.Context) error {
	var teams []string
	l.Look(func(state *board.State) { teams = teamsOf(state) })
	if err := l.do(ctx, &board.QueuePresentations{Teams: teams, Seconds: int64(speech / time.Second)}); err != nil {
		return err
	}
	for _, team := range teams {
		if err := l.wait(ctx, 4*time.Second, nil); err != nil {
			return err
		}
		if err := l.do(ctx, &board.NextPresentation{}); err != nil {
			return err
		}
		var notes []string
		l.Look(func(state *board.State) { notes = promotedBy(state, team) })
		if err := l.point(ctx, notes, speech); err != nil {
			return err
		}
	}
	return l.do(ctx, &board.NextPresentation{}) // the last one thanks
}

// results points at the winners, the third first, and leaves the room in peace.
func (l *lead) results(ctx context.Context) error {
	var notes []string
	l.Look(func(state *board.State) { notes = top(state, l.script.agenda.Vote.Vote, 3) })
	slices.Reverse(notes)
	if err := l.point(ctx, notes, l.minutes("results")); err != nil {
		return err
	}
	return l.do(ctx, &board.StopTimer{})
}

// point shows notes one after the other, for a time in all.
func (l *lead) point(ctx context.Context, notes []string, d time.Duration) error {
	each := d / time.Duration(max(1, len(notes)))
	for _, note := range notes {
		if err := l.do(ctx, &board.SetFocus{Spot: board.Spot{Board: l.plenary(), Item: note}}); err != nil {
			return err
		}
		if err := l.wait(ctx, each, nil); err != nil {
			return err
		}
	}
	if len(notes) == 0 {
		return l.wait(ctx, each, nil)
	}
	return nil
}

func (l *lead) plenary() (id string) {
	l.Look(func(state *board.State) { id = plenaryOf(state) })
	return id
}

// plenaryOf is the first board that is no team's.
func plenaryOf(state *board.State) string {
	for _, b := range state.Siblings("boards") {
		if (board.Board{Record: b}).Team() == "" {
			return b.ID
		}
	}
	return ""
}

// promotedBy are the notes on the plenary board that came from a team.
func promotedBy(state *board.State, team string) []string {
	var ids []string
	plenary := plenaryOf(state)
	for r := range state.Records(board.Viewer{Role: board.Moderator}) {
		note := board.NoteOf(r)
		if r.Kind == board.KindNote && note.Board() == plenary && !note.Deleted() && slices.Contains(note.Teams(), team) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// top are the notes that stand for the best items of a vote, best first.
func top(state *board.State, vote string, n int) []string {
	items := board.Tally{Record: state.Get("tally:" + vote)}.Items()
	var notes []string
	for _, item := range items[:min(len(items), n)] {
		group, section, _ := strings.Cut(item, "/")
		for r := range state.Records(board.Viewer{Role: board.Moderator}) {
			note := board.NoteOf(r)
			inGroup := note.Group() == group && note.Section() == section
			if r.Kind == board.KindNote && !note.Deleted() && (r.ID == item || inGroup && section != "") {
				notes = append(notes, r.ID)
				break
			}
		}
	}
	return notes
}
