package redis_test

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"warsztat/server/bus"
	"warsztat/server/bus/bustest"
	"warsztat/server/bus/redis"
	"warsztat/server/bus/redis/redistest"
)

var server *redistest.Server

func TestMain(m *testing.M) {
	s, err := redistest.Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "start Redis for the tests:", err)
		os.Exit(1)
	}
	server = s
	code := m.Run()
	if err := s.Kill(); err != nil {
		fmt.Fprintln(os.Stderr, "stop Redis:", err)
		code = 1
	}
	// The library looks for an absent server a second longer than it is used.
	looking := goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial")
	if err := goleak.Find(looking); code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// log keeps what was logged.
type log struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (l *log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(line)
}

func (l *log) has(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Contains(l.lines.String(), text)
}

// open adds an instance to a server, and says what it logs.
func open(t *testing.T, address, scope string) (bus.Bus, *log) {
	t.Helper()
	logged := &log{}
	b, err := redis.Open(t.Context(), address, scope, slog.New(slog.NewTextHandler(logged, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b, logged
}

func TestContract(t *testing.T) {
	bustest.Contract(t, func(t *testing.T) func() bus.Bus {
		return func() bus.Bus {
			b, _ := open(t, server.Address(), t.Name())
			return b
		}
	})
}

// Instances on another database hear nothing, though they use the same server.
func TestScope(t *testing.T) {
	a, _ := open(t, server.Address(), "epoch-1")
	b, _ := open(t, server.Address(), "epoch-1")
	other, _ := open(t, server.Address(), "epoch-2")
	another, _ := open(t, server.Address(), "epoch-2")
	r, theirs := bustest.NewRecorder(), bustest.NewRecorder()
	b.Join("w", r)
	another.Join("w", theirs)
	r.Resumed()
	theirs.Resumed()
	other.Publish("w", []byte("of another database"))
	theirs.Next()
	a.Publish("w", []byte("of ours"))
	if got := r.Next(); got != "of ours" {
		t.Errorf("received %q", got)
	}
}

// Whatever happens to the server, publishing never waits, and messages arrive again
// within five seconds of its return; the receivers are told that some were lost.
func TestFaults(t *testing.T) {
	own, err := redistest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer own.Kill()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	command := func(words ...string) {
		t.Helper()
		if said, err := own.Command(words...); err != nil || strings.HasPrefix(said, "-") {
			t.Fatalf("%v: %s %v", words, said, err)
		}
	}
	a, _ := open(t, own.Address(), "faults")
	b, logged := open(t, own.Address(), "faults")
	r := bustest.NewRecorder()
	b.Join("w", r)
	r.Resumed()
	n := 0
	// live publishes until a message arrives that was published after it was called,
	// and the instance no longer says that it is deaf.
	live := func(what string) {
		t.Helper()
		begin, first := time.Now(), n+1
		stop := make(chan struct{})
		var publishing sync.WaitGroup
		publishing.Go(func() {
			for ; ; n++ {
				select {
				case <-stop:
					return
				case <-time.After(20 * time.Millisecond):
					a.Publish("w", fmt.Append(nil, n+1))
				}
			}
		})
		for got := 0; got < first; {
			if _, err := fmt.Sscan(r.Next(), &got); err != nil {
				t.Fatal(err)
			}
		}
		for b.Status().Deaf {
			time.Sleep(10 * time.Millisecond)
		}
		close(stop)
		publishing.Wait()
		t.Logf("%s: live again after %v", what, time.Since(begin))
	}
	// deaf publishes until the instance says that it is deaf. It returns how often.
	deaf := func(what string) (published int) {
		t.Helper()
		begin := time.Now()
		for !b.Status().Deaf {
			a.Publish("w", []byte("0"))
			published++
			time.Sleep(10 * time.Millisecond)
		}
		t.Logf("%s: noticed after %v", what, time.Since(begin))
		return published
	}
	live("in the beginning")

	must(own.Signal(syscall.SIGSTOP))
	if published := deaf("a stopped server"); published < 10 {
		t.Errorf("publishing waits for a stopped server: it was called %d times only", published)
	}
	must(own.Signal(syscall.SIGCONT))
	live("a stopped server")
	r.Resumed()

	must(own.Kill())
	deaf("a killed server")
	must(own.Restart())
	live("a killed server")
	r.Resumed()
	for _, text := range []string{"Redis is not heard", "Redis is heard again"} {
		if !logged.has(text) {
			t.Errorf("the log lacks %q", text)
		}
	}
	if b.Status().Renewed == 0 {
		t.Error("no subscription was made anew")
	}

	command("CLIENT", "KILL", "TYPE", "pubsub")
	r.Resumed()
	live("a cut subscription")
	command("FLUSHALL")
	live("an emptied server")
}

// tlsBefore puts TLS before a server, with a certificate that nobody trusts, and
// returns its host and port.
func tlsBefore(t *testing.T, s *redistest.Server) string {
	web := httptest.NewTLSServer(nil)
	web.Close()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", web.TLS)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("tcp", s.Host())
			if err != nil {
				client.Close()
				continue
			}
			for from, to := range map[net.Conn]net.Conn{client: upstream, upstream: client} {
				all.Go(func() {
					io.Copy(to, from)
					to.Close()
				})
			}
		}
	})
	t.Cleanup(func() { // after the instances, which close their connections
		listener.Close()
		all.Wait()
	})
	return listener.Addr().String()
}

