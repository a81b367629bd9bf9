package server

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"warsztat/board"
)

// origins lists the pages that may open live connections for their reader, each
// as "scheme://host" or "scheme://host:port".
type origins []string

func newOrigins(public *url.URL, more []string) origins {
	all := origins{originOf(public)}
	for _, origin := range more {
		if !slices.Contains(all, origin) {
			all = append(all, origin)
		}
	}
	return all
}

// originOf writes an address as browsers write an origin: in lower case and
// without the default port of the scheme.
func originOf(u *url.URL) string {
	host := strings.ToLower(u.Host)
	switch {
	case u.Scheme == "https":
		host = strings.TrimSuffix(host, ":443")
	case u.Scheme == "http":
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host
}

// sockets lists the origins with the schemes of WebSockets, for the content
// security policy. Not every browser includes them in 'self'.
func (o origins) sockets() []string {
	var all []string
	for _, origin := range o {
		all = append(all, "ws"+strings.TrimPrefix(origin, "http"))
	}
	return all
}

// allow reports whether a live connection may be opened (protocol rule W12).
// Browsers send cookies with a connection of any page, so the page must be ours.
// Browsers send no bearer by themselves, so a program that shows one needs no
// page.
//
// Browsers send no Origin header with an event stream of its own site. There the
// Sec-Fetch-Site header, which no page can set, says that the page is ours.
func (o origins) allow(r *http.Request) bool {
	if sent := r.Header.Values("Origin"); len(sent) > 0 {
		return len(sent) == 1 && slices.Contains(o, sent[0])
	}
	if bearer(r) != "" {
		return true
	}
	return r.Header.Get("Upgrade") == "" && r.Header.Get("Sec-Fetch-Site") == "same-origin"
}

// Addresses returns the addresses of a server without a configured public
// address: public is the one to print, more are the other origins of the same
// pages.
func Addresses(listen net.Addr) (public *url.URL, more []string) {
	host, port, err := net.SplitHostPort(listen.String())
	ip := net.ParseIP(host)
	if err != nil || ip == nil {
		return &url.URL{Scheme: "http", Host: listen.String()}, nil
	}
	at := func(host string) *url.URL { return &url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)} }
	switch {
	case ip.IsUnspecified():
		return at("localhost"), []string{originOf(at("127.0.0.1"))}
	case ip.IsLoopback():
		return at(host), []string{originOf(at("localhost"))}
	}
	return at(host), nil
}

// sameSite refuses requests that change something and come from a page of
// another site.
func (s *Server) sameSite(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	for _, origin := range s.origins {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			panic("server: " + err.Error()) // New was given an address that is none
		}
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuseForeign(w, r)
	}))
	protected := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The protection compares hosts only: a page that came over http is another one
		// than ours over https.
		if from, sent := r.Header["Origin"]; sent && !isSafe(r.Method) && (len(from) != 1 || !slices.Contains(s.origins, from[0])) {
			s.refuseForeign(w, r)
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// refuseForeign refuses what a page of another site asks for. The page may be ours, at
// an address that the settings do not name: that is told to the operator, once.
func (s *Server) refuseForeign(w http.ResponseWriter, r *http.Request) {
	s.foreignOrigin.Do(func() {
		s.log.Warn("a request was refused because its page is not one of this server; if it is, set --public-url to the address that people use", "page", r.Header.Get("Origin"), "ours", s.origins)
	})
	s.refuse(w, r, board.Forbidden)
}

func isSafe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}
