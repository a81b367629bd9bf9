package hub

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/server/database/sqlite"
	"warsztat/server/wire"
)

const (
	crowdSize       = 200
	crowdPerSecond  = 400 // changes of all together
	crowdVariable   = "WARSZTAT_TEST_CROWD"
	crowdMeasured   = 5 * time.Second
	crowdWritesLive = "live"
)

// The crowd is a process of its own, so that its processor time does not count.
func init() {
	if address := os.Getenv(crowdVariable); address != "" {
		kind, address, _ := strings.Cut(address, " ")
		var all sync.WaitGroup
		for i := range crowdSize {
			all.Go(func() {
				conn, err := net.Dial("tcp", address)
				if err != nil {
					panic(err)
				}
				if kind == crowdWritesLive {
					all.Go(func() { writeLive(conn, i) })
				}
				io.Copy(io.Discard, conn)
			})
		}
		all.Wait()
		os.Exit(0)
	}
}

// writeLive takes part in the workshop as one of the crowd, until the connection ends.
func writeLive(conn net.Conn, i int) {
	fmt.Fprintf(conn, "GET /m%d HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", i)
	say := func(line string) error {
		frame := []byte{0x81, 0x80 | 126, byte(len(line) >> 8), byte(len(line)), 0, 0, 0, 0} // masked with zeros
		_, err := conn.Write(append(frame, line...))
		return err
	}
	err := say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":"client-of-the-crowd-%d","epoch":%q,"since":%d}`, i, os.Getenv("EPOCH"), crowdSize+1))
	pause := time.Second * crowdSize / crowdPerSecond
	<-time.After(pause * time.Duration(i) / crowdSize)
	for n := 1; err == nil; n++ {
		err = say(fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":"RenameMember","with":{"name":"Anna Nowak z Rudnika %d"}}`, n, crowdSize+1, n))
		<-time.After(pause)
	}
}

// gather has a crowd come to a listener, until the benchmark ends.
func gather(b *testing.B, kind, epoch string, listener net.Listener) {
	b.Helper()
	crowd := exec.Command(os.Args[0])
	crowd.Env = append(os.Environ(), crowdVariable+"="+kind+" "+listener.Addr().String(), "EPOCH="+epoch)
	crowd.Stderr = os.Stderr
	if err := crowd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		crowd.Process.Kill()
		crowd.Wait()
	})
}

// BenchmarkDeliveries compares the processor time of a delivery to 200 people, who make
// 400 changes a second, with that of writing one ready frame for each change to each of
// as many raw sockets.
func BenchmarkDeliveries(b *testing.B) {
	for b.Loop() {
		ours, perWindow := deliverLive(b)
		ready := deliverReady(b)
		b.ReportMetric(float64(ours.Nanoseconds()), "ns/delivery")
		b.ReportMetric(perWindow, "changes/append")
		b.ReportMetric(float64(ours)/float64(ready), "times-ready-frames")
	}
}

func deliverLive(b *testing.B) (each time.Duration, perAppend float64) {
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "warsztat.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	h := newTestHub(b, store)
	found(b, h)
	for i := range crowdSize {
		admit(b, h, fmt.Sprint("m", i))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h.ServeLive(w, req, identityOf(path.Base(req.URL.Path)))
	})}
	go server.Serve(listener)
	gather(b, crowdWritesLive, store.Epoch(), listener)
	for h.Stats.Accepted.Load() < 2*crowdSize+crowdPerSecond { // all are there and at work
		<-time.After(time.Millisecond)
	}
	before, deliveries, changes, appends := processorTime(b), h.Stats.Deliveries.Load(), h.Stats.Changes.Load(), h.Stats.AppendedBatches.Load()
	<-time.After(crowdMeasured)
	used := processorTime(b) - before
	deliveries, changes, appends = h.Stats.Deliveries.Load()-deliveries, h.Stats.Changes.Load()-changes, h.Stats.AppendedBatches.Load()-appends
	b.ReportMetric(float64(changes)/crowdMeasured.Seconds(), "changes/s")
	if err := h.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
	server.Close()
	return used / time.Duration(deliveries), float64(changes) / float64(appends)
}

func deliverReady(b *testing.B) time.Duration {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	gather(b, "ready", "", listener)
	var conns []net.Conn
	for range crowdSize {
		conn, err := listener.Accept()
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Close()
		conns = append(conns, conn)
	}
	change := wire.AppendChange(nil, 4321, 1, []byte(`{"set":"m123","fields":{"name":"Anna Nowak z Rudnika 12","named":4321}}`))
	frame := append([]byte{0x81, 126, byte(len(change) >> 8), byte(len(change))}, change...)
	ticks := time.NewTicker(time.Second / crowdPerSecond)
	defer ticks.Stop()
	before, begin, written := processorTime(b), time.Now(), 0
	for time.Since(begin) < crowdMeasured {
		<-ticks.C
		for _, conn := range conns {
			if _, err := conn.Write(frame); err != nil {
				b.Fatal(err)
			}
		}
		written += len(conns)
	}
	return (processorTime(b) - before) / time.Duration(written)
}
