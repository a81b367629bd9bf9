package board

// swot is the board of strengths, weaknesses, opportunities and threats: its
// sections are the four quadrants.
var swot = BoardKind{
	Name:     "swot",
	Titles:   map[string]string{"pl": "Analiza SWOT", "en": "SWOT analysis"},
	Acts:     Acts,
	Sections: always("strength", "weakness", "opportunity", "threat"),
	Items:    []ItemKind{notes},
}
