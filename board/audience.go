package board

import "strings"

// Audience says who receives a record: Everyone, Members, Moderators, Nobody, one
// team ("team:ID") or one member ("member:" and their id or alias). An audience of any other form
// reaches nobody.
type Audience string

// The audiences that need no id.
const (
	Everyone   Audience = "everyone"
	Members    Audience = "members" // participants and moderators
	Moderators Audience = "moderators"
	Nobody     Audience = "nobody"
)

const (
	teamPrefix   = "team:"
	memberPrefix = "member:"
)

// OnlyMember is the audience of one member.
func OnlyMember(member string) Audience { return Audience(memberPrefix + member) }

// OnlyTeam is the audience of one team and of the moderators, who walk from
// team to team.
func OnlyTeam(team string) Audience { return Audience(teamPrefix + team) }

// Viewer is one receiver: who they are and where they stand. It decides what
// leaves the server for a session; nothing else does.
type Viewer struct {
	Member string
	Role   Role
	Team   string
	Alias  string // see Actor
}

// alone is the audience of what the viewer alone receives. Of what has no author it
// names the alias: a stored change or a backup then does not tell who wrote it, and the
// author still finds it on every device and after every restart.
func (v Viewer) alone(signed bool) Audience {
	if !signed && v.Alias != "" {
		return OnlyMember(v.Alias)
	}
	return OnlyMember(v.Member)
}

// isAlone reports whether a name in an audience of one member is the viewer's.
func (v Viewer) isAlone(name string) bool {
	return name != "" && (name == v.Member || name == v.Alias)
}

// Sees reports whether the viewer belongs to the audience. It fails closed:
// an unknown form is seen by nobody.
func (v Viewer) Sees(a Audience) bool {
	switch {
	case v.Role == Stranger:
		return false
	case a == Everyone:
		return true
	case v.Role == Observer:
		return false
	case a == Members:
		return v.Role == Participant || v.Role == Moderator
	case a == Moderators:
		return v.Role == Moderator
	case strings.HasPrefix(string(a), teamPrefix):
		return v.Role == Moderator || (v.Team != "" && a == OnlyTeam(v.Team))
	case strings.HasPrefix(string(a), memberPrefix):
		return v.isAlone(string(a[len(memberPrefix):]))
	}
	return false
}
