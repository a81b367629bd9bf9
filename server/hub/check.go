package hub

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// checkHold is how long the stream of a check stays open after its first event: so a
// network that holds streams back shows.
const checkHold = 3 * time.Second

// ServeCheck lets a browser try, without a workshop, the ways in which a live connection
// may come: a WebSocket that brings one message, a stream that brings one event and ends
// some time later, and a plain answer. Each brings the server's time.
func ServeCheck(w http.ResponseWriter, r *http.Request) {
	told := func() []byte { return fmt.Appendf(nil, `{"time":%d}`, time.Now().UnixMilli()) }
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Now().Add(2 * checkHold)) // a test's recorder has none
	switch {
	case strings.EqualFold(r.Header.Get("Upgrade"), "websocket"):
		// A proxy may have rewritten the Host header, and what is answered is no secret.
		conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return // Accept has answered
		}
		defer conn.CloseNow()
		if conn.Write(r.Context(), websocket.MessageText, told()) == nil {
			_ = conn.Close(websocket.StatusNormalClosure, "") // the client may have gone
		}
	case strings.Contains(r.Header.Get("Accept"), "text/event-stream"):
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		w.Header().Set("X-Accel-Buffering", "no")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = fmt.Fprintf(w, "data: %s\n\n", told())
		_ = control.Flush()
		select {
		case <-time.After(checkHold):
		case <-r.Context().Done():
		}
	default:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write(told())
	}
}
