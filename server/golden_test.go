package server

import (
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/hub"
)

var update = flag.Bool("update", false, "write the golden database of this version anew")

// A golden database is what a version left on the disk: a database, and beside it
// what the database has to show. Every later version opens it and shows the same.
// A version that cannot do so has to refuse the file in one sentence, and then this
// test has to say so.
//
// goldenVersion names the files that this version writes with -update. It grows
// when records, changes or tables get another form after a release; the files of
// earlier versions stay.
const (
	goldenFolder  = "testdata/golden"
	goldenVersion = "1"
)

type golden struct {
	Workshop string          `json:"workshop"`
	Code     string          `json:"code"`
	Secret   string          `json:"secret"` // of the participants' link
	Epoch    string          `json:"epoch"`
	State    json.RawMessage `json:"state"` // for every audience, as the journal's snapshots hold it
	People   []goldenPerson  `json:"people"`
	Resent   goldenCommand   `json:"resent"`
}

type goldenPerson struct {
	Member string            `json:"member"` // "" for an observer
	Role   board.Role        `json:"role"`
	Token  string            `json:"token"`
	Hashes map[string]string `json:"hashes"` // of what the person sees
}

// goldenCommand has taken effect. Sent again, it gets the same answer.
type goldenCommand struct {
	Client string `json:"client"`
	Frame  string `json:"frame"`
	Answer string `json:"answer"`
}

func TestGoldenDatabases(t *testing.T) {
	path := filepath.Join(t.TempDir(), "written.db")
	var written golden
	// A subtest closes its database at its end.
	if !t.Run("written", func(t *testing.T) { written = playGolden(harnessOn(t, path, "https://warsztat.example", nil)) }) {
		return
	}
	t.Run("read", func(t *testing.T) { wantGolden(t, path, written) })
	if *update {
		writeGolden(t, path, written)
	}
	kept, err := filepath.Glob(goldenFolder + "/*.db")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range kept {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var want golden
			text, err := os.ReadFile(strings.TrimSuffix(path, ".db") + ".json")
			if err == nil {
				err = json.Unmarshal(text, &want)
			}
			if err != nil {
				t.Fatal(err)
			}
			wantGolden(t, path, want)
		})
	}
}

