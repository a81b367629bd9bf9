package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// action is what a participant can do.
type action int

const (
	doNothing     action = iota
	doVisit              // look at another section
	doTry                // write a trial note
	doDeleteTrial        // and take it away
	doWrite              // write an idea
	doCorrect            // go on with a note whose words are not yet those that were meant
	doMove               // take a note to the section where it belongs
	doGroup              // make a group
	doJoin               // take a note into a group
	doMerge              // make one note of repeats
	doVote               // say how many points an item gets in a vote
	doPromote            // take a note of the team to the plenary
	doReady
	doRaiseHand
	doLowerHand
	doReact
)

// intent is one action with what it needs.
type intent struct {
	action   action
	note     string   // whose note; in a merge what the others go into
	notes    []string // of a group, or repeats
	section  string
	group    string // an id; the name of one to be made
	text     string
	byLetter bool // typed before everybody's eyes, letter by letter
	idea     *idea
	vote     string
	item     string
	points   int64
	fewer    bool   // points than before: a change of mind
	kind     string // of a reaction
	focus    int64  // since when: the focus that is followed
}

// memory is what one participant wants to write and remembers to have done. It
// belongs to the goroutine of that participant.
type memory struct {
	script *script
	ideas  []*idea  // what they may write, in this order
	themes []string // the themes whose notes they sort
	trial  string   // what they write to try

	tried       bool
	trialNote   string // where it lies
	written     map[*idea]bool
	meant       map[string]string // what notes of theirs are to say in the end, by id
	notes       map[string]int    // how many they wrote, by phase
	gestures    map[string]int    // reactions, by phase
	hands       map[string]bool   // phases in which they raised their hand
	changedMind map[string]bool   // votes in which they changed their mind
	followed    int64             // since when: the last focus that was followed
}

func newMemory(s *script, trial string) *memory {
	return &memory{
		script: s, trial: trial,
		written: map[*idea]bool{}, meant: map[string]string{}, notes: map[string]int{},
		gestures: map[string]int{}, hands: map[string]bool{}, changedMind: map[string]bool{},
	}
}

// choose says what a person does next. It reads what it is given and changes
// nothing of it but the random numbers.
func choose(r *rand.Rand, m *memory, v *view) intent {
	if v.focus.since > m.followed && r.Float64() < 0.8 {
		return intent{action: doVisit, section: v.focus.section, focus: v.focus.since}
	}
	if v.hand && r.Float64() < 0.3 {
		return intent{action: doLowerHand}
	}
	if do := gesture(r, m, v); do.action != doNothing {
		return do
	}
	for _, work := range []func(*rand.Rand, *memory, *view) (intent, bool){deletingTrial, voting, promoting, writing, sorting} {
		if do, some := work(r, m, v); some {
			return do
		}
	}
	switch {
	case !v.idle && v.phase != "-" && !v.ready && (len(v.votes)+len(v.writable) > 0 || v.group) && r.Float64() < 0.5:
		return intent{action: doReady}
	case len(v.sections) > 0 && r.Float64() < 0.15:
		return intent{action: doVisit, section: v.sections[r.IntN(len(v.sections))]}
	}
	return intent{}
}

// gesture is a hand or a reaction: often while somebody presents, seldom while
// people work, never while they write in silence.
func gesture(r *rand.Rand, m *memory, v *view) intent {
	if v.hidden {
		return intent{}
	}
	likely, most := 0.02, 1
	switch {
	case v.presenting != "":
		likely, most = 0.1, 4
	case v.idle:
		likely, most = 0.06, 2
	}
	chance := r.Float64()
	switch {
	case chance < likely && m.gestures[v.phase] < most:
		kinds := []string{"yes", "yes", "clap", "idea"}
		if v.presenting != "" {
			kinds = []string{"clap", "clap", "clap", "clap", "yes", "yes", "idea", "slower"}
		}
		return intent{action: doReact, kind: kinds[r.IntN(len(kinds))]}
	case chance > 0.99 && !v.hand && !m.hands[v.phase]:
		return intent{action: doRaiseHand}
	}
	return intent{}
}

