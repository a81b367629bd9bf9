package postgres

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// action is what a proxy does with what a client sends.
type action int

const (
	pass   action = iota
	cut           // the server never sees it
	forget        // the server gets it, and the connection breaks before its answer passes
	freeze        // nothing passes any more, and neither side is told
)

// proxy stands between stores and the server.
type proxy struct {
	listener net.Listener
	decide   atomic.Pointer[func(sent []byte) action]
	counts   [freeze + 1]atomic.Int32
	end      chan struct{}
	all      sync.WaitGroup
}

func newProxy(t testing.TB) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, end: make(chan struct{})}
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

// database is the address of an empty database behind the proxy.
func (p *proxy) database(t testing.TB) string {
	_, port, _ := net.SplitHostPort(p.listener.Addr().String())
	return server.At("127.0.0.1", url.Values{"search_path": {server.Schema(t)}, "port": {port}})
}

// do sets what happens to what clients send from now on; nil lets all pass.
func (p *proxy) do(decide func(sent []byte) action) {
	if decide == nil {
		p.decide.Store(nil)
	} else {
		p.decide.Store(&decide)
	}
}

func (p *proxy) serve(client net.Conn) {
	upstream, err := net.Dial("unix", server.Socket())
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
			act := pass
			if decide := p.decide.Load(); decide != nil && buf[0] != 0 { // 0 begins a connection
				act = (*decide)(buf[:n])
			}
			p.counts[act].Add(1)
			switch act {
			case cut:
				return
			case freeze:
				frozen.Store(true)
				<-p.end
				return
			case forget:
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
