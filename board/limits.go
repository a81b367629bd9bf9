package board

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits bounds one workshop (protocol rule W9a). Texts are measured in characters
// (code points).
type Limits struct {
	MaxNotes      int `json:"maxNotes"` // notes that are not in the bin
	MaxGroups     int `json:"maxGroups"`
	MaxRows       int `json:"maxRows"`   // of tables, those in the bin not counted
	MaxBoards     int `json:"maxBoards"` // the copies of teams counted
	MaxPeople     int `json:"maxPeople"` // members, observers not counted
	MaxPhases     int `json:"maxPhases"`
	MaxTeams      int `json:"maxTeams"` // of one split
	MaxVotes      int `json:"maxVotes"`
	MaxRecords    int `json:"maxRecords"`    // everything, the bin included
	MaxJournal    int `json:"maxJournal"`    // bytes of changes in the journal
	MaxTextLength int `json:"maxTextLength"` // one note
	MaxBatch      int `json:"maxBatch"`      // notes, groups or rows in one command
}

// DefaultLimits are generous for a workshop of two hundred people.
func DefaultLimits() Limits {
	return Limits{
		MaxNotes:      5_000,
		MaxGroups:     500,
		MaxRows:       5_000,
		MaxBoards:     400,
		MaxPeople:     200,
		MaxPhases:     100,
		MaxTeams:      30,
		MaxVotes:      100,
		MaxRecords:    20_000,
		MaxJournal:    500_000_000,
		MaxTextLength: 10_000,
		MaxBatch:      500,
	}
}

// The lengths of short texts are no settings: the interface is drawn for them.
const (
	maxNameLength        = 80
	maxAffiliationLength = 120
	maxTitleLength       = 200
	maxGroupNameLength   = 200
	maxTeamNameLength    = 80
	maxAskLength         = 1_000
)

// maxRankLength bounds what moving two records past each other, over and over in
// one gap, can make of a rank: about six moves add a character. Beyond it the gap
// counts as full; the record can go elsewhere.
const maxRankLength = 250

// checkRank refuses a rank that has grown too long.
func checkRank(rank string) *Refusal {
	if len(rank) > maxRankLength {
		return refuse(TooMany)
	}
	return nil
}

// line checks a text of one line and returns it without the space around it.
func line(text string, limit int, required bool) (string, *Refusal) {
	text = strings.TrimSpace(text)
	if required && text == "" {
		return "", refuse(Empty)
	}
	if utf8.RuneCountInString(text) > limit {
		return "", refuse(TooLong)
	}
	if strings.IndexFunc(text, isControl) >= 0 || !utf8.ValidString(text) {
		return "", refuse(BadText)
	}
	before := rune(0)
	for _, r := range text {
		if isInvisible(r) && !(r == emojiStyle && isPictogram(before)) {
			return "", refuse(Invisible)
		}
		before = r
	}
	return text, nil
}

// isInvisible reports whether a character shows nothing or turns the direction of
// others. In a name or a title it could only serve to look like another one.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		r == '\u2028' || r == '\u2029' || r == '\u2800' // separators, the blank of braille
}

// emojiStyle asks for the coloured form of the pictogram before it; keyboards add it.
const emojiStyle = '\ufe0f'

func isPictogram(r rune) bool { return r >= 0x2190 && r <= 0x2bff || r >= 0x1f000 && r <= 0x1faff }

// prose checks a text that may have several lines.
func prose(text string, limit int) *Refusal {
	if utf8.RuneCountInString(text) > limit {
		return refuse(TooLong)
	}
	control := func(r rune) bool { return isControl(r) && r != '\n' && r != '\t' }
	if strings.IndexFunc(text, control) >= 0 || !utf8.ValidString(text) {
		return refuse(BadText)
	}
	return nil
}

func isControl(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

// CheckID checks the form of an id that a client chose (protocol rule W7).
func CheckID(id string) *Refusal {
	if id == "" || len(id) > 64 {
		return refuse(BadID)
	}
	for i := range len(id) {
		c := id[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return refuse(BadID)
		}
	}
	return nil
}
