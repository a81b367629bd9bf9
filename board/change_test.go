package board

import "testing"

// A patch of a form that a newer version has brought is no patch of this version: to
// skip it would make another state than everybody else's.
func TestParseChangeOfANewerVersion(t *testing.T) {
	for text, ok := range map[string]bool{
		`[{"audience":"everyone","patches":[{"remove":"a"},{"set":"b","fields":{"text":null}}]}]`: true,
		`[]`: true,
		`[{"audience":"everyone","patches":[{"remove":"a"},{"move":"b","to":"c"}]}]`: false,
	} {
		if _, err := ParseChange([]byte(text)); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}
