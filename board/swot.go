package board

// swot is the board of strengths, weaknesses, opportunities and threats.
var swot = BoardKind{
	Name:     "swot",
	Titles:   map[string]string{"pl": "Analiza SWOT", "en": "SWOT analysis"},
	Sections: []string{"strength", "weakness", "opportunity", "threat"},
}