// playGolden plays a workshop that leaves records of every kind.
func playGolden(h *harness) golden {
	w := h.found()
	people := h.everyRole(w)
	jan, projector := people[board.Moderator], people[board.Observer]
	enter := func(name string) guest { return h.enter(body("code", w.code, "name", name, "affiliation", "Rudnik")) }
	anna, ewa, ola, piotr := enter("Anna"), enter("Ewa"), enter("Ola"), enter("Piotr")
	phase := func(id, from, boards, more string) {
		h.give(w, jan, "AddPhase", fmt.Sprintf(`{"phase":%q,"title":"Faza %s","ask":"Co dalej?","minutes":5,"boards":%s,%s}`, id, id, boards, more))
		h.give(w, jan, "GoTo", fmt.Sprintf(`{"phase":%q,"from":%q}`, id, from))
	}
	note := func(g guest, board, id, section, text string) {
		h.give(w, g, "AddNote", body("board", board, "note", id, "section", section, "text", text))
	}

	// Open writing, with everything that can happen to a note.
	h.give(w, jan, "AddBoard", `{"board":"board-2","kind":"swot","title":"Druga tablica"}`)
	note(anna, "board-1", "n1", "strength", "rozległe lasy 🌲")
	note(ewa, "board-1", "n2", "strength", "czyste rzeki")
	note(ola, "board-1", "n3", "weakness", "brak pracy")
	note(jan, "board-2", "n4", "threat", "susze")
	h.give(w, anna, "EditText", `{"record":"n1","field":"text","ops":["bardzo "]}`)
	h.give(w, ewa, "ColourNotes", `{"notes":["n2"],"colour":"teal"}`)
	h.give(w, ewa, "GroupNotes", `{"board":"board-1","group":"g1","name":"Przyroda","notes":["n1","n2"]}`)
	h.give(w, anna, "PasteNotes", `{"board":"board-1","groups":[{"group":"g2","name":"Ludzie"}],"notes":[{"note":"n5","section":"weakness","group":"g2","text":"młodzi wyjeżdżają"},{"note":"n6","section":"weakness","text":"starsi zostają"}]}`)
	h.give(w, ola, "MergeNotes", `{"into":"n5","notes":["n6"]}`)
	note(piotr, "board-1", "n7", "opportunity", "do kosza")
	h.give(w, piotr, "DeleteNotes", `{"notes":["n7"]}`)
	h.give(w, jan, "SetLock", `{"board":"board-1","item":"n1","on":true}`)
	h.give(w, jan, "SetLock", `{"board":"board-2","section":"threat","on":true}`)

	// Hidden and anonymous writing, of which a part is opened.
	const silent = `"teams":false,"allow":["write","move","group"],"hidden":true,"counts":true,"anonymous":`
	phase("silent", "", `["board-1"]`, silent+"false")
	note(anna, "board-1", "h1", "threat", "ukryta Anny")
	note(ewa, "board-1", "h2", "threat", "ukryta Ewy")
	note(ola, "board-1", "h3", "opportunity", "odkryta Oli")
	h.give(w, jan, "Reveal", `{"board":"board-1","section":"opportunity"}`)
	phase("secret", "silent", `["board-2"]`, silent+"true")
	note(anna, "board-2", "s1", "strength", "bez podpisu")

	// A vote that is closed, and one that goes on.
	phase("voting", "secret", `[]`, `"teams":false,"allow":["vote"],"hidden":false,"counts":false,"anonymous":false`)
	const vote = `{"vote":%q,"title":"Co najważniejsze?","points":3,"perItem":2,"groups":%t,"boards":["board-1"],"sections":[],"liveTotals":false}`
	h.give(w, jan, "OpenVote", fmt.Sprintf(vote, "v1", true))
	for _, g := range []guest{anna, ewa, ola} {
		h.give(w, g, "SetPoints", `{"vote":"v1","item":"g1/strength","points":2}`)
		h.give(w, g, "SetPoints", `{"vote":"v1","item":"n3","points":1}`)
	}
	h.give(w, jan, "CloseVote", `{"vote":"v1"}`)
	h.give(w, jan, "OpenVote", fmt.Sprintf(vote, "v2", false))
	h.give(w, anna, "SetPoints", `{"vote":"v2","item":"n2","points":2}`)

	// Teams on their copies of the boards, and their presentations.
	h.give(w, jan, "FormTeams", fmt.Sprintf(`{"teams":[{"team":"red","name":"Czerwoni","members":[%q,%q],"lead":%q},{"team":"blue","name":"Niebiescy","members":[%q]}]}`, anna.member, piotr.member, anna.member, ewa.member))
	phase("teams", "voting", `["board-1","board-2"]`, `"teams":true,"allow":["write","move","group"],"hidden":false,"counts":false,"anonymous":false`)
	note(anna, "copy:board-1:red", "r1", "strength", "od czerwonych")
	note(ewa, "copy:board-1:blue", "b1", "strength", "od niebieskich")
	note(ewa, "copy:board-2:blue", "b2", "threat", "tylko u niebieskich")
	h.give(w, anna, "PromoteNotes", `{"board":"board-1","notes":[{"note":"r2","from":"r1"}]}`)
	h.give(w, jan, "PublishBoard", `{"board":"copy:board-1:red"}`)
	h.give(w, jan, "QueuePresentations", `{"teams":["red","blue"],"seconds":60}`)
	h.give(w, jan, "NextPresentation", `{}`)
	h.give(w, jan, "PauseTimer", `{}`)
	h.give(w, jan, "ArchiveBoard", `{"board":"board-2","on":true}`)
	h.give(w, jan, "RemoveMember", fmt.Sprintf(`{"member":%q,"ban":true}`, piotr.member))
	h.give(w, jan, "SetFocus", `{"board":"board-1","section":"threat","mode":"ask"}`)
	h.give(w, ola, "SetReady", `{"ready":true}`)
	h.device(w, as(ola.token))

	last := goldenCommand{Client: "client-of-the-last-command", Frame: `{"type":"command","number":7,"seen":0,"do":"SetHand","with":{"up":true}}`}
	last.Answer = h.ask("POST", "/api/workshops/"+w.id+"/commands", last.Frame, as(ewa.token), with("Warsztat-Client", last.Client)).Body.String()
	made := golden{Workshop: w.id, Code: w.code, Secret: w.secrets[board.Participant], Resent: last, State: h.whole(w.id)}
	for _, g := range []guest{jan, anna, ewa, ola, projector} {
		shown := h.shownTo(w.id, g.member, g.role)
		made.Epoch = shown.Epoch
		made.People = append(made.People, goldenPerson{g.member, g.role, g.token, shown.Hashes})
	}

	var state struct {
		Records []struct{ Kind, Audience string }
	}
	if err := json.Unmarshal(made.State, &state); err != nil {
		h.t.Fatal(err)
	}
	found := map[string]bool{}
	for _, r := range state.Records {
		audience, _, _ := strings.Cut(r.Audience, ":")
		found[r.Kind+" for "+audience] = true
	}
	for _, want := range []string{
		"workshop for everyone", "board for everyone", "board for team", "note for everyone", "note for team", "note for member", "group for everyone",
		"member for everyone", "phase for everyone", "timer for everyone", "focus for everyone", "presentations for everyone", "team for everyone",
		"hiddenCount for everyone", "vote for everyone", "ballot for member", "progress for everyone", "tally for everyone",
	} {
		if !found[want] {
			h.t.Errorf("there is no %s, only %q", want, slices.Sorted(maps.Keys(found)))
		}
	}
	return made
}

