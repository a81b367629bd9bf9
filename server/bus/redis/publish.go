package redis

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// publish sends what waits, in its order and in one exchange, until ctx ends. Once a
// second it sends a probe and looks whether probes still arrive.
func (b *Bus) publish(ctx context.Context) {
	ticks := time.NewTicker(probePause)
	defer ticks.Stop()
	b.send(ctx, true)
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.wake:
			b.send(ctx, false)
		case <-ticks.C:
			b.send(ctx, true)
			b.listenAnewWhenDeaf()
		}
	}
}

// send publishes what waits. What cannot be sent in time is dropped: the receivers
// would find it in the journal before it came. They are told to look there as soon as
// something can be sent again.
func (b *Bus) send(ctx context.Context, probe bool) {
	b.mu.Lock()
	queue, lost := b.queue, b.lost
	b.queue, b.queuedBytes, b.lost = nil, 0, map[string]bool{}
	b.mu.Unlock()
	if len(queue) == 0 && !probe {
		return
	}
	deadline, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := b.client.Pipelined(deadline, func(p redis.Pipeliner) error {
		for channel := range lost {
			p.Publish(deadline, channel, b.instance)
		}
		for _, m := range queue {
			p.Publish(deadline, m.channel, b.instance+string(m.body))
		}
		if probe {
			p.Publish(deadline, b.probe, strconv.FormatInt(time.Now().UnixNano(), 10))
		}
		return nil
	})
	if err == nil {
		return
	}
	b.dropped.Add(int64(len(queue)))
	b.mu.Lock()
	defer b.mu.Unlock()
	for channel := range lost {
		b.lost[channel] = true
	}
	for _, m := range queue {
		b.lost[m.channel] = true
	}
}
