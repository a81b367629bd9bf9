package hub

import "warsztat/board"

// Identity says in whose name a request acts: one member or one observer of one
// workshop. It comes from the stored session and never from a message. The present
// role and team of a member are in the workshop's state; an identity outlives them.
type Identity struct {
	Workshop string
	Session  string     // the id of the stored session
	Link     string     // the id of the invitation link of the session
	Member   string     // "" for observers
	Role     board.Role // the role of the link
	Alias    string     // see board.Actor

	// Observes says that the request only looks on, as an observer does. With Team a
	// moderator sees what the participants of that team see.
	Observes bool
	Team     string
}

// sender names the member for whatever is shared fairly; of observers it names the
// session.
func (s Identity) sender() string {
	if s.Member == "" {
		return "session " + s.Session
	}
	return s.Member
}

func (s Identity) actor() board.Actor {
	return board.Actor{Member: s.Member, Role: s.Role, Alias: s.Alias}
}

// Actor returns the actor of commands with this identity. A request that only looks
// on is an observer, who may give no command.
func (s Identity) Actor() board.Actor {
	if s.Observes {
		return board.Actor{Role: board.Observer}
	}
	return s.actor()
}

// Viewer returns the viewer that the identity is at this state, or the reason why it
// receives nothing: the member was removed, is in the waiting room, or looks on at a
// team without being a moderator (protocol rules W33 and W36).
func (s Identity) Viewer(state *board.State) (board.Viewer, *board.Refusal) {
	nobody := board.Viewer{Role: board.Stranger}
	viewer, refusal := state.Viewer(s.actor())
	switch {
	case refusal != nil || !s.Observes:
		return viewer, refusal
	case s.Team == "":
		return board.Viewer{Role: board.Observer}, nil
	case viewer.Role != board.Moderator:
		return nobody, board.Refuse(board.Forbidden)
	}
	if team := state.Get(s.Team); team == nil || team.Kind != board.KindTeam {
		return nobody, board.Refuse(board.NotFound)
	}
	return board.Viewer{Role: board.Participant, Team: s.Team}, nil
}
