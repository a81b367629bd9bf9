package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"

	"github.com/go-chi/chi/v5/middleware"

	"warsztat/board"
)

// recoverPanics answers a panic as "internal". The value of a panic may hold
// somebody's text, so only its type is logged, unless it is an error of the
// runtime.
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
				panic(http.ErrAbortHandler) // the client must notice that the answer is incomplete
			}
			s.refuse(w, r, board.InternalFault)
		}()
		next.ServeHTTP(w, r)
	})
}
