package server

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"warsztat/board"
)

// Rule W0: the organiser gets the id, the code and three links, each with a secret of its
// own behind the #; the workshop has the boards that were asked for, or those of its
// template; and no later answer holds a secret again.
func TestFounding(t *testing.T) {
	h := newHarness(t, "https://warsztat.example", nil)
	for asked, kinds := range map[string][]string{
		`{"title":"A","template":"swot","locale":"pl"}`:                                                                    {"swot"},
		`{"title":"A","template":"vision","locale":"en"}`:                                                                  {"vision"},
		`{"title":"A","template":"matrix","locale":"pl"}`:                                                                  {"matrix"},
		`{"title":"A","template":"cycle","locale":"pl"}`:                                                                   {"swot", "vision", "matrix"},
		`{"title":"A","template":"swot","locale":"pl","boards":[{"kind":"vision","title":"Nasza wizja"},{"kind":"swot"}]}`: {"vision", "swot"},
	} {
		answer := h.want(h.ask("POST", "/api/workshops", asked, as(h.key)))
		if len(answer) != 3 {
			t.Errorf("%s is answered %v", asked, answer)
		}
		w := workshop{id: answer["id"].(string), code: answer["code"].(string), secrets: map[board.Role]string{}}
		seen := map[string]bool{}
		for role, link := range answer["links"].(map[string]any) {
			before, secret, _ := strings.Cut(link.(string), "#")
			if before != "https://warsztat.example/join" || len(secret) != 43 || seen[secret] {
				t.Errorf("the link of %s is %s", role, link)
			}
			seen[secret], w.secrets[board.Role(role)] = true, secret
		}
		if len(seen) != 3 {
			t.Errorf("%d links: %v", len(seen), answer["links"])
		}
		jan := h.enter(body("secret", w.secrets[board.Moderator], "name", "Jan"))
		snapshot := h.ask("GET", "/api/workshops/"+w.id+"/snapshot", "", as(jan.token)).Body.String()
		var state struct {
			Records []struct {
				Kind   string
				Fields map[string]any
			}
		}
		if err := json.Unmarshal([]byte(snapshot), &state); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range state.Records {
			if r.Kind == "board" {
				got = append(got, fmt.Sprint(r.Fields["kind"]))
			}
		}
		slices.Sort(got)
		slices.Sort(kinds)
		if !slices.Equal(got, kinds) {
			t.Errorf("%s has the boards %v, want %v", asked, got, kinds)
		}
		later := snapshot + h.ask("GET", "/api/workshops/"+w.id+"/links", "", as(jan.token)).Body.String()
		for secret := range seen {
			if strings.Contains(later, secret) {
				t.Errorf("a later answer holds a secret: %s", later)
			}
		}
	}
}
