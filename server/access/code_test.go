package access

import (
	"strings"
	"testing"
)

func TestNewCode(t *testing.T) {
	counts := map[rune]int{}
	for range 10_000 {
		code := newCode()
		if got, ok := NormaliseCode(code); !ok || got != code {
			t.Fatalf("the code %q reads as %q, %v", code, got, ok)
		}
		for _, c := range code {
			counts[c]++
		}
	}
	mean := 10_000 * codeLength / len(codeAlphabet) // 2580; five sigma are about 250
	for _, c := range codeAlphabet {
		if n := counts[c]; n < mean-250 || n > mean+250 {
			t.Errorf("%c was drawn %d times, expected about %d", c, n, mean)
		}
	}
}

func TestNormaliseCode(t *testing.T) {
	for typed, want := range map[string]string{
		"ABCD2345":       "ABCD2345",
		"abcd-2345":      "ABCD2345",
		"  Abcd 23 45\t": "ABCD2345",
		"ABCD–2345":      "ABCD2345",
		"ABCD\u00a02345": "ABCD2345",
		"A-B-C-D-2-3-45": "ABCD2345",
		"":               "",
		"ABCD234":        "",
		"ABCD23456":      "",
		"ABCD2340":       "",
		"ABCDI345":       "",
		"ĄBCD2345":       "",
		"ABCD2345\x00":   "",
		"ſBCD2345":       "",
	} {
		got, ok := NormaliseCode(typed)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q reads as %q, %v, want %q", typed, got, ok, want)
		}
	}
}

func FuzzNormaliseCode(f *testing.F) {
	for _, seed := range []string{"ABCD-2345", "abcd 2345", "\x00", strings.Repeat("-", 70), "ſſſſſſſſ", "ABCD2345\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, ok := NormaliseCode(typed)
		if !ok {
			return
		}
		if len(code) != codeLength || strings.Trim(code, codeAlphabet) != "" {
			t.Fatalf("%q reads as %q", typed, code)
		}
		if again, ok := NormaliseCode(strings.ToLower(code[:4]) + "-" + code[4:]); !ok || again != code {
			t.Fatalf("%q does not read as itself but as %q", code, again)
		}
	})
}
