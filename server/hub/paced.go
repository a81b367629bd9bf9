package hub

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// What one connection may bring, whatever it is: control frames and empty fragments
// never become a message, so that the pace of its member does not see them.
const (
	connectionBytesPerSecond = 128 << 10
	connectionBurstBytes     = 256 << 10
)

// paced is the answer to the request of a WebSocket; the connection that it hands
// over is paced.
type paced struct{ http.ResponseWriter }

func (p paced) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, buffered, err := http.NewResponseController(p.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	return &pacedConn{Conn: c, bytes: rate.NewLimiter(connectionBytesPerSecond, connectionBurstBytes), closed: make(chan struct{})}, buffered, nil
}

// pacedConn is a connection whose client waits when it sends too much, and is cut off
// when it does not take what it is sent.
type pacedConn struct {
	net.Conn
	bytes    *rate.Limiter
	closed   chan struct{}
	once     sync.Once
	deadline time.Time // of writing
}

func (c *pacedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b[:min(len(b), connectionBurstBytes)])
	if wait := c.bytes.ReserveN(time.Now(), n).Delay(); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-c.closed:
		}
	}
	return n, err
}

// Write fails when the client does not take the bytes within sendTime, or soon after:
// the deadline is set with some time to spare, so that most writes need not set it.
// Writes are never concurrent.
func (c *pacedConn) Write(b []byte) (int, error) {
	now := time.Now()
	if within := sendTime(len(b)); c.deadline.Sub(now) < within {
		c.deadline = now.Add(within + writeTimeout)
		if err := c.SetWriteDeadline(c.deadline); err != nil {
			return 0, err
		}
	}
	n, err := c.Conn.Write(b)
	if err != nil {
		c.Close() // a part of a frame may be on its way
	}
	return n, err
}

func (c *pacedConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}
