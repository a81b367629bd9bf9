package board

import "slices"

// AddBoard adds a board to the plenary, before the board Before or last. Without
// Title it is called what its kind is called.
type AddBoard struct {
	Board  string `json:"board"`
	Kind   string `json:"kind"`
	Title  string `json:"title,omitempty"`
	Before string `json:"before,omitempty"`
}

func (c *AddBoard) decide(d *draft) *Refusal {
	if r := d.checkNewID(c.Board); r != nil {
		return r
	}
	if r := d.addBoard(c.Board, FoundedBoard{c.Kind, c.Title}, c.Before, nil); r != nil {
		return r
	}
	return d.copyBoards()
}

// FoundedBoard is a board that a workshop begins with; "" as the title is the
// name of the kind.
type FoundedBoard struct {
	Kind  string `json:"kind"`
	Title string `json:"title,omitempty"`
}

func (d *draft) addBoard(id string, b FoundedBoard, before string, questions []Title) *Refusal {
	kind := boardKinds[b.Kind]
	if kind == nil {
		return refuse(BadValue)
	}
	if d.state.Count(KindBoard) >= d.state.Limits.MaxBoards {
		return refuse(TooMany)
	}
	title, r := line(b.Title, maxTitleLength, false)
	if r != nil {
		return r
	}
	if title == "" {
		title = kind.Titles[d.state.Workshop().Locale()]
	}
	rank, _ := d.rankIn(boardList, before, "")
	if r := checkRank(rank); r != nil {
		return r
	}
	d.put(&Record{ID: id, Kind: KindBoard, Audience: Everyone, Fields: MakeFields(
		Field{"kind", kind.Name},
		Field{"rank", rank},
		Field{"title", title},
	)})
	if kind.Begins == nil {
		return nil
	}
	for _, r := range kind.Begins(Board{d.state.Get(id)}, d.state.Workshop().Locale(), questions) {
		if refusal := d.checkNewID(r.ID); refusal != nil {
			return refusal
		}
		d.put(r)
	}
	return nil
}

// plenaryBoard returns a board of the plenary that the actor may see.
func (d *draft) plenaryBoard(id string) (Board, *Refusal) {
	board, _, r := d.board(id)
	if r == nil && board.Team() != "" {
		r = refuse(BadValue)
	}
	return board, r
}

// RenameBoard gives a board of the plenary another title; the teams' copies have
// the same.
type RenameBoard struct {
	Board string `json:"board"`
	Title string `json:"title"`
}

func (c *RenameBoard) decide(d *draft) *Refusal {
	board, r := d.plenaryBoard(c.Board)
	if r != nil {
		return r
	}
	title, r := line(c.Title, maxTitleLength, true)
	if r != nil {
		return r
	}
	d.set(board.Record, Field{"title", title})
	for _, copied := range d.state.Siblings(boardList) {
		if (Board{copied}).Origin() == c.Board {
			d.set(copied, Field{"title", title})
		}
	}
	return nil
}

// MoveBoard places a board of the plenary before another one, or last.
type MoveBoard struct {
	Board  string `json:"board"`
	Before string `json:"before,omitempty"`
}

func (c *MoveBoard) decide(d *draft) *Refusal {
	board, r := d.plenaryBoard(c.Board)
	if r != nil {
		return r
	}
	return d.reorder(board.Record, boardList, c.Before)
}

// ArchiveBoard puts a board of the plenary aside, or brings it back. Everybody may
// read an archived board and nobody may change it; phases pass it over.
type ArchiveBoard struct {
	Board string `json:"board"`
	On    bool   `json:"on"`
}

func (c *ArchiveBoard) decide(d *draft) *Refusal {
	board, r := d.plenaryBoard(c.Board)
	if r != nil {
		return r
	}
	d.set(board.Record, Field{"archived", c.On})
	return d.copyBoards()
}

// PublishBoard opens a team's board to everybody, observers included, for good.
// A participant may do it as the lead of the team while the team presents. What
// is hidden on it stays hidden. Of very many items it opens some, and is given again
// for the others and the board itself.
type PublishBoard struct {
	Board string `json:"board"`
}

func (c *PublishBoard) decide(d *draft) *Refusal {
	board, _, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if board.Team() == "" {
		return refuse(BadValue)
	}
	if d.by.Role == Participant && !d.leadsPresenting(board.Team()) {
		return refuse(Forbidden)
	}
	if board.Audience == Everyone {
		return nil
	}
	var opened []Item // groups and counts, too, which are the board's as well
	for _, r := range d.state.records {
		if r.Audience == board.Audience && r.ID != c.Board && (Item{r}).Board() == c.Board {
			opened = append(opened, Item{r})
		}
	}
	slices.SortFunc(opened, func(a, b Item) int { return byID(a.Record, b.Record) })
	if some := d.opens(opened); len(some) < len(opened) {
		opened = some
	} else {
		opened = slices.Insert(opened, 0, Item(board))
	}
	for _, r := range opened {
		d.remove(r.Record)
	}
	for _, r := range opened {
		d.put(&Record{ID: r.ID, Kind: r.Kind, Audience: openTo(Everyone, r.Deleted()), Fields: r.Fields})
	}
	return nil
}

// leadsPresenting reports whether the actor leads the team that presents now.
func (d *draft) leadsPresenting(id string) bool {
	presentations := d.state.presentations()
	team := d.team(id)
	return presentations.Now() == id && presentations.Phase() == d.state.Workshop().Phase() && team.Lead() == d.by.Member
}

// copyBoards sees to it that, in a phase of teams, each team has its copy of
// every board of the phase: once for each board and team, under an id made of
// both, so that coming back to the phase finds the same copies. A copy has the
// sections of its board and none of its items.
func (d *draft) copyBoards() *Refusal {
	phase := d.state.Running()
	if !phase.Teams() {
		return nil
	}
	teams := slices.DeleteFunc(slices.Clone(d.state.Siblings(teamList)), func(t *Record) bool { return Team{t}.Past() })
	for _, r := range slices.Clone(d.state.Siblings(boardList)) {
		board := Board{r}
		if board.Team() != "" || board.Archived() || !phase.names(board.ID) {
			continue
		}
		for _, team := range teams {
			if r := d.copyBoard(board, team.ID); r != nil {
				return r
			}
		}
	}
	return nil
}

// copyOf is the id of a team's copy of a board.
func copyOf(board, team string) string { return "copy:" + board + ":" + team }

func (d *draft) copyBoard(board Board, team string) *Refusal {
	id := copyOf(board.ID, team)
	switch {
	case d.state.Get(id) != nil:
		return nil
	case d.state.Count(KindBoard) >= d.state.Limits.MaxBoards || d.state.Len() >= d.state.Limits.MaxRecords:
		return refuse(TooMany)
	}
	rank, _ := d.rankIn(boardList, "", "")
	d.put(&Record{ID: id, Kind: KindBoard, Audience: OnlyTeam(team), Fields: MakeFields(
		Field{"kind", board.BoardKind()},
		Field{"origin", board.ID},
		Field{"rank", rank},
		Field{"team", team},
		Field{"title", board.Title()},
	)})
	return nil
}
