package demo

import "math/rand/v2"

// sorting puts one thing in order among the notes of the themes that this person
// tends. Notes that it does not know, those of real people, it leaves alone.
func sorting(r *rand.Rand, m *mind, s *scene) (intent, bool) {
	if !s.group && !s.move {
		return intent{}, false
	}
	for _, theme := range m.tends {
		do, some := m.sort(s, theme)
		if some && r.Float64() < 0.65 {
			return intent{}, true // a moment to read
		}
		if some {
			return do, true
		}
	}
	return intent{}, false
}

func (m *mind) sort(s *scene, theme string) (intent, bool) {
	group, repeats := s.groups[theme], map[string]string{}
	var known, loose []sight
	for _, n := range s.notes {
		if card := m.script.cards[n.text]; card != nil && card.theme == theme && !n.fixed {
			known = append(known, n)
			if n.group == "" {
				loose = append(loose, n)
			} else if group == "" {
				group = n.group // somebody has given it another name
			}
		}
	}
	for _, n := range known {
		card := m.script.cards[n.text]
		if s.move && n.section == card.Astray {
			return intent{deed: doMove, note: n.id, section: card.Section, group: n.group}, true
		}
		if s.group && card.Same != "" {
			if into := repeats[card.Same]; into != "" {
				return intent{deed: doMerge, note: into, notes: []string{n.id}, section: n.section}, true
			}
			repeats[card.Same] = n.id
		}
	}
	switch {
	case !s.group || len(loose) == 0:
	case group != "":
		return intent{deed: doJoin, note: loose[0].id, section: loose[0].section, group: group}, true
	case len(loose) > 1:
		return intent{deed: doGather, notes: []string{loose[0].id, loose[1].id}, group: theme, section: loose[0].section}, true
	}
	return intent{}, false
}
