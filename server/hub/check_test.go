package hub

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// A proxy that rewrites the Host header is no fault of the network.
func TestCheckBehindAProxy(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(ServeCheck))
	defer server.Close()
	page := http.Header{"Origin": {"https://warsztat.example"}}
	conn, _, err := websocket.Dial(t.Context(), server.URL, &websocket.DialOptions{HTTPHeader: page})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	if _, told, err := conn.Read(t.Context()); err != nil || !strings.HasPrefix(string(told), `{"time":`) {
		t.Errorf("told %s, %v", told, err)
	}
}
