package demo

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// moderator is the simulated moderator, who goes through the agenda. It steps
// back for good as soon as somebody else moderates.
type moderator struct {
	*client.Client
	script  *script
	pace    pace
	sides   map[string]int // the side of each simulated participant, by member
	refused func(board.Code)

	own   map[uint64]bool // changes that its own commands became
	hands map[string]int  // for how many ticks a hand is up, by member

	mu        sync.Mutex
	moderated []uint64 // changes that only moderators make
}

// errTakenOver says that somebody else moderates now.
var errTakenOver = errors.New("somebody else moderates")

// moderatorKinds are the kinds of records that only moderators change.
var moderatorKinds = []board.Kind{
	board.KindWorkshop, board.KindPhase, board.KindTimer, board.KindFocus, board.KindPresentations, board.KindVote, board.KindTeam, board.KindBoard,
}

// watch remembers which changes were made by moderators. It is the Notice of the
// client.
func (m *moderator) watch(state *board.State, seq uint64, patches []board.Patch) {
	for _, p := range patches {
		kind := board.Kind("")
		if p.Put != nil {
			kind = p.Put.Kind
		} else if r := state.Get(cmp.Or(p.Set, p.Splice, p.Remove)); r != nil {
			kind = r.Kind
		}
		if slices.Contains(moderatorKinds, kind) {
			m.mu.Lock()
			m.moderated = append(m.moderated, seq)
			m.mu.Unlock()
			return
		}
	}
}

// takenOver reports whether somebody else moderates. It is asked between commands,
// when all changes of its own are known.
func (m *moderator) takenOver() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.moderated = slices.DeleteFunc(m.moderated, func(seq uint64) bool { return m.own[seq] })
	return len(m.moderated) > 0
}

// submit submits a command, unless somebody else moderates.
func (m *moderator) submit(ctx context.Context, decide func(*board.State) board.Command) error {
	if m.takenOver() {
		return errTakenOver
	}
	seq, err := m.Submit(ctx, decide)
	var refusal *board.Refusal
	if errors.As(err, &refusal) {
		m.refused(refusal.Code)
		switch refusal.Code {
		case board.Stale, board.Closed, board.Forbidden: // somebody was faster, or has taken the role away
			return errTakenOver
		}
		return nil
	}
	if seq > 0 {
		m.own[seq] = true
	}
	return err
}

// give submits a command that needs no look at the state.
func (m *moderator) give(ctx context.Context, c board.Command) error {
	return m.submit(ctx, func(*board.State) board.Command { return c })
}

// tick is how often the moderator looks around.
const tick = 400 * time.Millisecond

// wait lets a time pass, or less when enough says that it is enough; nil never
// does. Meanwhile it lowers hands and puts newcomers into teams. It counts ticks:
// where the machine is slow, the moderator is as slow as the people.
func (m *moderator) wait(ctx context.Context, d time.Duration, enough func(*board.State) bool) error {
	for passed := time.Duration(0); passed < d; passed += tick {
		if err := m.pace.rest(ctx, min(tick, d-passed)); err != nil {
			return err
		}
		if err := m.lookAround(ctx); err != nil {
			return err
		}
		if enough != nil && m.sees(enough) {
			return nil
		}
	}
	return nil
}

// awaitTypists lets people finish their sentence, for a while.
func (m *moderator) awaitTypists(ctx context.Context) error {
	for range 20 {
		if m.Writing() == 0 {
			return nil
		}
		if err := m.wait(ctx, tick, nil); err != nil {
			return err
		}
	}
	return nil
}

// sees reports whether something is so, as the moderator sees it.
func (m *moderator) sees(is func(*board.State) bool) (so bool) {
	m.Look(func(state *board.State) { so = is(state) })
	return so
}

// handTicks is for how many ticks a hand of the simulated people stays up before
// the moderator has heard them.
const handTicks = 15

func (m *moderator) lookAround(ctx context.Context) error {
	if m.takenOver() {
		return errTakenOver
	}
	return m.submit(ctx, func(state *board.State) board.Command {
		for _, member := range people(state) {
			_, ours := m.sides[member.ID]
			if _, up := member.Hand(); !ours || !up {
				delete(m.hands, member.ID)
			} else if m.hands[member.ID]++; m.hands[member.ID] > handTicks {
				return &board.SetHand{Member: member.ID}
			}
		}
		lineUp := teamsOf(state)
		for _, member := range people(state) {
			if len(lineUp) > 0 && member.Team() == "" {
				return &board.AssignTeam{Team: smallest(state, lineUp), Members: []string{member.ID}}
			}
		}
		return nil
	})
}

// people are the participants who were let in.
func people(state *board.State) []board.Member {
	var in []board.Member
	for _, r := range state.Siblings("members") {
		if member := (board.Member{Record: r}); member.Role() == board.Participant && !member.Waiting() {
			in = append(in, member)
		}
	}
	return in
}

// teamsOf are the ids of the present line-up.
func teamsOf(state *board.State) []string {
	var ids []string
	for _, team := range state.Siblings("teams") {
		if !(board.Team{Record: team}).Past() {
			ids = append(ids, team.ID)
		}
	}
	return ids
}

func smallest(state *board.State, teams []string) string {
	size := map[string]int{}
	for _, member := range people(state) {
		size[member.Team()]++
	}
	return slices.MinFunc(teams, func(a, b string) int { return cmp.Compare(size[a], size[b]) })
}

// allReady reports whether all the simulated people who are in have said that
// they are ready. A guest who looks on keeps nobody waiting.
func (m *moderator) allReady(state *board.State) bool {
	running := state.Running()
	return !running.Missing() && !slices.ContainsFunc(people(state), func(member board.Member) bool {
		_, simulated := m.sides[member.ID]
		return simulated && member.Ready() != running.ID
	})
}
