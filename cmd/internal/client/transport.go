package client

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/coder/websocket"

	"warsztat/server/wire"
)

// transport carries the frames of one live connection. It ends with the context
// that it was opened with, and then all its methods fail.
type transport interface {
	// read returns the next message of the server: frames, a line each.
	read(ctx context.Context) ([]byte, error)
	// write sends a frame. It may be called while read waits. The answers that
	// come at once are returned.
	write(ctx context.Context, line []byte) (answers []byte, err error)
	close()
}

// open opens a live connection and says hello.
func (c *Client) open(ctx context.Context) (transport, error) {
	hello := wire.Hello{Protocol: wire.Version, Client: c.name}
	c.mu.Lock()
	hello.Epoch, hello.Since, hello.Mark = c.epoch, c.state.Seq, c.mark
	c.mu.Unlock()
	if c.eventStream {
		return c.openEventStream(ctx, hello)
	}
	return c.openWebSocket(ctx, hello)
}

// webSocket is the transport of rule W12.
type webSocket struct{ conn *websocket.Conn }

func (c *Client) openWebSocket(ctx context.Context, hello wire.Hello) (transport, error) {
	opening, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	conn, answer, err := websocket.Dial(opening, c.server.Address+c.path+"/live", &websocket.DialOptions{
		HTTPClient: c.server.HTTP, HTTPHeader: c.header(),
	})
	if err != nil {
		if answer != nil && answer.StatusCode != http.StatusSwitchingProtocols {
			err = refusal(answer)
		}
		return nil, err
	}
	conn.SetReadLimit(-1) // it is the server that bounds its messages
	w := webSocket{conn}
	if _, err := w.write(ctx, wire.AppendHello(nil, hello)); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w webSocket) read(ctx context.Context) ([]byte, error) {
	_, message, err := w.conn.Read(ctx)
	return message, err
}

func (w webSocket) write(ctx context.Context, line []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	return nil, w.conn.Write(ctx, websocket.MessageText, line)
}

func (w webSocket) close() { w.conn.CloseNow() }

// eventStream is the transport of rule W13: the server's frames come as events,
// the client's are posted.
type eventStream struct {
	client *Client
	body   io.Closer
	lines  *bufio.Reader
}

func (c *Client) openEventStream(ctx context.Context, hello wire.Hello) (transport, error) {
	query := url.Values{"client": {hello.Client}, "epoch": {hello.Epoch}, "since": {strconv.FormatUint(hello.Since, 10)}, "mark": {hello.Mark}}
	header := c.header()
	header.Set("Accept", "text/event-stream")
	answer, err := c.server.send(ctx, http.MethodGet, c.path+"/live?"+query.Encode(), header, nil)
	if err != nil {
		return nil, err
	}
	return &eventStream{c, answer.Body, bufio.NewReader(answer.Body)}, nil
}

func (s *eventStream) read(context.Context) ([]byte, error) {
	for {
		line, err := s.lines.ReadBytes('\n')
		if err != nil {
			return nil, err
		}
		if frame, ok := bytes.CutPrefix(line, []byte("data: ")); ok {
			return frame, nil
		}
	}
}

// write posts a frame, again and again while the server asks for patience.
func (s *eventStream) write(ctx context.Context, line []byte) ([]byte, error) {
	for {
		header := s.client.header()
		header.Set("Warsztat-Client", s.client.name)
		answers, err := s.client.server.read(ctx, http.MethodPost, s.client.path+"/commands", header, line)
		var later *retryError
		if !errors.As(err, &later) {
			return answers, err
		}
		if err := rest(ctx, later.after); err != nil {
			return nil, err
		}
	}
}

func (s *eventStream) close() { s.body.Close() }
