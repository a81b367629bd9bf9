// Package redis connects instances by the pub/sub of a Redis server.
//
// Every workshop is one channel. An instance subscribes to the channels of the
// workshops that it serves, on one connection, and publishes on another. Nothing
// is stored in Redis, so a server that was restarted or emptied changes nothing.
//
// A subscription can go deaf without an error. So every instance publishes a probe
// to itself once a second. When it misses two of them, it makes its subscription
// anew and says that it is deaf until a probe arrives.
package redis

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"warsztat/server/bus"
)

const (
	// buckets is the number of groups that workshops are hashed into. A Redis Cluster
	// keeps the channels of a bucket on one node, because of the braces in their names.
	buckets = 16
	// callTime bounds every exchange with the server.
	callTime = time.Second
	// probePause is the time between two probes.
	probePause = time.Second
	// deafAfter is how long an instance may miss its own probes: two of them, and the
	// time that the second one has to arrive.
	deafAfter = 2*probePause + callTime/2
	// maxQueuedBytes bounds what waits to be published.
	maxQueuedBytes = 32 << 20
)

// Bus is an instance's connection to a Redis server.
type Bus struct {
	client   *redis.Client
	log      *slog.Logger
	prefix   string // of all channels: instances of other databases have another one
	instance string // begins every message of this instance
	probe    string // the channel of the probes

	cancel context.CancelFunc
	ended  sync.WaitGroup
	wake   chan struct{} // holds a token when there is something to publish
	change chan struct{} // holds a token when the wanted channels have changed

	mu          sync.Mutex
	receivers   map[string]bus.Receiver // by channel
	subscribed  map[string]bool         // the channels of the present subscription
	pubsub      *redis.PubSub           // the present subscription
	queue       []message
	queuedBytes int
	lost        map[string]bool // channels of messages that were dropped since
	heard       time.Time       // when the newest probe arrived
	renewed     time.Time       // when the present subscription was begun
	deaf        bool
	since       time.Time

	published, received, dropped, renewals atomic.Int64
}

// message waits to be published.
type message struct {
	channel string
	body    []byte
}

var _ bus.Bus = (*Bus)(nil)

// CheckAddress says in one sentence what is wrong with the address of a server. It
// does not connect.
func CheckAddress(address string) error {
	_, err := optionsOf(address)
	return err
}

func optionsOf(address string) (*redis.Options, error) {
	options, err := redis.ParseURL(address)
	if err != nil || options.Network != "tcp" {
		// The error may quote the address, in which a password may stand.
		return nil, errors.New("this is no Redis address; give one such as redis://:password@host:6379, or rediss:// for TLS")
	}
	options.DialTimeout, options.ReadTimeout, options.WriteTimeout = callTime, callTime, callTime
	options.ContextTimeoutEnabled = true
	options.MaxRetries, options.DialerRetries = -1, 1 // whoever calls decides what to do next
	options.PoolSize = 2                              // for publishing; a subscription has a connection of its own
	options.DisableIdentity = true
	options.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return options, nil
}

// quiet drops what the library would write to the standard error: every fault is
// seen here too, and told once.
type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

var quieten = sync.OnceFunc(func() { redis.SetLogger(quiet{}) })

// Open connects an instance to the server at the address, such as
// redis://:password@host:6379. Only instances with the same scope hear each other.
//
// It refuses a server that does not let it in. A server that does not answer now
// may answer later: until then the bus is deaf.
func Open(ctx context.Context, address, scope string, log *slog.Logger) (*Bus, error) {
	options, err := optionsOf(address)
	if err != nil {
		return nil, err
	}
	quieten()
	client := redis.NewClient(options)
	if err := check(ctx, client, options, log); err != nil {
		return nil, errors.Join(err, client.Close())
	}
	instance := uuid.New()
	b := &Bus{
		client:     client,
		log:        log,
		prefix:     "warsztat:" + scope + ":",
		instance:   string(instance[:]),
		wake:       make(chan struct{}, 1),
		change:     make(chan struct{}, 1),
		receivers:  map[string]bus.Receiver{},
		subscribed: map[string]bool{},
		lost:       map[string]bool{},
		heard:      time.Now(),
		renewed:    time.Now(),
	}
	b.probe = b.prefix + "probe:" + instance.String()
	living, cancel := context.WithCancel(context.WithoutCancel(ctx))
	b.cancel = cancel
	b.pubsub = client.Subscribe(living, b.probe)
	b.subscribed[b.probe] = true
	b.ended.Go(func() { b.listen(living) })
	b.ended.Go(func() { b.subscribe(living) })
	b.ended.Go(func() { b.publish(living) })
	return b, nil
}

