package server

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every test that SECURITY.md names exists.
func TestSecurityTable(t *testing.T) {
	table, err := os.ReadFile("SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	var sources []byte
	for _, pattern := range []string{"*_test.go", "*/*_test.go", "*/*/*_test.go", "../board/*_test.go", "../cmd/*/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, source...)
		}
	}
	for _, name := range regexp.MustCompile("`(Test\\w+)`").FindAllSubmatch(table, -1) {
		if !bytes.Contains(sources, []byte("func "+string(name[1])+"(")) {
			t.Errorf("there is no %s", name[1])
		}
	}
	for _, file := range regexp.MustCompile("`(web/[\\w/.-]+)`").FindAllSubmatch(table, -1) {
		if _, err := os.Stat("../" + string(file[1])); err != nil {
			t.Error(err)
		}
	}
}
