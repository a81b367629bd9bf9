package server

import (
	"fmt"
	"strings"
	"time"
)

// clauseWords are the sentences of the information clause, in one language; %s are its blanks.
type clauseWords struct {
	administrator, none, contact, purpose, basis, unused, ends, kept, rights, here string
	day                                                                            func(time.Time) string
}

var clauseIn = map[string]clauseWords{
	"pl": {
		administrator: "Administratorem danych osobowych jest %s.",
		none:          "Organizator nie wpisał jeszcze administratora danych.",
		contact:       "Kontakt z inspektorem ochrony danych: %s.",
		purpose:       "Cel przetwarzania: %s.",
		basis:         "Podstawa prawna: %s.",
		unused:        "Wszystkie dane warsztatu usuwamy najpóźniej 12 miesięcy po jego ostatnim użyciu.",
		ends:          "Wszystkie dane tego warsztatu usuniemy %s.",
		kept:          "Zapisujemy podpis (wystarczy imię albo pseudonim), odpowiedź na pytanie „Skąd?”, jeśli ktoś jej udzieli, oraz karteczki, inne wpisy i punkty. Inni widzą, kto jest na warsztacie i przy którym polu. Adresu e-mail ani telefonu nie trzeba podawać.",
		rights:        "Podanie danych jest dobrowolne. Każdy może zażądać dostępu do swoich danych, ich sprostowania, usunięcia lub ograniczenia przetwarzania, wnieść sprzeciw, a także skargę do Prezesa Urzędu Ochrony Danych Osobowych.",
		here:          "Dane pozostają na tym serwerze. Strona nie łączy się z żadnym innym i niczego nie śledzi.",
		day:           func(t time.Time) string { return fmt.Sprintf("%d %s %d", t.Day(), polishMonths[t.Month()-1], t.Year()) },
	},
	"en": {
		administrator: "The controller of personal data is %s.",
		none:          "The organiser has not entered the data controller yet.",
		contact:       "Contact of the data protection officer: %s.",
		purpose:       "Purpose: %s.",
		basis:         "Legal basis: %s.",
		unused:        "All data of a workshop are deleted 12 months after its last use at the latest.",
		ends:          "All data of this workshop will be deleted on %s.",
		kept:          "We store your name (a first name or a nickname will do), the answer to “Where from?” if you give one, and your notes, other entries and points. Others see who is in the workshop and at which quadrant. Neither an e-mail address nor a phone number is needed.",
		rights:        "Giving data is voluntary. Everybody may ask for access to their data, for correction, deletion or restriction, may object, and may complain to the supervisory authority.",
		here:          "The data stay on this server. The page contacts no other one and tracks nothing.",
		day:           func(t time.Time) string { return t.Format("2 January 2006") },
	},
}

var polishMonths = []string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"}

// texts is the clause as people read it, by language: first who answers for the data and
// how long they are kept, then the rest, a paragraph each.
func (p *privacy) texts() map[string][]string {
	texts := map[string][]string{}
	for locale, w := range clauseIn {
		fill := func(sentence, blank string) string {
			if blank = strings.TrimSuffix(strings.TrimSpace(blank), "."); blank == "" {
				return ""
			}
			return fmt.Sprintf(sentence, blank)
		}
		first := fill(w.administrator, p.Clause.Administrator)
		if first == "" {
			first = w.none
		}
		ends := w.unused
		if day, err := time.Parse(time.DateOnly, p.Until); err == nil {
			ends = fmt.Sprintf(w.ends, w.day(day))
		}
		for _, paragraph := range []string{
			first + " " + ends, fill(w.contact, p.Clause.Contact), fill(w.purpose, p.Clause.Purpose), fill(w.basis, p.Clause.Basis),
			w.kept, w.rights, w.here, strings.TrimSpace(p.Clause.More),
		} {
			if paragraph != "" {
				texts[locale] = append(texts[locale], paragraph)
			}
		}
	}
	return texts
}
