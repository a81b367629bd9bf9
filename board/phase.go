package board

import "slices"

// GoTo ends the running phase and begins another, in whichever direction; ""
// is no phase. From names the phase that the moderator saw running, so that
// two presses of "next" are one. Nothing is deleted: what was hidden stays
// hidden until it is revealed, what was open stays open.
type GoTo struct {
	Phase string `json:"phase"`
	From  string `json:"from"`
}

func (c *GoTo) decide(d *draft) *Refusal {
	workshop := d.state.Workshop()
	if workshop.Phase() != c.From || c.Phase == c.From {
		return refuse(Stale)
	}
	next := Phase{d.visible(KindPhase, c.Phase)}
	if c.Phase != "" && next.Missing() {
		return refuse(NotFound)
	}
	if left := d.state.Running(); !left.Missing() {
		spent := max(0, d.at.UnixMilli()-workshop.Began())
		d.set(left.Record, Field{"took", left.Took() + spent})
	}
	if next.Missing() {
		d.set(workshop.Record, Field{"phase", nil}, Field{"began", nil})
	} else {
		d.set(next.Record, Field{"revealed", nil})
		d.set(workshop.Record, Field{"phase", c.Phase}, Field{"began", d.at.UnixMilli()})
	}
	if minutes := next.Minutes(); minutes > 0 {
		d.runTimer(minutes * 60_000)
	} else {
		d.stopTimer()
	}
	// Nobody looks at what was shown in the phase before, unless they are held
	// there; that ends with Release alone.
	if d.state.focus().Mode() != ModeHold {
		d.unfocus()
	}
	d.letPagesTurn()
	d.recountAll()
	return d.copyBoards()
}

// Running returns the phase that runs, a missing one when none does.
func (s *State) Running() Phase { return Phase{s.of(KindPhase, s.Workshop().Phase())} }

// Allows reports whether participants may do this in the running phase. Without
// a phase they may do everything.
func (s *State) Allows(act Act) bool {
	phase := s.Running()
	return phase.Missing() || slices.Contains(phase.Allow(), string(act))
}

// covers reports whether the running phase has the board in focus.
func (s *State) covers(board Board) bool {
	phase := s.Running()
	if phase.Missing() {
		return true
	}
	if phase.Teams() != (board.Team() != "") {
		return false
	}
	if board.Team() != "" {
		return phase.names(board.Origin())
	}
	return phase.names(board.ID)
}

// names reports whether a board of the plenary is one of the phase's; a phase
// that names none has all.
func (p Phase) names(board string) bool {
	return len(p.Boards()) == 0 || slices.Contains(p.Boards(), board)
}

// needs refuses what the running phase does not allow this participant.
func (d *draft) needs(act Act) *Refusal {
	if d.by.Role == Participant && !d.state.Allows(act) {
		return refuse(WrongPhase)
	}
	return nil
}
