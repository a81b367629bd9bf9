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

func (c *StartTimer) decide(d *draft) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	d.runTimer(c.Seconds * 1000)
	return nil
}

// PauseTimer stops a running timer where it is.
type PauseTimer struct{}

func (c *PauseTimer) decide(d *draft) *Refusal {
	if ends, runs := d.state.timer().Ends(); runs {
		d.setTimer(nil, max(0, ends-d.at.UnixMilli()))
	}
	return nil
}

// ResumeTimer lets a paused timer run on.
type ResumeTimer struct{}

func (c *ResumeTimer) decide(d *draft) *Refusal {
	if left, paused := d.state.timer().Left(); paused {
		d.runTimer(left)
	}
	return nil
}

// ExtendTimer adds time: to what is left, or to now when the time is up or the
// timer stands.
type ExtendTimer struct {
	Seconds int64 `json:"seconds"`
}

func (c *ExtendTimer) decide(d *draft) *Refusal {
	if c.Seconds <= 0 || c.Seconds > maxTimerSeconds {
		return refuse(BadValue)
	}
	timer := d.state.timer()
	added := c.Seconds * 1000
	if ends, runs := timer.Ends(); runs {
		d.runTimer(min(max(0, ends-d.at.UnixMilli())+added, maxTimerSeconds*1000))
	} else if left, paused := timer.Left(); paused {
		d.setTimer(nil, min(left+added, maxTimerSeconds*1000))
	} else {
		d.runTimer(added)
	}
	return nil
}

// StopTimer takes the timer away.
type StopTimer struct{}

func (c *StopTimer) decide(d *draft) *Refusal {
	d.stopTimer()
	return nil
}

// timer returns the timer, a missing one before it was first set.
func (s *State) timer() Timer { return Timer{s.of(KindTimer, timerID)} }

// runTimer lets the timer end after so many milliseconds.
func (d *draft) runTimer(milliseconds int64) {
	d.setTimer(d.at.UnixMilli()+milliseconds, nil)
}

func (d *draft) stopTimer() {
	if !d.state.timer().Missing() {
		d.setTimer(nil, nil)
	}
}

func (d *draft) setTimer(ends, left any) {
	d.keep(d.state.timer().Record, &Record{ID: timerID, Kind: KindTimer, Audience: Everyone}, Field{"ends", ends}, Field{"left", left})
}
