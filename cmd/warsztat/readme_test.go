package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the settings table in the README")

// The README's table of settings is the program's own.
func TestReadmeTellsTheSettings(t *testing.T) {
	const readme, begin, end = "../../README.md", "<!-- settings -->\n", "<!-- /settings -->\n"
	var rows strings.Builder
	rows.WriteString("| setting | default | |\n|---|---|---|\n")
	for _, s := range table {
		initial := ""
		if s.initial != "" {
			initial = "`" + s.initial + "`"
		}
		fmt.Fprintf(&rows, "| `--%s` | %s | %s |\n", s.name, initial, s.doc)
	}
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, opened := strings.Cut(string(data), begin)
	present, after, closed := strings.Cut(rest, end)
	if !opened || !closed {
		t.Fatalf("%s has no place for the settings", readme)
	}
	if present == rows.String() {
		return
	}
	if !*update {
		t.Fatalf("the table is out of date: run go test ./cmd/warsztat -run Readme -update; it should be\n%s", &rows)
	}
	if err := os.WriteFile(readme, []byte(before+begin+rows.String()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
