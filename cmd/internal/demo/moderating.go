package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// step is a phase of the agenda and what the moderator does in it.
type step struct {
	phase string
	run   func(m *moderator, ctx context.Context) error
}

var steps = []step{
	{"entry", (*moderator).entry},
	{"writing", (*moderator).writing},
	{"reading", (*moderator).reading},
	{"voting", (*moderator).voting},
	{"teams", (*moderator).teams},
	{"choice", (*moderator).choice},
	{"presentations", (*moderator).presentations},
	{"results", (*moderator).results},
	{"mission", (*moderator).mission},
}

// runAgenda goes through the whole agenda. It returns errTakenOver when somebody
// else began to moderate.
func (m *moderator) runAgenda(ctx context.Context) error {
	if err := m.give(ctx, &board.AddBoard{Board: visionBoard, Kind: "vision"}); err != nil {
		return err
	}
	if err := m.prepareMatrix(ctx); err != nil {
		return err
	}
	for _, phase := range m.script.agenda.Phases {
		phase.Boards = []string{m.plenary()}
		if phase.Phase == "mission" {
			phase.Boards = []string{visionBoard}
		}
		if err := m.give(ctx, &phase); err != nil {
			return err
		}
	}
	for _, s := range steps {
		if s.phase == "teams" { // they look at the new teams before they begin
			if err := m.formTeams(ctx); err != nil {
				return err
			}
		}
		if err := m.begin(ctx, s.phase); err != nil {
			return err
		}
		if err := s.run(m, ctx); err != nil {
			return err
		}
	}
	return nil
}

func (m *moderator) begin(ctx context.Context, phase string) error {
	return m.submit(ctx, func(state *board.State) board.Command {
		return &board.GoTo{Phase: phase, From: state.Workshop().Phase()}
	})
}

// planned is how long a phase of the agenda is to take.
func (m *moderator) planned(phase string) time.Duration {
	for _, p := range m.script.agenda.Phases {
		if p.Phase == phase {
			return time.Duration(p.Minutes) * time.Minute
		}
	}
	return 0
}

func (m *moderator) entry(ctx context.Context) error {
	return m.wait(ctx, m.planned("entry"), m.allReady)
}

func (m *moderator) writing(ctx context.Context) error {
	if err := m.wait(ctx, m.planned("writing"), m.allReady); err != nil {
		return err
	}
	return m.awaitTypists(ctx)
}

// reading reveals one section after the other, then leaves people to it.
func (m *moderator) reading(ctx context.Context) error {
	for _, section := range sections {
		if err := m.wait(ctx, 3*time.Second, nil); err != nil {
			return err
		}
		if err := m.give(ctx, &board.Reveal{Board: m.plenary(), Section: section}); err != nil {
			return err
		}
	}
	if err := m.wait(ctx, m.planned("reading")-12*time.Second, m.allReady); err != nil {
		return err
	}
	return m.awaitTypists(ctx)
}

// voting opens the vote, closes it when all points are given, and shows what
// came of it.
func (m *moderator) voting(ctx context.Context) error {
	vote := m.script.agenda.Vote
	vote.Boards, vote.Sections = []string{m.plenary()}, []string{}
	if err := m.wait(ctx, 2*time.Second, nil); err != nil {
		return err
	}
	if err := m.give(ctx, &vote); err != nil {
		return err
	}
	err := m.wait(ctx, m.planned("voting"), func(state *board.State) bool {
		progress := board.Progress{Record: state.Get("progress:" + vote.Vote)}
		return progress.Finished() == progress.Voted() && progress.Finished() >= m.simulated(state)
	})
	if err != nil {
		return err
	}
	if err := m.wait(ctx, 3*time.Second, nil); err != nil { // for a change of mind
		return err
	}
	if err := m.give(ctx, &board.CloseVote{Vote: vote.Vote}); err != nil {
		return err
	}
	return m.wait(ctx, 12*time.Second, nil)
}

// simulated counts the simulated people; guests may only look on.
func (m *moderator) simulated(state *board.State) (n int64) {
	for _, member := range people(state) {
		if _, simulated := m.sides[member.ID]; simulated {
			n++
		}
	}
	return n
}

