package board

import (
	"errors"
	"testing"
)

// An id that somebody else's hidden note has is taken, although the sender
// cannot know it: no golden case, for the browser cannot foresee it.
func TestHiddenIDIsTaken(t *testing.T) {
	w := newWorld(t)
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, jan, "AddPhase", &AddPhase{"silent", "", Plan{Title: "Ciche pisanie", Allow: []Act{ActWrite}, Hidden: true}})
	w.must(t, jan, "GoTo", &GoTo{"silent", ""})
	w.must(t, Actor{Member: "anna", Role: Participant}, "AddNote", &AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "moja"})
	err := w.give(Order{By: Actor{Member: "ewa", Role: Participant}, Do: "AddNote", Command: &AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "moja"}})
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Code != Exists {
		t.Errorf("got %v, want %s", err, Exists)
	}
	if note := w.state.Get("n"); note.Audience != OnlyMember("anna") {
		t.Errorf("the note reaches %s", note.Audience)
	}
}
