package postgrestest

import (
	"math/rand/v2"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Action is what a proxy does with what a client sends.
type Action int

const (
	Pass   Action = iota
	Cut           // the server never sees it
	Forget        // the server gets it, and the connection breaks before its answer passes
	Freeze        // nothing passes any more, and neither side is told
)

// Proxy stands between clients and a server.
type Proxy struct {
	// Counts says how often each action was taken.
	Counts [Freeze + 1]atomic.Int32

	server   *Server
	listener net.Listener
	decide   atomic.Pointer[func(sent []byte) Action]
	end      chan struct{}
	all      sync.WaitGroup
}

// Proxy makes a proxy before the server, until the test ends.
func (s *Server) Proxy(t testing.TB) *Proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{server: s, listener: listener, end: make(chan struct{})}
	p.all.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			p.all.Go(func() { p.serve(client) })
		}
	})
	t.Cleanup(func() {
		close(p.end)
		listener.Close()
		p.all.Wait()
	})
	return p
}

// Address is the address of the database postgres behind the proxy.
func (p *Proxy) Address() string { return p.at(url.Values{}) }

// Database is the address of an empty schema behind the proxy.
func (p *Proxy) Database(t testing.TB) string {
	return p.at(url.Values{"search_path": {p.server.Schema(t)}})
}

func (p *Proxy) at(parameters url.Values) string {
	_, port, _ := net.SplitHostPort(p.listener.Addr().String())
	parameters.Set("port", port)
	return p.server.At("127.0.0.1", parameters)
}

// Sometimes treats every n-th of what clients send badly, statements that append
// and commits among them: it is lost, or its answer is, or it comes late. The
// seed alone says what happens.
func Sometimes(seed uint64, n int) func([]byte) Action {
	var mu sync.Mutex
	draw := rand.New(rand.NewPCG(seed, 0))
	return func([]byte) Action {
		mu.Lock()
		bad, act := draw.IntN(n) == 0, Action(draw.IntN(3))
		mu.Unlock()
		if !bad {
			return Pass
		}
		if act == Pass {
			time.Sleep(50 * time.Millisecond)
		}
		return act
	}
}

// Do sets what happens to what clients send from now on; nil lets all pass.
func (p *Proxy) Do(decide func(sent []byte) Action) {
	if decide == nil {
		p.decide.Store(nil)
	} else {
		p.decide.Store(&decide)
	}
}

func (p *Proxy) serve(client net.Conn) {
	upstream, err := net.Dial("unix", p.server.Socket())
	if err != nil {
		client.Close()
		return
	}
	var silent atomic.Bool // no answer passes
	var frozen atomic.Bool
	over := make(chan struct{}, 2)
	p.all.Go(func() {
		defer func() { over <- struct{}{} }()
		for buf := make([]byte, 1<<16); ; {
			n, err := client.Read(buf)
			if err != nil {
				return
			}
			act := Pass
			if decide := p.decide.Load(); decide != nil && buf[0] != 0 { // 0 begins a connection
				act = (*decide)(buf[:n])
			}
			p.Counts[act].Add(1)
			switch act {
			case Cut:
				return
			case Freeze:
				frozen.Store(true)
				<-p.end
				return
			case Forget:
				silent.Store(true)
			}
			if _, err := upstream.Write(buf[:n]); err != nil {
				return
			}
		}
	})
	p.all.Go(func() {
		defer func() {
			if !frozen.Load() {
				over <- struct{}{}
			}
		}()
		for buf := make([]byte, 1<<16); ; {
			n, err := upstream.Read(buf)
			if err != nil || silent.Load() {
				return
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
	})
	select {
	case <-over:
	case <-p.end:
	}
	client.Close()
	upstream.Close()
}
