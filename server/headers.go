package server

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
)

// policy returns the content security policy of every answer. Scripts and styles
// come from files only. Only Svelte's own templates may become markup. Pictures
// come from files or, like a drawn QR code, from memory.
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

// features turns off the browser features that the application never uses. It
// keeps full screen, the wake lock and the clipboard for the application itself.
const features = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), " +

	"geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), " +
	"midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=(), " +
	"clipboard-read=(self), clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)"

// fixedHeaders are the security headers of every answer.
func fixedHeaders(o origins, https bool) map[string]string {
	fixed := map[string]string{
		"Content-Security-Policy":      o.policy(),
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           features,
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY", // for browsers that do not know frame-ancestors
	}
	if https {
		fixed["Strict-Transport-Security"] = "max-age=31536000"
	}
	return fixed
}

// headers puts the security headers on every answer of a handler; see guarded for the
// others.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range s.fixedHeaders {
			h.Set(name, value)
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

var directive = regexp.MustCompile(`^[a-z-]{1,40}$`)

// report counts what browsers report about the content security policy. It logs
// only the name of the directive: the rest of a report may hold addresses.
func (s *Server) report(w http.ResponseWriter, r *http.Request) {
	var sent struct {
		Report struct {
			Directive string `json:"effective-directive"`
		} `json:"csp-report"`
	}
	body := http.MaxBytesReader(w, r.Body, 16<<10)
	if err := json.NewDecoder(body).Decode(&sent); err == nil && directive.MatchString(sent.Report.Directive) {
		s.log.Debug("a browser reports a violation of the content security policy", slog.String("directive", sent.Report.Directive))
	}
	s.metrics.reports.Inc()
	w.WriteHeader(http.StatusNoContent)
}
