package client

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"warsztat/board"
)

// frame is what the server says; of each type only the fields that it has are
// set.
type frame struct {
	Type    string                    `json:"type"`
	Seq     uint64                    `json:"seq"`
	Number  uint64                    `json:"number"`
	Code    board.Code                `json:"code"`
	Patches []board.Patch             `json:"patches"`
	Hashes  map[board.Audience]string `json:"hashes"`
	Writing *int                      `json:"writing"`
	Retry   bool                      `json:"retry"`
}

// errStale says that the state has to be fetched anew before the next change.
var errStale = errors.New("the state is out of date")

// divergedError says that the state is not the server's, and where (rule W31).
type divergedError struct {
	Type     string         `json:"type"`
	Seq      uint64         `json:"seq"`
	Audience board.Audience `json:"audience"`
}

func (e *divergedError) Error() string { return "the state differs in " + string(e.Audience) }

// silence is how long nothing may come before the line counts as broken (W17).
const silence = 45 * time.Second

// follow keeps the state up to date until ctx ends, which is no error, or until
// the person is out of the workshop. Whatever cuts the stream, it comes back.
func (p *Client) Follow(ctx context.Context) error {
	defer close(p.gone)
	for pause := firstPause; ; {
		began := time.Now()
		err := p.listen(ctx)
		var diverged *divergedError
		if errors.As(err, &diverged) {
			p.report(ctx, diverged)
			err = errStale
		}
		if errors.Is(err, errStale) {
			if err = p.fetch(ctx); err == nil {
				continue
			}
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrOut):
			return err
		case time.Since(began) > time.Minute:
			pause = firstPause // it was a good line
		}
		// Not all at once: many come back at the same moment.
		if rest(ctx, pause/2+rand.N(pause)) != nil {
			return nil
		}
		pause = min(2*pause, longestPause)
	}
}

// report tells the server of a state that differs. It is said once: what counts
// is to have the right one again.
func (p *Client) report(ctx context.Context, diverged *divergedError) {
	if line, err := json.Marshal(diverged); err == nil {
		_, _, _ = p.sayOnce(ctx, line)
	}
}

// fetch takes the whole state (rule W9).
func (p *Client) fetch(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	answer, err := p.get(ctx, "/snapshot", "application/json")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	var head struct {
		Epoch string `json:"epoch"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	state, err := board.Load(data, board.DefaultLimits())
	if err != nil {
		return err
	}
	p.mu.Lock()
	p.state, p.epoch = state, head.Epoch
	p.mu.Unlock()
	p.tell()
	return nil
}

// listen takes in what one event stream brings (rule W13), as long as it lasts.
func (p *Client) listen(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	broken := time.AfterFunc(silence, cancel)
	defer broken.Stop()
	p.mu.Lock()
	hello := url.Values{"client": {p.name}, "epoch": {p.epoch}, "since": {strconv.FormatUint(p.state.Seq, 10)}}
	p.mu.Unlock()
	answer, err := p.get(ctx, "/live?"+hello.Encode(), "text/event-stream")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return err
		}
		broken.Reset(silence)
		data, ok := bytes.CutPrefix(line, []byte("data: "))
		if !ok {
			continue
		}
		var f frame
		if err := json.Unmarshal(data, &f); err != nil {
			return fmt.Errorf("an event that is no frame: %w", err)
		}
		if err := p.take(&f); err != nil {
			return err
		}
		p.tell()
	}
}

// get asks for something of the workshop; an answer other than 200 is an error.
func (p *Client) get(ctx context.Context, path, accept string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.place+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("Accept", accept)
	answer, err := p.client.Do(r)
	if err != nil {
		return nil, err
	}
	if wait, err := verdict(answer); wait > 0 || err != nil {
		answer.Body.Close()
		if err == nil {
			err = fmt.Errorf("%s: %s", path, answer.Status)
		}
		return nil, err
	}
	return answer, nil
}

// take takes in one frame. An error ends the stream.
func (p *Client) take(f *frame) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch f.Type {
	case "change":
		return p.apply(f)
	case "hash":
		return p.compare(f)
	case "presence":
		if f.Writing != nil {
			p.writing = *f.Writing
		}
	case "reset":
		return errStale
	case "refused": // only a hello can be refused here
		return ErrOut
	case "bye":
		if !f.Retry {
			return fmt.Errorf("%w: %s", ErrOut, f.Code)
		}
	}
	return nil
}

// apply makes a change part of the state; p.mu is held.
func (p *Client) apply(f *frame) error {
	switch {
	case f.Seq <= p.state.Seq:
		return nil // it is known already
	case f.Seq > p.state.Seq+1:
		return errStale
	}
	if p.Notice != nil {
		p.Notice(p.state, f.Seq, f.Patches)
	}
	if _, err := p.state.Apply(board.Fact{Seq: f.Seq, Change: board.Change{{Patches: f.Patches}}}); err != nil {
		return errStale
	}
	return nil
}

// compare holds the state against the server's hashes (rule W31); p.mu is held.
func (p *Client) compare(f *frame) error {
	if f.Seq != p.state.Seq {
		return nil
	}
	p.checked++
	own := p.state.Hashes(p.state.Viewer(p.actor))
	for audience, hash := range f.Hashes {
		if own[audience] != hash {
			p.divergent++
			return &divergedError{"diverged", f.Seq, audience}
		}
	}
	return nil
}

// tell lets everybody who waits know that there is something new.
func (p *Client) tell() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.news)
	p.news = make(chan struct{})
}
