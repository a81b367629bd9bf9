package demo

import "math/rand/v2"

// sorting puts one thing in order among the notes of the themes that this person
// cares for. It leaves alone what it does not know: notes of real people.
func sorting(r *rand.Rand, m *memory, v *view) (intent, bool) {
	if !v.group && !v.move {
		return intent{}, false
	}
	for _, theme := range m.themes {
		do, some := m.sort(v, theme)
		if some && r.Float64() < 0.65 {
			return intent{}, true // a moment to read
		}
		if some {
			return do, true
		}
	}
	return intent{}, false
}

// sort is what there is to do among the notes of a theme.
func (m *memory) sort(v *view, theme string) (intent, bool) {
	group, repeats := v.groups[theme], map[string]string{}
	var known, loose []noteView
	for _, n := range v.notes {
		if idea := m.script.ideas[n.text]; idea != nil && idea.theme == theme && !n.fixed {
			known = append(known, n)
			if n.group == "" {
				loose = append(loose, n)
			} else if group == "" {
				group = n.group // somebody has given it another name
			}
		}
	}
	for _, n := range known {
		idea := m.script.ideas[n.text]
		if v.move && n.section == idea.Misplaced {
			return intent{action: doMove, note: n.id, section: idea.Section, group: n.group}, true
		}
		if v.group && idea.Same != "" {
			if into := repeats[idea.Same]; into != "" {
				return intent{action: doMerge, note: into, notes: []string{n.id}, section: n.section}, true
			}
			repeats[idea.Same] = n.id
		}
	}
	switch {
	case !v.group || len(loose) == 0:
	case group != "":
		return intent{action: doJoin, note: loose[0].id, section: loose[0].section, group: group}, true
	case len(loose) > 1:
		return intent{action: doGroup, notes: []string{loose[0].id, loose[1].id}, group: theme, section: loose[0].section}, true
	}
	return intent{}, false
}
