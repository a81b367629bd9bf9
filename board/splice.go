package board

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Splice is one edit of a text (protocol rule W24): a walk over the text as it
// was that keeps, deletes and inserts. What the walk does not reach is kept.
// Every edit has one form: neighbours of one sort are joined, an insertion
// stands before a deletion, and nothing is kept at the end.
type Splice []Step

// Step keeps Count characters when Count is positive, deletes -Count when it is
// negative, and inserts Insert when Count is zero. Characters are code points.
type Step struct {
	Count  int
	Insert string
}

// ErrSplice reports a splice that does not fit its text or is not in the one
// form that rule W24 allows.
var ErrSplice = errors.New("the splice does not fit the text")

// Keep, Delete and Insert append a step and hold the splice in its one form.

// Keep appends "leave n characters".
func (s Splice) Keep(n int) Splice {
	if n <= 0 {
		return s
	}
	if last := len(s) - 1; last >= 0 && s[last].Count > 0 {
		s[last].Count += n
		return s
	}
	return append(s, Step{Count: n})
}

// Delete appends "remove n characters".
func (s Splice) Delete(n int) Splice {
	if n <= 0 {
		return s
	}
	if last := len(s) - 1; last >= 0 && s[last].Count < 0 {
		s[last].Count -= n
		return s
	}
	return append(s, Step{Count: -n})
}

// Insert appends "put this text here", before a deletion that ends the splice.
func (s Splice) Insert(text string) Splice {
	if text == "" {
		return s
	}
	at := len(s)
	if at > 0 && s[at-1].Count < 0 {
		at--
	}
	if at > 0 && s[at-1].Count == 0 {
		s[at-1].Insert += text
		return s
	}
	return slices.Insert(s, at, Step{Insert: text})
}

// Trim drops what is kept at the end.
func (s Splice) Trim() Splice {
	if last := len(s) - 1; last >= 0 && s[last].Count > 0 {
		return s[:last]
	}
	return s
}

// Reach is the length of text that the splice needs, in characters.
func (s Splice) Reach() int {
	n := 0
	for _, step := range s {
		n += max(step.Count, -step.Count)
	}
	return n
}

// Check refuses a splice that is empty or not in its one form, and one whose
// reach overflows.
func (s Splice) Check() error {
	if len(s) == 0 {
		return ErrSplice
	}
	form := make(Splice, 0, len(s))
	for _, step := range s {
		if step.Count == 0 && step.Insert == "" || step.Count > maxSpliceCount || step.Count < -maxSpliceCount {
			return ErrSplice
		}
		form = form.Keep(step.Count).Delete(-step.Count).Insert(step.Insert)
	}
	if !slices.Equal(form.Trim(), s) {
		return ErrSplice
	}
	return nil
}

const maxSpliceCount = 1 << 30

// Apply returns the edited text, or ErrSplice when the text is too short.
func (s Splice) Apply(text string) (string, error) {
	b := make([]byte, 0, len(text)+16)
	for _, step := range s {
		if step.Count == 0 {
			b = append(b, step.Insert...)
			continue
		}
		end, ok := charactersEnd(text, max(step.Count, -step.Count))
		if !ok {
			return "", ErrSplice
		}
		if step.Count > 0 {
			b = append(b, text[:end]...)
		}
		text = text[end:]
	}
	return string(append(b, text...)), nil
}

// Invert returns the splice that undoes s; text is what s was applied to.
func (s Splice) Invert(text string) (Splice, error) {
	var inverse Splice
	for _, step := range s {
		if step.Count == 0 {
			inverse = inverse.Delete(utf8.RuneCountInString(step.Insert))
			continue
		}
		end, ok := charactersEnd(text, max(step.Count, -step.Count))
		if !ok {
			return nil, ErrSplice
		}
		if step.Count > 0 {
			inverse = inverse.Keep(step.Count)
		} else {
			inverse = inverse.Insert(text[:end])
		}
		text = text[end:]
	}
	return inverse.Trim(), nil
}