// formTeams puts everybody into a team: the simulated people by what they know
// about, guests wherever there are fewer.
func (m *moderator) formTeams(ctx context.Context) error {
	err := m.submit(ctx, func(state *board.State) board.Command {
		teams := make([]board.FormedTeam, len(m.script.sides))
		for i, side := range m.script.sides {
			teams[i] = board.FormedTeam{Team: client.NewID(), Name: side.Team, Members: []string{}}
		}
		for _, ours := range []bool{true, false} {
			for _, member := range people(state) {
				at, simulated := m.sides[member.ID]
				if simulated != ours {
					continue
				}
				if !simulated {
					at = fewest(teams)
				}
				teams[at].Members = append(teams[at].Members, member.ID)
				if simulated && teams[at].Lead == "" {
					teams[at].Lead = member.ID
				}
			}
		}
		return &board.FormTeams{Teams: teams}
	})
	if err != nil {
		return err
	}
	return m.wait(ctx, 3*time.Second, nil)
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

func (m *moderator) teams(ctx context.Context) error {
	if err := m.wait(ctx, m.planned("teams"), m.allReady); err != nil {
		return err
	}
	return m.awaitTypists(ctx)
}

// choice waits until the leads have taken over what matters most.
func (m *moderator) choice(ctx context.Context) error {
	err := m.wait(ctx, m.planned("choice"), func(state *board.State) bool {
		return !slices.ContainsFunc(teamsOf(state), func(team string) bool { return len(promotedBy(state, team)) < mostPromoted })
	})
	if err != nil {
		return err
	}
	return m.wait(ctx, 4*time.Second, nil)
}

// presentationTime is how long a team presents.
const presentationTime = 45 * time.Second

// presentations lets one team after the other present and points at its notes.
func (m *moderator) presentations(ctx context.Context) error {
	var teams []string
	m.Look(func(state *board.State) { teams = teamsOf(state) })
	if err := m.give(ctx, &board.QueuePresentations{Teams: teams, Seconds: int64(presentationTime / time.Second)}); err != nil {
		return err
	}
	for _, team := range teams {
		if err := m.wait(ctx, 4*time.Second, nil); err != nil {
			return err
		}
		if err := m.give(ctx, &board.NextPresentation{}); err != nil {
			return err
		}
		var notes []string
		m.Look(func(state *board.State) { notes = promotedBy(state, team) })
		if err := m.point(ctx, notes, presentationTime); err != nil {
			return err
		}
	}
	return m.give(ctx, &board.NextPresentation{}) // nobody any more
}

// results points at the three best notes, the third first, and stops the timer.
func (m *moderator) results(ctx context.Context) error {
	var notes []string
	m.Look(func(state *board.State) { notes = top(state, m.script.agenda.Vote.Vote, 3) })
	slices.Reverse(notes)
	if err := m.point(ctx, notes, m.planned("results")); err != nil {
		return err
	}
	if err := m.chain(ctx); err != nil {
		return err
	}
	return m.give(ctx, &board.StopTimer{})
}

// visionBoard is the id of the board on which the mission is worded.
const visionBoard = "vision"

// mission puts what was said about the mission on its board, area by area, and words a
// sentence of it before everybody's eyes.
func (m *moderator) mission(ctx context.Context) error {
	for i, notes := range m.script.vision.Areas {
		for j, text := range notes {
			note := &board.AddNote{Board: visionBoard, Note: client.NewID(), Section: fmt.Sprintf("%s-%d", visionBoard, i+1), Text: text,
				Point: board.Point{X: 16 + int64(j%3)*216, Y: 64 + int64(j/3)*160}}
			if err := m.give(ctx, note); err != nil {
				return err
			}
			if err := m.wait(ctx, 2*time.Second, nil); err != nil {
				return err
			}
		}
	}
	statement := client.NewID()
	if err := m.give(ctx, &board.AddStatement{Board: visionBoard, Statement: statement, Subject: "mission"}); err != nil {
		return err
	}
	for worded := false; !worded; {
		err := m.submit(ctx, func(state *board.State) board.Command {
			text := board.Statement{Item: board.Item{Record: state.Get(statement)}}.Text()
			if ops := nextEdit(text, m.script.vision.Mission, 3); ops != nil {
				return &board.EditText{Record: statement, Field: "text", Ops: ops}
			}
			worded = true
			return nil
		})
		if err != nil {
			return err
		}
		if err := m.wait(ctx, tick, nil); err != nil {
			return err
		}
	}
	return m.wait(ctx, m.planned("mission"), m.allReady)
}

// point shows notes one after the other, for a time in all.
func (m *moderator) point(ctx context.Context, notes []string, d time.Duration) error {
	each := d / time.Duration(max(1, len(notes)))
	for _, note := range notes {
		if err := m.give(ctx, &board.SetFocus{Spot: board.Spot{Board: m.plenary(), Item: note}}); err != nil {
			return err
		}
		if err := m.wait(ctx, each, nil); err != nil {
			return err
		}
	}
	if len(notes) == 0 {
		return m.wait(ctx, each, nil)
	}
	return nil
}

func (m *moderator) plenary() (id string) {
	m.Look(func(state *board.State) { id = plenaryOf(state) })
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
