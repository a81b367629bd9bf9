package server

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/hub"
	"warsztat/server/journal"
)

// statuses is the one table from refusal codes to HTTP (protocol rule W27).
var statuses = map[board.Code]int{
	board.BadFrame:       http.StatusBadRequest,
	board.Invisible:      http.StatusBadRequest,
	board.BadText:        http.StatusBadRequest,
	board.TooDeep:        http.StatusBadRequest,
	board.TooLarge:       http.StatusRequestEntityTooLarge,
	board.UnknownFrame:   http.StatusBadRequest,
	board.UnknownCommand: http.StatusBadRequest,
	board.UnknownField:   http.StatusBadRequest,
	board.MissingField:   http.StatusBadRequest,
	board.WrongType:      http.StatusBadRequest,

	board.BadValue:  http.StatusBadRequest,
	board.BadID:     http.StatusBadRequest,
	board.BadSplice: http.StatusBadRequest,
	board.TooLong:   http.StatusBadRequest,
	board.TooMany:   http.StatusBadRequest,
	board.NoShare:   http.StatusConflict,
	board.NoSeat:    http.StatusConflict,
	board.Empty:     http.StatusBadRequest,
	board.NotFound:  http.StatusNotFound,
	board.Exists:    http.StatusConflict,
	board.Deleted:   http.StatusConflict,
	board.Archived:  http.StatusConflict,
	board.Misplaced: http.StatusConflict,
	board.Overtaken: http.StatusConflict,

	board.Forbidden:     http.StatusForbidden,
	board.WrongPhase:    http.StatusConflict,
	board.Locked:        http.StatusConflict,
	board.Held:          http.StatusConflict,
	board.Stale:         http.StatusConflict,
	board.Closed:        http.StatusConflict,
	board.NoVoter:       http.StatusForbidden,
	board.NoPoints:      http.StatusConflict,
	board.PerItem:       http.StatusConflict,
	board.Removed:       http.StatusForbidden,
	board.Waiting:       http.StatusForbidden,
	board.LastModerator: http.StatusConflict,

	board.HelloFirst:   http.StatusConflict,
	board.OtherClient:  http.StatusConflict,
	board.NumberReused: http.StatusConflict,
	board.FutureSeen:   http.StatusConflict,
	board.OutOfOrder:   http.StatusConflict,
	board.TooFarBehind: http.StatusConflict,
	board.FutureSince:  http.StatusConflict,
	board.NoMoment:     http.StatusNotFound,
	board.OtherEpoch:   http.StatusConflict,
	board.NoSession:    http.StatusUnauthorized,
	board.NoEntry:      http.StatusNotFound,
	board.WrongKey:     http.StatusUnauthorized,
	board.RateLimited:  http.StatusTooManyRequests,

	board.Quarantined:   http.StatusServiceUnavailable,
	board.StorageFull:   http.StatusServiceUnavailable,
	board.QuotaFull:     http.StatusServiceUnavailable,
	board.Busy:          http.StatusServiceUnavailable,
	board.InternalFault: http.StatusInternalServerError,
}

// statusOf returns the HTTP status of a refusal code. A code that is not in the
// table is a fault of the server.
func statusOf(code board.Code) int {
	if status, ok := statuses[code]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// codeOf returns the code with which people are told of an error: a refusal has
// its own code, some errors of the gate and the journal have one, and everything
// else is internal.
func codeOf(err error) board.Code {
	var refusal *board.Refusal
	var damaged *journal.DamagedError
	switch {
	case errors.As(err, &refusal):
		return refusal.Code
	case errors.As(err, &damaged):
		return board.Quarantined
	case errors.Is(err, access.ErrNoEntry):
		return board.NoEntry
	case errors.Is(err, journal.ErrFull):
		return board.StorageFull
	}
	return board.InternalFault
}

// refuse answers with the code and its sentence (protocol rule W6).
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, code board.Code) {
	s.answerRefusal(w, r, board.Refuse(code))
}

func (s *Server) answerRefusal(w http.ResponseWriter, r *http.Request, refusal *board.Refusal) {
	code := refusal.Code
	requestLogOf(r).code = code
	status := statusOf(code)
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	type body struct {
		Code    board.Code `json:"code"`
		Field   string     `json:"field,omitempty"`
		Message string     `json:"message"`
	}
	s.send(w, r, status, struct {
		Error body `json:"error"`
	}{body{code, refusal.Field, refusal.Sentence(localeOf(r))}})
}

// fail answers an error. A refusal is answered as it is; a fault is kept for the
// log and answered as "internal".
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var fast *hub.TooFastError
	if errors.As(err, &fast) {
		s.refuseFor(w, r, fast.Wait)
		return
	}
	code := codeOf(err)
	switch {
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		requestLogOf(r).gone = true // the client went away, which ended the work
	case code == board.InternalFault:
		requestLogOf(r).fault = err
	}
	s.reportFatal(err)
	s.refuse(w, r, code)
}

// reportFatal makes the process end when an error means that the disk failed.
func (s *Server) reportFatal(err error) {
	if s.fatal != nil && errors.Is(err, journal.ErrFatal) {
		s.fatal(err)
	}
}

// refuseFor answers a client that has to wait.
func (s *Server) refuseFor(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	seconds := max(1, int(math.Ceil(wait.Seconds())))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	s.refuse(w, r, board.RateLimited)
}

// send answers with JSON. The body must have a type that can always be encoded.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		panic("server: " + err.Error())
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if _, err := w.Write(append(data, '\n')); err != nil {
		requestLogOf(r).gone = true
	}
}

// noEntryWhenGone and noSessionWhenGone make a deleted workshop look like one
// that never existed. They are for errors of calls that are about the workshop
// itself.
func noEntryWhenGone(err error) error { return whenGone(err, board.NoEntry) }

func noSessionWhenGone(err error) error { return whenGone(err, board.NoSession) }

func whenGone(err error, code board.Code) error {
	var refusal *board.Refusal
	if errors.As(err, &refusal) && refusal.Code == board.NotFound {
		return board.Refuse(code)
	}
	return err
}