// charactersEnd is the byte at which the first n characters of text end.
func charactersEnd(text string, n int) (int, bool) {
	end := 0
	for ; n > 0; n-- {
		if end >= len(text) {
			return 0, false
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return end, true
}

// Transform takes two splices of the same text, of which earlier was decided
// first, and returns each as it reads after the other:
// earlier then lateAfter gives the same text as later then earlyAfter. Where
// both insert at one place, the earlier insertion stands to the left (W25).
func Transform(earlier, later Splice) (earlyAfter, lateAfter Splice) {
	return earlier.over(later, true), later.over(earlier, false)
}

// over returns the splice as it reads after another one of the same text; left says
// that its insertions stand to the left of the other's. It reads no further into the
// other than it reaches itself.
func (s Splice) over(other Splice, left bool) Splice {
	after := make(Splice, 0, len(s)+2)
	own, theirs := walk{steps: s}, walk{steps: other}
	for !own.done() {
		switch {
		case own.inserts() && (left || !theirs.inserts()):
			after = after.Insert(own.takeInsert())
		case theirs.inserts():
			after = after.Keep(utf8.RuneCountInString(theirs.takeInsert()))
		default:
			n := min(own.run(), theirs.run())
			deletes, gone := own.take(n), theirs.take(n)
			switch {
			case gone:
			case deletes:
				after = after.Delete(n)
			default:
				after = after.Keep(n)
			}
		}
	}
	return after.Trim()
}

// Compose returns one splice that does what first and then second do.
func Compose(first, second Splice) Splice {
	var both Splice
	a, b := walk{steps: first}, walk{steps: second}
	for {
		switch {
		case a.deletes():
			n := a.run()
			a.take(n)
			both = both.Delete(n)
		case b.inserts():
			both = both.Insert(b.takeInsert())
		case a.done() && b.done():
			return both.Trim()
		case a.inserts():
			inserted := a.restInsert()
			n := min(utf8.RuneCountInString(inserted), b.run())
			end, _ := charactersEnd(inserted, n)
			a.skipInsert(end)
			if !b.take(n) {
				both = both.Insert(inserted[:end])
			}
		default:
			n := min(a.run(), b.run())
			a.take(n)
			if b.take(n) {
				both = both.Delete(n)
			} else {
				both = both.Keep(n)
			}
		}
	}
}

// walk reads a splice piece by piece; after its end it keeps for ever.
type walk struct {
	steps Splice
	at    int // the step
	used  int // characters of a count, or bytes of an insertion, already taken
}

const forever = 1 << 40

func (w *walk) done() bool    { return w.at >= len(w.steps) }
func (w *walk) inserts() bool { return !w.done() && w.steps[w.at].Count == 0 }
func (w *walk) deletes() bool { return !w.done() && w.steps[w.at].Count < 0 }

func (w *walk) restInsert() string { return w.steps[w.at].Insert[w.used:] }

func (w *walk) takeInsert() string {
	text := w.restInsert()
	w.at, w.used = w.at+1, 0
	return text
}

func (w *walk) skipInsert(size int) {
	w.used += size
	if w.used == len(w.steps[w.at].Insert) {
		w.at, w.used = w.at+1, 0
	}
}

// run is how many characters the present count still covers.
func (w *walk) run() int {
	if w.done() {
		return forever
	}
	return max(w.steps[w.at].Count, -w.steps[w.at].Count) - w.used
}

// take passes n characters and reports whether they are deleted.
func (w *walk) take(n int) (deleted bool) {
	if w.done() {
		return false
	}
	deleted = w.steps[w.at].Count < 0
	w.used += n
	if w.used == max(w.steps[w.at].Count, -w.steps[w.at].Count) {
		w.at, w.used = w.at+1, 0
	}
	return deleted
}

// MarshalJSON writes the splice as rule W24 says.
func (s Splice) MarshalJSON() ([]byte, error) { return s.appendJSON(nil), nil }

func (s Splice) appendJSON(b []byte) []byte {
	b = append(b, '[')
	for i, step := range s {
		if i > 0 {
			b = append(b, ',')
		}
		if step.Count != 0 {
			b = strconv.AppendInt(b, int64(step.Count), 10)
		} else {
			b = appendString(b, step.Insert)
		}
	}
	return append(b, ']')
}

// UnmarshalJSON reads a list of integers and strings; it does not Check.
func (s *Splice) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var list []any
	if err := d.Decode(&list); err != nil {
		return err
	}
	return s.Fill(list)
}

// Fill takes the steps from decoded JSON: json.Number and string.
func (s *Splice) Fill(list []any) error {
	steps := make(Splice, len(list))
	for i, item := range list {
		switch v := item.(type) {
		case string:
			steps[i].Insert = v
		case json.Number:
			n, err := strconv.Atoi(string(v))
			if err != nil {
				return ErrSplice
			}
			steps[i].Count = n
		default:
			return ErrSplice
		}
	}
	*s = steps
	return nil
}
