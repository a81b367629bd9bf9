package board

import "time"

// A workshop is deleted on a day: on the one that people have chosen, otherwise twelve
// months after its last use. The server announces the day in the workshop a month before.
const (
	termMonths = 12
	// NoticeDays is how long before its deletion a workshop says so.
	NoticeDays = 30
	termYears  = 20 // at most
)

// KeepUntil chooses the day on which the workshop is deleted, as 2027-03-31; "" stands for
// twelve months after the last use.
type KeepUntil struct {
	Day string `json:"day"`
}

func (c *KeepUntil) decide(d *draft) *Refusal {
	ends := ""
	if c.Day != "" {
		day, r := termDay(c.Day, d.at)
		if r != nil {
			return r
		}
		if notice := today(d.at).AddDate(0, 0, NoticeDays); !day.After(notice) {
			ends = DayOf(notice)
		}
	}
	d.set(d.state.Workshop().Record, Field{"keptUntil", c.Day}, Field{"endsOn", ends})
	return nil
}

// termDay reads a day that somebody chooses.
func termDay(text string, at time.Time) (time.Time, *Refusal) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || !day.After(today(at)) || day.After(today(at).AddDate(termYears, 0, 0)) {
		return time.Time{}, refuse(BadValue)
	}
	return day, nil
}

// PlanDeletion is given by the server: it notes the day of the last use, when nothing else
// tells it any more, and announces the day of the deletion, or takes that back with "".
type PlanDeletion struct {
	LastUsed string
	EndsOn   string
}

func (c *PlanDeletion) decide(d *draft) *Refusal {
	d.set(d.state.Workshop().Record, Field{"lastUsed", c.LastUsed}, Field{"endsOn", c.EndsOn})
	return nil
}

// Due returns the day on which a workshop is to be deleted that was used last at a time.
// keptUntil is the day that people have chosen, "" for none.
func Due(keptUntil string, used time.Time) time.Time {
	if day, err := time.Parse(time.DateOnly, keptUntil); err == nil {
		return day
	}
	return today(used).AddDate(0, termMonths, 0)
}

// DayOf writes the day of a time, UTC.
func DayOf(t time.Time) string { return t.UTC().Format(time.DateOnly) }

func today(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
