package board

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// twoLines are as many characters as a projector shows of a question.
const twoLines = 104

// What every agenda keeps to, so that people can follow it.
func TestAgendas(t *testing.T) {
	for name, steps := range agendas {
		var parts [][]step
		for i, s := range steps {
			if i == 0 || s.part != steps[i-1].part {
				parts = append(parts, nil)
			}
			parts[len(parts)-1] = append(parts[len(parts)-1], s)
		}
		for _, part := range parts {
			first, last := part[0], part[len(part)-1]
			if !strings.HasSuffix(first.ask[0], consentPL) {
				t.Errorf("%s does not begin with what is stored: %s", name, first.ask[0])
			}
			if last.ask != closing {
				t.Errorf("%s ends with %s", name, last.title[0])
			}
			sat, formed, brought := int64(0), false, true
			for _, s := range part {
				for _, text := range []Title{s.title, s.ask} {
					if text[0] == "" || text[1] == "" || max(utf8.RuneCountInString(text[0]), utf8.RuneCountInString(text[1])) > twoLines {
						t.Errorf("%s: %s asks %q", name, s.title[0], text)
					}
				}
				sat += s.minutes
				if s.ask == pause {
					sat = 0
				}
				if sat > 90 {
					t.Errorf("%s: %d minutes without a break at %s", name, sat, s.title[0])
				}
				teams := s.mode&inTeams != 0
				formed = formed || strings.Contains(s.ask[0], "w którym zespole")
				if teams && !formed {
					t.Errorf("%s: no teams yet in %s", name, s.title[0])
				}
				if teams {
					brought = len(s.allow) == 0
				} else if !brought {
					t.Errorf("%s: what the teams found is not on the shared board in %s", name, s.title[0])
				}
			}
		}
	}
}
