package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"warsztat/board"
)

// Handler returns the handler of the public listener, with all its routes.
func (s *Server) Handler() http.Handler {
	r := chi.NewRouter()
	r.Use(s.headers, s.logRequests, s.recoverPanics, middleware.GetHead, s.sameSite)
	r.NotFound(func(w http.ResponseWriter, r *http.Request) { s.refuse(w, r, board.NotFound) })
	r.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) { s.refuse(w, r, board.NotFound) })

	// requireSession also guards unknown paths: a client without a session learns
	// nothing about a workshop.
	r.Route("/api/workshops/{id}", func(r chi.Router) {
		r.Use(s.requireSession)
		r.Get("/live", s.live)
		r.Group(func(r chi.Router) {
			r.Use(deadlines)
			r.Get("/me", s.me)
			r.Get("/clause", s.clauseOf)
			r.Get("/snapshot", s.snapshot)
			r.Get("/tables/{board}.{format:xlsx|csv}", s.table)
			r.Post("/commands", s.commands)
			r.Post("/leave", s.leave)
			r.With(s.requirePermission(board.AddDevice)).Post("/device", s.device)
			r.Group(func(r chi.Router) {
				r.Use(s.requirePermission(board.ManageLinks))
				r.Get("/links", s.links)
				r.Post("/links/{role}", s.giveOut)
				r.Delete("/links/{role}", s.revoke)
			})
		})
	})

	r.Get("/api/check", s.check)
	r.Group(func(r chi.Router) {
		r.Use(deadlines)
		r.Post("/api/preview", s.previewEntry)
		r.Post("/api/enter", s.enter)
		r.Post("/api/qr", s.drawQR)
		r.Post("/api/report", s.report)
		r.Get("/api/clause", s.clause)
		r.Group(func(r chi.Router) {
			r.Use(s.requireOrganiser)
			r.Post("/api/organiser", s.organiserKey)
			r.Post("/api/workshops", s.found)
			r.Put("/api/clause", s.setClause)
			r.Get("/api/organiser/workshops", s.workshops)
			r.Group(func(r chi.Router) {
				r.Use(s.requireWorkshop)
				r.Delete("/api/organiser/workshops/{id}", s.deleteWorkshop)
				r.Post("/api/organiser/workshops/{id}/open", s.openAnyway)
				r.Post("/api/organiser/workshops/{id}/close", s.closeWorkshop)
				r.Post("/api/organiser/workshops/{id}/copy", s.copyWorkshop)
				r.Post("/api/organiser/workshops/{id}/until", s.keepUntil)
				r.Post("/api/organiser/workshops/{id}/links/{role}", s.organiserGivesOut)
			})
		})
		r.Get("/livez", s.livez)
		r.Get("/readyz", s.readyz)
		// Some mail programs write %23 for the # of a link.
		for _, page := range []string{"/", "/organiser", "/join", "/check", "/privacy", "/help", "/accessibility", "/w/{id}", "/w/{id}/at/{seq}", "/w/{id}/projector", "/w/{id}/participant", "/join#*", "/join/#*", "/organiser#*"} {
			r.Get(page, s.page)
		}
		r.Get("/*", s.file)
	})
	return r
}
