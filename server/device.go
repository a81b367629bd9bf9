package server

import (
	"net/http"
)

// device gives out a link by which a member enters on one more device, as the
// same member (protocol rule W5a).
func (s *Server) device(w http.ResponseWriter, r *http.Request) {
	if wait := s.entries.Take(s.proxies.Client(r)); wait > 0 {
		s.refuseFor(w, r, wait)
		return
	}
	secret, expires, err := s.gate.NewPass(r.Context(), sessionOf(r))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.send(w, r, http.StatusOK, struct {
		Link    string `json:"link"`
		Expires int64  `json:"expires"` // milliseconds since 1970
	}{s.invitation(secret), expires.UnixMilli()})
}
