package hub

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// lookBack fetches the workshop as it was after a change; code is that of a refusal.
func lookBack(t testing.TB, h *Hub, identity Identity, at string) (records map[string]*board.Record, code board.Code) {
	t.Helper()
	records, seq, code := lookBackTo(t, h, identity, at)
	if code == "" && fmt.Sprint(seq) != at {
		t.Fatalf("asked for %s, got %d", at, seq)
	}
	return records, code
}

// lookBackTo is lookBack where the answer may be of an earlier change.
func lookBackTo(t testing.TB, h *Hub, identity Identity, at string) (records map[string]*board.Record, seq uint64, code board.Code) {
	t.Helper()
	w := httptest.NewRecorder()
	if err := h.ServeSnapshot(w, httptest.NewRequestWithContext(t.Context(), "GET", "/snapshot?at="+at, nil), identity); err != nil {
		refusal, ok := err.(*board.Refusal)
		if !ok {
			t.Fatal(err)
		}
		return nil, 0, refusal.Code
	}
	var answer struct {
		Seq     uint64
		Hashes  map[string]string
		Records []*board.Record
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.Hashes == nil || len(answer.Hashes) > 0 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	records = map[string]*board.Record{}
	for _, r := range answer.Records {
		records[r.ID] = r
	}
	return records, answer.Seq, ""
}

// Rule W9b: of every number of the past each viewer sees what they might have seen then,
// being who they are today, and may still see now.
func TestPastCanaries(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		h.CommandBurst, h.CommandsPerSecond = 1_000_000, 1_000_000
		give(t, h, "ola", "AddBoard", &board.AddBoard{Board: "v", Kind: "vision"})
		twoTeams(t, h)
		note := func(by, b, id, section string) uint64 {
			return give(t, h, by, "AddNote", &board.AddNote{Board: b, Note: id, Section: section, Text: "kanarek " + id})
		}
		at := map[string]uint64{}
		at["team"] = note("anna", "copy:v:red", "team-note", "v-1")
		give(t, h, "anna", "AddStatement", &board.AddStatement{Board: "copy:v:red", Statement: "team-draft", Subject: "vision", Text: "kanarek"})
		goTo(t, h, "silent", "", board.Plan{Hidden: true, Allow: board.Acts})
		at["hidden"] = note("anna", "v", "hidden-note", "v-1")
		give(t, h, "anna", "AddStatement", &board.AddStatement{Board: "v", Statement: "hidden-draft", Subject: "vision", Text: "kanarek"})
		give(t, h, "anna", "AddLink", &board.AddLink{Link: "hidden-link", Type: "quotes", From: "hidden-draft", To: "hidden-note"})
		at["before the reveal"] = head(t, h)
		at["revealed"] = give(t, h, "ola", "Reveal", &board.Reveal{Board: "v"})
		give(t, h, "ola", "GoTo", &board.GoTo{Phase: "", From: "silent"})
		at["open"] = note("jan", "v", "open-note", "")
		at["binned"] = give(t, h, "jan", "DeleteNotes", &board.DeleteNotes{Notes: []string{"open-note"}})
		give(t, h, "ola", "OpenVote", &board.OpenVote{Vote: "vote", Title: "X", Points: 1, PerItem: 1, Items: []string{"hidden-draft"}})
		at["voted"] = give(t, h, "anna", "SetPoints", &board.SetPoints{Vote: "vote", Item: "hidden-draft", Points: 1})
		give(t, h, "ola", "RemoveVote", &board.RemoveVote{Vote: "vote"})
		// Jan changes the team: his own past is that of the reds now.
		give(t, h, "ola", "AssignTeam", &board.AssignTeam{Team: "red", Members: []string{"jan"}})
		// Who comes later looks back as they are today.
		admit(t, h, "newcomer")
		now := head(t, h)
		viewers := map[string]Identity{
			"newcomer": identityOf("newcomer"), "anna": identityOf("anna"), "jan": identityOf("jan"), "ola": identityOf("ola"), "observer": identityOf(""),
		}
		watching := identityOf("ola")
		watching.Observes = true
		viewers["observing moderator"] = watching
		watching.Team = "blue"
		viewers["moderator looking at the blues"] = watching
		members := []string{"newcomer", "anna", "jan", "ola", "moderator looking at the blues"}
		everybody := append(slices.Clone(members), "observer", "observing moderator")
		ofReds := []string{"anna", "jan", "ola"}
		sees := func(id string, seq uint64) []string {
			switch {
			case strings.HasPrefix(id, "hidden-") && seq < at["revealed"] || strings.HasPrefix(id, "ballot:"):
				return []string{"anna"}
			case strings.HasPrefix(id, "hidden-"):
				return everybody
			case strings.HasPrefix(id, "team-") || id == "copy:v:red" || id == "copy:board-1:red":
				return ofReds
			case id == "open-note": // in the bin now
				return members
			case id == "copy:v:blue" || id == "copy:board-1:blue":
				return []string{"ola", "moderator looking at the blues"}
			case id == ":invitation":
				return []string{"ola"}
			case strings.HasPrefix(id, "uncounted:"):
				return nil
			}
			return everybody
		}
		seen := map[string]int{}
		for seq := uint64(1); seq <= now; seq++ {
			there := map[string]bool{}
			answers := map[string]map[string]*board.Record{}
			for who, identity := range viewers {
				records, code := lookBack(t, h, identity, fmt.Sprint(seq))
				if code != "" {
					t.Fatalf("%s is refused the change %d: %s", who, seq, code)
				}
				answers[who] = records
				for id := range records {
					there[id] = true
				}
			}
			for id := range there {
				allowed := sees(id, seq)
				for who, records := range answers {
					if _, has := records[id]; has != slices.Contains(allowed, who) {
						t.Errorf("change %d: %s sees %s: %v", seq, who, id, has)
					}
				}
				seen[id]++
			}
		}
		for _, id := range []string{"team-note", "team-draft", "hidden-note", "hidden-draft", "hidden-link", "open-note", "ballot:vote:anna"} {
			if seen[id] == 0 {
				t.Errorf("nobody ever saw %s", id)
			}
		}
		// The text is the one of then.
		give(t, h, "anna", "EditText", &board.EditText{Record: "hidden-draft", Field: "text", Ops: board.Splice{{Insert: "dziś "}}})
		records, _ := lookBack(t, h, viewers["observer"], fmt.Sprint(at["revealed"]))
		if text := (board.Statement{Item: board.Item{Record: records["hidden-draft"]}}).Text(); text != "kanarek" {
			t.Errorf("the statement then: %q", text)
		}
	})
}

