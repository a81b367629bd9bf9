package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"warsztat/board"
)

// app is the built browser application. It is read whole at the start, so that a
// request only looks up a name in a table and never opens a path.
type app struct {
	files map[string]*asset // by path, without a leading slash
}

// asset is one file in up to three encodings.
type asset struct {
	kind      string // Content-Type
	immutable bool   // its name changes with its content
	plain     variant
	packed    []variant // smallest first
}

type variant struct {
	encoding string // of Content-Encoding, "" for plain
	body     []byte
	tag      string // ETag
}

// encodings are the variants that may exist beside a file, the best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// kinds are the types of the files of an application. The table of the operating
// system differs from machine to machine.
var kinds = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".txt":         "text/plain; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
}

func newApp(files fs.FS) (*app, error) {
	a := &app{files: map[string]*asset{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		kind := kinds[path.Ext(name)]
		if err != nil || entry.IsDir() || kind == "" {
			return err // a packed variant is found by its plain file
		}
		file := &asset{kind: kind, immutable: strings.HasPrefix(name, "assets/")}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		file.plain = newVariant("", body)
		for _, e := range encodings {
			body, err := fs.ReadFile(files, name+e.suffix)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			file.packed = append(file.packed, newVariant(e.name, body))
		}
		a.files[name] = file
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the application: %w", err)
	}
	return a, nil
}

func newVariant(encoding string, body []byte) variant {
	sum := sha256.Sum256(body)
	return variant{encoding, body, `"` + hex.EncodeToString(sum[:12]) + `"`}
}

// page answers with the application, which decides itself which page it shows.
func (s *Server) page(w http.ResponseWriter, r *http.Request) { s.index(w, r, http.StatusOK) }

func (s *Server) index(w http.ResponseWriter, r *http.Request, status int) {
	index := s.app.files["index.html"]
	if index == nil {
		plain(w, http.StatusServiceUnavailable, "The browser application is not built. Run make build.\n")
		return
	}
	w.Header().Set("Cache-Control", "no-store") // it names the hashed files of this version
	index.serve(w, r, status)
}

// file answers with a file of the application. Where there is no such file, a
// browser that asks for a page gets the application, which says so, and every
// other client gets a refusal.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	file := s.app.files[strings.TrimPrefix(r.URL.Path, "/")]
	switch {
	case file != nil && file.immutable:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	case file != nil && r.URL.Path != "/index.html":
		w.Header().Set("Cache-Control", "no-cache")
	case strings.Contains(r.Header.Get("Accept"), "text/html"):
		requestLogOf(r).code = board.NotFound
		s.index(w, r, http.StatusNotFound)
		return
	default:
		s.refuse(w, r, board.NotFound)
		return
	}
	file.serve(w, r, http.StatusOK)
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request, status int) {
	v := a.choose(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", a.kind)
	if len(a.packed) > 0 {
		h.Set("Vary", "Accept-Encoding")
	}
	if v.encoding != "" {
		h.Set("Content-Encoding", v.encoding)
	}
	h.Set("ETag", v.tag)
	if h.Get("Cache-Control") != "no-store" && matches(r.Header.Get("If-None-Match"), v.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(v.body)))
	w.WriteHeader(status)
	if _, err := bytes.NewReader(v.body).WriteTo(w); err != nil {
		requestLogOf(r).gone = true
	}
}

// choose returns the smallest variant that the client accepts.
func (a *asset) choose(accept string) variant {
	accepted := map[string]bool{}
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		accepted[strings.ToLower(strings.TrimSpace(name))] = quality(parameters) > 0
	}
	for _, v := range a.packed {
		if accepted[v.encoding] {
			return v
		}
	}
	return a.plain
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return true
		}
	}
	return false
}
