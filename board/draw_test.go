package board

import (
	"slices"
	"time"

	"pgregory.net/rapid"
)

// actor is somebody who acts: mostly the moderator, so that most commands of a
// run are allowed.
func (w *world) actor(t *rapid.T) Actor {
	return rapid.SampledFrom([]Actor{moderator, moderator, {Member: "anna", Role: Participant}, {Member: "ewa", Role: Participant}}).Draw(t, "actor")
}

// draw makes a random command, most of them valid.
func (w *world) draw(t *rapid.T) (string, Command) {
	do := rapid.SampledFrom(CommandNames()).Draw(t, "do")
	if rapid.IntRange(0, 3).Draw(t, "write") == 0 {
		do = rapid.SampledFrom([]string{"AddNote", "AddRow"}).Draw(t, "add") // commands need something to be about
	}
	make, ok := drawn[do]
	if !ok {
		t.Fatalf("no random %s: give it a row in drawn", do)
	}
	return do, make(w, t)
}

// undo draws an UndoMember of what a member did in some of the last facts.
func (w *world) undo(t *rapid.T, member string) Command {
	c := &UndoMember{Member: member, Since: 0}
	deeds, before := c.Gather(), NewState(w.state.Limits)
	skip := rapid.IntRange(0, len(w.facts)).Draw(t, "before")
	for i, f := range w.facts {
		if i < skip {
			f.At = time.UnixMilli(-1)
		}
		if err := deeds.Add(before, f); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (w *world) group(t *rapid.T) string {
	if rapid.Bool().Draw(t, "grouped") {
		return w.pick(t, KindGroup)
	}
	return ""
}

// spot draws a board, one of its sections or an item.
func (w *world) spot(t *rapid.T) Spot {
	if rapid.Bool().Draw(t, "of an item") {
		if note := w.state.of(KindNote, w.pick(t, KindNote)); note != nil {
			return Spot{Board: note.text("board"), Item: note.ID}
		}
	}
	board := w.pick(t, KindBoard)
	return Spot{Board: board, Section: w.sectionOrNone(t, board)}
}

func (w *world) plan(t *rapid.T) Plan {
	flag := rapid.Bool()
	p := Plan{Title: words(t), Minutes: rapid.Int64Range(0, 30).Draw(t, "minutes"), Teams: flag.Draw(t, "teams"), Hidden: flag.Draw(t, "hidden"), Counts: flag.Draw(t, "counts"), Anonymous: flag.Draw(t, "anonymous")}
	for _, act := range []Act{ActWrite, ActMove, ActGroup, ActVote} {
		if rapid.IntRange(0, 3).Draw(t, "act") > 0 {
			p.Allow = append(p.Allow, act)
		}
	}
	return p
}

// members splits the people into those of a new team and the others.
func (w *world) members(t *rapid.T) (in, out []string) {
	for _, m := range w.state.Siblings("members") {
		if rapid.Bool().Draw(t, "in") {
			in = append(in, m.ID)
		} else {
			out = append(out, m.ID)
		}
	}
	return in, out
}

func words(t *rapid.T) string { return rapid.StringMatching(`[a-zż 🌲]{1,12}`).Draw(t, "words") }

// section draws a section of a board.
func (w *world) section(t *rapid.T, board string) string {
	return rapid.SampledFrom(append(w.state.sectionsOf(Board{w.state.of(KindBoard, board)}), "nowhere")).Draw(t, "section")
}

func (w *world) sectionOrNone(t *rapid.T, board string) string {
	if rapid.Bool().Draw(t, "whole") {
		return ""
	}
	return w.section(t, board)
}

// point draws where a note may stand on a board.
func (w *world) point(t *rapid.T, board string) Point {
	if (Board{w.state.of(KindBoard, board)}).BoardKind() != vision.Name {
		return Point{}
	}
	at := rapid.Int64Range(0, 900)
	return Point{at.Draw(t, "x"), at.Draw(t, "y")}
}

func (w *world) move(t *rapid.T, before string) Move {
	note := w.pick(t, KindNote)
	board := w.state.item(note).Board()
	return Move{Note: note, Section: w.section(t, board), Group: w.group(t), Before: before, Point: w.point(t, board)}
}

func drawArea(t *rapid.T, id string) AreaPlace {
	at := rapid.Int64Range(0, 2_000)
	size := rapid.Int64Range(minAreaSize, 2_000)
	return AreaPlace{id, at.Draw(t, "x"), at.Draw(t, "y"), size.Draw(t, "width"), size.Draw(t, "height")}
}

// place draws where a new row may stand, most of the time.
func (w *world) place(t *rapid.T) (board string, row NewRow) {
	row = NewRow{Row: w.fresh(), Level: "goal", Section: w.pick(t, KindArea)}
	board = Area{w.state.Get(row.Section)}.Board()
	if rapid.IntRange(0, 4).Draw(t, "top") > 0 {
		row.Parent = w.pick(t, KindRow)
		above := Row{w.state.item(row.Parent)}
		row.Section, board = above.Section(), above.Board()
		var levels []string
		for _, level := range matrixLevels {
			if slices.Contains(level.Under, above.Level()) {
				levels = append(levels, level.Name)
			}
		}
		row.Level = rapid.SampledFrom(append(levels, "objective")).Draw(t, "level")
	}
	if rapid.Bool().Draw(t, "named") {
		row.Cells = []Cell{{"name", words(t)}}
	}
	return board, row
}

// placed draws where a row may go: under another one, beside a sibling.
func (w *world) placed(t *rapid.T) RowMove {
	move := RowMove{Row: w.pick(t, KindRow), Section: w.pick(t, KindArea), Before: w.pick(t, KindRow)}
	level := w.state.levelOf(Row{w.state.item(move.Row)})
	if above := (Row{w.state.item(w.pick(t, KindRow))}); level != nil && slices.Contains(level.Under, above.Level()) {
		move.Parent, move.Section = above.ID, above.Section()
	}
	return move
}

var drawn = map[string]func(*world, *rapid.T) Command{
	"AddNote": func(w *world, t *rapid.T) Command {
		board := w.pick(t, KindBoard)
		return &AddNote{Board: board, Note: w.fresh(), Section: w.section(t, board), Group: w.group(t), Before: w.pick(t, KindNote), Point: w.point(t, board), Text: words(t)}
	},
	"PasteNotes": func(w *world, t *rapid.T) Command {
		board, g := w.pick(t, KindBoard), w.fresh()
		return &PasteNotes{Board: board, Groups: []PastedGroup{{g, words(t)}}, Notes: []PastedNote{
			{w.fresh(), w.section(t, board), g, w.point(t, board), words(t)}, {w.fresh(), w.section(t, board), w.group(t), w.point(t, board), words(t)}}, Unsigned: rapid.Bool().Draw(t, "unsigned")}
	},
	"EditText": func(w *world, t *rapid.T) Command {
		kind := rapid.SampledFrom([]Kind{KindNote, KindNote, KindStatement, KindRow}).Draw(t, "kind")
		id, field := w.pick(t, kind), itemKinds[kind].Texts[0]
		length := 0
		if item := w.state.Get(id); item != nil {
			length = len([]rune(item.text(field)))
		}
		return &EditText{id, field, drawSplice(t, length)}
	},
	"MoveArea":    func(w *world, t *rapid.T) Command { return &MoveArea{w.pick(t, KindArea), w.pick(t, KindArea)} },
	"RestoreArea": func(w *world, t *rapid.T) Command { return &RestoreArea{w.pick(t, KindArea)} },
	"AddRow": func(w *world, t *rapid.T) Command {
		board, row := w.place(t)
		return &AddRow{Board: board, NewRow: row, Before: w.pick(t, KindRow), Unsigned: rapid.Bool().Draw(t, "unsigned")}
	},
	"PasteRows": func(w *world, t *rapid.T) Command {
		board, row := w.place(t)
		return &PasteRows{Board: board, Rows: []NewRow{row, {Row: w.fresh(), Level: "measure", Section: row.Section, Parent: row.Row}}}
	},
	"SetCell": func(w *world, t *rapid.T) Command {
		id := w.pick(t, KindRow)
		value := func() string { return rapid.SampledFrom([]string{"", "1", "-2.5"}).Draw(t, "value") }
		return &SetCell{id, "target", value(), value()}
	},
	"MoveRows":   func(w *world, t *rapid.T) Command { return &MoveRows{[]RowMove{w.placed(t), w.placed(t)}} },
	"RemoveRows": func(w *world, t *rapid.T) Command { return &RemoveRows{[]string{w.pick(t, KindRow)}} },
	"RestoreRows": func(w *world, t *rapid.T) Command {
		return &RestoreRows{[]string{w.pick(t, KindRow), w.pick(t, KindRow)}}
	},
	"SetLevels": func(_ *world, t *rapid.T) Command { return &SetLevels{Arabic: rapid.Bool().Draw(t, "arabic")} },
	"PlaceGoal": func(w *world, t *rapid.T) Command { return &PlaceGoal{w.pick(t, KindRow), w.pick(t, KindArea)} },
	"MoveNotes": func(w *world, t *rapid.T) Command {
		return &MoveNotes{[]Move{w.move(t, w.pick(t, KindNote)), w.move(t, "")}}
	},
	"GroupNotes": func(w *world, t *rapid.T) Command {
		return &GroupNotes{w.pick(t, KindBoard), w.fresh(), words(t), []string{w.pick(t, KindNote)}}
	},
	"RenameGroup": func(w *world, t *rapid.T) Command { return &RenameGroup{w.pick(t, KindGroup), words(t)} },
	"MoveGroup":   func(w *world, t *rapid.T) Command { return &MoveGroup{w.pick(t, KindGroup), w.pick(t, KindGroup)} },
	"ColourNotes": func(w *world, t *rapid.T) Command {
		return &ColourNotes{[]string{w.pick(t, KindNote)}, rapid.SampledFrom(append(noteColours, "")).Draw(t, "colour")}
	},
	"SizeNotes": func(w *world, t *rapid.T) Command {
		return &SizeNotes{[]string{w.pick(t, KindNote)}, rapid.SampledFrom(sortedKeys(noteBoxes)).Draw(t, "size")}
	},
	"AddArea": func(w *world, t *rapid.T) Command {
		c := &AddArea{Board: w.pick(t, KindBoard), AreaPlace: drawArea(t, w.fresh()), AreaLook: AreaLook{Title: words(t)}}
		if kind := w.state.kindOf(Board{w.state.Get(c.Board)}); kind != nil && kind.Plane == "" {
			c.AreaPlace, c.Before = AreaPlace{Area: c.Area}, w.pick(t, KindArea)
		}
		return c
	},
	"SetArea": func(w *world, t *rapid.T) Command {
		return &SetArea{w.pick(t, KindArea), AreaLook{words(t), "", rapid.SampledFrom(append(noteColours, "")).Draw(t, "colour")}}
	},
	"PlaceAreas": func(w *world, t *rapid.T) Command {
		return &PlaceAreas{[]AreaPlace{drawArea(t, w.pick(t, KindArea)), drawArea(t, w.pick(t, KindArea))}}
	},
	"AddStatement": func(w *world, t *rapid.T) Command {
		return &AddStatement{Board: w.pick(t, KindBoard), Statement: w.fresh(), Subject: rapid.SampledFrom(statementSubjects).Draw(t, "subject"), Text: words(t), Unsigned: rapid.Bool().Draw(t, "unsigned")}
	},
	"BinStatement": func(w *world, t *rapid.T) Command {
		return &BinStatement{w.pick(t, KindStatement), rapid.Bool().Draw(t, "on")}
	},
	"ChooseStatement": func(w *world, t *rapid.T) Command {
		return &ChooseStatement{w.pick(t, KindStatement), rapid.Bool().Draw(t, "on")}
	},
	"AddLink": func(w *world, t *rapid.T) Command {
		return &AddLink{w.fresh(), rapid.SampledFrom(sortedKeys(linkTypes)).Draw(t, "type"), w.pick(t, KindStatement), w.pick(t, KindNote)}
	},
	"MarkMoment":   func(w *world, t *rapid.T) Command { return &MarkMoment{w.fresh(), words(t)} },
	"RenameMoment": func(w *world, t *rapid.T) Command { return &RenameMoment{w.pick(t, KindMoment), words(t)} },
	"RemoveMoment": func(w *world, t *rapid.T) Command { return &RemoveMoment{w.pick(t, KindMoment)} },
	"ConfirmLink":  func(w *world, t *rapid.T) Command { return &ConfirmLink{w.pick(t, KindLink)} },
	"SetAside": func(w *world, t *rapid.T) Command {
		return &SetAside{w.pick(t, KindRow), rapid.SampledFrom(gapKinds).Draw(t, "gap"), words(t)}
	},
	"RemoveLink":  func(w *world, t *rapid.T) Command { return &RemoveLink{w.pick(t, KindLink)} },
	"RemoveArea":  func(w *world, t *rapid.T) Command { return &RemoveArea{w.pick(t, KindArea)} },
	"DeleteNotes": func(w *world, t *rapid.T) Command { return &DeleteNotes{[]string{w.pick(t, KindNote)}} },
	"RestoreNotes": func(w *world, t *rapid.T) Command {
		return &RestoreNotes{[]string{w.pick(t, KindNote), w.pick(t, KindNote)}}
	},
	"MergeNotes": func(w *world, t *rapid.T) Command {
		return &MergeNotes{w.pick(t, KindNote), []string{w.pick(t, KindNote)}}
	},
	"ShowNotes": func(w *world, t *rapid.T) Command {
		return &ShowNotes{[]string{w.pick(t, rapid.SampledFrom([]Kind{KindNote, KindRow}).Draw(t, "kind"))}}
	},
	"PromoteNotes": func(w *world, t *rapid.T) Command {
		return &PromoteNotes{w.pick(t, KindBoard), []Promotion{{w.fresh(), w.pick(t, KindNote)}}}
	},
	"RenameMember":   func(w *world, t *rapid.T) Command { return &RenameMember{Name: words(t)} },
	"RenameWorkshop": func(w *world, t *rapid.T) Command { return &RenameWorkshop{words(t)} },
	"SetClause":      func(w *world, t *rapid.T) Command { return &SetClause{ClauseBlanks{Administrator: words(t)}} },
	"KeepUntil":      func(w *world, t *rapid.T) Command { return &KeepUntil{} },
	"PlanAgenda": func(w *world, t *rapid.T) Command {
		return &PlanAgenda{rapid.SampledFrom(sortedKeys(agendas)).Draw(t, "template"), w.fresh()}
	},
	"AddBoard": func(w *world, t *rapid.T) Command {
		return &AddBoard{w.fresh(), rapid.SampledFrom(sortedKeys(boardKinds)).Draw(t, "kind"), words(t), w.pick(t, KindBoard)}
	},
	"RenameBoard": func(w *world, t *rapid.T) Command { return &RenameBoard{w.pick(t, KindBoard), words(t)} },
	"MoveBoard":   func(w *world, t *rapid.T) Command { return &MoveBoard{w.pick(t, KindBoard), w.pick(t, KindBoard)} },
	"ArchiveBoard": func(w *world, t *rapid.T) Command {
		return &ArchiveBoard{w.pick(t, KindBoard), rapid.Bool().Draw(t, "on")}
	},
	"PublishBoard": func(w *world, t *rapid.T) Command { return &PublishBoard{w.pick(t, KindBoard)} },
	"AddPhase":     func(w *world, t *rapid.T) Command { return &AddPhase{w.fresh(), w.pick(t, KindPhase), w.plan(t)} },
	"SetPhase":     func(w *world, t *rapid.T) Command { return &SetPhase{w.pick(t, KindPhase), w.plan(t)} },
	"MovePhase":    func(w *world, t *rapid.T) Command { return &MovePhase{w.pick(t, KindPhase), w.pick(t, KindPhase)} },
	"RemovePhase":  func(w *world, t *rapid.T) Command { return &RemovePhase{w.pick(t, KindPhase)} },
	"GoTo": func(w *world, t *rapid.T) Command {
		return &GoTo{w.pick(t, KindPhase), w.state.Workshop().Phase()}
	},
	"StartTimer":  func(_ *world, t *rapid.T) Command { return &StartTimer{60} },
	"PauseTimer":  func(*world, *rapid.T) Command { return &PauseTimer{} },
	"ResumeTimer": func(*world, *rapid.T) Command { return &ResumeTimer{} },
	"ExtendTimer": func(*world, *rapid.T) Command { return &ExtendTimer{60} },
	"StopTimer":   func(*world, *rapid.T) Command { return &StopTimer{} },
	"Reveal": func(w *world, t *rapid.T) Command {
		board := w.pick(t, KindBoard)
		return &Reveal{board, w.sectionOrNone(t, board), rapid.SampledFrom([]string{"", "", "anna"}).Draw(t, "member"), rapid.Bool().Draw(t, "next")}
	},
	"SetLock": func(w *world, t *rapid.T) Command {
		return &SetLock{w.spot(t), rapid.Bool().Draw(t, "on")}
	},
	"OpenVote": func(w *world, t *rapid.T) Command {
		return &OpenVote{Vote: w.fresh(), Title: words(t), Points: 3, PerItem: 2, Groups: rapid.Bool().Draw(t, "groups"), LiveTotals: rapid.Bool().Draw(t, "open")}
	},
	"SetPoints": func(w *world, t *rapid.T) Command {
		item := w.pick(t, KindNote)
		if rapid.Bool().Draw(t, "group") {
			item = groupItem(w.pick(t, KindGroup), w.section(t, w.pick(t, KindBoard)))
		}
		return &SetPoints{w.pick(t, KindVote), item, rapid.Int64Range(0, 2).Draw(t, "points")}
	},
	"AddVoters": func(w *world, t *rapid.T) Command {
		return &AddVoters{w.pick(t, KindVote), []string{w.pick(t, KindMember)}}
	},
	"CloseVote":  func(w *world, t *rapid.T) Command { return &CloseVote{w.pick(t, KindVote)} },
	"RemoveVote": func(w *world, t *rapid.T) Command { return &RemoveVote{w.pick(t, KindVote)} },
	"RecordVote": func(w *world, t *rapid.T) Command {
		return &RecordVote{w.fresh(), words(t), w.pick(t, KindBoard), []string{w.pick(t, KindNote)}, []int64{rapid.Int64Range(0, 9).Draw(t, "points")}}
	},
	"FormTeams": func(w *world, t *rapid.T) Command {
		in, out := w.members(t)
		return &FormTeams{[]FormedTeam{{w.fresh(), words(t) + "x", in, ""}, {w.fresh(), words(t) + "y", out, ""}}}
	},
	"AssignTeam": func(w *world, t *rapid.T) Command {
		return &AssignTeam{w.pick(t, KindTeam), []string{w.pick(t, KindMember)}}
	},
	"LetChoose":     func(_ *world, t *rapid.T) Command { return &LetChoose{rapid.Bool().Draw(t, "on")} },
	"ChooseTeam":    func(w *world, t *rapid.T) Command { return &ChooseTeam{w.pick(t, KindTeam)} },
	"LetChooseLead": func(_ *world, t *rapid.T) Command { return &LetChooseLead{rapid.Bool().Draw(t, "on")} },
	"ChooseLead":    func(w *world, t *rapid.T) Command { return &ChooseLead{w.pick(t, KindMember)} },
	"NameLead":      func(w *world, t *rapid.T) Command { return &NameLead{w.pick(t, KindTeam), w.pick(t, KindMember)} },
	"RenameTeam":    func(w *world, t *rapid.T) Command { return &RenameTeam{w.pick(t, KindTeam), words(t)} },
	"SetFocus": func(w *world, t *rapid.T) Command {
		return &SetFocus{w.spot(t), rapid.SampledFrom([]string{"", ModeAsk, ModeBring, ModeHold}).Draw(t, "mode"), rapid.Bool().Draw(t, "overview")}
	},
	"Release": func(*world, *rapid.T) Command { return &Release{} },
	"TurnPages": func(_ *world, t *rapid.T) Command {
		return &TurnPages{rapid.Int64Range(-2, 2).Draw(t, "by"), rapid.Bool().Draw(t, "stand")}
	},
	"QueuePresentations": func(w *world, t *rapid.T) Command { return &QueuePresentations{[]string{w.pick(t, KindTeam)}, 60} },
	"NextPresentation":   func(*world, *rapid.T) Command { return &NextPresentation{} },
	"SetHand":            func(_ *world, t *rapid.T) Command { return &SetHand{Up: rapid.Bool().Draw(t, "up")} },
	"SetReady":           func(_ *world, t *rapid.T) Command { return &SetReady{rapid.Bool().Draw(t, "ready")} },
	"ShowCode":           func(_ *world, t *rapid.T) Command { return &ShowCode{rapid.Bool().Draw(t, "on")} },
	"SetWaitingRoom":     func(_ *world, t *rapid.T) Command { return &SetWaitingRoom{rapid.Bool().Draw(t, "on")} },
	"DismissWaiting":     func(*world, *rapid.T) Command { return &DismissWaiting{} },
	"EmptyBin":           func(w *world, t *rapid.T) Command { return &EmptyBin{Board: w.pick(t, KindBoard)} },
	"UndoMember":         func(w *world, t *rapid.T) Command { return w.undo(t, w.pick(t, KindMember)) },
	"AdmitMembers":       func(w *world, t *rapid.T) Command { return &AdmitMembers{[]string{w.pick(t, KindMember)}} },
	"RemoveMember": func(w *world, t *rapid.T) Command {
		return &RemoveMember{w.pick(t, KindMember), rapid.Bool().Draw(t, "ban")}
	},
	"SetRole": func(w *world, t *rapid.T) Command {
		return &SetRole{w.pick(t, KindMember), rapid.SampledFrom([]Role{Moderator, Participant}).Draw(t, "role")}
	},
}

// quadrants are the sections of a SWOT.
var quadrants = swot.Sections(nil, Board{})

// viewerOf is who an actor is to the state, without the reason why they are
// nobody.
func viewerOf(s *State, by Actor) Viewer {
	viewer, _ := s.Viewer(by)
	return viewer
}
