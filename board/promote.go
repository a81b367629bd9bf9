package board

import "slices"

// PromoteNotes copies notes of a team to a board of the plenary. Each copy keeps
// its author and says from which note and which team it came; the original
// stays. A participant may promote as the lead of the team.
type PromoteNotes struct {
	Board string      `json:"board"`
	Notes []Promotion `json:"notes"`
}

// Promotion is the id of a copy and of the note it is made from.
type Promotion struct {
	Note string `json:"note"`
	From string `json:"from"`
}

func (c *PromoteNotes) decide(d *draft) *Refusal {
	target, kind, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if r := d.checkBatch(len(c.Notes)); r != nil {
		return r
	}
	if target.Team() != "" {
		return refuse(BadValue)
	}
	for _, p := range c.Notes {
		if r := d.promote(p, target, kind); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) promote(p Promotion, target Board, kind *BoardKind) *Refusal {
	from := d.state.item(p.From)
	if from.Missing() || from.Kind == KindRow || !d.by.Sees(from.Audience) {
		return refuse(NotFound)
	}
	if from.Deleted() {
		return refuse(Deleted)
	}
	origin := Board{d.visible(KindBoard, from.Board())}
	if origin.Missing() || from.Audience != origin.Audience || origin.BoardKind() != kind.Name {
		return refuse(NotFound)
	}
	team := Team{d.visible(KindTeam, origin.Team())}
	if team.Missing() {
		return refuse(NotFound)
	}
	if d.by.Role == Participant && team.Lead() != d.by.Member {
		return refuse(Forbidden)
	}
	if !slices.Contains(kind.Sections(d.state, target), from.Section()) {
		return refuse(BadValue)
	}
	if r := d.checkNewID(p.Note); r != nil {
		return r
	}
	limit := d.state.Limits.MaxNotes
	if from.Kind == KindStatement {
		limit = maxStatements
	}
	if r := d.fitsInUse(from.Kind, d.by.Member, limit); r != nil {
		return r
	}
	if r := d.mayAt(Spot{Board: target.ID, Section: from.Section()}); r != nil {
		return r
	}
	if r := d.copies(from.Fields...); r != nil {
		return r
	}
	fields := Fields{
		{"board", target.ID},
		{"chosen", nil},
		{"group", nil},
		{"locked", nil},
		{"sources", union([]string{p.From}, from.Sources())},
		{"teams", union([]string{team.ID}, from.Teams())},
	}
	promoted := Record{ID: p.Note, Kind: from.Kind, Audience: target.Audience, Fields: from.Fields.with(fields)}
	if kind.Plane == from.Kind {
		at := d.below(target.ID, from.Section()).next(NoteOf(from.Record).Size())
		fields = Fields{{"x", at.X}, {"y", at.Y}}
	} else {
		rank, _ := d.rankIn(siblingsOf(Item{&promoted}), "", "")
		if r := checkRank(rank); r != nil {
			return r
		}
		fields = Fields{{"rank", rank}}
	}
	promoted.Fields = promoted.Fields.with(fields)
	d.put(&promoted)
	return nil
}
