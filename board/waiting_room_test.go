package board

import (
	"errors"
	"testing"
)

// admit gives the server's command and returns the code of the refusal.
func (w *world) admit(member string, role Role) Code {
	err := w.give(Order{By: Actor{Role: System}, Do: "EnterMember", Command: &EnterMember{Member: member, Name: member, Role: role}})
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

func TestWaitingRoom(t *testing.T) {
	w := newWorld(t)
	jan, ida := Actor{Member: "jan", Role: Moderator}, Actor{Member: "ida", Role: Participant}
	outside := func(why Code) {
		t.Helper()
		_, r := w.state.Viewer(ida)
		if r == nil || r.Code != why {
			t.Errorf("ida is met with %v, want %s", r, why)
		}
		for _, a := range []Audience{Everyone, OnlyMember("ida"), OnlyTeam("t1")} {
			if viewerOf(w.state, ida).Sees(a) {
				t.Errorf("outside, ida sees %s", a)
			}
		}
	}
	w.must(t, jan, "SetWaitingRoom", &SetWaitingRoom{true})
	if code := w.admit("ida", Participant); code != "" {
		t.Fatal(code)
	}
	outside(Waiting)
	if code := w.admit("ida", Participant); code != "" {
		t.Fatal(code)
	}
	outside(Waiting) // who comes again goes on waiting
	w.must(t, jan, "AdmitMembers", &AdmitMembers{[]string{"ida"}})
	if v, r := w.state.Viewer(ida); r != nil || !v.Sees(Everyone) {
		t.Errorf("let in, ida is met with %v", r)
	}
	w.must(t, jan, "RemoveMember", &RemoveMember{"ida", false})
	outside(Removed)
	if w.state.Count(KindMember) != 3 {
		t.Errorf("%d members, want 3", w.state.Count(KindMember))
	}
	if code := w.admit("ida", Participant); code != "" {
		t.Fatal(code)
	}
	outside(Waiting) // back by the link, through the waiting room again
	w.must(t, jan, "RemoveMember", &RemoveMember{"ida", true})
	if code := w.admit("ida", Participant); code != Removed {
		t.Errorf("banned, ida is admitted: %q", code)
	}
	outside(Removed)
	w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{"t1", "Jeden", []string{"anna"}, ""}}})
	w.must(t, jan, "RemoveMember", &RemoveMember{"anna", false})
	w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{"t2", "Dwa", []string{"ewa"}, ""}}})
	if code := w.admit("anna", Participant); code != "" {
		t.Fatal(code)
	}
	w.must(t, jan, "AdmitMembers", &AdmitMembers{[]string{"anna"}})
	if viewerOf(w.state, Actor{Member: "anna", Role: Participant}).Sees(OnlyTeam("t1")) {
		t.Error("back from outside, anna sees the board of a past team")
	}
	code := w.admit("ola", Moderator)
	if _, r := w.state.Viewer(Actor{Member: "ola", Role: Moderator}); code != "" || r != nil {
		t.Errorf("a moderator has to wait: %q", code)
	}
}
