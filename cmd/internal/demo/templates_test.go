package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// Each template is gone through from its first phase to its last: its boards are there,
// what it asks can be done, and the people do it.
func TestTemplates(t *testing.T) {
	templates := []string{"cycle", "swot-3h", "vision", "matrix", "questions", "areas"}
	if testing.Short() {
		templates = templates[:1] // it has boards of every kind
	}
	for _, template := range templates {
		t.Run(template, func(t *testing.T) {
			t.Parallel()
			// Where people vote on what stands there, a trial note may go meanwhile.
			r := startBy(t, 400, template, (&meeting{t}).lead, board.NotFound)
			r.says("at its end")
			r.end()
		})
	}
}

// meeting is led by the phases of the workshop, as a moderator reads them.
type meeting struct{ t *testing.T }

func (p *meeting) lead(m *moderator, ctx context.Context) error {
	var phases []board.Phase
	var matrix string
	m.Look(func(state *board.State) {
		for _, r := range state.Siblings("phases") {
			phases = append(phases, board.Phase{Record: r})
		}
		for _, r := range state.Siblings("boards") {
			if (board.Board{Record: r}).BoardKind() == "matrix" {
				matrix = r.ID
			}
		}
	})
	for i, area := range []string{"Gospodarka", "Edukacja"} {
		if matrix != "" {
			if err := m.give(ctx, &board.AddArea{Board: matrix, AreaPlace: board.AreaPlace{Area: fmt.Sprint("area-", i)}, AreaLook: board.AreaLook{Title: area}}); err != nil {
				return err
			}
		}
	}
	for _, phase := range phases {
		if strings.Contains(phase.Ask(), "w którym zespole") {
			if err := m.formTeams(ctx); err != nil {
				return err
			}
		}
		if err := m.begin(ctx, phase.ID); err != nil {
			return err
		}
		if err := p.run(m, ctx, phase); err != nil {
			return err
		}
	}
	return nil
}

// run does in a phase what it is for, and looks at what came of it.
func (p *meeting) run(m *moderator, ctx context.Context, phase board.Phase) error {
	most := min(time.Duration(phase.Minutes())*time.Minute, 4*time.Minute)
	boards := boardsIn(m, phase)
	if len(boards) == 0 {
		p.t.Errorf("%s has no board", phase.Title())
	}
	allows := func(act board.Act) bool { return slices.Contains(phase.Allow(), string(act)) }
	switch {
	case allows(board.ActVote):
		return p.vote(m, ctx, phase, boards, most)
	case phase.Teams() && len(phase.Allow()) == 0:
		chosen := func(state *board.State) bool {
			return !slices.ContainsFunc(teamsOf(state), func(team string) bool {
				return count(state, func(r *board.Record) bool {
					return r.Audience == board.Everyone && slices.Contains(board.NoteOf(r).Teams(), team)
				}) == 0
			})
		}
		err := m.wait(ctx, most, chosen)
		if err == nil && !m.sees(chosen) {
			p.t.Errorf("in %s a team chose nothing", phase.Title())
		}
		return err
	case len(phase.Allow()) == 0 && strings.HasPrefix(phase.Title(), "Prezentacje"):
		return m.presentations(ctx)
	case len(phase.Allow()) == 0:
		return m.wait(ctx, 4*tick, nil)
	}
	if err := m.wait(ctx, most, m.allReady); err != nil {
		return err
	}
	if err := m.awaitTypists(ctx); err != nil {
		return err
	}
	if phase.Hidden() {
		for _, id := range boards {
			if err := m.give(ctx, &board.Reveal{Board: id}); err != nil {
				return err
			}
		}
	}
	// Trial notes are gone by now.
	if trial := strings.Contains(phase.Ask(), "próbną"); allows(board.ActWrite) && !trial && itemsOn(m, boards) == 0 {
		p.t.Errorf("in %s nobody wrote", phase.Title())
	}
	return nil
}

// vote lets everybody, or each team, vote on the boards of the phase; where one of
// several versions is asked for, on these.
func (p *meeting) vote(m *moderator, ctx context.Context, phase board.Phase, boards []string, most time.Duration) error {
	votes := map[string][]string{"": boards} // by team
	rules := board.OpenVote{Title: phase.Title(), Points: 3, PerItem: 2, Sections: []string{}}
	m.Look(func(state *board.State) {
		if phase.Teams() {
			votes = map[string][]string{}
			for _, id := range boards {
				team := board.Board{Record: state.Get(id)}.Team()
				votes[team] = append(votes[team], id)
			}
		}
		if strings.Contains(phase.Ask(), "wersja") {
			rules.Points, rules.PerItem = 1, 1
			for r := range state.Records(board.Viewer{Role: board.Moderator}) {
				if r.Kind == board.KindStatement {
					rules.Items = append(rules.Items, r.ID)
				}
			}
		}
	})
	for team, boards := range votes {
		vote := rules
		vote.Vote, vote.Team, vote.Boards = client.NewID(), team, boards
		if err := m.give(ctx, &vote); err != nil {
			return err
		}
		err := m.wait(ctx, most, func(state *board.State) bool {
			given := (board.Progress{Record: state.Get("progress:" + vote.Vote)}).Finished()
			return given >= int64(len(slices.DeleteFunc(people(state), func(who board.Member) bool { return team != "" && who.Team() != team })))
		})
		if err != nil {
			return err
		}
		if err := m.give(ctx, &board.CloseVote{Vote: vote.Vote}); err != nil {
			return err
		}
		m.Look(func(state *board.State) {
			tally := board.Tally{Record: state.Get("tally:" + vote.Vote)}
			if tally.Voters() < 3 || len(tally.Items()) == 0 {
				p.t.Errorf("in %s %d people voted, for %d items", phase.Title(), tally.Voters(), len(tally.Items()))
			}
		})
	}
	return nil
}

// boardsIn are the boards on which people work in a phase.
func boardsIn(m *moderator, phase board.Phase) (ids []string) {
	m.Look(func(state *board.State) {
		for _, r := range state.Siblings("boards") {
			b := board.Board{Record: r}
			plenary := r.ID
			if phase.Teams() {
				plenary = b.Origin()
			}
			current := b.Team() == "" || slices.Contains(teamsOf(state), b.Team())
			if (b.Team() != "") == phase.Teams() && current && (len(phase.Boards()) == 0 || slices.Contains(phase.Boards(), plenary)) {
				ids = append(ids, r.ID)
			}
		}
	})
	return ids
}

// itemsOn counts what stands on boards.
func itemsOn(m *moderator, boards []string) (n int) {
	m.Look(func(state *board.State) {
		n = count(state, func(r *board.Record) bool {
			item := board.NoteOf(r)
			return slices.Contains(votable, r.Kind) && slices.Contains(boards, item.Board()) && !item.Deleted()
		})
	})
	return n
}
