package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the tables in the README")

// The README's tables of commands and settings are the program's own.
func TestReadmeTellsCommandsAndSettings(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("| command | |\n|---|---|\n")
	for _, c := range commands {
		fmt.Fprintf(&rows, "| `warsztat %s` | %s |\n", strings.TrimRight(c.name+" "+c.operands, " "), c.does)
	}
	wantInReadme(t, "commands", rows.String())
	rows.Reset()
	rows.WriteString("| setting | default | |\n|---|---|---|\n")
	for _, s := range table {
		initial := ""
		if s.initial != "" {
			initial = "`" + s.initial + "`"
		}
		fmt.Fprintf(&rows, "| `--%s` | %s | %s |\n", s.name, initial, s.doc)
	}
	wantInReadme(t, "settings", rows.String())
}

// wantInReadme compares the part of the README between two comments.
func wantInReadme(t *testing.T, part, want string) {
	t.Helper()
	const readme = "../../README.md"
	begin, end := "<!-- "+part+" -->\n", "<!-- /"+part+" -->\n"
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, opened := strings.Cut(string(data), begin)
	present, after, closed := strings.Cut(rest, end)
	if !opened || !closed {
		t.Fatalf("%s has no place for the %s", readme, part)
	}
	if present == want {
		return
	}
	if !*update {
		t.Fatalf("the table of %s is out of date: run go test ./cmd/warsztat -run Readme -update; it should be\n%s", part, want)
	}
	if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
