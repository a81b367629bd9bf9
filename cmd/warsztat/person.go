package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"time"

	"warsztat/board"
)

// person takes part in a workshop over the real protocol, as a program without
// cookies and WebSockets does: it enters by a link, holds the state of its own
// audiences, hears of changes by an event stream and says what it wants by
// posting. What is not yet answered is posted again, so nothing takes effect
// twice and nothing is lost.
//
// follow needs a goroutine of its own. All that is said must come from one
// goroutine; look may be called from any.
type person struct {
	client *http.Client
	place  string // the address of the workshop: http://host/api/workshops/ID
	token  string
	name   string // of this client, as rule W14 wants one
	actor  board.Actor

	// notice, when it is set before follow, is told every change just before it
	// is applied. It must neither block nor look.
	notice func(state *board.State, seq uint64, patches []board.Patch)

	number uint64 // of the last command; of the goroutine that speaks

	heard chan struct{} // holds a token when there is something new
	gone  chan struct{} // closed when follow has returned

	mu        sync.Mutex
	state     *board.State
	epoch     string
	writing   int // how many people write just now; only moderators are told
	checked   int // state hashes that were compared
	divergent int // and of these, how many differed
}

// errOut says that the person is no longer, or not yet, in the workshop.
var errOut = errors.New("not in the workshop")

// enter lets a person in by the secret of a link (rule W1) and fetches the state.
func enter(ctx context.Context, client *http.Client, address, secret, name, affiliation string) (*person, error) {
	var entered struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Session  string     `json:"session"`
	}
	asked := map[string]string{"secret": secret, "name": name, "affiliation": affiliation}
	if err := post(ctx, client, address+"/api/enter", "", asked, &entered); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", name, err)
	}
	p := &person{
		client: client,
		place:  address + "/api/workshops/" + entered.Workshop,
		token:  entered.Session,
		name:   freshID(),
		actor:  board.Actor{Member: entered.Member, Role: entered.Role},
		heard:  make(chan struct{}, 1),
		gone:   make(chan struct{}),
	}
	if err := p.fetch(ctx); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", name, err)
	}
	return p, nil
}

// freshID is an id for a record, or a name for a client, that nobody else has.
func freshID() string { return rand.Text() }

// look reads the state as this person has it. The state must not be kept.
func (p *person) look(read func(*board.State)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	read(p.state)
}

// writers is how many people write just now, as moderators are told.
func (p *person) writers() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.writing
}

// give gives the command that decide makes of the state as it is at this moment,
// and returns when the change that it became has arrived. It gives nothing when
// decide returns nil. A refusal is returned as a *board.Refusal.
func (p *person) give(ctx context.Context, decide func(*board.State) board.Command) (seq uint64, err error) {
	var command board.Command
	var seen uint64
	p.look(func(state *board.State) { command, seen = decide(state), state.Seq })
	if command == nil {
		return 0, nil
	}
	p.number++
	answers, err := p.say(ctx, struct {
		Type   string        `json:"type"`
		Number uint64        `json:"number"`
		Seen   uint64        `json:"seen"`
		Do     string        `json:"do"`
		With   board.Command `json:"with"`
	}{"command", p.number, seen, reflect.TypeOf(command).Elem().Name(), command})
	if err != nil {
		return 0, err
	}
	for _, a := range answers {
		switch {
		case a.Number == p.number && a.Type == "ack":
			return a.Seq, p.until(ctx, a.Seq)
		case a.Number == p.number && a.Type == "refused":
			return 0, board.Refuse(a.Code)
		}
	}
	return 0, fmt.Errorf("command %d was not answered", p.number)
}

// until waits until the state has come to a change: the next text has to be
// typed on what the last one became (rule W26).
func (p *person) until(ctx context.Context, seq uint64) error {
	for {
		there := false
		p.look(func(state *board.State) { there = state.Seq >= seq })
		if there {
			return nil
		}
		select {
		case <-p.heard:
		case <-p.gone:
			return errOut
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// whereabouts is where a person is, and whether they type (rule W29).
type whereabouts struct {
	Board    string `json:"board,omitempty"`
	Quadrant string `json:"quadrant,omitempty"`
	Note     string `json:"note,omitempty"`
	Typing   bool   `json:"typing,omitempty"`
}

// stand tells where the person is.
func (p *person) stand(ctx context.Context, at whereabouts) error {
	_, err := p.say(ctx, struct {
		Type  string `json:"type"`
		State string `json:"state"`
		whereabouts
	}{"presence", "online", at})
	return err
}

// react shows a reaction.
func (p *person) react(ctx context.Context, kind string) error {
	_, err := p.say(ctx, struct {
		Type string `json:"type"`
		Kind string `json:"kind"`
	}{"reaction", kind})
	return err
}

// say posts one frame (rule W13), the same bytes again until it is answered, and
// returns the answer. errOut means that there is nobody to answer this person.
func (p *person) say(ctx context.Context, what any) ([]frame, error) {
	line, err := json.Marshal(what)
	if err != nil {
		return nil, fmt.Errorf("say: %w", err)
	}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		answers, wait, err := p.sayOnce(ctx, line)
		switch {
		case err == nil && wait == 0:
			return answers, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, errOut):
			return nil, err
		}
		if err := rest(ctx, max(wait, pause)); err != nil {
			return nil, err
		}
	}
}

// The pauses before something that failed is tried again.
const (
	firstPause   = 250 * time.Millisecond
	longestPause = 4 * time.Second
	answerTime   = 20 * time.Second
)

// sayOnce posts a line; wait is how long the server wants to be left alone
// before the next try.
func (p *person) sayOnce(ctx context.Context, line []byte) (answers []frame, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.place+"/commands", bytes.NewReader(line))
	if err != nil {
		return nil, 0, err
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("Warsztat-Client", p.name)
	answer, err := p.client.Do(r)
	if err != nil {
		return nil, 0, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, 0, err
	}
	if wait, err := verdict(answer); wait > 0 || err != nil {
		return nil, wait, err
	}
	for line := range strings.Lines(string(body)) {
		var f frame
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			return nil, 0, fmt.Errorf("an answer that is no frame: %w", err)
		}
		answers = append(answers, f)
	}
	return answers, 0, nil
}

// verdict reads the status of an answer: how long to wait before the next try,
// or why there shall be none.
func verdict(answer *http.Response) (wait time.Duration, err error) {
	switch {
	case answer.StatusCode < 300:
		return 0, nil
	case answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500:
		seconds, err := time.ParseDuration(answer.Header.Get("Retry-After") + "s")
		if err != nil {
			seconds = time.Second
		}
		return max(seconds, firstPause), nil
	}
	return 0, fmt.Errorf("%w: %s", errOut, answer.Status)
}

// post sends a request that is no frame and reads its answer.
func post(ctx context.Context, client *http.Client, address, token string, body, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		return err
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return fmt.Errorf("%s: %s", answer.Status, bytes.TrimSpace(text))
	}
	return json.Unmarshal(text, into)
}

// rest waits for a while, or until ctx ends.
func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
