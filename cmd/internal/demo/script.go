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

// What is said in the demo; its README tells where it comes from.
//
//go:embed *.json
var sayings embed.FS

// script is all that the demo's people have in their heads.
type script struct {
	agenda struct {
		Title  string           `json:"title"`
		Phases []board.AddPhase `json:"phases"`
		Vote   board.OpenVote   `json:"vote"`
	}
	cast struct {
		Moderator extra    `json:"moderator"`
		People    []extra  `json:"people"`
		Trials    []string `json:"trials"` // what they write to try
	}
	sides []side
	cards map[string]*card // by the text that is meant in the end
}

// extra is a simulated person; the side is the team they will sit in.
type extra struct {
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
	Notes []*card `json:"notes"`
}

// card is a note that somebody has in mind.
type card struct {
	Section string `json:"in"`
	Text    string `json:"text"`
	Same    string `json:"same,omitempty"`   // cards that say the same thing share it
	Slip    string `json:"slip,omitempty"`   // how it is typed at first
	Astray  string `json:"astray,omitempty"` // the section where it is put at first

	theme string
}

// first is how the card looks when it is new: what is typed, and where.
func (c *card) first() (text, section string) {
	text, section = c.Text, c.Section
	if c.Slip != "" {
		text = c.Slip
	}
	if c.Astray != "" {
		section = c.Astray
	}
	return text, section
}

// readScript reads the material that the program carries.
func readScript() (*script, error) {
	s := &script{cards: map[string]*card{}}
	var notes struct {
		Sides []side `json:"sides"`
	}
	for name, into := range map[string]any{"agenda": &s.agenda, "people": &s.cast, "notes": &notes} {
		data, err := sayings.ReadFile(name + ".json")
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
			for _, card := range theme.Notes {
				card.theme = theme.Name
				s.cards[card.Text] = card
			}
		}
	}
	return s, nil
}

// minds gives each person of the cast what they will write and which themes they
// keep an eye on. All themes of a side are somebody's, and each is one person's
// only, so that two never sort the same notes.
func (s *script) minds(r *rand.Rand) []*mind {
	var minds []*mind
	seats := make([][]*mind, len(s.sides))
	for i, who := range s.cast.People {
		m := newMind(s, s.cast.Trials[i%len(s.cast.Trials)])
		minds = append(minds, m)
		seats[who.Side] = append(seats[who.Side], m)
	}
	for i, side := range s.sides {
		at := seats[i]
		var all []*card
		for j, theme := range side.Themes {
			m := at[j%len(at)]
			m.tends = append(m.tends, theme.Name)
			all = append(all, theme.Notes...)
		}
		r.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
		for j, card := range all {
			at[j%len(at)].hand = append(at[j%len(at)].hand, card)
		}
	}
	for _, m := range minds {
		// First what gives the others something to do.
		slices.SortStableFunc(m.hand, func(a, b *card) int { return b.stir() - a.stir() })
	}
	return minds
}

// stir is how much a card gives others to do.
func (c *card) stir() int {
	n := 0
	for _, reason := range []string{c.Same, c.Slip, c.Astray} {
		if reason != "" {
			n = 1
		}
	}
	return n
}
