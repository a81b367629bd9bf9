package board

import (
	"strings"
	"testing"
	"time"
)

// typing is a workshop with one long note in which two clients type.
func typing(t testing.TB, length int) *world {
	w := newWorld(t)
	w.must(t, Actor{Member: "anna", Role: Participant}, "AddNote", &AddNote{Board: "board-1", Note: "long", Section: "threat", Text: strings.Repeat("ż", length)})
	return w
}

// edit gives an EditText and says with which code it was refused.
func (w *world) edit(client string, seen uint64, ops Splice) Code {
	_, _, err := w.state.Perform(Order{By: Actor{Member: "anna", Role: Participant}, Client: client, Seen: seen, Do: "EditText",
		Command: &EditText{"long", "text", ops}}, time.UnixMilli(0))
	if err != nil {
		return err.(*Refusal).Code
	}
	return ""
}

// everyOther walks over a text in so many steps: it inserts a letter before every
// character.
func everyOther(steps int) Splice {
	s := make(Splice, steps)
	for i := range s {
		if i%2 == 0 {
			s[i].Insert = "x"
		} else {
			s[i].Count = 1
		}
	}
	return s
}

// taken walks back over what everyOther did.
func (s Splice) taken() Splice {
	var back Splice
	for _, step := range s {
		back = back.Keep(step.Count).Delete(len(step.Insert))
	}
	return back
}

func TestStepsOfASplice(t *testing.T) {
	w := typing(t, maxSpliceSteps)
	if code := w.edit("client-of-anna", w.state.Seq, everyOther(maxSpliceSteps+1)); code != TooMany {
		t.Errorf("one step too many: %q", code)
	}
	if code := w.edit("client-of-anna", w.state.Seq, everyOther(maxSpliceSteps-1)); code != "" {
		t.Errorf("as many steps as there may be: %q", code)
	}
}

// An edit from long ago is carried over as many steps as the rule says, and over no
// more: steps of the earlier edits and its own, over and over.
func TestCarriedSteps(t *testing.T) {
	w := typing(t, 5_000)
	start := w.state.Seq
	each := everyOther(525) // and 100 steps of the one that is carried
	for range maxCarriedSteps / (525 + 100) / 2 {
		for _, ops := range []Splice{each, each.taken()} {
			if code := w.edit("client-of-jan", w.state.Seq, ops); code != "" {
				t.Fatal(code)
			}
		}
	}
	// It deletes behind all that the others did, so its steps stay as many as they are.
	behind := func(steps int) Splice {
		ops := Splice{}.Keep(1_000)
		for len(ops) < steps {
			ops = ops.Delete(1).Keep(1)
		}
		return ops[:steps]
	}
	if code := w.edit("client-of-anna", start, behind(102)); code != TooFarBehind {
		t.Errorf("over too many steps: %q", code)
	}
	if code := w.edit("client-of-jan", start, behind(2)); code != OutOfOrder {
		t.Errorf("over an edit of its own client: %q", code)
	}
	before := w.state.Get("long")
	if code := w.edit("client-of-anna", start, behind(100)); code != "" {
		t.Errorf("over as many steps as may be: %q", code)
	}
	if w.state.Get("long") == before {
		t.Error("the edit changed nothing")
	}
}

// What the state remembers of edits is bounded in bytes, whatever they are, and what
// is forgotten is taken back, too.
func TestRememberedEdits(t *testing.T) {
	w := typing(t, 9_000)
	start := w.state.Seq
	long, gone := Splice{{Insert: strings.Repeat("🌲", 900)}}, Splice{{Count: -900}}
	for range maxTextBytes / 4 / 900 {
		for _, ops := range []Splice{long, gone} {
			if code := w.edit("client-of-jan", w.state.Seq, ops); code != "" {
				t.Fatal(code)
			}
		}
	}
	check := func() {
		t.Helper()
		sum := 0
		for _, list := range w.state.texts.edits {
			for _, e := range list {
				sum += e.bytes()
			}
		}
		if sum != w.state.texts.bytes || sum > maxTextBytes {
			t.Errorf("%d bytes of edits are remembered, counted as %d", sum, w.state.texts.bytes)
		}
	}
	check()
	if code := w.edit("client-of-anna", start, Splice{{Insert: "y"}}); code != TooFarBehind {
		t.Errorf("an edit from before what is remembered: %q", code)
	}
	if code := w.edit("client-of-anna", w.state.texts.floor, Splice{{Insert: "y"}}); code != "" {
		t.Errorf("an edit from just then: %q", code)
	}
	if _, err := w.state.Decide(Order{By: Actor{Member: "anna", Role: Participant}, Seen: w.state.Seq, Do: "EditText", Command: &EditText{"long", "text", long}}, time.UnixMilli(0)); err != nil {
		t.Fatal(err)
	}
	check()
}
