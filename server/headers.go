package server

import (
	"net/http"
	"strings"
	"time"
)

// policy is the content security policy of every answer. Scripts and styles
// come from files only; Svelte's own templates are the one thing that may
// become markup; pictures come from files or, like a drawn QR code, from memory.
func (o origins) policy() string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"font-src 'self'",
		"img-src 'self' blob:",
		"manifest-src 'self'",
		"connect-src 'self' " + strings.Join(o.sockets(), " "),
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types svelte-trusted-html",
		"report-uri /api/report",
	}, "; ")
}

// features turns off what the application never asks a browser for, and keeps
// for itself what it does: full screen, a screen that stays on, the clipboard.
const features = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), " +
	"geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), " +
	"midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=(), " +
	"clipboard-read=(self), clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)"

// headers puts the security headers on every answer, whatever it is.
func (s *Server) headers(next http.Handler) http.Handler {
	fixed := map[string]string{
		"Content-Security-Policy":      s.origins.policy(),
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           features,
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY", // for what does not know frame-ancestors
	}
	if s.public.Scheme == "https" {
		fixed["Strict-Transport-Security"] = "max-age=31536000"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range fixed {
			h.Set(name, value)
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

const (
	readTime  = 20 * time.Second // for the body of a request
	writeTime = 60 * time.Second // for the answer, over the slowest line
)

// deadlines bounds how long a request may take to send and to receive. Live
// connections do not pass through it: each write of theirs has its own.
func deadlines(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		// A writer that knows no deadlines is not a network connection.
		_ = c.SetReadDeadline(time.Now().Add(readTime))
		_ = c.SetWriteDeadline(time.Now().Add(writeTime))
		next.ServeHTTP(w, r)
	})
}
