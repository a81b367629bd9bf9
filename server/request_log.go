package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"warsztat/board"
	"warsztat/server/access"
)

// requestLog collects what the handlers of a request add to its log line. It
// never holds names, texts or secrets.
type requestLog struct {
	id       string
	workshop string
	member   string
	role     board.Role
	code     board.Code // of the refusal that was answered
	fault    error      // behind an "internal"
	gone     bool       // the client did not wait for the answer
}

type requestLogKey struct{}

// requestLogOf returns the log of a request.
func requestLogOf(r *http.Request) *requestLog {
	if n, ok := r.Context().Value(requestLogKey{}).(*requestLog); ok {
		return n
	}
	return &requestLog{} // without logRequests nobody reads it
}

// logRequests logs and counts each request. The line holds the route, not the
// path, and the network of the client, not its address.
func (s *Server) logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		n := &requestLog{id: requestID()}
		r = r.WithContext(context.WithValue(r.Context(), requestLogKey{}, n))
		w.Header().Set("X-Request-Id", n.id)
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		if s.proxies.Ignores(r) {
			s.forwarded.Do(func() {
				s.log.Warn("X-Forwarded-For came from an address that is no trusted proxy and does not count; if a proxy stands before the server, name it in --trusted-proxies", "from", access.Coarse(s.proxies.Client(r)))
			})
		}
		next.ServeHTTP(answer, r)

		route := chi.RouteContext(r.Context()).RoutePattern()
		if route == "" {
			route = "none"
		}
		took := time.Since(start)
		s.metrics.request(methodOf(r), route, answer.Status(), n.code, took)
		line := []slog.Attr{
			slog.String("id", n.id),
			slog.String("method", methodOf(r)),
			slog.String("route", route),
			slog.Int("status", answer.Status()),
			slog.Duration("took", took),
			slog.Int("bytes", answer.BytesWritten()),
			slog.String("from", access.Coarse(s.proxies.Client(r))),
		}
		if n.workshop != "" {
			line = append(line, slog.String("workshop", n.workshop))
		}
		if n.member != "" {
			line = append(line, slog.String("member", n.member), slog.String("role", string(n.role)))
		}
		if n.code != "" {
			line = append(line, slog.String("code", string(n.code)))
		}
		if n.gone {
			line = append(line, slog.Bool("gone", true))
		}
		level := slog.LevelInfo
		switch {
		case n.fault != nil:
			level = slog.LevelError
			line = append(line, slog.Any("error", n.fault))
		case !strings.HasPrefix(route, "/api/"):
			level = slog.LevelDebug // files and probes would hide the rest
		}
		s.log.LogAttrs(r.Context(), level, "request", line...)
	})
}

func requestID() string {
	raw := make([]byte, 8)
	rand.Read(raw)
	return hex.EncodeToString(raw)
}

// methodOf returns the method for logs and metrics. Strangers can send any word
// as a method, so unknown ones become "other".
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodPut, http.MethodPatch, http.MethodOptions:
		return r.Method
	}
	return "other"
}
