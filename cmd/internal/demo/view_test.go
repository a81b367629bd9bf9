package demo

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"warsztat/board"
)

// workshopOf is a state that commands made: of the server where a command is its
// own, else of the moderator jan or, for what participants say, of anna.
func workshopOf(t *testing.T, commands ...board.Command) *board.State {
	t.Helper()
	state := board.NewState(board.DefaultLimits())
	commands = append([]board.Command{
		&board.FoundWorkshop{Title: "Próba", Locale: "pl", Template: "swot"},
		&board.EnterMember{Member: "jan", Name: "Jan", Role: board.Moderator},
		&board.EnterMember{Member: "anna", Name: "Anna", Role: board.Participant},
		&board.EnterMember{Member: "ewa", Name: "Ewa", Role: board.Participant},
	}, commands...)
	for i, c := range commands {
		do := reflect.TypeOf(c).Elem().Name()
		by := board.Actor{Member: "jan", Role: board.Moderator}
		switch c.(type) {
		case *board.FoundWorkshop, *board.EnterMember:
			by = board.Actor{Role: board.System}
		case *board.SetPoints, *board.SetHand, *board.SetReady:
			by = board.Actor{Member: "anna", Role: board.Participant}
		}
		if _, _, err := state.Perform(board.Order{By: by, Do: do, Command: c}, time.UnixMilli(int64(i))); err != nil {
			t.Fatalf("%s: %v", do, err)
		}
	}
	return state
}

// describe puts a view into one line: the board in front, what may be done there, what
// lies there, and what else there is to do.
func describe(v *view) string {
	var parts []string
	add := func(is bool, what string) {
		if is {
			parts = append(parts, what)
		}
	}
	add(v.board != "", v.board)
	for _, q := range v.writable {
		add(true, "+"+q[:1])
	}
	add(v.move, "move")
	add(v.group, "group")
	add(v.hidden, "hidden")
	add(v.idle, "idle")
	for _, n := range v.notes {
		text := n.id + "@" + n.section[:1]
		if n.group != "" {
			text += "/" + n.group
		}
		if n.fixed {
			text += "!"
		}
		add(true, text)
	}
	for _, p := range v.votes {
		add(true, "vote "+strings.Join(p.items, ",")+" "+strconv.FormatInt(p.left, 10))
	}
	add(v.target != "", "promote to "+v.target)
	add(len(v.promoted) > 0, "promoted")
	add(v.presenting != "", "talk "+v.presenting)
	add(v.focus.since > 0, "focus "+v.focus.section)
	add(v.hand, "hand")
	add(v.ready, "ready")
	return strings.Join(parts, " ")
}

