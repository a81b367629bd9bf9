package board

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A frame of 64 kB may name notes that are much longer than itself. What one command
// copies of them is bounded: it is refused, or it opens some and is given again.

// bulky is a workshop with many long notes on a board of the plenary, written by anna.
func bulky(t *testing.T, audience Audience) (w *world, ids []string) {
	w = newWorld(t)
	text := strings.Repeat("🌲", 10_000)
	for i := range 60 { // of 40 kB each
		id := fmt.Sprint("long-", i)
		ids = append(ids, id)
		w.state.replace(nil, &Record{ID: id, Kind: KindNote, Audience: audience, Fields: MakeFields(
			Field{"author", "anna"}, Field{"board", "board-1"}, Field{"rank", fmt.Sprintf("b%02d", i)}, Field{"section", "threat"}, Field{"text", text})})
	}
	return w, ids
}

func (w *world) hiddenLeft() int { return len(w.state.hiddenItems("board-1")) }

func TestRevealOfManyLongNotes(t *testing.T) {
	w, ids := bulky(t, OnlyMember("anna"))
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, jan, "AddPhase", &AddPhase{"silent", "", Plan{Title: "Po cichu", Allow: Acts, Hidden: true, Counts: true}})
	w.must(t, jan, "GoTo", &GoTo{"silent", ""})
	commands := 0
	for left := len(ids); left > 0; commands++ {
		if revealed := w.state.Running().Revealed(); len(revealed) > 0 {
			t.Fatalf("%d notes are hidden in what counts as open: %v", left, revealed)
		}
		w.must(t, jan, "Reveal", &Reveal{Board: "board-1", Section: "threat"})
		change := w.facts[len(w.facts)-1].Change
		if size := len(change.Encode().AppendJSON(nil)); size > maxCopied*5/4 {
			t.Errorf("a change of %d bytes", size)
		}
		if now := w.hiddenLeft(); now >= left {
			t.Fatalf("%d of %d notes are still hidden", now, left)
		} else {
			left = now
		}
		if count := (HiddenCount{w.state.Get(hiddenCountOf("board-1", "threat"))}); int(count.Count()) != w.hiddenLeft() {
			t.Errorf("%d are counted, %d are hidden", count.Count(), w.hiddenLeft())
		}
	}
	if commands != 3 {
		t.Errorf("%d commands opened 2.4 MB", commands)
	}
	if !slices.Equal(w.state.Running().Revealed(), []string{"board-1/threat"}) {
		t.Errorf("open are %v", w.state.Running().Revealed())
	}
}

// What was done to many long notes is taken back in several commands, each of which
// goes on where the one before has ended.
func TestUndoOfManyLongNotes(t *testing.T) {
	w, ids := bulky(t, Everyone)
	jan := Actor{Member: "jan", Role: Moderator}
	undo := &UndoMember{Member: "anna"}
	deeds := undo.Gather()
	for _, id := range ids {
		now := w.state.Get(id)
		deeds.fields[id] = map[string]deed{"section": {"weakness", "threat"}, "rank": {"a0" + id, now.Fields.Get("rank")}}
	}
	stand := func() (n int) {
		for _, id := range ids {
			if (Item{w.state.Get(id)}).Section() == "threat" {
				n++
			}
		}
		return n
	}
	for left := stand(); left > 0; {
		w.must(t, jan, "UndoMember", undo)
		if now := stand(); now >= left {
			t.Fatalf("%d of %d notes stand as they were", now, left)
		} else {
			left = now
		}
	}
	if change := w.change(jan, undo); len(change) > 0 {
		t.Errorf("given again, it changes %+v", change)
	}
}

