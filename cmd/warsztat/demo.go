package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server"
)

// demo serves one workshop with simulated people, on a database of its own that
// ends with it.
func demo(ctx context.Context, c *config, out, logs io.Writer) error {
	return (&show{pace: 1, seed: rand.Uint64()}).open(ctx, c, out, logs)
}

// show is one run of the demo. The hooks may be nil; they are called from the
// goroutines of several people.
type show struct {
	pace pace
	seed uint64

	refused func(who, do string, code board.Code) // somebody was refused something
	parting func(p *Client)                       // somebody left
}

// open serves, founds the workshop, lets the people in and lets them live until
// ctx ends.
func (w *show) open(ctx context.Context, c *config, out, logs io.Writer) (err error) {
	if c.sources["database"] == "flag" {
		return &settingError{"the demo has a database of its own, which ends with it; leave --database out"}
	}
	script, err := readScript()
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	folder, err := os.MkdirTemp("", "warsztat-demo-")
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	c.database = filepath.Join(folder, "warsztat.db")
	if c.organiserKey == "" {
		c.organiserKey = NewID()
	}
	if c.sources["log-level"] == "default" {
		c.logLevel = slog.LevelWarn // the three addresses are what one wants to read
	}

	// The server outlives the people, so that they can leave it.
	serving, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	playing, stop := context.WithCancel(ctx)
	defer stop()
	ready, served := make(chan string, 1), make(chan error, 1)
	go func() {
		defer stop()
		served <- serve(serving, c, out, logs, func(_ *url.URL, listens net.Addr) {
			at, _ := server.Addresses(listens)
			ready <- at.String()
		})
	}()
	select {
	case err := <-served:
		return err
	case address := <-ready:
		err = w.play(playing, address, c.organiserKey, script, out, newLog(c, logs))
	}
	end()
	return errors.Join(err, <-served)
}

// play founds the workshop and lets the people live. It returns when ctx ends
// and everybody has left.
func (w *show) play(ctx context.Context, address, key string, script *script, out io.Writer, log *slog.Logger) error {
	transport := &http.Transport{MaxIdleConnsPerHost: 2 * len(script.cast.People)}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	links, err := CreateWorkshop(ctx, client, address, key, script.agenda.Title)
	if err != nil {
		return unlessOver(ctx, fmt.Errorf("found the workshop: %w", err))
	}
	fmt.Fprintf(out, greeting, len(script.cast.People), links[board.Moderator], links[board.Participant], links[board.Observer])

	who := script.cast.Moderator
	moderator, err := Enter(ctx, client, address, Secret(links[board.Moderator]), who.Name, who.Affiliation)
	if err != nil {
		return unlessOver(ctx, err)
	}
	l := &lead{Client: moderator, script: script, pace: w.pace, sides: map[string]int{}, own: map[uint64]bool{}, hands: map[string]int{},
		refused: func(code board.Code) { w.told(log, who.Name, "lead", code) }}
	moderator.Notice = l.watch
	dice := rand.New(rand.NewPCG(w.seed, 0))
	minds := script.minds(dice)
	var players []*player
	for i, who := range script.cast.People {
		p, err := Enter(ctx, client, address, Secret(links[board.Participant]), who.Name, who.Affiliation)
		if err != nil {
			return unlessOver(ctx, err)
		}
		l.sides[p.Actor().Member] = who.Side
		players = append(players, &player{Client: p, mind: minds[i], pace: w.pace, dice: rand.New(rand.NewPCG(w.seed, uint64(i+1))),
			refused: func(do string, code board.Code) { w.told(log, who.Name, do, code) }})
	}

	var all sync.WaitGroup
	defer all.Wait()
	w.send(ctx, &all, moderator, 0, log, func(ctx context.Context) error {
		err := l.goThrough(ctx)
		switch {
		case errors.Is(err, errTaken):
			fmt.Fprint(out, stepsBack)
			return nil
		case err == nil:
			fmt.Fprint(out, atTheEnd)
		}
		return err
	})
	for i, p := range players {
		w.send(ctx, &all, p.Client, time.Duration(i)*250*time.Millisecond, log, p.play)
	}
	<-ctx.Done()
	return nil
}

// send lets a person, after a while, follow the workshop and live in it, each on
// a goroutine, until ctx ends or the person is out.
func (w *show) send(ctx context.Context, all *sync.WaitGroup, p *Client, after time.Duration, log *slog.Logger, live func(context.Context) error) {
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
				log.Info("a simulated person was sent away", "member", p.Actor().Member, "error", err)
			}
		})
		both.Go(func() {
			if err := live(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, ErrOut) {
				log.Warn("a simulated person does nothing any more", "member", p.Actor().Member, "error", err)
			}
		})
		both.Wait()
		if w.parting != nil {
			w.parting(p)
		}
	})
}

// told passes a refusal on.
func (w *show) told(log *slog.Logger, who, do string, code board.Code) {
	log.Debug("a simulated person was refused something", "do", do, "code", code)
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
