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

// pacedConn is a connection whose client waits when it sends too much.
type pacedConn struct {
	net.Conn
	bytes  *rate.Limiter
	closed chan struct{}
	once   sync.Once
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

func (c *pacedConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}
