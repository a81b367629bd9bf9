package server

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
)

// attack is a workshop that a participant, or somebody with the join code, tries to
// spoil, an innocent member in it, and an innocent second workshop. What counts is that
// these two go on.
type attack struct {
	*harness
	w, other                workshop
	jan, anna, mallory, ewa guest // the moderator, an innocent member, the attacker, one of the other workshop
	notes                   int
}

func newAttack(t *testing.T) *attack {
	h := newHarness(t, "https://warsztat.example", nil)
	a := &attack{harness: h, w: h.found(), other: h.found()}
	a.jan = h.enter(`{"secret":"` + a.w.secrets[board.Moderator] + `","name":"Jan"}`)
	a.anna = h.enter(body("code", a.w.code, "name", "Anna"))
	a.mallory = h.enter(body("code", a.w.code, "name", "Mallory"))
	a.ewa = h.enter(body("code", a.other.code, "name", "Ewa"))
	return a
}

// innocentsGoOn adds a note for the innocent of both workshops, from a new tab each.
func (a *attack) innocentsGoOn() {
	a.t.Helper()
	a.notes++
	note := body("board", "board-1", "note", fmt.Sprint("innocent-", a.notes), "section", "strength", "text", "las")
	a.give(a.w, a.anna, "AddNote", note)
	a.give(a.other, a.ewa, "AddNote", note)
}

// commands posts commands of the attacker as one body and returns how many were
// acknowledged, and the rest of the answer.
func (a *attack) commands(client string, lines ...string) (acks int, answer *httptest.ResponseRecorder) {
	answer = a.ask("POST", "/api/workshops/"+a.w.id+"/commands", strings.Join(lines, "\n"), as(a.mallory.token), with("Warsztat-Client", client))
	return strings.Count(answer.Body.String(), `"ack"`), answer
}

func command(number int, do, with string) string {
	return fmt.Sprintf(`{"type":"command","number":%d,"seen":0,"do":%q,"with":%s}`, number, do, with)
}

// Somebody with the join code enters again and again: they take no seat, they leave
// places for people from elsewhere, and are sent away all at once.
func TestAttackOnTheWaitingRoom(t *testing.T) {
	a := newAttack(t)
	a.give(a.w, a.jan, "SetWaitingRoom", `{"on":true}`)
	enter := func(n int, address string) *httptest.ResponseRecorder {
		return a.ask("POST", "/api/enter", body("code", a.w.code, "name", fmt.Sprint("Ktoś ", n)), from(address))
	}
	entered := 0
	for ; entered < 250 && enter(entered, "203.0.113.9:1").Code == 200; entered++ {
	}
	if entered != 100 {
		t.Errorf("%d wait from one address, want half of the places", entered)
	}
	if refused := enter(entered, "203.0.113.9:1"); refused.Code != 409 || !strings.Contains(refused.Body.String(), "no_seat") {
		t.Errorf("one more: %d %s", refused.Code, refused.Body)
	}
	if innocent := enter(1000, "198.51.100.7:1"); innocent.Code != 200 {
		t.Errorf("somebody from elsewhere: %d %s", innocent.Code, innocent.Body)
	}
	a.innocentsGoOn()
	a.give(a.w, a.jan, "DismissWaiting", `{}`)
	if again := enter(1001, "203.0.113.9:1"); again.Code != 200 {
		t.Errorf("after all were sent away: %d %s", again.Code, again.Body)
	}
	a.innocentsGoOn()
}

