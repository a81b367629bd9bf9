package hub

import "warsztat/board"

// Identity is who a request is: one member, or one observer, of one workshop. It
// comes from the stored session and never from a message. What its holder is
// now, the workshop says; an identity lasts longer than a role or a team.
type Identity struct {
	Workshop string
	Session  string     // the id of the stored session
	Link     string     // the id of the invitation link it came by
	Member   string     // whose session it is; "" for observers
	Role     board.Role // that of the link

	// Observes says that the holder only looks on here: as an observer does or, a
	// moderator, as the participants of Team do.
	Observes bool
	Team     string
}

func (s Identity) actor() board.Actor { return board.Actor{Member: s.Member, Role: s.Role} }

// Actor is who acts from the identity. Who only looks on acts as an observer: not
// at all.
func (s Identity) Actor() board.Actor {
	if s.Observes {
		return board.Actor{Role: board.Observer}
	}
	return s.actor()
}

// Viewer is the receiver that the identity is at this state, or the reason why it
// receives nothing: its holder was removed, waits to be let in, or is not the
// moderator who may look on at a team (protocol rules W33 and W36).
func (s Identity) Viewer(state *board.State) (board.Viewer, *board.Refusal) {
	nobody := board.Viewer{Role: board.Stranger}
	if refusal := state.Admits(s.actor()); refusal != nil {
		return nobody, refusal
	}
	switch {
	case !s.Observes:
		return state.Viewer(s.actor()), nil
	case s.Team == "":
		return board.Viewer{Role: board.Observer}, nil
	case state.Standing(s.actor()).Role != board.Moderator:
		return nobody, board.Refuse(board.Forbidden)
	}
	if team := state.Get(s.Team); team == nil || team.Kind != board.KindTeam {
		return nobody, board.Refuse(board.NotFound)
	}
	return board.Viewer{Role: board.Participant, Team: s.Team}, nil
}
