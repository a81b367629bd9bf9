package server

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"warsztat/board"
	"warsztat/server/hub"
)

// doorkeeper only notes who was let through to a live connection.
type doorkeeper struct {
	Rooms
	let *[]hub.Seat
}

func (d doorkeeper) ServeLive(w http.ResponseWriter, r *http.Request, seat hub.Seat) {
	if r.Header.Get("Origin") != "" {
		panic("the origin is judged twice")
	}
	*d.let = append(*d.let, seat)
}

// W12, S13: the origin of a live connection is ours, or a bearer shows that no
// browser sends its cookies along.
func TestOriginOfLiveConnections(t *testing.T) {
	var let []hub.Seat
	h := build(t, "http://127.0.0.1:8080", func(c *Config) {
		c.Origins = []string{"http://localhost:8080"}
		c.Rooms = doorkeeper{c.Rooms, &let}
	})
	w := h.found()
	guest := h.everyRole(w)[board.Participant]
	cookie, token := carrying(guest.cookies), as(guest.token)
	websocket := func(r *http.Request) {
		r.Header.Set("Connection", "Upgrade")
		r.Header.Set("Upgrade", "websocket")
	}
	stream := with("Accept", "text/event-stream")
	for name, c := range map[string]struct {
		how []asking
		let bool
	}{
		"our own page":                   {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1:8080")}, true},
		"our own page by name":           {[]asking{websocket, cookie, with("Origin", "http://localhost:8080")}, true},
		"our own page with a bearer":     {[]asking{websocket, token, with("Origin", "http://127.0.0.1:8080")}, true},
		"a program with a bearer":        {[]asking{websocket, token}, true},
		"missing":                        {[]asking{websocket, cookie}, false},
		"missing, but same-origin":       {[]asking{websocket, cookie, with("Sec-Fetch-Site", "same-origin")}, false},
		"null":                           {[]asking{websocket, cookie, with("Origin", "null")}, false},
		"empty":                          {[]asking{websocket, cookie, with("Origin", "")}, false},
		"wrong host":                     {[]asking{websocket, cookie, with("Origin", "http://evil.example")}, false},
		"wrong scheme":                   {[]asking{websocket, cookie, with("Origin", "https://127.0.0.1:8080")}, false},
		"wrong port":                     {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1:8081")}, false},
		"no port":                        {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1")}, false},
		"suffix":                         {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1:8080.evil.example")}, false},
		"prefix":                         {[]asking{websocket, cookie, with("Origin", "http://evil127.0.0.1:8080")}, false},
		"user":                           {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1:8080@evil.example")}, false},
		"path":                           {[]asking{websocket, cookie, with("Origin", "http://127.0.0.1:8080/")}, false},
		"wrong, with a bearer":           {[]asking{websocket, token, with("Origin", "http://evil.example")}, false},
		"the host's own, but not ours":   {[]asking{websocket, cookie, with("Origin", "http://evil.example"), func(r *http.Request) { r.Host = "evil.example" }}, false},
		"two origins":                    {[]asking{websocket, cookie, func(r *http.Request) { r.Header["Origin"] = []string{"http://127.0.0.1:8080", "http://evil.example"} }}, false},
		"stream of our own page":         {[]asking{stream, cookie, with("Sec-Fetch-Site", "same-origin")}, true},
		"stream of another site":         {[]asking{stream, cookie, with("Sec-Fetch-Site", "cross-site")}, false},
		"stream of another site, origin": {[]asking{stream, cookie, with("Origin", "http://evil.example"), with("Sec-Fetch-Site", "same-origin")}, false},
		"stream of a neighbour":          {[]asking{stream, cookie, with("Sec-Fetch-Site", "same-site")}, false},
		"stream without anything":        {[]asking{stream, cookie}, false},
		"stream with a bearer":           {[]asking{stream, token}, true},
	} {
		let = nil
		got := h.ask("GET", "/api/workshops/"+w.id+"/live", "", c.how...)
		if (len(let) == 1) != c.let || !c.let && (got.Code != http.StatusForbidden || codeIn(got) != "forbidden") {
			t.Errorf("%s: let in %v, status %d: %s", name, len(let) == 1, got.Code, got.Body)
		}
		if c.let && (let[0].Member != guest.member || let[0].Role != board.Participant || let[0].Workshop != w.id || let[0].Session == "" || let[0].Link == "") {
			t.Errorf("%s: the seat is %+v", name, let[0])
		}
	}
}

// S14: behind https no plain connection is taken.
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
