package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"warsztat/board"
	"warsztat/server/access"
)

// requestLog is what the handlers of one request leave for its log line. Names, texts
// and secrets have no place in it.
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

// requestLogOf is the note of a request.
func requestLogOf(r *http.Request) *requestLog {
	if n, ok := r.Context().Value(requestLogKey{}).(*requestLog); ok {
		return n
	}
	return &requestLog{} // outside of the logged middleware nobody reads it
}

// logRequests writes one line for each request and counts it. The line has the
// route, not the path, and the network of the client, not its address.
func (s *Server) logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		n := &requestLog{id: requestID()}
		r = r.WithContext(context.WithValue(r.Context(), requestLogKey{}, n))
		w.Header().Set("X-Request-Id", n.id)
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
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
			level = slog.LevelDebug // files and probes would drown the rest
		}
		s.log.LogAttrs(r.Context(), level, "request", line...)
	})
}

// recoverPanics turns a panic into "internal". What was panicked with may hold
// somebody's text, so only its type is logged, unless the runtime says it.
func (s *Server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause)
			}
			what := fmt.Sprintf("%T", cause)
			if err, ok := cause.(runtime.Error); ok {
				what = err.Error()
			}
			s.log.LogAttrs(r.Context(), slog.LevelError, "panic",
				slog.String("id", requestLogOf(r).id), slog.String("what", what), slog.String("stack", string(debug.Stack())))
			if begun, ok := w.(middleware.WrapResponseWriter); ok && begun.Status() != 0 {
				panic(http.ErrAbortHandler) // half an answer must not look like a whole one
			}
			s.refuse(w, r, board.InternalFault)
		}()
		next.ServeHTTP(w, r)
	})
}

func requestID() string {
	raw := make([]byte, 8)
	rand.Read(raw)
	return hex.EncodeToString(raw)
}

// methodOf is the method as a log or a metric may hold it: strangers can send
// any word there.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodPut, http.MethodPatch, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// plainLog takes what net/http itself has to say, without the addresses in it.
func plainLog(to *slog.Logger) *log.Logger {
	return log.New(addressless{to}, "", 0)
}

type addressless struct{ to *slog.Logger }

var addressPattern = regexp.MustCompile(`\[?[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]+(%[^\]\s]+)?\]?:\d+`)

func (a addressless) Write(line []byte) (int, error) {
	text := addressPattern.ReplaceAllString(strings.TrimSpace(string(line)), "(address)")
	a.to.Warn("http", slog.String("says", text))
	return len(line), nil
}