// deletingTrial takes a trial note away.
func deletingTrial(r *rand.Rand, m *memory, v *view) (intent, bool) {
	note := v.note(m.trialNote)
	if note == nil || !slices.Contains(v.writable, note.section) {
		return intent{}, false
	}
	if r.Float64() < 0.4 {
		return intent{action: doDeleteTrial, note: note.id}, true
	}
	return intent{}, true
}

// voting gives one point after the other; some people change their mind once.
func voting(r *rand.Rand, m *memory, v *view) (intent, bool) {
	for _, p := range v.votes {
		if p.left > 0 {
			var open []string
			sum := 0
			for _, item := range p.items {
				if p.points[item] < p.perItem {
					open = append(open, item)
					sum += appeal(item)
				}
			}
			if len(open) == 0 {
				continue
			}
			if r.Float64() < 0.5 {
				return intent{}, true // a moment to think
			}
			at := r.IntN(sum)
			for _, item := range open {
				if at -= appeal(item); at < 0 {
					return intent{action: doVote, vote: p.id, item: item, points: p.points[item] + 1}, true
				}
			}
		}
		if !m.changedMind[p.id] && !v.ready && r.Float64() < 0.05 {
			for _, item := range p.items {
				if p.points[item] > 0 {
					return intent{action: doVote, vote: p.id, item: item, points: p.points[item] - 1, fewer: true}, true
				}
			}
		}
	}
	return intent{}, false
}

// appeal is how much people like an item: some far more than others, and all
// people the same ones, so that a vote has an outcome. Groups stand for more.
func appeal(item string) int {
	h := fnv.New32a()
	h.Write([]byte(item)) // it cannot fail
	n := int(h.Sum32()%6) + 1
	if strings.Contains(item, "/") {
		n += 3
	}
	return n * n
}

// mostPromoted is how many notes a team takes to the plenary.
const mostPromoted = 3

// promoting takes the notes that matter most from the team's board to the plenary.
func promoting(r *rand.Rand, m *memory, v *view) (intent, bool) {
	if v.target == "" || len(v.promoted) >= mostPromoted {
		return intent{}, false
	}
	best := ""
	for _, n := range v.notes {
		if !v.promoted[n.id] && (best == "" || appeal(n.id) > appeal(best)) {
			best = n.id
		}
	}
	return intent{action: doPromote, note: best}, best != ""
}

// writing writes: what is unfinished first, then a new idea, a few in each phase.
func writing(r *rand.Rand, m *memory, v *view) (intent, bool) {
	if len(v.writable) == 0 {
		return intent{}, false
	}
	section := v.writable[r.IntN(len(v.writable))]
	if v.trial() {
		return intent{action: doTry, text: m.trial, section: section, byLetter: r.Float64() < 0.4}, !m.tried
	}
	for _, n := range v.notes {
		// A typo is corrected when others can see it; a hidden note can wait.
		if meant := m.meant[n.id]; meant != "" && n.text != meant && !v.hidden && r.Float64() < 0.6 {
			return intent{action: doCorrect, note: n.id, section: n.section, text: meant}, true
		}
	}
	quota := 1
	switch {
	case v.teams:
		quota = 2
	case v.hidden:
		quota = 3
	}
	idea := m.next(v)
	if idea == nil || m.notes[v.phase] >= quota {
		return intent{}, false
	}
	if r.Float64() < 0.5 {
		return intent{}, true // a moment to think
	}
	text, at := idea.first()
	if !slices.Contains(v.writable, at) {
		at = section
	}
	if v.kind == "matrix" || v.words() { // what is no note is typed in one go
		return intent{action: doWrite, idea: idea, text: idea.Text, section: at}, true
	}
	return intent{action: doWrite, idea: idea, text: text, section: at, byLetter: r.Float64() < 0.35}, true
}

// next is the next idea to write: one that was not written yet, or one that is
// missing on this board.
func (m *memory) next(v *view) *idea {
	var again *idea
	for _, i := range m.ideas {
		first, _ := i.first()
		switch {
		case !m.written[i]:
			return i
		case again == nil && !v.holds(i.Text) && !v.holds(first):
			again = i
		}
	}
	return again
}
