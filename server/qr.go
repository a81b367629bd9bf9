package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"rsc.io/qr"

	"warsztat/board"
)

const (
	maxQRText = 512 // characters; more makes a code that phones cannot read
	quietZone = 4   // modules of white around, as the standard asks
)

// drawQR draws a text as a QR code. The text is in the body and not in the
// address, because it is mostly a secret.
func (s *Server) drawQR(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Text string `json:"text"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	switch {
	case asked.Text == "":
		s.refuse(w, r, board.Empty)
		return
	case utf8.RuneCountInString(asked.Text) > maxQRText:
		s.refuse(w, r, board.TooLong)
		return
	}
	picture, err := qrPicture(asked.Text)
	if err != nil {
		s.fail(w, r, fmt.Errorf("draw a QR code: %w", err))
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	if _, err := w.Write(picture); err != nil {
		requestLogOf(r).gone = true
	}
}

// qrPicture returns an SVG of black runs on white; one unit is one module.
func qrPicture(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	side := strconv.Itoa(code.Size + 2*quietZone)
	var svg strings.Builder
	svg.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + side + ` ` + side + `" shape-rendering="crispEdges">`)
	svg.WriteString(`<path fill="#fff" d="M0 0h` + side + `v` + side + `H0z"/><path fill="#000" d="`)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&svg, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, run, run)
				x += run
			}
		}
	}
	svg.WriteString(`"/></svg>`)
	return []byte(svg.String()), nil
}
