package board

import "slices"

// Setup returns what a new workshop takes over from this one: the boards of the
// plenary with their areas, without what stands on them, the agenda, the names of the
// levels and the clause. It holds nothing of any person.
func (s *State) Setup() []*Record {
	var records []*Record
	keep := func(r *Record, names ...string) {
		var fields []Field
		for _, f := range r.Fields {
			if slices.Contains(names, f.Name) {
				fields = append(fields, f)
			}
		}
		records = append(records, &Record{ID: r.ID, Kind: r.Kind, Audience: Everyone, Fields: MakeFields(fields...)})
	}
	keep(s.Workshop().Record, "levels", "arabic")
	if clause := s.Get(clauseID); clause != nil {
		keep(clause, "administrator", "contact", "purpose", "basis", "more")
	}
	kept := map[string]bool{}
	for _, r := range s.Siblings(boardList) {
		if board := (Board{r}); board.Team() != "" || board.Archived() {
			continue
		}
		kept[r.ID] = true
		keep(r, "kind", "title", "rank")
		for _, area := range s.Siblings(areasIn(r.ID)) {
			keep(area, "board", "title", "definition", "colour", "rank", "x", "y", "width", "height")
		}
	}
	for _, r := range s.Siblings(phaseList) {
		keep(r, "title", "rank", "ask", "part", "minutes", "teams", "allow", "hidden", "counts", "anonymous")
		phase := records[len(records)-1]
		boards := slices.DeleteFunc(slices.Clone(Phase{r}.Boards()), func(id string) bool { return !kept[id] })
		phase.Fields = phase.Fields.with(MakeFields(Field{"boards", boards}))
	}
	return records
}

// follow makes a fresh workshop like the one of the setup.
func (d *draft) follow(setup []*Record) {
	for _, r := range setup {
		if r.ID == WorkshopID {
			d.set(r, r.Fields...)
		} else {
			d.put(r)
		}
	}
}
