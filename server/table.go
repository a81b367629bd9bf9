package server

import (
	"mime"
	"net/http"

	"github.com/go-chi/chi/v5"

	"warsztat/board"
	"warsztat/server/export"
)

// table writes a matrix as a file (rule W45), as far as the session may see it.
func (s *Server) table(w http.ResponseWriter, r *http.Request) {
	identity := identityIn(r)
	format := chi.URLParam(r, "format")
	var without []string
	if r.URL.Query().Get("projects") == "0" {
		without = []string{"project"} // key projects age quickly and may be left out of a strategy
	}
	var table export.Table
	var title string
	var refusal *board.Refusal
	err := s.rooms.View(r.Context(), identity.Workshop, func(state *board.State) {
		var viewer board.Viewer
		if viewer, refusal = identity.Viewer(state); refusal != nil {
			return
		}
		boards := state.Joint(viewer, chi.URLParam(r, "board"), r.URL.Query().Get("joint") == "1")
		if len(boards) == 0 || len(board.LevelsOf(boards[0])) == 0 {
			refusal = board.Refuse(board.NotFound)
			return
		}
		title = boards[0].Title()
		table = export.ReadTable(state, viewer, boards, without...)
	})
	switch {
	case err != nil:
		s.fail(w, r, noSessionWhenGone(err))
		return
	case refusal != nil:
		s.refuse(w, r, refusal.Code)
		return
	}
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": title + "." + format}))
	if format == "csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		err = table.CSV(w)
	} else {
		w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
		err = table.XLSX(w)
	}
	_ = err // a client that has gone needs no answer
}
