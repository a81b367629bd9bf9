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

// Run creates a workshop on the server at an address and lets simulated people
// take part in it, until ctx ends and everybody has left. It writes to out the
// links of the workshop and, later, that the simulated moderator stops.
// It says these in a locale, pl or en.
func Run(ctx context.Context, address, organiserKey, locale string, out io.Writer, log *slog.Logger) error {
	return (&demo{pace: 1, seed: rand.Uint64(), template: ownTemplate, lead: (*moderator).runAgenda, said: saidIn[locale], out: out, log: log}).run(ctx, address, organiserKey)
}

// Rehearse lets simulated participants take part in a workshop on the server at an
// address, by its link, until ctx ends or nobody of them is let in any more. What
// they do they do in the phases of whoever moderates.
func Rehearse(ctx context.Context, address, link string, log *slog.Logger) error {
	return (&demo{pace: 1, seed: rand.Uint64(), log: log}).rehearse(ctx, address, link)
}

// ownTemplate is that of the demo's own workshop, which plans its agenda itself.
const ownTemplate = "swot"

// demo is one run of the demo, or of a rehearsal. The hooks may be nil; they are called from the
// goroutines of several people.
type demo struct {
	pace     pace
	seed     uint64
	template string // the workshop's
	lead     func(*moderator, context.Context) error
	said     said
	out      io.Writer
	log      *slog.Logger

	refused func(who, do string, code board.Code) // somebody was refused something
	left    func(c *client.Client)                // somebody left
}

// run creates the workshop and lets the people take part. It returns when ctx has
// ended and everybody has left.
func (d *demo) run(ctx context.Context, address, organiserKey string) error {
	script, err := readScript()
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
	defer server.HTTP.CloseIdleConnections()
	links, err := server.CreateWorkshop(ctx, organiserKey, client.Workshop{Title: script.agenda.Title, Template: d.template, Locale: "pl"})
	if err != nil {
		return unlessOver(ctx, err)
	}
	fmt.Fprintf(d.out, d.said.greeting, len(script.cast.People), links[board.Moderator], links[board.Participant], links[board.Observer])

	enter := func(role board.Role, p person) (*client.Client, error) {
		return server.Enter(ctx, client.Person{Link: links[role], Name: p.Name, Affiliation: p.Affiliation})
	}
	c, err := enter(board.Moderator, script.cast.Moderator)
	if err != nil {
		return unlessOver(ctx, err)
	}
	m := &moderator{Client: c, script: script, pace: d.pace, sides: map[string]int{}, own: map[uint64]bool{}, hands: map[string]int{},
		refused: func(code board.Code) { d.reportRefusal(script.cast.Moderator.Name, "moderate", code) }}
	m.Notice = m.watch
	participants, err := d.enter(ctx, server, links[board.Participant], script)
	if err != nil {
		return unlessOver(ctx, err)
	}
	for i, p := range participants {
		m.sides[p.Actor().Member] = script.cast.People[i].Side
	}

	var all sync.WaitGroup
	defer all.Wait()
	d.start(ctx, &all, m.Client, 0, func(ctx context.Context) error {
		err := d.lead(m, ctx)
		switch {
		case errors.Is(err, errTakenOver):
			fmt.Fprint(d.out, d.said.stepsBack)
			return nil
		case err == nil:
			fmt.Fprint(d.out, d.said.atTheEnd)
		}
		return err
	})
	d.takePart(ctx, &all, participants)
	<-ctx.Done()
	return nil
}

func (d *demo) rehearse(ctx context.Context, address, link string) error {
	script, err := readScript()
	if err != nil {
		return fmt.Errorf("rehearsal: %w", err)
	}
	server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
	defer server.HTTP.CloseIdleConnections()
	participants, err := d.enter(ctx, server, link, script)
	if err != nil {
		return unlessOver(ctx, err)
	}
	var all sync.WaitGroup
	d.takePart(ctx, &all, participants)
	all.Wait()
	return nil
}

