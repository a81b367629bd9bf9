package board

import "slices"

// accessFields are the fields of a member that decide what their sessions receive.
var accessFields = []string{"removed", "role", "team", "waiting"}

// Reauthorised lists the members who may see something else after a change: they
// have another role or team, were removed or admitted. The state may be any that
// holds these members.
func (s *State) Reauthorised(change Change) []string {
	var members []string
	for _, segment := range change {
		for _, p := range segment.Patches {
			id := p.Set
			if p.Put != nil {
				id = p.Put.ID
			}
			if s.of(KindMember, id) == nil {
				continue
			}
			if p.Put != nil || slices.ContainsFunc(p.Fields, func(f Field) bool { return slices.Contains(accessFields, f.Name) }) {
				members = append(members, id)
			}
		}
	}
	return members
}

// ReauthorisedAt returns the number of the change that last gave a member other
// audiences, 0 when none did. What the member received before it was meant for
// another viewer.
func (s *State) ReauthorisedAt(member string) uint64 {
	return uint64(Member{s.of(KindMember, member)}.Moved())
}
