package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"time"
	"unicode/utf8"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// pace is how many times faster than real people those of the demo are.
type pace float64

// rest waits for a time at this pace, or until ctx ends.
func (p pace) rest(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(time.Duration(float64(d) / float64(p))):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// participant is one simulated participant.
type participant struct {
	*client.Client
	memory  *memory
	random  *rand.Rand
	pace    pace
	refused func(do string, code board.Code) // told of every refusal

	at     board.Spot // as was told last
	typing bool
}

// takePart does one thing after the other until ctx ends or the participant is no
// longer let in.
func (p *participant) takePart(ctx context.Context) error {
	for {
		if err := p.pause(ctx, 2*time.Second, 5*time.Second); err != nil {
			return err
		}
		var v *view
		p.Look(func(state *board.State) { v = viewOf(state, p.Actor()) })
		if p.at.Board != v.board {
			p.goTo(board.Spot{Board: v.board}, false)
		}
		if err := p.act(ctx, choose(p.random, p.memory, v)); err != nil {
			return err
		}
	}
}

// pause waits for a time between two bounds, as people do.
func (p *participant) pause(ctx context.Context, low, high time.Duration) error {
	return p.pace.rest(ctx, low+time.Duration(p.random.Int64N(int64(high-low))))
}

// goTo goes somewhere, to type or not, and tells the others when that is news.
func (p *participant) goTo(to board.Spot, typing bool) {
	if to != p.at || typing != p.typing {
		p.at, p.typing = to, typing
		p.SetPresence(to, typing)
	}
}

// act does what was chosen, as fast as people do it.
func (p *participant) act(ctx context.Context, do intent) error {
	switch do.action {
	case doNothing:
		return nil
	case doVisit:
		p.memory.followed = max(p.memory.followed, do.focus)
		p.goTo(board.Spot{Board: p.at.Board, Section: do.section}, false)
		return nil
	case doReact:
		p.memory.gestures[p.phase()]++
		p.React(do.kind)
		return nil
	case doTry, doWrite:
		return p.writeNote(ctx, do)
	case doCorrect:
		return p.typeOut(ctx, do.note, do.section, do.text)
	case doMove, doJoin, doMerge, doGroup:
		// Not to the note: somebody who is at a note edits it.
		p.goTo(board.Spot{Board: p.at.Board, Section: do.section}, false)
		if err := p.pause(ctx, 1500*time.Millisecond, 4*time.Second); err != nil {
			return err
		}
	}
	_, err := p.perform(ctx, &do, client.NewID())
	return err
}

// perform submits the command of an intent and remembers what came of it.
func (p *participant) perform(ctx context.Context, do *intent, id string) (done bool, err error) {
	phase := p.phase()
	done, err = p.submit(ctx, func(state *board.State) board.Command { return do.command(viewOf(state, p.Actor()), id) })
	m := p.memory
	switch {
	case do.action == doDeleteTrial:
		m.trialNote = "" // also when somebody else took it away
	case do.action == doRaiseHand:
		m.hands[phase] = true
	case done && do.action == doTry:
		m.tried, m.trialNote = true, id
	case done && do.action == doWrite:
		m.written[do.idea] = true
		m.notes[phase]++
		m.meant[id] = do.idea.Text
	case done && do.fewer:
		m.changedMind[do.vote] = true
	}
	return done, err
}

// submit submits a command, and reports whether it took effect. A refusal is no
// error: real people are refused things, too.
func (p *participant) submit(ctx context.Context, decide func(*board.State) board.Command) (done bool, err error) {
	name := ""
	_, err = p.Submit(ctx, func(state *board.State) board.Command {
		c := decide(state)
		if c != nil {
			name = reflect.TypeOf(c).Elem().Name()
		}
		return c
	})
	var refusal *board.Refusal
	if errors.As(err, &refusal) {
		p.refused(name, refusal.Code)
		return false, nil
	}
	return err == nil && name != "", err
}

// phase is the phase that runs, board.NoPhase for none.
func (p *participant) phase() string {
	phase := board.NoPhase
	p.Look(func(state *board.State) {
		if running := state.Running(); !running.Missing() {
			phase = running.ID
		}
	})
	return phase
}

// writeNote writes a new note: in one go, as the field for new notes sends it, or
// letter by letter before everybody's eyes.
func (p *participant) writeNote(ctx context.Context, do intent) error {
	p.goTo(board.Spot{Board: p.at.Board, Section: do.section}, true)
	id, whole := client.NewID(), do.text
	length := utf8.RuneCountInString(whole)
	if do.byLetter {
		do.text, length = string([]rune(whole)[:min(3, length)]), 3
	}
	if err := p.pause(ctx, time.Duration(length)*150*time.Millisecond, time.Duration(length)*270*time.Millisecond); err != nil {
		return err
	}
	done, err := p.perform(ctx, &do, id)
	if err != nil {
		return err
	}
	if done && do.byLetter {
		return p.typeOut(ctx, id, do.section, whole)
	}
	p.goTo(board.Spot{Board: p.at.Board, Section: do.section}, false)
	return nil
}

// typeOut types in a note until it says what was meant, or may not any more.
func (p *participant) typeOut(ctx context.Context, note, section, meant string) error {
	p.goTo(board.Spot{Board: p.at.Board, Section: section, Item: note}, true)
	for done := true; done; {
		err := p.pause(ctx, 200*time.Millisecond, 500*time.Millisecond)
		if err != nil {
			return err
		}
		letters := 1 + p.random.IntN(3)
		done, err = p.submit(ctx, func(state *board.State) board.Command {
			v := viewOf(state, p.Actor())
			n := v.note(note)
			at := board.Spot{Board: v.board, Section: section, Item: note}
			if n == nil || state.MayAt(p.Actor(), "EditText", at) != nil {
				return nil
			}
			if ops := nextEdit(n.text, meant, letters); ops != nil {
				return &board.EditText{Record: note, Field: "text", Ops: ops}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	p.goTo(board.Spot{Board: p.at.Board, Section: section}, false)
	return nil
}
