package demo

import (
	"slices"

	"warsztat/board"
)

// command makes the command of an intent, or nil when the view does not allow it
// any more: since the choice somebody may have been faster, or the phase may have
// changed. id is for what is new.
func (do *intent) command(v *view, id string) board.Command {
	note := v.note(do.note)
	there := note != nil && !note.fixed
	switch do.action {
	case doTry, doWrite:
		if slices.Contains(v.writable, do.section) {
			return do.adds(v, id)
		}
	case doDeleteTrial:
		if note != nil && slices.Contains(v.writable, note.section) {
			return &board.DeleteNotes{Notes: []string{do.note}}
		}
	case doMove:
		if there && v.move && note.group == do.group && note.section != do.section {
			return &board.MoveNotes{Moves: []board.Move{{Note: do.note, Section: do.section, Group: do.group}}}
		}
	case doJoin:
		if there && v.group && note.group == "" {
			return &board.MoveNotes{Moves: []board.Move{{Note: do.note, Section: note.section, Group: do.group}}}
		}
	case doGroup:
		if v.group && v.groups[do.group] == "" && v.loose(do.notes) {
			return &board.GroupNotes{Board: v.board, Group: id, Name: do.group, Notes: do.notes}
		}
	case doMerge:
		if there && v.group && v.movable(do.notes) {
			return &board.MergeNotes{Into: do.note, Notes: do.notes}
		}
	case doVote:
		return do.givePoints(v)
	case doPromote:
		if note != nil && v.target != "" && !v.promoted[do.note] {
			return &board.PromoteNotes{Board: v.target, Notes: []board.Promotion{{Note: id, From: do.note}}}
		}
	case doReady:
		return &board.SetReady{Ready: true}
	case doRaiseHand:
		return &board.SetHand{Up: true}
	case doLowerHand:
		return &board.SetHand{}
	}
	return nil
}

// adds makes the command of doTry and doWrite: a note, on a matrix a goal, and where a
// sentence is asked for, a statement.
func (do *intent) adds(v *view, id string) board.Command {
	switch {
	case v.kind == "matrix":
		return &board.AddRow{Board: v.board, NewRow: board.NewRow{Row: id, Level: "goal", Section: do.section, Cells: []board.Cell{{Column: "name", Value: do.text}}}}
	case v.words():
		return &board.AddStatement{Board: v.board, Statement: id, Subject: "vision", Text: do.text}
	case v.kind == "vision":
		n := int64(len(v.notes))
		return &board.AddNote{Board: v.board, Note: id, Section: do.section, Text: do.text, Point: board.Point{X: 16 + n%3*216, Y: 64 + n/3%5*160}}
	}
	return &board.AddNote{Board: v.board, Note: id, Section: do.section, Text: do.text}
}

// givePoints makes the command of doVote.
func (do *intent) givePoints(v *view) board.Command {
	for _, p := range v.votes {
		if p.id == do.vote && slices.Contains(p.items, do.item) && do.points <= p.perItem && do.points-p.points[do.item] <= p.left {
			return &board.SetPoints{Vote: do.vote, Item: do.item, Points: do.points}
		}
	}
	return nil
}

// movable reports whether this person may move all of the notes.
func (v *view) movable(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { n := v.note(id); return n == nil || n.fixed })
}

// loose reports whether the notes are movable and in no group.
func (v *view) loose(ids []string) bool {
	return v.movable(ids) && !slices.ContainsFunc(ids, func(id string) bool { return v.note(id).group != "" })
}

// nextEdit is the next thing that a hand types to make a text what was meant: it
// takes away wrong letters from the end of where the two differ, then puts in
// what is missing, n letters at most. Without anything to do it is nil. What
// others type meanwhile is carried along or typed over, but the end is the same.
func nextEdit(text, meant string, n int) board.Splice {
	is, want := []rune(text), []rune(meant)
	head := 0
	for head < len(is) && head < len(want) && is[head] == want[head] {
		head++
	}
	tail := 0
	for tail < len(is)-head && tail < len(want)-head && is[len(is)-1-tail] == want[len(want)-1-tail] {
		tail++
	}
	if wrong := len(is) - tail - head; wrong > 0 {
		away := min(wrong, n)
		return board.Splice{}.Keep(head + wrong - away).Delete(away)
	}
	missing := want[head : len(want)-tail]
	if len(missing) == 0 {
		return nil
	}
	return board.Splice{}.Keep(head).Insert(string(missing[:min(len(missing), n)]))
}
