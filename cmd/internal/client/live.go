package client

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

const (
	firstPause    = 250 * time.Millisecond // before something that failed is tried again
	longestPause  = 4 * time.Second
	answerTimeout = 20 * time.Second
	pingInterval  = 20 * time.Second // rule W17
	silence       = 45 * time.Second // how long nothing may come before the connection counts as broken (W17)
)

// frame is what the server says; of each type only the fields that it has are
// set.
type frame struct {
	Type        string                    `json:"type"`
	Seq         uint64                    `json:"seq"`
	Mark        string                    `json:"mark"`
	Limits      board.Limits              `json:"limits"`
	Number      uint64                    `json:"number"`
	Code        board.Code                `json:"code"`
	Patches     []board.Patch             `json:"patches"`
	Hashes      map[board.Audience]string `json:"hashes"`
	Writing     *int                      `json:"writing"`
	Retry       bool                      `json:"retry"`
	AfterMillis int64                     `json:"after"`
}

// Follow keeps a live connection and the state up to date until ctx ends, which
// is no error, or until the client is no longer let in, which is an ErrNotLetIn.
// Whatever else cuts the connection, the client comes back. Follow may be called
// once.
func (c *Client) Follow(ctx context.Context) error {
	defer close(c.gone)
	pause := firstPause
	for {
		welcomed, err := c.live(ctx)
		if errors.Is(err, errStale) {
			if err = c.fetch(ctx); err == nil {
				continue
			}
		}
		var later *retryError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrNotLetIn):
			return err
		case !errors.As(err, &later):
			later = &retryError{}
		}
		if welcomed {
			pause = firstPause
		}
		// Not all at once: many come back at the same moment.
		if rest(ctx, max(later.after, pause/2+rand.N(pause))) != nil {
			return nil
		}
		pause = min(2*pause, longestPause)
	}
}

// rest waits for a while, or until ctx ends.
func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// live keeps one connection as long as it lasts, and says whether the server has
// taken it up.
func (c *Client) live(ctx context.Context) (welcomed bool, err error) {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	broken := time.AfterFunc(silence, func() { end(errors.New("the server is silent")) })
	defer broken.Stop()
	conn, err := c.open(ctx)
	if err != nil {
		return false, err
	}
	var writing sync.WaitGroup
	writing.Go(func() { end(c.write(ctx, conn)) })
	defer func() {
		welcomed = c.disconnected()
		end(nil)
		conn.close()
		writing.Wait()
	}()
	for {
		message, err := conn.read(ctx)
		if err != nil {
			return false, cmp.Or(context.Cause(ctx), err)
		}
		broken.Reset(silence)
		err = c.takeAll(message)
		if errors.Is(err, errDiverged) {
			err = c.fetch(ctx)
		}
		if err != nil {
			return false, err
		}
	}
}

// write sends what the client has to say, and pings, until ctx ends or the
// connection is broken.
func (c *Client) write(ctx context.Context, conn transport) error {
	ping := time.NewTicker(pingInterval)
	defer ping.Stop()
	for {
		line := c.nextLine()
		if line == nil {
			select {
			case <-c.said:
				continue
			case <-ping.C:
				line = []byte(`{"type":"ping"}`)
			case <-ctx.Done():
				return nil
			}
		}
		answers, err := conn.write(ctx, line)
		if err == nil {
			err = c.takeAll(answers)
		}
		if err != nil {
			return err
		}
	}
}

// errStale says that the state has to be fetched anew before the next change.
var errStale = errors.New("the state is out of date")

// errDiverged says that the state is not the server's.
var errDiverged = errors.New("the state differs")

// fetch takes the whole state (rule W9).
func (c *Client) fetch(ctx context.Context) error {
	data, err := c.server.read(ctx, http.MethodGet, c.path+"/snapshot", c.header(), nil)
	if err != nil {
		return err
	}
	var head struct {
		Epoch  string       `json:"epoch"`
		Mark   string       `json:"mark"`
		Limits board.Limits `json:"limits"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	state, err := board.Load(data, head.Limits)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state, c.epoch, c.mark = state, head.Epoch, head.Mark
	c.stats.Snapshots++
	c.tell()
	return nil
}

// takeAll takes in a message: frames, a line each. An error other than
// errDiverged, which waits until all are taken in, ends the connection.
func (c *Client) takeAll(message []byte) (diverged error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer c.tell()
	for _, line := range wire.Lines(message) {
		var f frame
		if err := json.Unmarshal(line, &f); err != nil {
			return fmt.Errorf("what came is no frame: %w", err)
		}
		switch err := c.take(&f); {
		case errors.Is(err, errDiverged):
			diverged = err
		case err != nil:
			return err
		}
	}
	return diverged
}

// take takes in one frame; c.mu is held.
func (c *Client) take(f *frame) error {
	switch f.Type {
	case "welcome":
		c.state.Limits = f.Limits
		c.connected()
	case "change":
		return c.apply(f)
	case "ack":
		c.answered(f)
	case "refused":
		if !c.welcomed {
			return fmt.Errorf("%w: %s", ErrNotLetIn, f.Code) // it was the hello
		}
		c.answered(f)
	case "hash":
		return c.compare(f)
	case "presence":
		if f.Writing != nil {
			c.writing = *f.Writing
		}
	case "reset":
		return errStale
	case "bye":
		if !f.Retry {
			return fmt.Errorf("%w: %s", ErrNotLetIn, f.Code)
		}
		return &retryError{string(f.Code), time.Duration(f.AfterMillis) * time.Millisecond}
	}
	return nil
}

// apply makes a change part of the state; c.mu is held.
func (c *Client) apply(f *frame) error {
	switch {
	case f.Seq <= c.state.Seq:
		return nil // it is known already
	case f.Seq > c.state.Seq+1:
		return errStale
	}
	if c.Notice != nil {
		c.Notice(c.state, f.Seq, f.Patches)
	}
	if _, err := c.state.Apply(board.Fact{Seq: f.Seq, Change: board.Change{{Patches: f.Patches}}}); err != nil {
		return errStale
	}
	c.mark = f.Mark
	return nil
}

// compare holds the state against the server's hashes (rule W31); c.mu is held.
func (c *Client) compare(f *frame) error {
	if f.Seq != c.state.Seq {
		return nil
	}
	c.stats.Hashes++
	viewer, _ := c.state.Viewer(c.actor)
	own := c.state.Hashes(viewer)
	for audience, hash := range f.Hashes {
		if own[audience] != hash {
			c.stats.Diverged++
			c.say(saidReport, struct {
				Type string `json:"type"`
				wire.Diverged
			}{"diverged", wire.Diverged{Seq: f.Seq, Audience: audience}})
			return errDiverged
		}
	}
	return nil
}
