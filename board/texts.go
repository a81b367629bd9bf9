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
// older state can be carried over them. Of more than maxTextBytes the oldest go
// first.
type texts struct {
	floor uint64
	edits map[textKey][]textEdit
	order []orderedEdit // oldest first
	bytes int           // that all of them take, about
}

type orderedEdit struct {
	key textKey
	seq uint64
}

// maxTextBytes is enough for some ten thousand edits as people type them.
const maxTextBytes = 2 << 20

func newTexts(floor uint64) texts {
	return texts{floor: floor, edits: map[textKey][]textEdit{}}
}

func (t *texts) add(key textKey, e textEdit) {
	t.edits[key] = append(t.edits[key], e)
	t.order = append(t.order, orderedEdit{key, e.seq})
	t.bytes += e.bytes()
	for t.bytes > maxTextBytes {
		t.forget()
	}
}

// forget drops the oldest edit and raises the floor to its number.
func (t *texts) forget() {
	oldest := t.order[0]
	t.order = t.order[1:]
	t.floor = oldest.seq
	list := t.edits[oldest.key]
	t.bytes -= list[0].bytes()
	if rest := list[1:]; len(rest) > 0 {
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
		end := len(list) - 1
		t.bytes -= list[end].bytes()
		if list = list[:end]; end > 0 {
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

// bytes is about what the edit takes of the memory.
func (e *textEdit) bytes() int {
	n := 100
	for _, step := range e.ops {
		n += 24 + len(step.Insert)
	}
	return n
}

// RecallTexts lets a state that was loaded remember the splices of changes before
// it: facts are those after number floor, in order, up to the state's own number.
func (s *State) RecallTexts(floor uint64, facts []Fact) {
	s.texts = newTexts(floor)
	for _, f := range facts {
		for _, p := range f.Change.Patches() {
			if p.Splice != "" {
				s.texts.add(textKey{p.Splice, p.Field}, textEdit{f.Seq, f.Client, p.Ops})
			}
		}
	}
}
