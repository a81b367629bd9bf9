package server

import (
	"net/http"
	"time"
)

const (
	readTime  = 20 * time.Second // for the body of a request
	writeTime = 60 * time.Second // for the answer, over the slowest line
)

// deadlines limits how long a request may take to send and to receive. Live
// connections do not pass through it, because each of their writes has a
// deadline of its own.
func deadlines(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		// A writer without deadlines is not a network connection.
		_ = c.SetReadDeadline(time.Now().Add(readTime))
		_ = c.SetWriteDeadline(time.Now().Add(writeTime))
		next.ServeHTTP(w, r)
	})
}
