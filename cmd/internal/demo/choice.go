package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// deed is what somebody can set their mind to.
type deed int

const (
	doNothing deed = iota
	doStroll       // look at another section
	doTry          // write a trial note
	doClear        // and take it away
	doWrite        // write a card
	doMend         // go on with a note whose words are not yet those that were meant
	doMove         // take a note to the section where it belongs
	doGather       // make a group
	doJoin         // take a note into a group
	doMerge        // make one note of repeats
	doPoint        // say how many points an item gets in a vote
	doPromote      // take a note of the team to the plenary
	doReady
	doRaise
	doLower
	doReact
)

// intent is one deed with what it needs.
type intent struct {
	deed    deed
	note    string   // whose note; in a merge what the others go into
	notes   []string // of a group, or repeats
	section string
	group   string // an id; the name of one to be made
	text    string
	letters bool // typed before everybody's eyes, letter by letter
	card    *card
	vote    string
	item    string
	points  int64
	back    bool   // fewer points than before: a change of mind
	kind    string // of a reaction
	call    int64  // that somebody follows
}

// mind is what one person has in mind and remembers. It belongs to the
// goroutine of that person.
type mind struct {
	script *script
	hand   []*card  // what they may write, in this order
	tends  []string // the themes whose notes they sort
	trial  string   // what they write to try

	tried     bool
	trialNote string // where it lies
	written   map[*card]bool
	drafts    map[string]string // what notes of theirs are to say in the end, by id
	notes     map[string]int    // how many they wrote, by phase
	gestures  map[string]int    // reactions, by phase
	hands     map[string]bool   // phases in which they raised their hand
	wavered   map[string]bool   // votes in which they changed their mind
	heeded    int64             // the last call that they followed
}

func newMind(s *script, trial string) *mind {
	return &mind{
		script: s, trial: trial,
		written: map[*card]bool{}, drafts: map[string]string{}, notes: map[string]int{},
		gestures: map[string]int{}, hands: map[string]bool{}, wavered: map[string]bool{},
	}
}

// choose says what a person does next. It reads what it is given and changes
// nothing of it but the random numbers.
func choose(r *rand.Rand, m *mind, s *scene) intent {
	if s.call.since > m.heeded && r.Float64() < 0.8 {
		return intent{deed: doStroll, section: s.call.section, call: s.call.since}
	}
	if s.hand && r.Float64() < 0.3 {
		return intent{deed: doLower}
	}
	if do := gesture(r, m, s); do.deed != doNothing {
		return do
	}
	for _, work := range []func(*rand.Rand, *mind, *scene) (intent, bool){clearing, voting, promoting, writing, sorting} {
		if do, some := work(r, m, s); some {
			return do
		}
	}
	switch {
	case !s.idle && s.phase != "-" && !s.ready && len(s.polls)+len(s.writable) > 0 && r.Float64() < 0.5:
		return intent{deed: doReady}
	case s.board != "" && r.Float64() < 0.15:
		return intent{deed: doStroll, section: sections[r.IntN(len(sections))]}
	}
	return intent{}
}

// gesture is a hand or a reaction, so seldom that it stays one: more while
// somebody presents, little while people work, none while they write in silence.
func gesture(r *rand.Rand, m *mind, s *scene) intent {
	if s.hidden {
		return intent{}
	}
	likely, most := 0.02, 1
	switch {
	case s.talk != "":
		likely, most = 0.1, 4
	case s.idle:
		likely, most = 0.06, 2
	}
	dice := r.Float64()
	switch {
	case dice < likely && m.gestures[s.phase] < most:
		kinds := []string{"yes", "yes", "clap", "idea"}
		if s.talk != "" {
			kinds = []string{"clap", "clap", "clap", "clap", "yes", "yes", "idea", "slower"}
		}
		return intent{deed: doReact, kind: kinds[r.IntN(len(kinds))]}
	case dice > 0.99 && !s.hand && !m.hands[s.phase]:
		return intent{deed: doRaise}
	}
	return intent{}
}

// clearing takes a trial note away.
func clearing(r *rand.Rand, m *mind, s *scene) (intent, bool) {
	note := s.note(m.trialNote)
	if note == nil || !slices.Contains(s.writable, note.section) {
		return intent{}, false
	}
	if r.Float64() < 0.4 {
		return intent{deed: doClear, note: note.id}, true
	}
	return intent{}, true
}

// voting gives one point after the other; some people change their mind once.
func voting(r *rand.Rand, m *mind, s *scene) (intent, bool) {
	for _, p := range s.polls {
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
					return intent{deed: doPoint, vote: p.id, item: item, points: p.points[item] + 1}, true
				}
			}
		}
		if !m.wavered[p.id] && !s.ready && r.Float64() < 0.05 {
			for _, item := range p.items {
				if p.points[item] > 0 {
					return intent{deed: doPoint, vote: p.id, item: item, points: p.points[item] - 1, back: true}, true
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
func promoting(r *rand.Rand, m *mind, s *scene) (intent, bool) {
	if s.target == "" || len(s.promoted) >= mostPromoted {
		return intent{}, false
	}
	best := ""
	for _, n := range s.notes {
		if !s.promoted[n.id] && (best == "" || appeal(n.id) > appeal(best)) {
			best = n.id
		}
	}
	return intent{deed: doPromote, note: best}, best != ""
}

// writing writes: what is unfinished first, then a new card, a few in each phase.
func writing(r *rand.Rand, m *mind, s *scene) (intent, bool) {
	if len(s.writable) == 0 {
		return intent{}, false
	}
	section := s.writable[r.IntN(len(s.writable))]
	if s.trial() {
		return intent{deed: doTry, text: m.trial, section: section, letters: r.Float64() < 0.4}, !m.tried
	}
	for _, n := range s.notes {
		// A slip is mended when others can see it; a hidden note can wait.
		if meant := m.drafts[n.id]; meant != "" && n.text != meant && !s.hidden && r.Float64() < 0.6 {
			return intent{deed: doMend, note: n.id, section: n.section, text: meant}, true
		}
	}
	quota := 1
	switch {
	case s.teams:
		quota = 2
	case s.hidden:
		quota = 3
	}
	card := m.next(s)
	if card == nil || m.notes[s.phase] >= quota {
		return intent{}, false
	}
	if r.Float64() < 0.5 {
		return intent{}, true // a moment to think
	}
	text, at := card.first()
	if !slices.Contains(s.writable, at) {
		at = section
	}
	return intent{deed: doWrite, card: card, text: text, section: at, letters: r.Float64() < 0.35}, true
}

// next is the next card to write: one that was not written yet, or one that is
// missing on this board.
func (m *mind) next(s *scene) *card {
	var again *card
	for _, c := range m.hand {
		first, _ := c.first()
		switch {
		case !m.written[c]:
			return c
		case again == nil && !s.holds(c.Text) && !s.holds(first):
			again = c
		}
	}
	return again
}
