package board

import "slices"

// The talks are the queue of teams that present to the plenary, each with the
// same time. They belong to the phase in which the queue was made, and rest while
// another one runs.
const talksID = ":talks"

// QueueTalks makes the queue anew; an empty one ends the talks.
type QueueTalks struct {
	Teams   []string `json:"teams"`
	Seconds int64    `json:"seconds"`
}

func (c *QueueTalks) decide(d *draft, _ Actor) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	if len(c.Teams) > d.state.Limits.MaxTeams {
		return refuse(TooMany)
	}
	for i, id := range c.Teams {
		if d.team(id) == nil {
			return refuse(NotFound)
		}
		if slices.Contains(c.Teams[:i], id) {
			return refuse(BadValue)
		}
	}
	d.put(&Record{ID: talksID, Kind: KindTalks, Audience: Everyone, Fields: MakeFields(
		Field{"phase", d.state.Workshop().Fields.Text("phase")},
		Field{"queue", slices.Clone(c.Teams)},
		Field{"seconds", c.Seconds},
	)})
	return nil
}

// NextTalk gives the floor to the next team of the queue and starts its time;
// after the last one the talks are over.
type NextTalk struct{}

func (c *NextTalk) decide(d *draft, _ Actor) *Refusal {
	talks := d.state.of(KindTalks, talksID)
	if talks == nil || talks.Fields.Text("phase") != d.state.Workshop().Fields.Text("phase") {
		return refuse(NotFound)
	}
	queue := talks.Fields.List("queue")
	if len(queue) == 0 {
		d.set(talks, Field{"now", nil})
		d.stopTimer()
		return nil
	}
	d.set(talks, Field{"now", queue[0]}, Field{"queue", queue[1:]})
	d.runTimer(talks.Fields.Int("seconds") * 1000)
	return nil
}