// A server that does not let us in is refused with one sentence; what should not stay
// so is warned of; a server that is away may come.
func TestOpen(t *testing.T) {
	locked, err := redistest.Start("--requirepass", "tajne", "--appendonly", "yes", "--dir", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer locked.Kill()
	// ask opens an instance at a server that is there. On a busy machine it may answer too
	// late, which counts as not yet.
	ask := func(address string) (*log, error) {
		for {
			logged := &log{}
			b, err := redis.Open(t.Context(), address, "s", slog.New(slog.NewTextHandler(logged, nil)))
			if err != nil {
				return logged, err
			}
			if err := b.Close(); err != nil {
				t.Error(err)
			}
			if !logged.has("Redis does not answer yet") {
				return logged, nil
			}
		}
	}
	refused := func(address, why string) {
		t.Helper()
		_, err := ask(address)
		if err == nil || !strings.Contains(err.Error(), why) || strings.Contains(err.Error(), "falsch") {
			t.Errorf("%s: %v", address, err)
		}
	}
	refused(locked.Address(), "wants another password")
	refused("redis://:falsch@"+locked.Host(), "wants another password")
	refused("redis://:falsch@%zz", "no Redis address")
	refused("unix:///tmp/redis", "no Redis address")
	refused("rediss://"+tlsBefore(t, server), "no trusted TLS connection")
	if logged, err := ask("rediss://" + tlsBefore(t, server) + "?skip_verify=true"); err != nil || logged.has("WARN") {
		t.Errorf("over TLS: %v, logged %s", err, logged.lines.String())
	}
	if logged, err := ask("redis://:tajne@" + locked.Host()); err != nil || !logged.has("Redis writes to its disk") {
		t.Errorf("persistence was not warned of: %v", err)
	}
	if logged, err := ask(server.Address()); err != nil || logged.has("WARN") {
		t.Errorf("%v, logged %s", err, logged.lines.String())
	}
	gone, err := redistest.Start()
	if err != nil {
		t.Fatal(err)
	}
	if err := gone.Kill(); err != nil {
		t.Fatal(err)
	}
	late, logged := open(t, gone.Address(), "s")
	if !logged.has("Redis does not answer yet") {
		t.Error("an absent server was not told of")
	}
	r := bustest.NewRecorder()
	late.Join("w", r)
	if err := gone.Restart(); err != nil {
		t.Fatal(err)
	}
	defer gone.Kill()
	r.Resumed()
}
