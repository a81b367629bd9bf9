package server

import (
	"bytes"
	"maps"
	"net"
	"slices"
)

// guarded puts the security headers on the answers that net/http writes itself, to
// requests that it cannot read and that reach no handler.
type guarded struct {
	net.Listener
	headers []byte
}

func (s *Server) guard(l net.Listener) net.Listener {
	var lines []byte
	for _, name := range slices.Sorted(maps.Keys(s.fixedHeaders)) {
		lines = append(lines, name+": "+s.fixedHeaders[name]+"\r\n"...)
	}
	return guarded{l, lines}
}

func (g guarded) Accept() (net.Conn, error) {
	c, err := g.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return guardedConn{c, g.headers}, nil
}

type guardedConn struct {
	net.Conn
	headers []byte
}

// Write recognises the head of an error answer that lacks the headers. No body looks
// like one: what people write is sent as JSON, which holds no CR.
func (c guardedConn) Write(b []byte) (int, error) {
	head, _, whole := bytes.Cut(b, []byte("\r\n\r\n"))
	if !whole || !bytes.HasPrefix(head, []byte("HTTP/1.1 4")) && !bytes.HasPrefix(head, []byte("HTTP/1.1 5")) ||
		bytes.Contains(head, []byte("Content-Security-Policy:")) {
		return c.Conn.Write(b)
	}
	status := bytes.Index(b, []byte("\r\n")) + 2
	if _, err := c.Conn.Write(slices.Concat(b[:status], c.headers, b[status:])); err != nil {
		return 0, err
	}
	return len(b), nil
}
