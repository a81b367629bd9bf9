package board

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

func (c *PromoteNotes) decide(d *draft, by Actor) *Refusal {
	kind, r := d.kindOf(c.Board)
	if r != nil {
		return r
	}
	if r := d.batch(len(c.Notes)); r != nil {
		return r
	}
	target := d.state.Get(c.Board)
	if target.Fields.Text("team") != "" {
		return refuse(BadValue)
	}
	for _, l := range c.Notes {
		if r := d.promote(l, target, kind, by); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) promote(l Promotion, target *Record, kind *BoardKind, by Actor) *Refusal {
	from := d.see(KindNote, l.From)
	if from == nil {
		return refuse(NotFound)
	}
	if from.Fields.Flag("deleted") {
		return refuse(Deleted)
	}
	origin := d.see(KindBoard, from.Fields.Text("board"))
	if origin == nil || from.Audience != origin.Audience || origin.Fields.Text("kind") != kind.Name {
		return refuse(NotFound)
	}
	team := d.see(KindTeam, origin.Fields.Text("team"))
	if team == nil {
		return refuse(NotFound)
	}
	if by.Role == Participant && team.Fields.Text("lead") != by.Member {
		return refuse(Forbidden)
	}
	if r := d.fresh(l.Note); r != nil {
		return r
	}
	if d.state.Count(KindNote) >= d.state.Limits.MaxNotes {
		return refuse(TooMany)
	}
	section := from.Fields.Text("section")
	if r := d.undisturbed(Spot{Board: target.ID, Section: section}, by); r != nil {
		return r
	}
	rank, _ := d.rankIn(notesOf(target.ID, section, ""), "", "")
	if r := checkRank(rank); r != nil {
		return r
	}
	d.put(&Record{ID: l.Note, Kind: KindNote, Audience: target.Audience, Fields: MakeFields(
		Field{"author", from.Fields.Text("author")},
		Field{"board", target.ID},
		Field{"colour", from.Fields.Text("colour")},
		Field{"section", section},
		Field{"rank", rank},
		Field{"sources", union([]string{l.From}, from.Fields.List("sources"))},
		Field{"teams", union([]string{team.ID}, from.Fields.List("teams"))},
		Field{"text", from.Fields.Text("text")},
	)})
	return nil
}