func TestCopiesAreBounded(t *testing.T) {
	jan, anna := Actor{Member: "jan", Role: Moderator}, Actor{Member: "anna", Role: Participant}
	for name, c := range map[string]struct {
		audience Audience
		by       Actor
		before   func(w *world, ids []string)
		give     func(ids []string) (string, Command)
	}{
		"own hidden notes": {audience: OnlyMember("anna"), by: anna, give: func(ids []string) (string, Command) {
			return "ShowNotes", &ShowNotes{ids}
		}},
		"promotion": {audience: Everyone, by: jan,
			before: func(w *world, ids []string) {
				w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{Team: "t1", Name: "1", Members: []string{"anna"}}}})
				w.state.replace(nil, &Record{ID: "b1", Kind: KindBoard, Audience: OnlyTeam("t1"), Fields: MakeFields(Field{"kind", "swot"}, Field{"origin", "board-1"}, Field{"rank", "b"}, Field{"team", "t1"})})
				for _, id := range ids {
					r := w.state.Get(id)
					w.state.replace(r, &Record{ID: id, Kind: KindNote, Audience: OnlyTeam("t1"), Fields: r.Fields.with(Fields{{"board", "b1"}})})
				}
			},
			give: func(ids []string) (string, Command) {
				c := &PromoteNotes{Board: "board-1"}
				for _, id := range ids {
					c.Notes = append(c.Notes, Promotion{"copy-of-" + id, id})
				}
				return "PromoteNotes", c
			}},
		"notes merged into many": {audience: Everyone, by: anna,
			before: func(w *world, ids []string) {
				var sources []string
				for i := range 500 {
					sources = append(sources, fmt.Sprintf("%060d", i))
				}
				for _, id := range ids {
					r := w.state.Get(id)
					w.state.replace(r, &Record{ID: id, Kind: KindNote, Audience: Everyone, Fields: r.Fields.with(Fields{{"deleted", true}, {"merged", "into-" + id}})})
					w.state.replace(nil, &Record{ID: "into-" + id, Kind: KindNote, Audience: Everyone, Fields: r.Fields.with(Fields{{"sources", sources}})})
				}
			},
			give: func(ids []string) (string, Command) { return "RestoreNotes", &RestoreNotes{ids} }},
	} {
		t.Run(name, func(t *testing.T) {
			w, ids := bulky(t, c.audience)
			if c.before != nil {
				c.before(w, ids)
			}
			do, all := c.give(ids)
			before := dump(w.state)
			if err, ok := w.give(Order{By: c.by, Do: do, Command: all}).(*Refusal); !ok || err.Code != TooMany {
				t.Errorf("all at once: %v", err)
			}
			if fmt.Sprint(dump(w.state)) != fmt.Sprint(before) {
				t.Error("the refused command changed the state")
			}
			for some := range slices.Chunk(ids, 20) {
				do, part := c.give(some)
				w.must(t, c.by, do, part)
			}
		})
	}
}

// A team's board with very much on it is published in several commands, the board
// itself with the last.
func TestPublishingOfManyLongNotes(t *testing.T) {
	w, ids := bulky(t, OnlyTeam("t1"))
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{Team: "t1", Name: "1", Members: []string{"anna"}}}})
	w.state.replace(nil, &Record{ID: "b1", Kind: KindBoard, Audience: OnlyTeam("t1"), Fields: MakeFields(Field{"kind", "swot"}, Field{"origin", "board-1"}, Field{"rank", "b"}, Field{"team", "t1"})})
	for _, id := range ids {
		r := w.state.Get(id)
		w.state.replace(r, &Record{ID: id, Kind: KindNote, Audience: r.Audience, Fields: r.Fields.with(Fields{{"board", "b1"}})})
	}
	open := func() (n int) {
		for _, id := range ids {
			if w.state.Get(id).Audience == Everyone {
				n++
			}
		}
		return n
	}
	for commands, before := 0, 0; w.state.Get("b1").Audience != Everyone; commands++ {
		w.must(t, jan, "PublishBoard", &PublishBoard{"b1"})
		if open() <= before || commands > 3 {
			t.Fatalf("%d notes are open, before %d", open(), before)
		}
		before = open()
	}
	if open() != len(ids) {
		t.Errorf("%d of %d notes are open on the published board", open(), len(ids))
	}
}
