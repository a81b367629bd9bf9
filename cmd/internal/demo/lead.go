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

// lead is the simulated moderator: a person that goes through the agenda. It
// steps back for good as soon as somebody else moderates.
type lead struct {
	*client.Client
	script  *script
	pace    pace
	sides   map[string]int // which side the simulated people sit on, by member
	refused func(board.Code)

	own   map[uint64]bool // the changes of its own commands
	hands map[string]int  // for how many ticks a hand is up, by member

	mu      sync.Mutex
	steered []uint64 // changes that only moderators make
}

// errTaken says that somebody else moderates now.
var errTaken = errors.New("somebody else moderates")

// steering are the kinds of records that only moderators change, and only to
// lead.
var steering = []board.Kind{
	board.KindWorkshop, board.KindPhase, board.KindTimer, board.KindFocus, board.KindPresentations, board.KindVote, board.KindTeam, board.KindBoard,
}

// watch remembers which changes were made by moderators. It is the person's
// Notice.
func (l *lead) watch(state *board.State, seq uint64, patches []board.Patch) {
	for _, p := range patches {
		kind := board.Kind("")
		if p.Put != nil {
			kind = p.Put.Kind
		} else if r := state.Get(cmp.Or(p.Set, p.Splice, p.Remove)); r != nil {
			kind = r.Kind
		}
		if slices.Contains(steering, kind) {
			l.mu.Lock()
			l.steered = append(l.steered, seq)
			l.mu.Unlock()
			return
		}
	}
}

// taken reports whether somebody else moderates. It is asked between commands,
// when all changes of its own are known.
func (l *lead) taken() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.steered = slices.DeleteFunc(l.steered, func(seq uint64) bool { return l.own[seq] })
	return len(l.steered) > 0
}

// order gives a command, unless somebody else moderates.
func (l *lead) order(ctx context.Context, decide func(*board.State) board.Command) error {
	if l.taken() {
		return errTaken
	}
	seq, err := l.Submit(ctx, decide)
	var refusal *board.Refusal
	if errors.As(err, &refusal) {
		l.refused(refusal.Code)
		switch refusal.Code {
		case board.Stale, board.Closed, board.Forbidden: // somebody was faster, or has taken the role away
			return errTaken
		}
		return nil
	}
	if seq > 0 {
		l.own[seq] = true
	}
	return err
}

// do gives a command that needs no look at the state.
func (l *lead) do(ctx context.Context, c board.Command) error {
	return l.order(ctx, func(*board.State) board.Command { return c })
}

// tick is how often the moderator looks around.
const tick = 400 * time.Millisecond

// wait lets a time pass, or less when enough says that it is enough; nil never
// does. Meanwhile it lowers hands and seats newcomers. It counts ticks: where the
// machine is slow the moderator is as slow as the people.
func (l *lead) wait(ctx context.Context, d time.Duration, enough func(*board.State) bool) error {
	for passed := time.Duration(0); passed < d; passed += tick {
		if err := l.pace.rest(ctx, min(tick, d-passed)); err != nil {
			return err
		}
		if err := l.lookAround(ctx); err != nil {
			return err
		}
		if enough != nil && l.sees(enough) {
			return nil
		}
	}
	return nil
}

// quiet lets people finish their sentence, for a while.
func (l *lead) quiet(ctx context.Context) error {
	for range 20 {
		if l.Writing() == 0 {
			return nil
		}
		if err := l.wait(ctx, tick, nil); err != nil {
			return err
		}
	}
	return nil
}

// sees reports whether something is so, as the moderator sees it.
func (l *lead) sees(is func(*board.State) bool) (so bool) {
	l.Look(func(state *board.State) { so = is(state) })
	return so
}

// listened is for how many ticks a hand of the simulated people stays up before
// the moderator has heard them.
const listened = 15

func (l *lead) lookAround(ctx context.Context) error {
	if l.taken() {
		return errTaken
	}
	return l.order(ctx, func(state *board.State) board.Command {
		for _, m := range people(state) {
			_, ours := l.sides[m.ID]
			if _, up := m.Hand(); !ours || !up {
				delete(l.hands, m.ID)
			} else if l.hands[m.ID]++; l.hands[m.ID] > listened {
				return &board.SetHand{Member: m.ID}
			}
		}
		lineUp := teamsOf(state)
		for _, m := range people(state) {
			if len(lineUp) > 0 && m.Team() == "" {
				return &board.AssignTeam{Team: smallest(state, lineUp), Members: []string{m.ID}}
			}
		}
		return nil
	})
}

// people are the participants who are in.
func people(state *board.State) []board.Member {
	var in []board.Member
	for _, r := range state.Siblings("members") {
		if m := (board.Member{Record: r}); m.Role() == board.Participant && !m.Waiting() {
			in = append(in, m)
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
	for _, m := range people(state) {
		size[m.Team()]++
	}
	return slices.MinFunc(teams, func(a, b string) int { return cmp.Compare(size[a], size[b]) })
}

// settled reports whether all the simulated people who are in have said that
// they are ready. A guest who looks on keeps nobody waiting.
func (l *lead) settled(state *board.State) bool {
	running := state.Running()
	return !running.Missing() && !slices.ContainsFunc(people(state), func(m board.Member) bool {
		_, simulated := l.sides[m.ID]
		return simulated && m.Ready() != running.ID
	})
}
