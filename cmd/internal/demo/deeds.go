package demo

import (
	"slices"

	"warsztat/board"
)

// command makes the command of an intent, when the scene still has room for it:
// between the choice and the deed somebody may have been faster, or the phase
// may have changed. It returns nil when it has not. id is for what is new.
func (do *intent) command(s *scene, id string) board.Command {
	note := s.note(do.note)
	there := note != nil && !note.fixed
	switch do.deed {
	case doTry, doWrite:
		if slices.Contains(s.writable, do.section) {
			return &board.AddNote{Board: s.board, Note: id, Section: do.section, Text: do.text}
		}
	case doClear:
		if note != nil && slices.Contains(s.writable, note.section) {
			return &board.DeleteNotes{Notes: []string{do.note}}
		}
	case doMove:
		if there && s.move && note.group == do.group && note.section != do.section {
			return &board.MoveNotes{Moves: []board.Move{{Note: do.note, Section: do.section, Group: do.group}}}
		}
	case doJoin:
		if there && s.group && note.group == "" {
			return &board.MoveNotes{Moves: []board.Move{{Note: do.note, Section: note.section, Group: do.group}}}
		}
	case doGather:
		if s.group && s.groups[do.group] == "" && s.loose(do.notes) {
			return &board.GroupNotes{Board: s.board, Group: id, Name: do.group, Notes: do.notes}
		}
	case doMerge:
		if there && s.group && s.movable(do.notes) {
			return &board.MergeNotes{Into: do.note, Notes: do.notes}
		}
	case doPoint:
		return do.givePoints(s)
	case doPromote:
		if note != nil && s.target != "" && !s.promoted[do.note] {
			return &board.PromoteNotes{Board: s.target, Notes: []board.Promotion{{Note: id, From: do.note}}}
		}
	case doReady:
		return &board.SetReady{Ready: true}
	case doRaise:
		return &board.SetHand{Up: true}
	case doLower:
		return &board.SetHand{}
	}
	return nil
}

func (do *intent) givePoints(s *scene) board.Command {
	for _, p := range s.polls {
		if p.id == do.vote && slices.Contains(p.items, do.item) && do.points <= p.perItem && do.points-p.points[do.item] <= p.left {
			return &board.SetPoints{Vote: do.vote, Item: do.item, Points: do.points}
		}
	}
	return nil
}

func (s *scene) movable(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { n := s.note(id); return n == nil || n.fixed })
}

func (s *scene) loose(ids []string) bool {
	return s.movable(ids) && !slices.ContainsFunc(ids, func(id string) bool { return s.note(id).group != "" })
}

// stroke is the next thing that a hand types to make a text what was meant: it
// takes away wrong letters from the end of where the two differ, then puts in
// what is missing, n letters at most. Without anything to do it is nil. What
// others type meanwhile is carried along or typed over, but the end is the same.
func stroke(text, meant string, n int) board.Splice {
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
