package server

import (
	"net/http"
	"time"

	"warsztat/server/access"
	"warsztat/server/hub"
)

// connectionRetry is how long an address has to wait that holds as many live
// connections as it may.
const connectionRetry = 10 * time.Second

// live opens a live connection for a session whose page is one of ours.
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	if !s.origins.allow(r) {
		s.refuseForeign(w, r)
		return
	}
	addr := s.proxies.Client(r)
	if !s.connections.Acquire(addr) {
		s.overLimit.Do(func() {
			s.log.Warn("one address holds as many live connections as it may; if it is a proxy of yours, name it in --trusted-proxies", "from", access.Coarse(addr))
		})
		s.refuseFor(w, r, connectionRetry)
		return
	}
	defer s.connections.Release(addr)
	if !s.checkAdmitted(w, r) {
		return
	}
	// The origin is checked. The WebSocket library would compare it with the Host
	// header, which a proxy may have rewritten.
	r.Header.Del("Origin")
	s.rooms.ServeLive(w, r, identityIn(r))
}

func (s *Server) commands(w http.ResponseWriter, r *http.Request) {
	if !s.checkAdmitted(w, r) {
		return
	}
	if err := s.rooms.ServeCommands(w, r, identityIn(r)); err != nil {
		s.fail(w, r, noSessionWhenGone(err))
	}
}

func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) {
	if !s.checkAdmitted(w, r) {
		return
	}
	if err := s.rooms.ServeSnapshot(w, r, identityIn(r)); err != nil {
		s.fail(w, r, noSessionWhenGone(err))
	}
}

// check serves the page on which somebody tries computer and network before a workshop.
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	addr := s.proxies.Client(r)
	if !s.connections.Acquire(addr) {
		s.refuseFor(w, r, connectionRetry)
		return
	}
	defer s.connections.Release(addr)
	hub.ServeCheck(w, r)
}
