package board

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Runs that exchange the ballots of two voters look the same to everybody but those
// two, whatever happens meanwhile (W40).
func TestExchangedBallotsLookTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, two := newBallots(t), newBallots(t)
		two.exchanged = true
		team := rapid.SampledFrom([]string{"", "t1"}).Draw(t, "team")
		open := &OpenVote{
			Vote: "v", Title: "V", Points: 3, PerItem: 2, Team: team,
			Groups:     rapid.Bool().Draw(t, "groups"),
			LiveTotals: rapid.Bool().Draw(t, "live"),
		}
		one.act(moderator, "OpenVote", open)
		two.act(moderator, "OpenVote", open)
		steps := rapid.IntRange(12, 40).Draw(t, "steps")
		for i := range steps {
			step := drawBallot(t)
			switch {
			case i == steps-1:
				step = ballotStep{moderator, "CloseVote", &CloseVote{"v"}}
			case i >= 8:
				step = drawStep(t, fmt.Sprint("id-", i))
			}
			one.step(step)
			two.step(step)
			for _, v := range one.others() {
				if a, b := one.seenBy(v), two.seenBy(v); !reflect.DeepEqual(a, b) {
					t.Fatalf("after %s %+v, %q sees\n%s\nand with exchanged ballots\n%s", step.do, step.command, v.Member, a, b)
				}
			}
		}
	})
}

var moderator = Actor{Member: "jan", Role: Moderator}

// ballots is a workshop in which anna and ewa vote, each for the other when they are
// exchanged.
type ballots struct {
	*world
	t         failer
	exchanged bool
}

func newBallots(t failer) *ballots {
	b := &ballots{newWorld(t), t, false}
	for _, id := range []string{"ola", "ula", "adam"} {
		b.enter(id)
	}
	b.act(moderator, "FormTeams", &FormTeams{[]FormedTeam{{"t1", "A", []string{"anna", "ewa", "ola", "ula"}, ""}, {"t2", "B", []string{"adam"}, ""}}})
	b.act(moderator, "GroupNotes", &GroupNotes{"board-1", "g", "G", []string{b.note("n1"), b.note("n2")}})
	for _, id := range []string{"n3", "n4"} {
		b.note(id)
	}
	return b
}

func (b *ballots) note(id string) string {
	b.act(moderator, "AddNote", &AddNote{Board: "board-1", Note: id, Section: "threat", Text: id})
	return id
}

func (b *ballots) enter(id string) {
	b.act(Actor{Role: System}, "EnterMember", &EnterMember{Member: id, Name: id, Role: Participant})
}

func (b *ballots) act(by Actor, do string, c Command) { b.must(b.t, by, do, c) }

// ballotStep is one thing that happens, given by somebody.
type ballotStep struct {
	by      Actor
	do      string
	command Command
}

var voters = rapid.SampledFrom([]string{"anna", "ewa", "ola", "ula", "adam"})

func drawStep(t *rapid.T, fresh string) ballotStep {
	note := rapid.SampledFrom([]string{"n1", "n2", "n3", "n4"})
	who := voters.Draw(t, "who")
	switch rapid.IntRange(0, 13).Draw(t, "step") {
	case 0:
		return ballotStep{moderator, "DeleteNotes", &DeleteNotes{[]string{note.Draw(t, "note")}}}
	case 1:
		return ballotStep{moderator, "RestoreNotes", &RestoreNotes{[]string{note.Draw(t, "note")}}}
	case 2:
		return ballotStep{moderator, "MergeNotes", &MergeNotes{note.Draw(t, "into"), []string{note.Draw(t, "note")}}}
	case 3:
		return ballotStep{moderator, "RemoveMember", &RemoveMember{who, false}}
	case 4:
		return ballotStep{Actor{Role: System}, "EnterMember", &EnterMember{Member: who, Name: who, Role: Participant}}
	case 5:
		return ballotStep{Actor{Role: System}, "EnterMember", &EnterMember{Member: fresh, Name: fresh, Role: Participant}}
	case 6:
		return ballotStep{moderator, "AssignTeam", &AssignTeam{rapid.SampledFrom([]string{"t1", "t2", ""}).Draw(t, "to"), []string{who}}}
	case 7:
		return ballotStep{moderator, "AddVoters", &AddVoters{"v", []string{who}}}
	case 8:
		return ballotStep{Actor{Role: System}, "CountVote", &CountVote{"v"}}
	case 9:
		if rapid.IntRange(0, 3).Draw(t, "close") == 0 {
			return ballotStep{moderator, "CloseVote", &CloseVote{"v"}}
		}
	}
	return drawBallot(t)
}

func drawBallot(t *rapid.T) ballotStep {
	who := voters.Draw(t, "voter")
	item := rapid.SampledFrom([]string{"n1", "n2", "n3", "n4", "g/threat"}).Draw(t, "item")
	return ballotStep{Actor{Member: who, Role: Participant}, "SetPoints", &SetPoints{"v", item, rapid.Int64Range(0, 2).Draw(t, "points")}}
}

// step lets something happen. Of the two who are exchanged each gives points only
// while the other could give them as well.
func (b *ballots) step(s ballotStep) {
	if other, isExchanged := map[string]string{"anna": "ewa", "ewa": "anna"}[s.by.Member]; isExchanged && s.do == "SetPoints" {
		if !b.votes(s.by) || !b.votes(Actor{Member: other, Role: Participant}) {
			return
		}
		if b.exchanged {
			s.by.Member = other
		}
	}
	_ = b.give(Order{By: s.by, Do: s.do, Command: s.command}) // a refusal is told to nobody else
}

