package server

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"

	"warsztat/board"
)

// W12: the origin of a live connection is ours, or a bearer shows that no
// browser has sent its cookies.
func TestOriginOfLiveConnections(t *testing.T) {
	h := newHarness(t, "http://127.0.0.1:8080", func(c *Config) { c.Origins = []string{"http://localhost:8080"} })
	listening := httptest.NewServer(h.handler)
	defer listening.Close()
	w := h.found()
	guest := h.everyRole(w)[board.Participant]
	cookie, token := carrying(guest.cookies), as(guest.token)
	websocket := func(r *http.Request) {
		r.Header.Set("Connection", "Upgrade")
		r.Header.Set("Upgrade", "websocket")
		r.Header.Set("Sec-WebSocket-Version", "13")
		r.Header.Set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
	}
	stream := with("Accept", "text/event-stream")
	for name, c := range map[string]struct {
		how      []requestOption
		accepted bool
	}{
		"our own page":                   {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1:8080")}, true},
		"our own page by name":           {[]requestOption{websocket, cookie, with("Origin", "http://localhost:8080")}, true},
		"our own page with a bearer":     {[]requestOption{websocket, token, with("Origin", "http://127.0.0.1:8080")}, true},
		"a program with a bearer":        {[]requestOption{websocket, token}, true},
		"missing":                        {[]requestOption{websocket, cookie}, false},
		"missing, but same-origin":       {[]requestOption{websocket, cookie, with("Sec-Fetch-Site", "same-origin")}, false},
		"null":                           {[]requestOption{websocket, cookie, with("Origin", "null")}, false},
		"empty":                          {[]requestOption{websocket, cookie, with("Origin", "")}, false},
		"wrong host":                     {[]requestOption{websocket, cookie, with("Origin", "http://evil.example")}, false},
		"wrong scheme":                   {[]requestOption{websocket, cookie, with("Origin", "https://127.0.0.1:8080")}, false},
		"wrong port":                     {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1:8081")}, false},
		"no port":                        {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1")}, false},
		"suffix":                         {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1:8080.evil.example")}, false},
		"prefix":                         {[]requestOption{websocket, cookie, with("Origin", "http://evil127.0.0.1:8080")}, false},
		"user":                           {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1:8080@evil.example")}, false},
		"path":                           {[]requestOption{websocket, cookie, with("Origin", "http://127.0.0.1:8080/")}, false},
		"wrong, with a bearer":           {[]requestOption{websocket, token, with("Origin", "http://evil.example")}, false},
		"the host's own, but not ours":   {[]requestOption{websocket, cookie, with("Origin", "http://evil.example"), func(r *http.Request) { r.Host = "evil.example" }}, false},
		"two origins":                    {[]requestOption{websocket, cookie, func(r *http.Request) { r.Header["Origin"] = []string{"http://127.0.0.1:8080", "http://evil.example"} }}, false},
		"stream of our own page":         {[]requestOption{stream, cookie, with("Sec-Fetch-Site", "same-origin")}, true},
		"stream of another site":         {[]requestOption{stream, cookie, with("Sec-Fetch-Site", "cross-site")}, false},
		"stream of another site, origin": {[]requestOption{stream, cookie, with("Origin", "http://evil.example"), with("Sec-Fetch-Site", "same-origin")}, false},
		"stream of a neighbour":          {[]requestOption{stream, cookie, with("Sec-Fetch-Site", "same-site")}, false},
		"stream without anything":        {[]requestOption{stream, cookie}, false},
		"stream with a bearer":           {[]requestOption{stream, token}, true},
	} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", listening.URL+"/api/workshops/"+w.id+"/live", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range c.how {
			change(r)
		}
		answer, err := listening.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if c.accepted != slices.Contains([]int{http.StatusSwitchingProtocols, http.StatusOK}, answer.StatusCode) {
			t.Fatalf("%s: status %d", name, answer.StatusCode)
		}
		if c.accepted {
			if identity := <-h.opened; identity.Member != guest.member || identity.Role != board.Participant || identity.Workshop != w.id || identity.Session == "" || identity.Link == "" {
				t.Errorf("%s: the identity is %+v", name, identity)
			}
		} else {
			got := httptest.NewRecorder()
			io.Copy(got, answer.Body)
			if answer.StatusCode != http.StatusForbidden || codeIn(got) != "forbidden" || len(h.opened) > 0 {
				t.Errorf("%s: status %d: %s", name, answer.StatusCode, got.Body)
			}
		}
		answer.Body.Close()
	}
}

// Behind https no plain connection is accepted.
func TestNoPlainConnectionBehindHTTPS(t *testing.T) {
	ours := newOrigins(&url.URL{Scheme: "https", Host: "warsztat.example"}, nil)
	for origin, want := range map[string]bool{"https://warsztat.example": true, "http://warsztat.example": false, "wss://warsztat.example": false} {
		if got := ours.allow(&http.Request{Header: http.Header{"Origin": {origin}}}); got != want {
			t.Errorf("%s: %v, want %v", origin, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for listen, c := range map[string]struct {
		public string
		more   []string
	}{
		"127.0.0.1:8080":   {"http://127.0.0.1:8080", []string{"http://localhost:8080"}},
		"[::1]:8080":       {"http://[::1]:8080", []string{"http://localhost:8080"}},
		"0.0.0.0:8080":     {"http://localhost:8080", []string{"http://127.0.0.1:8080"}},
		"[::]:80":          {"http://localhost:80", []string{"http://127.0.0.1"}},
		"192.168.1.5:8080": {"http://192.168.1.5:8080", nil},
	} {
		addr, err := net.ResolveTCPAddr("tcp", listen)
		if err != nil {
			t.Fatal(err)
		}
		public, more := Addresses(addr)
		if public.String() != c.public || !slices.Equal(more, c.more) {
			t.Errorf("%s is reached at %s and %v, want %s and %v", listen, public, more, c.public, c.more)
		}
	}
	for address, want := range map[string]string{
		"https://warsztat.example:443": "https://warsztat.example", "http://warsztat.example:80": "http://warsztat.example",
		"https://WARSZTAT.example:8443": "https://warsztat.example:8443",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := originOf(u); got != want {
			t.Errorf("%s has the origin %s, want %s", address, got, want)
		}
	}
}
