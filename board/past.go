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
	now   map[string]Audience // of the records that were put after the change
}

// NewPast is a past before the first change. It is given every change of the journal by
// Apply, those after the change at too.
func NewPast(at uint64, limits Limits) *Past {
	return &Past{at, NewState(limits), map[string]Audience{}}
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

// Seq is the number of the last change that was taken into the state, at most the one
// that is looked back to.
func (p *Past) Seq() uint64 { return p.state.Seq }

// Records yields the records that the viewer may see, in the order of their ids.
func (p *Past) Records(v Viewer) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for r := range p.state.Records(v) {
			if now, changed := p.now[r.ID]; changed && !v.Sees(now) {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}
