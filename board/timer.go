package board

// The timer is one record. While it runs it says when it ends by the server's
// clock, while it is paused how much is left; its end proposes and changes
// nothing.
const timerID = ":timer"

const maxTimerSeconds = 24 * 60 * 60

// StartTimer starts the timer anew.
type StartTimer struct {
	Seconds int64 `json:"seconds"`
}

func (c *StartTimer) decide(d *draft, _ Actor) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	d.runTimer(c.Seconds * 1000)
	return nil
}

// PauseTimer stops a running timer where it is.
type PauseTimer struct{}

func (c *PauseTimer) decide(d *draft, _ Actor) *Refusal {
	if ends, runs := d.state.timerEnds(); runs {
		d.setTimer(nil, max(0, ends-d.at.UnixMilli()))
	}
	return nil
}

// ResumeTimer lets a paused timer run on.
type ResumeTimer struct{}

func (c *ResumeTimer) decide(d *draft, _ Actor) *Refusal {
	timer := d.state.of(KindTimer, timerID)
	if timer != nil && timer.Fields.Get("left") != nil {
		d.runTimer(timer.Fields.Int("left"))
	}
	return nil
}

// ExtendTimer adds time: to what is left, or to now when the time is up or the
// timer stands.
type ExtendTimer struct {
	Seconds int64 `json:"seconds"`
}

func (c *ExtendTimer) decide(d *draft, _ Actor) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	timer := d.state.of(KindTimer, timerID)
	switch ends, runs := d.state.timerEnds(); {
	case runs:
		d.runTimer(min(max(0, ends-d.at.UnixMilli())+c.Seconds*1000, maxTimerSeconds*1000))
	case timer != nil && timer.Fields.Get("left") != nil:
		d.setTimer(nil, min(timer.Fields.Int("left")+c.Seconds*1000, maxTimerSeconds*1000))
	default:
		d.runTimer(c.Seconds * 1000)
	}
	return nil
}

// StopTimer takes the timer away.
type StopTimer struct{}

func (c *StopTimer) decide(d *draft, _ Actor) *Refusal {
	d.stopTimer()
	return nil
}

func (s *State) timerEnds() (int64, bool) {
	timer := s.of(KindTimer, timerID)
	if timer == nil {
		return 0, false
	}
	ends, runs := timer.Fields.Get("ends").(int64)
	return ends, runs
}

// runTimer lets the timer end after so many milliseconds.
func (d *draft) runTimer(milliseconds int64) {
	d.setTimer(d.at.UnixMilli()+milliseconds, nil)
}

func (d *draft) stopTimer() {
	if d.state.of(KindTimer, timerID) != nil {
		d.setTimer(nil, nil)
	}
}

func (d *draft) setTimer(ends, left any) {
	if timer := d.state.of(KindTimer, timerID); timer != nil {
		d.set(timer, Field{"ends", ends}, Field{"left", left})
		return
	}
	d.put(&Record{ID: timerID, Kind: KindTimer, Audience: Everyone, Fields: MakeFields(Field{"ends", ends}, Field{"left", left})})
}
