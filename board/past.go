package board

import "iter"

// Past is a workshop as it was after one change, as it may be seen today: a viewer sees a
// record that they belonged to then, with the role and the team of today, and still
// belong to now. So nothing that was hidden then shows because it is open today, and
// nothing that was open then because it was. A record that was removed since counts
// with its last audience.
type Past struct {
	at    uint64
	state *State
	now   map[string]Audience // of today's records, and of those that were put after the change
	cut   bool                // not every later change could be read
}

// NewPast is the past after the change at. It begins with a state of that change or an
// earlier one and is given all changes that follow by Apply, those after the change at
// too. The audiences are those of the records of today.
func NewPast(at uint64, from *State, today map[string]Audience) *Past {
	return &Past{at: at, state: from, now: today}
}

// Apply takes in the next change of the journal.
func (p *Past) Apply(f Fact) error {
	if f.Seq <= p.at {
		_, err := p.state.Apply(f)
		return err
	}
	for _, segment := range f.Change {
		for _, patch := range segment.Patches {
			if patch.Put != nil {
				p.now[patch.Put.ID] = patch.Put.Audience
			}
		}
	}
	return nil
}

// Cut says that the next change cannot be read, and none that follows. What was removed
// since is kept back then: nobody knows who might see it last.
func (p *Past) Cut() { p.cut = true }

// IsCut reports whether Cut was called.
func (p *Past) IsCut() bool { return p.cut }

// Seq is the number of the last change that was taken into the state, at most the one
// that is looked back to.
func (p *Past) Seq() uint64 { return p.state.Seq }

// Records yields the records that the viewer may see, in the order of their ids.
func (p *Past) Records(v Viewer) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for r := range p.state.Records(v) {
			if now, known := p.now[r.ID]; known && !v.Sees(now) || !known && p.cut {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// Audiences returns the audience of every record.
func (s *State) Audiences() map[string]Audience {
	all := make(map[string]Audience, len(s.records))
	for id, r := range s.records {
		all[id] = r.Audience
	}
	return all
}
