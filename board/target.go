package board

// Target is a record that a change touches. Its name is that of a member, or what
// moderators call something; it holds nothing that people wrote on a board.
type Target struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// named are the kinds whose records have a name of that sort, and in which field.
var named = map[Kind]string{
	KindArea: "title", KindBoard: "title", KindMember: "name", KindMoment: "title", KindPhase: "title",
	KindTeam: "name", KindVote: "title", KindWorkshop: "title",
}

// derived are the kinds that follow from others. A ballot would tell who has voted.
var derived = map[Kind]bool{KindBallot: true, KindHiddenCount: true, KindTeamCount: true, KindProgress: true, KindTally: true, KindUncounted: true}

// NameOf returns the name of a member.
func (s *State) NameOf(member string) string { return Member{s.of(KindMember, member)}.Name() }

// Targets lists what a change touches that the state does not have yet, each once.
func (s *State) Targets(change Change) (targets []Target) {
	seen := map[string]bool{}
	for _, segment := range change {
		for _, p := range segment.Patches {
			id := p.Set + p.Splice + p.Remove
			if p.Put != nil {
				id = p.Put.ID
			}
			r := s.Get(id)
			if r == nil {
				r = p.Put
			}
			if r == nil || seen[id] || derived[r.Kind] {
				continue
			}
			seen[id] = true
			name, _ := r.Fields.Get(named[r.Kind]).(string)
			targets = append(targets, Target{r.Kind, id, name})
		}
	}
	return targets
}
