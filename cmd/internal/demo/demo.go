// Package demo is a workshop with simulated people, who take part in it over the
// real protocol as everybody does. What they say stands in its README.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// Run founds a workshop on the server at an address and lets simulated people
// take part in it, until ctx ends and everybody has left. The links of the
// workshop and what happens to the moderator are written to out.
func Run(ctx context.Context, address, organiserKey string, out io.Writer, log *slog.Logger) error {
	return (&show{pace: 1, seed: rand.Uint64(), out: out, log: log}).play(ctx, address, organiserKey)
}

// show is one run of the demo. The hooks may be nil; they are called from the
// goroutines of several people.
type show struct {
	pace pace
	seed uint64
	out  io.Writer
	log  *slog.Logger

	refused func(who, do string, code board.Code) // somebody was refused something
	parting func(p *client.Client)                // somebody left
}

// play founds the workshop and lets the people live. It returns when ctx ends
// and everybody has left.
func (w *show) play(ctx context.Context, address, organiserKey string) error {
	script, err := readScript()
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
	defer server.HTTP.CloseIdleConnections()
	links, err := server.CreateWorkshop(ctx, organiserKey, client.Workshop{Title: script.agenda.Title, Template: "swot", Locale: "pl"})
	if err != nil {
		return unlessOver(ctx, err)
	}
	fmt.Fprintf(w.out, greeting, len(script.cast.People), links[board.Moderator], links[board.Participant], links[board.Observer])

	who := script.cast.Moderator
	moderator, err := server.Enter(ctx, client.Person{Link: links[board.Moderator], Name: who.Name, Affiliation: who.Affiliation})
	if err != nil {
		return unlessOver(ctx, err)
	}
	l := &lead{Client: moderator, script: script, pace: w.pace, sides: map[string]int{}, own: map[uint64]bool{}, hands: map[string]int{},
		refused: func(code board.Code) { w.told(who.Name, "lead", code) }}
	moderator.Notice = l.watch
	dice := rand.New(rand.NewPCG(w.seed, 0))
	minds := script.minds(dice)
	var players []*player
	for i, who := range script.cast.People {
		p, err := server.Enter(ctx, client.Person{Link: links[board.Participant], Name: who.Name, Affiliation: who.Affiliation})
		if err != nil {
			return unlessOver(ctx, err)
		}
		l.sides[p.Actor().Member] = who.Side
		players = append(players, &player{Client: p, mind: minds[i], pace: w.pace, dice: rand.New(rand.NewPCG(w.seed, uint64(i+1))),
			refused: func(do string, code board.Code) { w.told(who.Name, do, code) }})
	}

	var all sync.WaitGroup
	defer all.Wait()
	w.send(ctx, &all, moderator, 0, func(ctx context.Context) error {
		err := l.goThrough(ctx)
		switch {
		case errors.Is(err, errTaken):
			fmt.Fprint(w.out, stepsBack)
			return nil
		case err == nil:
			fmt.Fprint(w.out, atTheEnd)
		}
		return err
	})
	for i, p := range players {
		w.send(ctx, &all, p.Client, time.Duration(i)*250*time.Millisecond, p.play)
	}
	<-ctx.Done()
	return nil
}

// send lets a person, after a while, follow the workshop and live in it, each on
// a goroutine, until ctx ends or the person is out.
func (w *show) send(ctx context.Context, all *sync.WaitGroup, p *client.Client, after time.Duration, live func(context.Context) error) {
	ctx, leave := context.WithCancel(ctx)
	all.Go(func() {
		defer leave()
		if w.pace.rest(ctx, after) != nil {
			return
		}
		var both sync.WaitGroup
		both.Go(func() {
			defer leave()
			if err := p.Follow(ctx); err != nil {
				w.log.Info("a simulated person was sent away", "member", p.Actor().Member, "error", err)
			}
		})
		both.Go(func() {
			if err := live(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, client.ErrNotLetIn) {
				w.log.Warn("a simulated person does nothing any more", "member", p.Actor().Member, "error", err)
			}
		})
		both.Wait()
		if w.parting != nil {
			w.parting(p)
		}
	})
}

// told passes a refusal on.
func (w *show) told(who, do string, code board.Code) {
	w.log.Debug("a simulated person was refused something", "do", do, "code", code)
	if w.refused != nil {
		w.refused(who, do, code)
	}
}

// unlessOver is nil when ctx has ended: then nothing was wrong.
func unlessOver(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

const greeting = `A workshop with %d simulated people begins. It takes about ten minutes.

Moderate (open this one first):
  %s
Take part (in another window, or from another device):
  %s
Projector:
  %s

Enter with any name. Just watch, or take over: as soon as you moderate, the simulated
moderator steps back and the people follow you. Ctrl+C ends everything; nothing is kept.
`

const stepsBack = "Somebody else moderates now. The simulated moderator steps back; the people follow.\n"

const atTheEnd = "The agenda is at its end and the workshop stays as it is. You may moderate on.\n"