// Rule W9b: numbers that are none, or that the workshop has not come to.
func TestPastThatCannotBeShown(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		for at, want := range map[string]board.Code{"0": board.BadValue, "-1": board.BadValue, "1.5": board.BadValue, "x": board.BadValue, "99999999999999999999": board.BadValue,
			fmt.Sprint(head(t, h) + 1): board.NoMoment, "9007199254740991": board.NoMoment, fmt.Sprint(head(t, h)): ""} {
			if _, code := lookBack(t, h, identityOf("anna"), at); code != want {
				t.Errorf("%s: %q, want %q", at, code, want)
			}
		}
	})
}

// Rule W9b: a damaged entry ends the past there, until the next moment whose snapshot is
// kept. What was removed after it is kept back, because nobody knows who saw it last.
func TestPastWithDamage(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		add := func(note string) uint64 {
			return give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: note, Section: "threat", Text: note})
		}
		add("binned")
		add("forgotten")
		before := add("before")
		damaged := add("damaged")
		add("after")
		moment := give(t, h, "ola", "MarkMoment", &board.MarkMoment{Moment: "moment", Title: "SWOT v1"})
		last := add("last")
		give(t, h, "anna", "DeleteNotes", &board.DeleteNotes{Notes: []string{"forgotten"}})
		give(t, h, "ola", "EmptyBin", &board.EmptyBin{})
		give(t, h, "anna", "DeleteNotes", &board.DeleteNotes{Notes: []string{"binned"}})
		observer := identityOf("")
		sees := func(at uint64, up uint64, want ...string) {
			t.Helper()
			records, seq, code := lookBackTo(t, h, observer, fmt.Sprint(at))
			if seq != up || code != "" {
				t.Errorf("%d: up to %d, %q; want %d", at, seq, code, up)
			}
			var notes []string
			for id, r := range records {
				if r.Kind == board.KindNote && id != "note-1" {
					notes = append(notes, id)
				}
			}
			if slices.Sort(notes); !slices.Equal(notes, want) {
				t.Errorf("%d: %v, want %v", at, notes, want)
			}
		}
		sees(before, before, "before")
		sees(last, last, "after", "before", "damaged", "last")
		m.Damaged[workshop] = damaged
		sees(before, before, "before")
		sees(damaged, before, "before")
		sees(moment, moment, "after", "before", "damaged")
		sees(last, last, "after", "before", "damaged", "last")
		m.Damaged[workshop] = moment + 1
		sees(last, moment, "after", "before", "damaged")
	})
}

// The snapshot of a moment is kept as long as the moment is there, and is of the state
// that it names, whatever came in one batch with it.
func TestMomentsKeepSnapshots(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		var numbers []uint64
		for i := range 5 {
			numbers = append(numbers, give(t, h, "ola", "MarkMoment", &board.MarkMoment{Moment: fmt.Sprint("moment-", i), Title: "SWOT"}))
			give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: fmt.Sprint("after-", i), Section: "threat", Text: "x"})
		}
		waitQuiet()
		for i, at := range numbers {
			seq, body, err := m.Snapshot(t.Context(), workshop, at)
			if err != nil || seq != at {
				t.Fatalf("moment %d: the snapshot of %d, %v", at, seq, err)
			}
			state, err := board.Load(body, h.Limits)
			if err != nil || state.Get(fmt.Sprint("moment-", i)) == nil || state.Get(fmt.Sprint("after-", i)) != nil {
				t.Errorf("moment %d: %v, %v", at, state, err)
			}
		}
		give(t, h, "ola", "RemoveMoment", &board.RemoveMoment{Moment: "moment-1"})
		give(t, h, "ola", "MarkMoment", &board.MarkMoment{Moment: "another", Title: "SWOT"})
		waitQuiet()
		if seq, _, err := m.Snapshot(t.Context(), workshop, numbers[1]); seq != numbers[0] || err != nil {
			t.Errorf("a removed moment keeps the snapshot of %d, %v", seq, err)
		}
	})
}
