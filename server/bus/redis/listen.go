package redis

import (
	"context"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// listen receives until ctx ends. After a fault the library connects and subscribes
// again by itself; a subscription that was closed is followed by a new one.
//
// It sets no deadline for a message, because one that passes within a message would
// spoil the connection. A connection that has fallen silent is closed from outside.
func (b *Bus) listen(ctx context.Context) {
	for {
		b.mu.Lock()
		pubsub := b.pubsub
		b.mu.Unlock()
		got, err := pubsub.Receive(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(callTime / 10):
			}
			continue
		}
		b.take(got)
	}
}

func (b *Bus) take(got any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch got := got.(type) {
	case *redis.Subscription:
		if r := b.receivers[got.Channel]; r != nil && got.Kind == "subscribe" {
			r.Resume()
		}
	case *redis.Message:
		if got.Channel == b.probe {
			b.hear()
			return
		}
		r := b.receivers[got.Channel]
		body, own := strings.CutPrefix(got.Payload, b.instance)
		if r == nil || own || len(body) < len(b.instance) {
			return
		}
		if body = body[len(b.instance):]; body == "" {
			r.Resume() // the sender has dropped messages
			return
		}
		b.received.Add(1)
		r.Receive([]byte(body))
	}
}

// hear notes that a probe has arrived. The caller holds b.mu.
func (b *Bus) hear() {
	b.heard = time.Now()
	if !b.deaf {
		return
	}
	b.log.Info("Redis is heard again", "after", time.Since(b.since).Round(time.Millisecond))
	b.deaf, b.since = false, time.Time{}
	for _, r := range b.receivers {
		r.Resume()
	}
}

// listenAnewWhenDeaf closes a subscription on which no probe has arrived for too long,
// and begins another.
func (b *Bus) listenAnewWhenDeaf() {
	b.mu.Lock()
	defer b.mu.Unlock()
	silent := time.Since(b.heard)
	if silent <= deafAfter {
		return
	}
	if !b.deaf {
		b.deaf, b.since = true, time.Now()
		b.log.Warn("Redis is not heard; changes of other instances come from the database, a little later", "silent", silent.Round(time.Millisecond))
	}
	if time.Since(b.renewed) <= deafAfter {
		return
	}
	b.renewed = time.Now()
	b.renewals.Add(1)
	old := b.pubsub
	b.subscribed = map[string]bool{}
	b.pubsub = b.client.Subscribe(context.Background()) // connects when it is used
	// Closing may wait for a connection that is being made.
	b.ended.Go(func() { _ = old.Close() })
	token(b.change)
}

// subscribe keeps the channels of the subscription as they are wanted, until ctx ends.
func (b *Bus) subscribe(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.change:
		}
		b.mu.Lock()
		pubsub := b.pubsub
		wanted := map[string]bool{b.probe: true}
		for channel := range b.receivers {
			wanted[channel] = true
		}
		more := missing(wanted, b.subscribed)
		fewer := missing(b.subscribed, wanted)
		b.subscribed = wanted
		b.mu.Unlock()
		// After an error the library subscribes again when it connects again.
		if len(fewer) > 0 {
			_ = pubsub.Unsubscribe(ctx, fewer...)
		}
		if len(more) > 0 {
			_ = pubsub.Subscribe(ctx, more...)
		}
	}
}

// missing lists what is in a and not in b.
func missing(a, b map[string]bool) (list []string) {
	for channel := range a {
		if !b[channel] {
			list = append(list, channel)
		}
	}
	return list
}