// check asks the server whether it lets us in, and warns of what should not stay so.
func check(ctx context.Context, client *redis.Client, options *redis.Options, log *slog.Logger) error {
	host, _, _ := net.SplitHostPort(options.Addr)
	if ip := net.ParseIP(host); options.TLSConfig == nil && host != "localhost" && !(ip != nil && ip.IsLoopback()) {
		log.Warn("what people write, hidden notes too, travels to Redis in the clear; give an address with rediss:// unless nobody else can read that network")
	}
	err := client.Ping(ctx).Err()
	if err == nil {
		err = client.Publish(ctx, "warsztat:check", "").Err()
	}
	switch {
	case err == nil:
	case saidAny(err, "NOAUTH", "WRONGPASS", "ERR AUTH", "invalid password"):
		return fmt.Errorf("the Redis at %s wants another password: give it in the address, as redis://user:password@host:6379", options.Addr)
	case saidAny(err, "NOPERM"):
		return fmt.Errorf("the Redis at %s forbids this user to publish: grant +ping +publish +subscribe +unsubscribe and the channels warsztat:*", options.Addr)
	case saidAny(err, "x509:", "tls:"):
		return fmt.Errorf("there is no trusted TLS connection to Redis at %s: %w", options.Addr, err)
	default:
		log.Warn("Redis does not answer yet; until it does, people at other instances see changes a little later", "redis", options.Addr, "error", err)
		return nil
	}
	settings := map[string]string{}
	for _, name := range []string{"save", "appendonly"} {
		// Who may not ask, as at many hosts, has to know it otherwise.
		got, err := client.ConfigGet(ctx, name).Result()
		if err == nil {
			settings[name] = got[name]
		}
	}
	if settings["save"] != "" || settings["appendonly"] == "yes" {
		log.Warn("Redis writes to its disk, which this server never needs; a Redis for it alone should run with --save '' --appendonly no", "redis", options.Addr)
	}
	return nil
}

func saidAny(err error, words ...string) bool {
	for _, word := range words {
		if strings.Contains(err.Error(), word) {
			return true
		}
	}
	return false
}

// channel returns the name of a workshop's channel.
func (b *Bus) channel(workshop string) string {
	h := fnv.New32a()
	h.Write([]byte(workshop))
	return fmt.Sprintf("%s{b%d}:%s", b.prefix, h.Sum32()%buckets, workshop)
}

// Join implements [bus.Bus].
func (b *Bus) Join(workshop string, r bus.Receiver) (leave func()) {
	channel := b.channel(workshop)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.receivers[channel] = r
	if b.subscribed[channel] {
		// Leaving and joining came so soon after each other that the subscription stayed.
		r.Resume()
	}
	token(b.change)
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.receivers, channel)
		token(b.change)
	}
}

// Publish implements [bus.Bus].
func (b *Bus) Publish(workshop string, body []byte) {
	m := message{b.channel(workshop), body}
	b.published.Add(1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.queuedBytes+len(body) > maxQueuedBytes {
		b.lost[m.channel] = true
		b.dropped.Add(1)
		return
	}
	b.queue = append(b.queue, m)
	b.queuedBytes += len(body)
	token(b.wake)
}

func token(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Status implements [bus.Bus].
func (b *Bus) Status() bus.Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return bus.Status{
		Deaf: b.deaf, Since: b.since, Age: time.Since(b.heard), Published: b.published.Load(), Received: b.received.Load(),
		Dropped: b.dropped.Load(), Renewed: b.renewals.Load(),
	}
}

// Close implements [bus.Bus].
func (b *Bus) Close() error {
	b.cancel()
	b.mu.Lock()
	pubsub := b.pubsub
	b.mu.Unlock()
	err := ignoreClosed(pubsub.Close())
	b.ended.Wait()
	return errors.Join(err, b.client.Close())
}

func ignoreClosed(err error) error {
	if errors.Is(err, redis.ErrClosed) {
		return nil
	}
	return err
}
