// Package web carries the built browser application inside the binary.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is the built application: index.html, hashed files under assets/ and
// their .br and .gz variants. Before the first build it holds no index.html.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only a malformed constant can cause it
	}
	return files
}