// A participant pastes and deletes, under one client name after the other, and sends
// other bytes under a used number: they use up their own share and nothing else.
func TestAttackOnRecordsAndNumbers(t *testing.T) {
	a := newAttack(t)
	if err := a.rooms.View(t.Context(), a.w.id, func(s *board.State) { s.Limits.MaxRecords, s.Limits.MaxNotes = 400, 200 }); err != nil {
		t.Fatal(err)
	}
	made, code := 0, ""
	for n := 0; n < 40 && code == ""; n++ {
		var notes, ids []string
		for i := range 10 {
			id := fmt.Sprintf("m-%d-%d", n, i)
			notes = append(notes, fmt.Sprintf(`{"note":%q,"section":"threat","text":"x"}`, id))
			ids = append(ids, fmt.Sprintf("%q", id))
		}
		acks, answer := a.commands(fmt.Sprintf("client-of-mallory-%08d", n),
			command(1, "PasteNotes", `{"board":"board-1","groups":[],"notes":[`+strings.Join(notes, ",")+`]}`),
			command(2, "DeleteNotes", `{"notes":[`+strings.Join(ids, ",")+`]}`))
		if answer.Code == 429 {
			break // the pace ends it before the share does
		}
		if acks == 2 {
			made += 10
		} else if strings.Contains(answer.Body.String(), "no_share") {
			code = "no_share"
		} else {
			t.Fatal(answer.Body)
		}
	}
	if made > 40 || code != "no_share" {
		t.Errorf("%d notes were made of a share of 40, then %q", made, code)
	}
	a.innocentsGoOn()
	const client = "client-of-mallory-number"
	if acks, answer := a.commands(client, command(1, "SetHand", `{"up":true}`), command(1, "SetHand", `{"up":false}`)); acks != 1 || !strings.Contains(answer.Body.String(), "number_reused") {
		t.Errorf("two commands of one number: %s", answer.Body)
	}
	a.innocentsGoOn()
	a.give(a.w, a.jan, "RemoveMember", fmt.Sprintf(`{"member":%q,"ban":true}`, a.mallory.member))
	a.give(a.w, a.jan, "EmptyBin", `{}`)
	a.innocentsGoOn()
}

// A participant sends an edit of a thousand steps on a text as it was thousands of edits
// ago: it is refused before anything is worked out, alone of its batch.
func TestAttackByAnOldEdit(t *testing.T) {
	a := newAttack(t)
	by := board.Actor{Member: a.jan.member, Role: board.Moderator}
	submit := func(do string, c board.Command) {
		t.Helper()
		if _, err := a.rooms.Submit(t.Context(), a.w.id, board.Order{By: by, Do: do, Command: c}); err != nil {
			t.Fatal(err)
		}
	}
	submit("AddNote", &board.AddNote{Board: "board-1", Note: "long", Section: "strength", Text: strings.Repeat("x", 9_000)})
	var seen uint64
	if err := a.rooms.View(t.Context(), a.w.id, func(s *board.State) { seen = s.Seq }); err != nil {
		t.Fatal(err)
	}
	for i := range 1_500 {
		submit("EditText", &board.EditText{Record: "long", Field: "text", Ops: []board.Splice{{{Insert: "y"}}, {{Count: -1}}}[i%2]})
	}
	heavy := strings.TrimSuffix(strings.Repeat(`1,"żółć",`, 499), ",")
	edit := fmt.Sprintf(`{"type":"command","number":2,"seen":%d,"do":"EditText","with":{"record":"long","field":"text","ops":[%s]}}`, seen, heavy)
	acks, answer := a.commands("client-of-mallory-edits", command(1, "SetHand", `{"up":true}`), edit, command(3, "SetHand", `{"up":false}`))
	if got := answer.Body.String(); acks != 2 || !strings.Contains(got, `"number":2,"code":"too_far_behind"`) {
		t.Errorf("answered %s", got)
	}
	a.innocentsGoOn()
}

// A participant posts under one client name after the other: others come with new tabs all
// the same, and what was sent under the first name is still taken once only.
func TestAttackByClientNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAttack(t)
		name := func(n int) string { return fmt.Sprintf("client-of-mallory-%08d", n) }
		raise := command(1, "SetHand", `{"up":true}`)
		_, first := a.commands(name(0), raise)
		posted := 1
		for ; posted < 1_000; posted++ {
			if _, answer := a.commands(name(posted), raise); answer.Code == 429 {
				break // the pace is that of the member, whatever names they take
			}
			if posted%20 == 0 {
				a.innocentsGoOn()
			}
		}
		if posted == 1_000 {
			t.Error("nothing slows down who takes ever new names")
		}
		a.innocentsGoOn()
		time.Sleep(time.Second)
		if _, again := a.commands(name(0), raise); again.Body.String() != first.Body.String() {
			t.Errorf("sent again: %s, at first %s", again.Body, first.Body)
		}
	})
}
