// Package client takes part in a workshop over the protocol.
package client

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
type Client struct {
	client *http.Client
	place  string // the address of the workshop: http://host/api/workshops/ID
	token  string
	name   string // of this client, as rule W14 wants one
	actor  board.Actor

	// Notice, when it is set before follow, is told every change just before it
	// is applied. It must neither block nor look.
	Notice func(state *board.State, seq uint64, patches []board.Patch)

	number uint64 // of the last command; of the goroutine that speaks

	gone chan struct{} // closed when Follow has returned

	mu        sync.Mutex
	news      chan struct{} // closed and replaced when something was heard
	state     *board.State
	epoch     string
	writing   int // how many people write just now; only moderators are told
	checked   int // state hashes that were compared
	divergent int // and of these, how many differed
}

// ErrOut says that the person is no longer, or not yet, in the workshop.
var ErrOut = errors.New("not in the workshop")

// enter lets a person in by the secret of a link (rule W1) and fetches the state.
func Enter(ctx context.Context, client *http.Client, address, secret, name, affiliation string) (*Client, error) {
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
	p := &Client{
		client: client,
		place:  address + "/api/workshops/" + entered.Workshop,
		token:  entered.Session,
		name:   NewID(),
		actor:  board.Actor{Member: entered.Member, Role: entered.Role},
		news:   make(chan struct{}),
		gone:   make(chan struct{}),
	}
	if err := p.fetch(ctx); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", name, err)
	}
	return p, nil
}

// NewID is an id for a record, or a name for a client, that nobody else has.
func NewID() string { return rand.Text() }

// look reads the state as this person has it. The state must not be kept.
func (p *Client) Look(read func(*board.State)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	read(p.state)
}

// seq is the number of the last change that is part of the state.
func (p *Client) seq() (seq uint64) {
	p.Look(func(state *board.State) { seq = state.Seq })
	return seq
}

// Actor is who the client acts as.
func (p *Client) Actor() board.Actor { return p.actor }

// Hashes is how many state hashes were compared with the server's, and how many
// of them differed.
func (p *Client) Hashes() (compared, different int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.checked, p.divergent
}

// Writing is how many people write just now, as moderators are told.
func (p *Client) Writing() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.writing
}

// give gives the command that decide makes of the state as it is at this moment,
// and returns when the change that it became has arrived. It gives nothing when
// decide returns nil. A refusal is returned as a *board.Refusal.
func (p *Client) Submit(ctx context.Context, decide func(*board.State) board.Command) (seq uint64, err error) {
	var command board.Command
	var seen uint64
	p.Look(func(state *board.State) { command, seen = decide(state), state.Seq })
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
			// The next text has to be typed on what this one became (rule W26).
			return a.Seq, p.Await(ctx, func() bool { return p.seq() >= a.Seq })
		case a.Number == p.number && a.Type == "refused":
			return 0, board.Refuse(a.Code)
		}
	}
	return 0, fmt.Errorf("command %d was not answered", p.number)
}

// Await waits until something is so, and asks again after everything that the
// client hears. It may be called from any goroutine.
func (p *Client) Await(ctx context.Context, is func() bool) error {
	for {
		p.mu.Lock()
		news := p.news
		p.mu.Unlock()
		if is() {
			return nil
		}
		select {
		case <-news:
		case <-p.gone:
			return ErrOut
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Presence is where a person is, and whether they type (rule W29).
type Presence struct {
	Board   string `json:"board,omitempty"`
	Section string `json:"section,omitempty"`
	Note    string `json:"note,omitempty"`
	Typing  bool   `json:"typing,omitempty"`
}

// stand tells where the person is.
func (p *Client) SetPresence(ctx context.Context, at Presence) error {
	_, err := p.say(ctx, struct {
		Type  string `json:"type"`
		State string `json:"state"`
		Presence
	}{"presence", "online", at})
	return err
}

// react shows a reaction.
func (p *Client) React(ctx context.Context, kind string) error {
	_, err := p.say(ctx, struct {
		Type string `json:"type"`
		Kind string `json:"kind"`
	}{"reaction", kind})
	return err
}

// say posts one frame (rule W13), the same bytes again until it is answered, and
// returns the answer. ErrOut means that there is nobody to answer this person.
func (p *Client) say(ctx context.Context, what any) ([]frame, error) {
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
		case errors.Is(err, ErrOut):
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
func (p *Client) sayOnce(ctx context.Context, line []byte) (answers []frame, wait time.Duration, err error) {
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
	return 0, fmt.Errorf("%w: %s", ErrOut, answer.Status)
}

// CreateWorkshop creates the workshop and returns its links by role.
func CreateWorkshop(ctx context.Context, client *http.Client, address, key, title string) (map[board.Role]string, error) {
	var made struct {
		Links map[board.Role]string `json:"links"`
	}
	asked := map[string]string{"title": title, "template": "swot", "locale": "pl"}
	err := post(ctx, client, address+"/api/workshops", key, asked, &made)
	return made.Links, err
}

// Secret is the secret of a link, which stands in the fragment.
func Secret(link string) string {
	_, secret, _ := strings.Cut(link, "#")
	return secret
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
