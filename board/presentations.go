package board

import "slices"

// The presentations are the queue of teams that present to the plenary, each with the
// same time. They belong to the phase in which the queue was made, and rest while
// another one runs.
const presentationsID = ":presentations"

// QueuePresentations makes the queue anew; an empty one ends the presentations.
type QueuePresentations struct {
	Teams   []string `json:"teams"`
	Seconds int64    `json:"seconds"`
}

func (c *QueuePresentations) decide(d *draft) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	if len(c.Teams) > d.state.Limits.MaxTeams {
		return refuse(TooMany)
	}
	for i, id := range c.Teams {
		if d.team(id).Missing() {
			return refuse(NotFound)
		}
		if slices.Contains(c.Teams[:i], id) {
			return refuse(BadValue)
		}
	}
	d.put(&Record{ID: presentationsID, Kind: KindPresentations, Audience: Everyone, Fields: MakeFields(
		Field{"phase", d.state.Workshop().Phase()},
		Field{"queue", slices.Clone(c.Teams)},
		Field{"seconds", c.Seconds},
	)})
	return nil
}

// NextPresentation gives the floor to the next team of the queue and starts its time;
// after the last one the presentations are over.
type NextPresentation struct{}

func (c *NextPresentation) decide(d *draft) *Refusal {
	presentations := d.state.presentations()
	if presentations.Missing() || presentations.Phase() != d.state.Workshop().Phase() {
		return refuse(NotFound)
	}
	queue := presentations.Queue()
	if len(queue) == 0 {
		d.set(presentations.Record, Field{"now", nil})
		d.stopTimer()
		return nil
	}
	d.set(presentations.Record, Field{"now", queue[0]}, Field{"queue", queue[1:]})
	d.runTimer(presentations.Seconds() * 1000)
	return nil
}

func (s *State) presentations() Presentations {
	return Presentations{s.of(KindPresentations, presentationsID)}
}
