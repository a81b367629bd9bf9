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

// pace is how fast the people of the demo live; 1 is how real people do.
type pace float64

func (p pace) rest(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(time.Duration(float64(d) / float64(p))):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// player is one simulated participant: a person, and a mind that makes it do
// things.
type player struct {
	*client.Client
	mind    *mind
	dice    *rand.Rand
	pace    pace
	refused func(do string, code board.Code) // told of every refusal

	at     board.Spot // as was told last
	typing bool
}

// play lives until ctx ends or the person is out of the workshop.
func (p *player) play(ctx context.Context) error {
	for {
		if err := p.pause(ctx, 2*time.Second, 5*time.Second); err != nil {
			return err
		}
		var s *scene
		p.Look(func(state *board.State) { s = see(state, p.Actor()) })
		if p.at.Board != s.board {
			p.walk(board.Spot{Board: s.board}, false)
		}
		if err := p.act(ctx, choose(p.dice, p.mind, s)); err != nil {
			return err
		}
	}
}

// pause waits for a time between two bounds, as people do.
func (p *player) pause(ctx context.Context, low, high time.Duration) error {
	return p.pace.rest(ctx, low+time.Duration(p.dice.Int64N(int64(high-low))))
}

// walk goes somewhere, to type or not, and tells when that is news.
func (p *player) walk(to board.Spot, typing bool) {
	if to != p.at || typing != p.typing {
		p.at, p.typing = to, typing
		p.SetPresence(to, typing)
	}
}

// act does what was chosen, at the pace of a hand.
func (p *player) act(ctx context.Context, do intent) error {
	switch do.deed {
	case doNothing:
		return nil
	case doStroll:
		p.mind.heeded = max(p.mind.heeded, do.call)
		p.walk(board.Spot{Board: p.at.Board, Section: do.section}, false)
		return nil
	case doReact:
		p.mind.gestures[p.phase()]++
		p.React(do.kind)
		return nil
	case doTry, doWrite:
		return p.pen(ctx, do)
	case doMend:
		return p.finish(ctx, do.note, do.section, do.text)
	case doMove, doJoin, doMerge, doGather:
		// Not to the note: who is told to be at one is editing it.
		p.walk(board.Spot{Board: p.at.Board, Section: do.section}, false)
		if err := p.pause(ctx, 1500*time.Millisecond, 4*time.Second); err != nil {
			return err
		}
	}
	_, err := p.do(ctx, &do, client.NewID())
	return err
}

// do gives the command of an intent and remembers what came of it.
func (p *player) do(ctx context.Context, do *intent, id string) (done bool, err error) {
	phase := p.phase()
	done, err = p.offer(ctx, func(state *board.State) board.Command { return do.command(see(state, p.Actor()), id) })
	m := p.mind
	switch {
	case do.deed == doClear:
		m.trialNote = "" // also when somebody else took it away
	case do.deed == doRaise:
		m.hands[phase] = true
	case done && do.deed == doTry:
		m.tried, m.trialNote = true, id
	case done && do.deed == doWrite:
		m.written[do.card] = true
		m.notes[phase]++
		m.drafts[id] = do.card.Text
	case done && do.back:
		m.wavered[do.vote] = true
	}
	return done, err
}

// offer gives a command, and reports whether it took effect. A refusal is no
// error: it is what happens to people too.
func (p *player) offer(ctx context.Context, decide func(*board.State) board.Command) (done bool, err error) {
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

func (p *player) phase() string {
	phase := board.NoPhase
	p.Look(func(state *board.State) {
		if running := state.Running(); !running.Missing() {
			phase = running.ID
		}
	})
	return phase
}

// pen writes a new note: in one go, as the field for new notes sends it, or
// letter by letter before everybody's eyes.
func (p *player) pen(ctx context.Context, do intent) error {
	p.walk(board.Spot{Board: p.at.Board, Section: do.section}, true)
	id, whole := client.NewID(), do.text
	length := utf8.RuneCountInString(whole)
	if do.letters {
		do.text, length = string([]rune(whole)[:min(3, length)]), 3
	}
	if err := p.pause(ctx, time.Duration(length)*150*time.Millisecond, time.Duration(length)*270*time.Millisecond); err != nil {
		return err
	}
	done, err := p.do(ctx, &do, id)
	if err != nil {
		return err
	}
	if done && do.letters {
		return p.finish(ctx, id, do.section, whole)
	}
	p.walk(board.Spot{Board: p.at.Board, Section: do.section}, false)
	return nil
}

// finish types in a note until it says what was meant, or may not any more.
func (p *player) finish(ctx context.Context, note, section, meant string) error {
	p.walk(board.Spot{Board: p.at.Board, Section: section, Item: note}, true)
	for done := true; done; {
		err := p.pause(ctx, 200*time.Millisecond, 500*time.Millisecond)
		if err != nil {
			return err
		}
		n := 1 + p.dice.IntN(3)
		done, err = p.offer(ctx, func(state *board.State) board.Command {
			s := see(state, p.Actor())
			sight := s.note(note)
			at := board.Spot{Board: s.board, Section: section, Item: note}
			if sight == nil || state.MayAt(p.Actor(), "EditText", at) != nil {
				return nil
			}
			if ops := stroke(sight.text, meant, n); ops != nil {
				return &board.EditText{Record: note, Field: "text", Ops: ops}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	p.walk(board.Spot{Board: p.at.Board, Section: section}, false)
	return nil
}