// whole is the state for every audience.
func (h *harness) whole(workshop string) (saved []byte) {
	h.t.Helper()
	err := h.rooms.View(h.t.Context(), workshop, func(state *board.State) { saved = state.Save() })
	if err != nil {
		h.t.Fatal(err)
	}
	return saved
}

// partsOf takes a saved state apart, into its number and its records.
func partsOf(t *testing.T, saved []byte) map[string]string {
	t.Helper()
	var state struct {
		Seq     uint64
		Records []map[string]any
	}
	if err := json.Unmarshal(saved, &state); err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{"number": fmt.Sprint(state.Seq)}
	for _, r := range state.Records {
		parts[fmt.Sprint("record ", r["id"])] = fmt.Sprint(r)
	}
	return parts
}

type shown struct {
	Epoch  string
	Hashes map[string]string
}

// shownTo is the snapshot of a member or observer. It needs no session, because
// those of a golden database end when nobody uses them.
func (h *harness) shownTo(workshop, member string, role board.Role) (s shown) {
	h.t.Helper()
	w := httptest.NewRecorder()
	err := h.rooms.ServeSnapshot(w, httptest.NewRequestWithContext(h.t.Context(), "GET", "/", nil), hub.Identity{Workshop: workshop, Member: member, Role: role})
	if err == nil {
		err = json.Unmarshal(w.Body.Bytes(), &s)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// wantGolden opens copies of a golden database: one as it is, and one without the
// snapshots of its journal, where the changes have to lead to the same state.
func wantGolden(t *testing.T, path string, want golden) {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, statement := range map[string]string{"as it is": "", "from its journal alone": `DELETE FROM snapshots`} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "golden.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			harnessOn(t, path, "https://warsztat.example", nil).wantGolden(want)
		})
	}
}

func (h *harness) wantGolden(want golden) {
	got, wanted := partsOf(h.t, h.whole(want.Workshop)), partsOf(h.t, want.State)
	for part := range wanted {
		if got[part] == "" {
			got[part] = "gone"
		}
	}
	for part, is := range got {
		if is != wanted[part] {
			h.t.Errorf("%s is %s, not %s", part, is, wanted[part])
		}
	}
	for _, p := range want.People {
		if s := h.shownTo(want.Workshop, p.Member, p.Role); s.Epoch != want.Epoch || !maps.Equal(s.Hashes, p.Hashes) {
			h.t.Errorf("%s %q sees %v in the epoch %s, not %v in %s", p.Role, p.Member, s.Hashes, s.Epoch, p.Hashes, want.Epoch)
		}
		hash := sha256.Sum256([]byte(p.Token))
		session, ok, err := h.store.SessionByHash(h.t.Context(), hash[:])
		if err != nil || !ok || session.Member != p.Member || session.Workshop != want.Workshop {
			h.t.Errorf("the session of %s %q is %+v, %t, %v", p.Role, p.Member, session, ok, err)
		}
	}

	// The workshop goes on: what was sent is not done twice, and people may come in.
	ewa := want.People[2]
	r := httptest.NewRequestWithContext(h.t.Context(), "POST", "/", strings.NewReader(want.Resent.Frame))
	r.Header.Set("Warsztat-Client", want.Resent.Client)
	answer := httptest.NewRecorder()
	if err := h.rooms.ServeCommands(answer, r, hub.Identity{Workshop: want.Workshop, Member: ewa.Member, Role: ewa.Role}); err != nil || answer.Body.String() != want.Resent.Answer {
		h.t.Errorf("sent again: %s, %v, not %s", answer.Body, err, want.Resent.Answer)
	}
	w := workshop{id: want.Workshop}
	h.tabs = 1000 // more than have written
	for _, way := range []string{body("code", want.Code, "name", "Zofia"), body("secret", want.Secret, "name", "Adam")} {
		h.give(w, h.enter(way), "SetHand", `{"up":true}`)
	}
}

// writeGolden keeps a database that was closed, and what it has to show.
func writeGolden(t *testing.T, path string, written golden) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(written, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{".db": content, ".json": append(text, '\n')} {
		if err := os.MkdirAll(goldenFolder, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(goldenFolder, goldenVersion+name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