func (b *ballots) votes(by Actor) bool {
	viewer, refused := b.state.Viewer(by)
	vote := Vote{b.state.Get("v")}
	return refused == nil && viewer.Sees(vote.Audience) && slices.Contains(vote.Electorate(), by.Member)
}

// others are all who look on but the two.
func (b *ballots) others() []Viewer {
	viewers := []Viewer{{Role: Observer}}
	for _, id := range []string{"jan", "ola", "ula", "adam"} {
		if v, refused := b.state.Viewer(Actor{Member: id, Role: Participant}); refused == nil {
			viewers = append(viewers, v)
		}
	}
	return viewers
}

// seenBy says all that a viewer receives: the state, its number, and the last change
// with its patches in their order.
func (b *ballots) seenBy(v Viewer) string {
	seen := fmt.Sprint(b.state.Seq)
	for _, s := range b.facts[len(b.facts)-1].Change {
		if v.Sees(s.Audience) {
			for i := range s.Patches {
				seen += "\n" + string(s.Patches[i].appendJSON(nil))
			}
		}
	}
	for r := range b.state.Records(v) {
		seen += "\n" + string(r.AppendJSON(nil))
	}
	return seen
}

// Shown totals move only when three ballots have changed, and the totals of fewer than
// three ballots are shown to nobody (W40).
func TestFewBallotsHaveNoTotals(t *testing.T) {
	b := newBallots(t)
	b.act(moderator, "OpenVote", &OpenVote{Vote: "v", Title: "V", Points: 3, PerItem: 3, LiveTotals: true})
	give := func(by, item string, points int64) {
		b.act(Actor{Member: by, Role: Participant}, "SetPoints", &SetPoints{"v", item, points})
		b.act(Actor{Role: System}, "CountVote", &CountVote{"v"})
	}
	want := func(when string, voters int64, points ...string) {
		t.Helper()
		tally := Tally{b.state.Get(tallyOf("v"))}
		if tally.Voters() != voters || !slices.Equal(tally.Points(), points) {
			t.Errorf("%s: %d voters, points %v; want %d, %v", when, tally.Voters(), tally.Points(), voters, points)
		}
	}
	give("anna", "n3", 1)
	give("ewa", "n3", 1)
	give("ewa", "n3", 2)
	want("two ballots", 0)
	give("ola", "n4", 1)
	want("three ballots", 3, "3", "1")
	give("ula", "n4", 1)
	give("anna", "n3", 3)
	give("anna", "n3", 2)
	want("two more changed", 3, "3", "1")
	b.act(moderator, "RemoveMember", &RemoveMember{"ula", true})
	give("ewa", "n3", 1)
	want("three more changed", 4, "3", "2")
	b.act(moderator, "DeleteNotes", &DeleteNotes{[]string{"n4"}})
	want("a note in the bin", 4, "3", "2")
	b.act(moderator, "CloseVote", &CloseVote{"v"})
	want("two ballots count for something", 2)
}

// How many have given all points does not depend on where the points lie: a moderator
// who bins a note learns nothing of whose points lay on it (W40).
func TestProgressIsBlindToTheBin(t *testing.T) {
	b := newBallots(t)
	b.act(moderator, "OpenVote", &OpenVote{Vote: "v", Title: "V", Points: 3, PerItem: 2})
	anna := Actor{Member: "anna", Role: Participant}
	want := func(when string, voted, finished int64) {
		t.Helper()
		p := Progress{b.state.Get(progressOf("v"))}
		if p.Voted() != voted || p.Finished() != finished {
			t.Errorf("%s: %d voted and %d have finished, want %d and %d", when, p.Voted(), p.Finished(), voted, finished)
		}
	}
	b.act(anna, "SetPoints", &SetPoints{"v", "n3", 2})
	want("points are left", 1, 0)
	b.act(anna, "SetPoints", &SetPoints{"v", "n4", 1})
	want("all points are given", 1, 1)
	b.act(moderator, "DeleteNotes", &DeleteNotes{[]string{"n3"}})
	want("a note is binned", 1, 1)
	b.act(anna, "SetPoints", &SetPoints{"v", "n1", 1})
	want("one of its points is given anew", 1, 1)
	b.act(anna, "SetPoints", &SetPoints{"v", "n1", 0})
	want("and taken back", 1, 0)
}

// How many points are given is told in steps of several ballots: after each of them
// nobody can say of one ballot what it has just got (W40b).
func TestPointsGivenAreToldInSteps(t *testing.T) {
	b := newBallots(t)
	b.act(moderator, "OpenVote", &OpenVote{Vote: "v", Title: "V", Points: 4, PerItem: 2, Team: "t1"})
	want := func(by, item string, points, given int64) {
		t.Helper()
		b.act(Actor{Member: by, Role: Participant}, "SetPoints", &SetPoints{"v", item, points})
		if now := (Progress{b.state.Get(progressOf("v"))}).Given(); now != given {
			t.Errorf("%s gives %d to %s: %d are told, want %d", by, points, item, now, given)
		}
	}
	for i, by := range []string{"anna", "ewa", "ola", "ula"} {
		want(by, "n3", 2, []int64{0, 0, 6, 6}[i])
	}
	for i, by := range []string{"anna", "ewa", "ola", "ula"} {
		want(by, "n4", 2, []int64{6, 12, 12, 16}[i])
	}
}