func TestView(t *testing.T) {
	phase := func(plan board.Plan) []board.Command {
		plan.Title = "Etap"
		return []board.Command{&board.AddPhase{Phase: "p", Plan: plan}, &board.GoTo{Phase: "p"}}
	}
	note := func(id, section string) board.Command {
		return &board.AddNote{Board: "board-1", Note: id, Section: section, Text: id}
	}
	teams := &board.FormTeams{Teams: []board.FormedTeam{
		{Team: "t", Name: "Jeden", Members: []string{"anna"}, Lead: "anna"}, {Team: "u", Name: "Dwa", Members: []string{}}}}
	inTeams := func(plan board.Plan) []board.Command {
		plan.Teams = true
		return append(append([]board.Command{teams}, phase(plan)...), &board.AddNote{Board: "copy:board-1:t", Note: "x", Section: "threat", Text: "x"})
	}
	all := []board.Act{board.ActWrite, board.ActMove, board.ActGroup}
	for name, c := range map[string]struct {
		commands []board.Command
		anna     string
		ewa      string
	}{
		"no phase":            {nil, "board-1 +s +w +o +t move group", "board-1 +s +w +o +t move group"},
		"a hand, ready":       {[]board.Command{&board.SetHand{Up: true}, &board.SetReady{Ready: true}}, "board-1 +s +w +o +t move group hand ready", "board-1 +s +w +o +t move group"},
		"a phase to write in": {phase(board.Plan{Allow: []board.Act{board.ActWrite}}), "board-1 +s +w +o +t", "board-1 +s +w +o +t"},
		"a phase to look on":  {phase(board.Plan{}), "board-1 idle", "board-1 idle"},
		"ready in the phase before": {append([]board.Command{&board.SetReady{Ready: true}}, phase(board.Plan{})...),
			"board-1 idle", "board-1 idle"},
		"a locked section and note": {[]board.Command{note("n", "strength"), note("o", "threat"), &board.SetLock{Spot: board.Spot{Board: "board-1", Section: "strength"}, On: true}},
			"board-1 +w +o +t move group n@s! o@t", "board-1 +w +o +t move group n@s! o@t"},
		"held":               {[]board.Command{note("n", "threat"), &board.SetFocus{Spot: board.Spot{Board: "board-1"}, Mode: board.ModeHold}}, "board-1 n@t! focus ", "board-1 n@t! focus "},
		"called":             {append(phase(board.Plan{}), &board.SetFocus{Spot: board.Spot{Board: "board-1", Section: "threat"}, Mode: board.ModeBring}), "board-1 idle focus threat", "board-1 idle focus threat"},
		"screens are turned": {append(phase(board.Plan{}), &board.SetFocus{Spot: board.Spot{Board: "board-1", Section: "threat"}}), "board-1 idle", "board-1 idle"},
		"hidden":             {append(phase(board.Plan{Allow: all, Hidden: true}), &board.AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "n", For: "anna"}), "board-1 +s +w +o +t move group hidden n@t!", "board-1 +s +w +o +t move group hidden"},
		"teams":              {inTeams(board.Plan{Allow: all}), "copy:board-1:t +s +w +o +t move group x@t", ""},
		"a lead may choose": {inTeams(board.Plan{}),
			"copy:board-1:t idle x@t! promote to board-1", "idle"},
		"and has chosen": {append(inTeams(board.Plan{}), &board.PromoteNotes{Board: "board-1", Notes: []board.Promotion{{Note: "y", From: "x"}}}),
			"copy:board-1:t idle x@t! promote to board-1 promoted", "idle"},
		"a talk": {append(phase(board.Plan{}), teams, &board.QueuePresentations{Teams: []string{"t"}, Seconds: 9}, &board.NextPresentation{}),
			"board-1 idle talk t", "board-1 idle talk t"},
		"a vote on groups": {append([]board.Command{note("n", "strength"), note("o", "threat"), note("q", "threat"), &board.GroupNotes{Board: "board-1", Group: "g", Name: "G", Notes: []string{"n", "o"}}},
			append(phase(board.Plan{}), &board.OpenVote{Vote: "v", Title: "V", Points: 3, PerItem: 2, Groups: true}, &board.SetPoints{Vote: "v", Item: "g/threat", Points: 2})...),
			"board-1 n@s/g! o@t/g! q@t! vote g/strength,g/threat,q 1", "board-1 n@s/g! o@t/g! q@t! vote g/strength,g/threat,q 3"},
		"a vote of a team": {append(inTeams(board.Plan{}), &board.GoTo{From: "p"}, note("n", "threat"), &board.OpenVote{Vote: "v", Title: "V", Points: 3, PerItem: 2, Team: "t", Boards: []string{"copy:board-1:t"}}),
			"board-1 +s +w +o +t move group n@t vote x 3", "board-1 +s +w +o +t move group n@t"},
	} {
		state := workshopOf(t, c.commands...)
		for member, want := range map[string]string{"anna": c.anna, "ewa": c.ewa} {
			if got := describe(viewOf(state, board.Actor{Member: member, Role: board.Participant})); got != want {
				t.Errorf("%s: %s sees\n%s, want\n%s", name, member, got, want)
			}
		}
	}
}

// The moderator points at one note for each of the best items.
func TestTop(t *testing.T) {
	state := workshopOf(t,
		&board.AddNote{Board: "board-1", Note: "n", Section: "strength", Text: "n"},
		&board.AddNote{Board: "board-1", Note: "o", Section: "strength", Text: "o"},
		&board.GroupNotes{Board: "board-1", Group: "g", Name: "G", Notes: []string{"n"}},
		&board.OpenVote{Vote: "v", Title: "V", Points: 3, PerItem: 2, Groups: true},
		&board.SetPoints{Vote: "v", Item: "g/strength", Points: 2},
		&board.SetPoints{Vote: "v", Item: "o", Points: 1},
	)
	if notes := top(state, "v", 3); notes != nil {
		t.Errorf("before the vote is closed: %v", notes)
	}
	// Fewer than three ballots give no totals.
	for member, role := range map[string]board.Role{"ewa": board.Participant, "jan": board.Moderator} {
		points := board.Order{By: board.Actor{Member: member, Role: role}, Do: "SetPoints", Command: &board.SetPoints{Vote: "v", Item: "g/strength", Points: 1}}
		if _, _, err := state.Perform(points, time.UnixMilli(98)); err != nil {
			t.Fatal(err)
		}
	}
	closing := board.Order{By: board.Actor{Member: "jan", Role: board.Moderator}, Do: "CloseVote", Command: &board.CloseVote{Vote: "v"}}
	if _, _, err := state.Perform(closing, time.UnixMilli(99)); err != nil {
		t.Fatal(err)
	}
	if notes := top(state, "v", 3); !slices.Equal(notes, []string{"n", "o"}) {
		t.Errorf("the best are %v", notes)
	}
}
