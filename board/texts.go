package board

// textKey names one text that several people may edit at once.
type textKey struct{ record, field string }

// textEdit is one splice as it stands in the journal.
type textEdit struct {
	seq    uint64
	client string
	ops    Splice
}

// texts remembers the splices after number floor, so that a splice typed on an
// older state can be carried over them. It holds at most keep; the oldest go
// first.
type texts struct {
	floor uint64
	keep  int
	edits map[textKey][]textEdit
	order []orderedEdit // oldest first
}

type orderedEdit struct {
	key textKey
	seq uint64
}

// A state remembers maxTextEdits; once older ones had to be read from the journal,
// maxReadEdits, so that nobody can have them read again and again.
const (
	maxTextEdits = 10_000
	maxReadEdits = 50_000
)

func newTexts(floor uint64) texts {
	return texts{floor: floor, keep: maxTextEdits, edits: map[textKey][]textEdit{}}
}

func (t *texts) add(key textKey, e textEdit) {
	t.edits[key] = append(t.edits[key], e)
	t.order = append(t.order, orderedEdit{key, e.seq})
	for len(t.order) > t.keep {
		t.forget()
	}
}

// forget drops the oldest edit and raises the floor to its number.
func (t *texts) forget() {
	oldest := t.order[0]
	t.order = t.order[1:]
	t.floor = oldest.seq
	if rest := t.edits[oldest.key][1:]; len(rest) > 0 {
		t.edits[oldest.key] = rest
	} else {
		delete(t.edits, oldest.key)
	}
}

// cut forgets every edit after number seq; they were taken back.
func (t *texts) cut(seq uint64) {
	for len(t.order) > 0 {
		last := len(t.order) - 1
		e := t.order[last]
		if e.seq <= seq {
			return
		}
		t.order = t.order[:last]
		list := t.edits[e.key]
		if list = list[:len(list)-1]; len(list) > 0 {
			t.edits[e.key] = list
		} else {
			delete(t.edits, e.key)
		}
	}
}

// since returns the edits of a text after number seq.
func (t *texts) since(key textKey, seq uint64) []textEdit {
	list := t.edits[key]
	i := len(list)
	for i > 0 && list[i-1].seq > seq {
		i--
	}
	return list[i:]
}

// TextsReach reports whether the state remembers the splices that a command
// typed on number seen has to be carried over. When not, the facts from seen
// to TextsFloor can be read from the journal and handed to ExtendTexts.
func (s *State) TextsReach(seen uint64) bool { return seen >= s.texts.floor }

// TextsFloor is the number after which all splices are remembered.
func (s *State) TextsFloor() uint64 { return s.texts.floor }

// ExtendTexts remembers older splices: facts must be those after number floor
// up to TextsFloor, in order.
func (s *State) ExtendTexts(floor uint64, facts []Fact) {
	older := newTexts(floor)
	older.keep = maxReadEdits
	for _, f := range facts {
		for _, p := range f.Change.Patches() {
			if p.Splice != "" {
				key := textKey{p.Splice, p.Field}
				older.edits[key] = append(older.edits[key], textEdit{f.Seq, f.Client, p.Ops})
				older.order = append(older.order, orderedEdit{key, f.Seq})
			}
		}
	}
	for key, list := range s.texts.edits {
		older.edits[key] = append(older.edits[key], list...)
	}
	older.order = append(older.order, s.texts.order...)
	s.texts = older
}
