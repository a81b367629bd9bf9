package hub

import (
	"context"
	"net/http"
	"strings"

	"github.com/coder/websocket"
)

// ServeLive serves the live connection of an identity: a WebSocket, or an event stream
// or a poll when the request asks for one (protocol rules W12 to W13a). It returns when
// the connection has ended. The caller has checked the Origin header and removed it.
func (h *Hub) ServeLive(w http.ResponseWriter, req *http.Request, identity Identity) {
	accept := req.Header.Get("Accept")
	switch {
	case strings.Contains(accept, "text/event-stream"):
		h.serveStream(w, req, identity)
		return
	case strings.Contains(accept, "application/x-ndjson"):
		h.servePoll(w, req, identity)
		return
	}
	conn, err := websocket.Accept(paced{w}, req, &websocket.AcceptOptions{
		CompressionMode: websocket.CompressionDisabled,
		OnPingReceived: func(ctx context.Context, _ []byte) bool {
			_, err := h.throttle(ctx, identity, 1)
			return err == nil
		},
	})
	if err != nil {
		return // Accept has answered
	}
	defer conn.CloseNow()
	conn.SetReadLimit(maxMessageBytes)
	ctx := req.Context()
	h.serveConnection(ctx, identity, localeOf(req), socket{conn}, func() ([]byte, error) {
		kind, message, err := conn.Read(ctx)
		if err == nil && kind != websocket.MessageText {
			err = conn.Close(websocket.StatusUnsupportedData, "text only")
			if err == nil {
				err = context.Canceled
			}
		}
		return message, err
	})
}

// socket is the transport over a WebSocket.
type socket struct{ conn *websocket.Conn }

func (s socket) send(message []byte) error {
	return s.conn.Write(context.Background(), websocket.MessageText, message) // its connection has a deadline
}

func (s socket) close(status int, reason string) {
	// The client may have gone already.
	_ = s.conn.Close(websocket.StatusCode(status), reason)
}

// localeOf returns the language of the answers.
func localeOf(req *http.Request) string {
	if strings.HasPrefix(strings.ToLower(req.Header.Get("Accept-Language")), "en") {
		return "en"
	}
	return "pl"
}
