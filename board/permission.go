package board

import "slices"

// Role is what a member may be in a workshop.
type Role string

// The roles. System is the server itself, Organiser whoever holds the organiser key;
// they never come from a session. A Stranger is a person who was removed or waits to be admitted, and receives
// nothing.
const (
	Moderator   Role = "moderator"
	Participant Role = "participant"
	Observer    Role = "observer"
	System      Role = "system"
	Organiser   Role = "organiser"
	Stranger    Role = "stranger"
)

// Act is what a phase allows the participants to do.
type Act string

// The acts.
const (
	ActWrite Act = "write" // add notes, edit, colour, bin and restore them
	ActMove  Act = "move"  // take notes to other places
	ActGroup Act = "group" // make groups, fill and name them, merge repeats
	ActVote  Act = "vote"  // give points
)

// Acts lists the acts in the order in which people read them.
var Acts = []Act{ActWrite, ActMove, ActGroup, ActVote}

// Actor is who gives a command; it comes from the session, never from the
// message.
type Actor struct {
	Member string
	Role   Role // the role of the link by which the session came

	// Alias names the member where nothing that is stored shall say who they are; see
	// Viewer.alone. Only the session knows it, and it is never shown with the member.
	Alias string `json:"-"`
}

// RoleOf returns the role that the workshop gives an actor now: a moderator may
// have handed theirs over, or made somebody one.
func (s *State) RoleOf(by Actor) Role {
	if by.Role == Moderator || by.Role == Participant {
		if member := (Member{s.of(KindMember, by.Member)}); !member.Missing() {
			return member.Role()
		}
	}
	return by.Role
}

// Moderators lists the members who moderate now.
func (s *State) Moderators() []string {
	var ids []string
	for _, r := range s.Siblings(memberList) {
		if (Member{r}).Role() == Moderator {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Waiting lists the members who wait to be let in.
func (s *State) Waiting() []string {
	var ids []string
	for _, r := range s.Siblings(waitList) {
		ids = append(ids, r.ID)
	}
	return ids
}

// Viewer returns the actor as a receiver, with the role and the team that they
// have now. A member who was removed or waits to be admitted receives nothing
// and does nothing; the refusal says why.
func (s *State) Viewer(by Actor) (Viewer, *Refusal) {
	viewer := Viewer{Member: by.Member, Role: s.RoleOf(by), Alias: by.Alias}
	member := Member{s.of(KindMember, by.Member)}
	switch {
	case by.Role == Observer || by.Role == System || by.Role == Organiser:
	case member.Missing() || member.Removed():
		return Viewer{Role: Stranger}, refuse(Removed)
	case member.Waiting():
		return Viewer{Role: Stranger}, refuse(Waiting)
	default:
		viewer.Team = member.Team()
	}
	return viewer, nil
}

// May says why the actor may not do something of the table now; nil when they
// may. All ways into a workshop ask it before anything else.
func (s *State) May(by Actor, name string) *Refusal {
	_, r := s.authorise(by, name)
	return r
}

// MayAt is May for one spot: the running phase must have its board in focus, and
// it must not be locked.
func (s *State) MayAt(by Actor, name string, at Spot) *Refusal {
	viewer, r := s.authorise(by, name)
	if r != nil {
		return r
	}
	return s.mayAt(viewer, commands[name], at)
}

// authorise works out who acts and whether they may do this now.
func (s *State) authorise(by Actor, name string) (Viewer, *Refusal) {
	row := commands[name]
	if row == nil || !slices.Contains(row.roles, s.RoleOf(by)) {
		return Viewer{}, refuse(Forbidden)
	}
	viewer, r := s.Viewer(by)
	if r != nil || viewer.Role != Participant {
		return viewer, r
	}
	if row.stopped && s.held(viewer) {
		return viewer, refuse(Held)
	}
	if len(row.acts) > 0 && !slices.ContainsFunc(row.acts, s.Allows) {
		return viewer, refuse(WrongPhase)
	}
	return viewer, nil
}

// mayAt is the part of MayAt that asks for the spot.
func (s *State) mayAt(by Viewer, row *command, at Spot) *Refusal {
	if !row.stopped {
		return nil
	}
	board := Board{s.of(KindBoard, at.Board)}
	switch {
	case board.Missing():
		return refuse(NotFound)
	case board.Archived():
		return refuse(Archived)
	case by.Role != Participant:
		return nil
	case len(row.acts) > 0 && !s.covers(board):
		return refuse(WrongPhase)
	case board.Team() != "" && board.Team() != by.Team:
		return refuse(Forbidden) // another team's board, which was published
	case s.locked(board, at):
		return refuse(Locked)
	}
	return nil
}
