package server

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"rsc.io/qr"
)

var run = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

// The picture has exactly the modules of the code, and nothing of the text.
func TestQRPicture(t *testing.T) {
	for _, text := range []string{
		"x", "http://127.0.0.1:8080/join#F0gESJ913yEDH_Yip3BosiJOmbDYOwP3PgowhUy_CYM", strings.Repeat("ż", 512),
		`"/></svg><script>alert(1)</script>`,
	} {
		picture, err := qrPicture(text)
		if err != nil {
			t.Fatal(err)
		}
		code, err := qr.Encode(text, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(`viewBox="0 0 %d %d"`, code.Size+8, code.Size+8); !strings.Contains(string(picture), want) {
			t.Errorf("%.20s: no %s", text, want)
		}
		black := map[[2]int]bool{}
		for _, m := range run.FindAllStringSubmatch(string(picture), -1) {
			var x, y, n, back int
			fmt.Sscan(m[1]+" "+m[2]+" "+m[3]+" "+m[4], &x, &y, &n, &back)
			if n != back {
				t.Fatalf("%.20s: the run %s is open", text, m[0])
			}
			for i := range n {
				black[[2]int{x + i - 4, y - 4}] = true
			}
		}
		for y := range code.Size {
			for x := range code.Size {
				if black[[2]int{x, y}] != code.Black(x, y) {
					t.Fatalf("%.20s: module %d,%d is wrong", text, x, y)
				}
			}
		}
		if err := xml.Unmarshal(picture, new(struct {
			XMLName xml.Name `xml:"svg"`
		})); err != nil {
			t.Errorf("%.20s: %v", text, err)
		}
		if strings.Contains(string(picture), "script") || strings.Contains(string(picture), "join") {
			t.Errorf("%.20s: the picture holds the text", text)
		}
	}
	h := newHarness(t, "http://127.0.0.1:8080", nil)
	if got := h.ask("POST", "/api/qr", `{"text":"x"}`); got.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("the type is %s", got.Header().Get("Content-Type"))
	}
}
