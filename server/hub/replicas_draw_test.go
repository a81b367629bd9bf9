package hub

import (
	"fmt"

	"warsztat/board"
)

var sections = []string{"strength", "weakness", "opportunity", "threat"}

func (p *simulation) flip() bool            { return p.random.IntN(2) == 0 }
func (p *simulation) section() string       { return sections[p.random.IntN(len(sections))] }
func (p *simulation) newID(k string) string { p.ids++; return fmt.Sprintf("%s-%d", k, p.ids) }

// one returns the id of a record of a kind, mostly of one that the state has.
func (p *simulation) one(s *board.State, kind board.Kind) string {
	var ids []string
	for _, v := range []board.Viewer{{Role: board.Moderator}, {Role: board.Participant, Member: "anna"}, {Role: board.Participant, Member: "jan"}} {
		for r := range s.Records(v) {
			if r.Kind == kind {
				ids = append(ids, r.ID)
			}
		}
	}
	if len(ids) == 0 || p.random.IntN(20) == 0 {
		return "nobody"
	}
	return ids[p.random.IntN(len(ids))]
}

func (p *simulation) some(s *board.State, kind board.Kind) []string {
	ids := []string{p.one(s, kind)}
	if other := p.one(s, kind); other != ids[0] {
		ids = append(ids, other)
	}
	return ids
}

func (p *simulation) plan() board.Plan {
	plan := board.Plan{Title: "Etap", Minutes: int64(p.random.IntN(3)), Teams: p.flip(), Hidden: p.flip(), Counts: p.flip(), Anonymous: p.random.IntN(4) == 0}
	for _, act := range []board.Act{board.ActWrite, board.ActMove, board.ActGroup, board.ActVote} {
		if p.random.IntN(5) > 0 {
			plan.Allow = append(plan.Allow, act)
		}
	}
	return plan
}

// draw makes a random command about a state. Somebody is allowed to give most of
// them.
func (p *simulation) draw(s *board.State) (string, board.Command) {
	draws := []func(*simulation, *board.State) (string, board.Command){drawNotes, drawNotes, drawNotes, drawPhases, drawVotes, drawTeams, drawPeople}
	return draws[p.random.IntN(len(draws))](p, s)
}

func drawNotes(p *simulation, s *board.State) (string, board.Command) {
	note := func() string { return p.one(s, board.KindNote) }
	switch p.random.IntN(13) {
	case 0:
		return "EditText", &board.EditText{Record: note(), Field: "text", Ops: board.Splice{{Insert: "x"}}}
	case 1:
		return "MoveNotes", &board.MoveNotes{Moves: []board.Move{{Note: note(), Section: p.section(), Before: note()}}}
	case 2:
		return "GroupNotes", &board.GroupNotes{Board: p.one(s, board.KindBoard), Group: p.newID("group"), Name: "Grupa", Notes: p.some(s, board.KindNote)}
	case 3:
		return "MergeNotes", &board.MergeNotes{Into: note(), Notes: []string{note()}}
	case 4:
		return "DeleteNotes", &board.DeleteNotes{Notes: []string{note()}}
	case 5:
		return "RestoreNotes", &board.RestoreNotes{Notes: p.some(s, board.KindNote)}
	case 6:
		return "ShowNotes", &board.ShowNotes{Notes: []string{note()}}
	case 7:
		return "Reveal", &board.Reveal{Board: p.one(s, board.KindBoard), Next: p.flip()}
	case 8:
		return "PromoteNotes", &board.PromoteNotes{Board: "board-1", Notes: []board.Promotion{{Note: p.newID("note"), From: note()}}}
	}
	return "AddNote", &board.AddNote{Board: p.one(s, board.KindBoard), Note: p.newID("note"), Section: p.section(), Text: p.newID("tekst")}
}

func drawPhases(p *simulation, s *board.State) (string, board.Command) {
	from := s.Workshop().Phase()
	switch p.random.IntN(9) {
	case 0:
		return "GoTo", &board.GoTo{From: from}
	case 1, 2:
		return "GoTo", &board.GoTo{Phase: p.one(s, board.KindPhase), From: from}
	case 3:
		return "SetPhase", &board.SetPhase{Phase: p.one(s, board.KindPhase), Plan: p.plan()}
	case 4:
		return "SetLock", &board.SetLock{Spot: board.Spot{Board: p.one(s, board.KindBoard), Item: p.one(s, board.KindNote)}, On: p.flip()}
	case 5:
		return "SetFocus", &board.SetFocus{Spot: board.Spot{Board: p.one(s, board.KindBoard)}}
	case 6:
		return "StartTimer", &board.StartTimer{Seconds: 60}
	}
	return "AddPhase", &board.AddPhase{Phase: p.newID("phase"), Plan: p.plan()}
}

func drawVotes(p *simulation, s *board.State) (string, board.Command) {
	switch p.random.IntN(8) {
	case 0:
		return "OpenVote", &board.OpenVote{Vote: p.newID("vote"), Title: "Głosowanie", Points: 3, PerItem: 2, Groups: p.flip(), LiveTotals: p.flip()}
	case 1:
		return "OpenVote", &board.OpenVote{Vote: p.newID("vote"), Title: "W zespole", Points: 2, PerItem: 1, Team: p.one(s, board.KindTeam)}
	case 2:
		return "CloseVote", &board.CloseVote{Vote: p.one(s, board.KindVote)}
	case 3:
		return "RemoveVote", &board.RemoveVote{Vote: p.one(s, board.KindVote)}
	}
	return "SetPoints", &board.SetPoints{Vote: p.one(s, board.KindVote), Item: p.one(s, board.KindNote), Points: int64(p.random.IntN(3))}
}

func drawTeams(p *simulation, s *board.State) (string, board.Command) {
	switch p.random.IntN(6) {
	case 0, 1:
		teams := make([]board.FormedTeam, 2)
		for i := range teams {
			// The identity that looks on watches the first team.
			teams[i] = board.FormedTeam{Team: p.newID("team"), Name: "Zespół"}
		}
		if s.Get("team-1") == nil {
			teams[0].Team = "team-1"
		}
		for _, member := range []string{"anna", "ewa", "jan"} {
			team := &teams[p.random.IntN(2)]
			team.Members, team.Lead = append(team.Members, member), member
		}
		return "FormTeams", &board.FormTeams{Teams: teams}
	case 2:
		return "LetChoose", &board.LetChoose{On: p.flip()}
	case 3:
		return "ChooseTeam", &board.ChooseTeam{Team: p.one(s, board.KindTeam)}
	}
	return "AssignTeam", &board.AssignTeam{Team: p.one(s, board.KindTeam), Members: p.some(s, board.KindMember)}
}

func drawPeople(p *simulation, s *board.State) (string, board.Command) {
	member := p.one(s, board.KindMember)
	switch p.random.IntN(9) {
	case 0:
		return "SetHand", &board.SetHand{Up: p.flip()}
	case 1:
		return "SetReady", &board.SetReady{Ready: p.flip()}
	case 2:
		return "SetWaitingRoom", &board.SetWaitingRoom{On: p.flip()}
	case 3, 4:
		return "AdmitMembers", &board.AdmitMembers{Members: []string{member}}
	case 5:
		return "RemoveMember", &board.RemoveMember{Member: member}
	case 6, 7:
		return "SetRole", &board.SetRole{Member: member, Role: []board.Role{board.Moderator, board.Participant}[p.random.IntN(2)]}
	}
	return "RenameMember", &board.RenameMember{Name: p.newID("Imię")}
}
