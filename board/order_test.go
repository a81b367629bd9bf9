package board

import (
	"errors"
	"testing"
)

// Of several refusals that fit, the first one in the order of rule W22b is the answer.
func TestWhichRefusalWins(t *testing.T) {
	w := newWorld(t)
	jan, anna := Actor{Member: "jan", Role: Moderator}, Actor{Member: "anna", Role: Participant}
	edit := Order{By: anna, Do: "EditText", Command: &EditText{"nowhere", "text", Splice{{Insert: "x"}}}}
	want := func(when string, o Order, code Code) {
		t.Helper()
		var refusal *Refusal
		if err := w.give(o); !errors.As(err, &refusal) || refusal.Code != code {
			t.Errorf("%s: %v, want %s", when, err, code)
		}
	}
	want("nothing else forbids it", edit, NotFound)
	w.must(t, jan, "AddPhase", &AddPhase{"talk", "", Plan{Title: "Rozmowa"}})
	w.must(t, jan, "GoTo", &GoTo{"talk", ""})
	want("the phase forbids it", edit, WrongPhase)
	w.must(t, jan, "SetFocus", &SetFocus{Spot: Spot{Board: "board-1"}, Mode: ModeHold})
	want("and a hold", edit, Held)
	w.must(t, jan, "RemoveMember", &RemoveMember{"anna", false})
	want("and the sender was removed", edit, Removed)
	edit.Do, edit.Command = "RenameWorkshop", &RenameWorkshop{""}
	want("and the role", edit, Forbidden)
}

// A command that changes nothing is a change without patches (W22a).
func TestCommandWithoutEffect(t *testing.T) {
	w := newWorld(t)
	before := w.state.Seq
	w.must(t, Actor{Member: "jan", Role: Moderator}, "RenameWorkshop", &RenameWorkshop{"Próba"})
	if change := w.facts[len(w.facts)-1].Change; w.state.Seq != before+1 || len(change.Patches()) > 0 {
		t.Errorf("change %d after %d has the patches %v", w.state.Seq, before, change)
	}
}