// enter lets the people of the cast into a workshop, by the link of participants.
func (d *demo) enter(ctx context.Context, server client.Server, link string, script *script) ([]*participant, error) {
	memories := script.memories(rand.New(rand.NewPCG(d.seed, 0)))
	var participants []*participant
	for i, who := range script.cast.People {
		c, err := server.Enter(ctx, client.Person{Link: link, Name: who.Name, Affiliation: who.Affiliation})
		if err != nil {
			return nil, err
		}
		participants = append(participants, &participant{Client: c, memory: memories[i], pace: d.pace, random: rand.New(rand.NewPCG(d.seed, uint64(i+1))),
			refused: func(do string, code board.Code) { d.reportRefusal(who.Name, do, code) }})
	}
	return participants, nil
}

// takePart starts the participants, one after the other.
func (d *demo) takePart(ctx context.Context, all *sync.WaitGroup, participants []*participant) {
	for i, p := range participants {
		d.start(ctx, all, p.Client, time.Duration(i)*250*time.Millisecond, p.takePart)
	}
}

// start lets a person, after a while, follow the workshop and act in it, each on a
// goroutine of all, until ctx ends or the person is no longer let in.
func (d *demo) start(ctx context.Context, all *sync.WaitGroup, c *client.Client, after time.Duration, act func(context.Context) error) {
	ctx, leave := context.WithCancel(ctx)
	all.Go(func() {
		defer leave()
		if d.pace.rest(ctx, after) != nil {
			return
		}
		var both sync.WaitGroup
		both.Go(func() {
			defer leave()
			if err := c.Follow(ctx); err != nil {
				d.log.Info("a simulated person was sent away", "member", c.Actor().Member, "error", err)
			}
		})
		both.Go(func() {
			if err := act(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, client.ErrNotLetIn) {
				d.log.Warn("a simulated person does nothing any more", "member", c.Actor().Member, "error", err)
			}
		})
		both.Wait()
		if d.left != nil {
			d.left(c)
		}
	})
}

// reportRefusal passes a refusal on.
func (d *demo) reportRefusal(who, do string, code board.Code) {
	d.log.Debug("a simulated person was refused something", "do", do, "code", code)
	if d.refused != nil {
		d.refused(who, do, code)
	}
}

// unlessOver is nil when ctx has ended: then nothing was wrong.
func unlessOver(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// said is what the demo tells whoever started it.
type said struct{ greeting, stepsBack, atTheEnd string }

var saidIn = map[string]said{
	"pl": {
		greeting: `Zaczyna się warsztat. Osób symulowanych: %d. Potrwa około dziesięciu minut.

Prowadzenie (otwórz najpierw):
  %s
Udział (w drugim oknie albo na innym urządzeniu):
  %s
Rzutnik:
  %s

Wejdź pod dowolnym imieniem. Przyglądaj się albo przejmij prowadzenie: wtedy symulowana osoba
prowadząca ustąpi, a pozostali pójdą za Tobą. Ctrl+C kończy wszystko i niczego nie zostawia.
`,
		stepsBack: "Prowadzi teraz ktoś inny. Symulowana osoba prowadząca ustępuje, pozostali idą za nową.\n",
		atTheEnd:  "Plan spotkania się skończył, a warsztat zostaje, jaki jest. Można prowadzić go dalej.\n",
	},
	"en": {
		greeting: `A workshop with %d simulated people begins. It takes about ten minutes.

Moderate (open this one first):
  %s
Take part (in another window, or from another device):
  %s
Projector:
  %s

Enter with any name. Just watch, or take over: as soon as you moderate, the simulated
moderator steps back and the people follow you. Ctrl+C ends everything; nothing is kept.
`,
		stepsBack: "Somebody else moderates now. The simulated moderator steps back; the people follow.\n",
		atTheEnd:  "The agenda is at its end and the workshop stays as it is. You may moderate on.\n",
	},
}
