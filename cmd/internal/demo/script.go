package demo

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"

	"warsztat/board"
)

// material is what is said in the demo; the README tells where it comes from.
//
//go:embed *.json
var material embed.FS

// script is what the people of the demo know and want to say.
type script struct {
	agenda struct {
		Title  string           `json:"title"`
		Phases []board.AddPhase `json:"phases"`
		Vote   board.OpenVote   `json:"vote"`
	}
	cast struct {
		Moderator person   `json:"moderator"`
		People    []person `json:"people"`
		Trials    []string `json:"trials"` // what they write to try
	}
	vision struct {
		Areas   [][]string `json:"areas"` // the notes of each area of a fresh vision board
		Mission string     `json:"mission"`
	}
	matrix struct {
		Areas []struct {
			Title string `json:"title"`
			Rows  []row  `json:"rows"`
		} `json:"areas"`
	}
	sides []side
	ideas map[string]*idea // by the text that is meant in the end
}

// person is a simulated person; the side is the team they will be in.
type person struct {
	Name        string `json:"name"`
	Affiliation string `json:"affiliation"`
	Side        int    `json:"side"`
}

// side is a team with the themes that its people know something about.
type side struct {
	Team   string  `json:"team"`
	Themes []theme `json:"themes"`
}

type theme struct {
	Name  string  `json:"name"`
	Notes []*idea `json:"notes"`
}

// idea is a note that somebody has in mind.
type idea struct {
	Section   string `json:"in"`
	Text      string `json:"text"`
	Same      string `json:"same,omitempty"`      // ideas that say the same thing share it
	Typo      string `json:"typo,omitempty"`      // how it is typed at first
	Misplaced string `json:"misplaced,omitempty"` // the section where it is put at first

	theme string
}

// first is how the idea looks when it is new: what is typed, and where.
func (i *idea) first() (text, section string) {
	text, section = i.Text, i.Section
	if i.Typo != "" {
		text = i.Typo
	}
	if i.Misplaced != "" {
		section = i.Misplaced
	}
	return text, section
}

// readScript reads the material that the program carries.
func readScript() (*script, error) {
	s := &script{ideas: map[string]*idea{}}
	var notes struct {
		Sides []side `json:"sides"`
	}
	for name, into := range map[string]any{"agenda": &s.agenda, "people": &s.cast, "notes": &notes, "vision": &s.vision, "matrix": &s.matrix} {
		data, err := material.ReadFile(name + ".json")
		if err != nil {
			return nil, err
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(into); err != nil {
			return nil, fmt.Errorf("%s.json: %w", name, err)
		}
	}
	s.sides = notes.Sides
	for _, side := range s.sides {
		for _, theme := range side.Themes {
			for _, idea := range theme.Notes {
				idea.theme = theme.Name
				s.ideas[idea.Text] = idea
			}
		}
	}
	return s, nil
}

// memories gives each participant the ideas to write and the themes to care for.
// Somebody cares for each theme of a side, and only one person does, so that two
// never sort the same notes.
func (s *script) memories(r *rand.Rand) []*memory {
	var memories []*memory
	bySide := make([][]*memory, len(s.sides))
	for i, who := range s.cast.People {
		m := newMemory(s, s.cast.Trials[i%len(s.cast.Trials)])
		memories = append(memories, m)
		bySide[who.Side] = append(bySide[who.Side], m)
	}
	for i, side := range s.sides {
		members := bySide[i]
		var all []*idea
		for j, theme := range side.Themes {
			m := members[j%len(members)]
			m.themes = append(m.themes, theme.Name)
			all = append(all, theme.Notes...)
		}
		r.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
		for j, idea := range all {
			m := members[j%len(members)]
			m.ideas = append(m.ideas, idea)
		}
	}
	for _, m := range memories {
		// First what gives the others something to do.
		slices.SortStableFunc(m.ideas, func(a, b *idea) int { return b.givesWork() - a.givesWork() })
	}
	return memories
}

// givesWork is how much a idea gives others to do.
func (i *idea) givesWork() int {
	n := 0
	for _, reason := range []string{i.Same, i.Typo, i.Misplaced} {
		if reason != "" {
			n = 1
		}
	}
	return n
}
