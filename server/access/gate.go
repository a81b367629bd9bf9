package access

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"warsztat/board"
)

// ErrNoEntry answers every secret and code that opens nothing, whether it is
// wrong, malformed, revoked or expired.
var ErrNoEntry = errors.New("no entry")

// participantCode is the role of the links that belong to join codes.
const participantCode = "participant-code"

// Gate makes, checks and ends links and sessions. It has no state of its own and
// is safe for concurrent use.
type Gate struct{ store Store }

// NewGate returns a gate that keeps everything in the store.
func NewGate(store Store) *Gate { return &Gate{store} }

// Invitation holds the secrets and the code of a new workshop. Only the answer
// to the organiser ever holds these secrets.
type Invitation struct {
	Secrets map[board.Role]string
	Code    string // normalised

	links []Link
}

// Roles are the roles that have links, the strongest first.
var Roles = []board.Role{board.Moderator, board.Participant, board.Observer}

// Grants returns the role that a link gives.
func (l Link) Grants() board.Role {
	role, _, _ := strings.Cut(l.Role, ":") // see privateRole
	if role == participantCode {
		return board.Participant
	}
	return board.Role(role)
}

// Active reports whether the link lets people in at this moment.
func (l Link) Active() bool {
	return !l.Revoked && (l.Expires.IsZero() || time.Now().Before(l.Expires))
}

// Entry is what a secret or a join code opens: it lets a person in by a link or by
// a pass.
type Entry struct {
	Link          // when it is revoked, the sessions of this entry end
	Member string // the member of a pass; "" for a link

	pass  []byte // the hash of the pass; nil for a link
	alias string // of the member of a pass
}

// Draw makes the invitation of a new workshop: a link of each role and a join
// code. They open nothing before Publish.
func (g *Gate) Draw(ctx context.Context, workshop string) (Invitation, error) {
	drawn := Invitation{Secrets: map[board.Role]string{}}
	for _, role := range Roles {
		link, secret := newLink(workshop, string(role), time.Time{})
		drawn.links = append(drawn.links, link)
		drawn.Secrets[role] = secret
	}
	link, code, err := g.newCodeLink(ctx, workshop, time.Time{})
	if err != nil {
		return Invitation{}, err
	}
	drawn.links = append(drawn.links, link)
	drawn.Code = code
	return drawn, nil
}

// Publish makes the links and the code of a drawn invitation valid.
func (g *Gate) Publish(ctx context.Context, drawn Invitation) error {
	if err := g.store.AddLinks(ctx, drawn.links); err != nil {
		return fmt.Errorf("add the links of a new workshop: %w", err)
	}
	return nil
}

func newLink(workshop, role string, expires time.Time) (Link, string) {
	secret := newSecret()
	return Link{ID: NewID(), Workshop: workshop, Role: role, Hash: hashOf(secret), Created: now(), Expires: expires}, secret
}

func (g *Gate) newCodeLink(ctx context.Context, workshop string, expires time.Time) (Link, string, error) {
	for {
		code := newCode()
		// A code is not given out twice as long as the store has it: the old one may
		// still be on somebody's slide.
		_, taken, err := g.store.LinkByHash(ctx, codeHash(code))
		if err != nil {
			return Link{}, "", fmt.Errorf("look up a new code: %w", err)
		}
		if !taken {
			return Link{ID: NewID(), Workshop: workshop, Role: participantCode, Hash: codeHash(code), Created: now(), Expires: expires}, code, nil
		}
	}
}

// now returns the time with the precision of the store.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// BySecret finds the entry that a secret opens, by a link or by a pass. It fails
// with ErrNoEntry when the secret opens nothing, otherwise with a fault of the
// store.
func (g *Gate) BySecret(ctx context.Context, secret string) (Entry, error) {
	if !isSecret(secret) {
		return Entry{}, ErrNoEntry
	}
	link, err := g.byHash(ctx, hashOf(secret))
	if errors.Is(err, ErrNoEntry) {
		return g.byPass(ctx, secret)
	}
	return Entry{Link: link}, err
}

// ByCode finds the entry that a typed join code opens. It fails as BySecret
// does. It does not throttle: see Throttle.
func (g *Gate) ByCode(ctx context.Context, typed string) (Entry, error) {
	code, ok := NormaliseCode(typed)
	if !ok {
		return Entry{}, ErrNoEntry
	}
	link, err := g.byHash(ctx, codeHash(code))
	return Entry{Link: link}, err
}

func (g *Gate) byHash(ctx context.Context, hash []byte) (Link, error) {
	link, found, err := g.store.LinkByHash(ctx, hash)
	if err != nil {
		return Link{}, fmt.Errorf("look up a link: %w", err)
	}
	if !found || !link.Active() {
		return Link{}, ErrNoEntry
	}
	return link, nil
}

// LinkStatus says how people come in as one role.
type LinkStatus struct {
	Role    board.Role
	Active  bool      // some link lets people in
	Created time.Time // of the newest link, an active one if there is one; zero: the store has none any more
	Expires time.Time // when the last active link expires; zero: never
	People  int       // how many would be put out by revoking
}

// LinkStatuses says of each role, the strongest first, how people come in, and whether the
// join code lets people in. Whoever asks is not counted among those who would be put
// out: see Revoke.
func (g *Gate) LinkStatuses(ctx context.Context, workshop string, by Session) (links []LinkStatus, code bool, err error) {
	all, err := g.store.Links(ctx, workshop)
	if err != nil {
		return nil, false, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	people, err := g.people(ctx, workshop, all, by)
	if err != nil {
		return nil, false, err
	}
	for _, role := range Roles {
		status := LinkStatus{Role: role, People: people[role]}
		for _, l := range all { // in the order in which they were made
			switch {
			case l.Role != string(role) || status.Active && !l.Active():
			case status.Active && l.Active():
				status.Created, status.Expires = l.Created, later(status.Expires, l.Expires)
			default:
				status.Active, status.Created, status.Expires = l.Active(), l.Created, l.Expires
			}
		}
		links = append(links, status)
	}
	return links, slices.ContainsFunc(all, func(l Link) bool { return l.Role == participantCode && l.Active() }), nil
}

// people counts by role the people, other than the one who asks, who have come in by links
// that are not revoked. An observer is no member: each of their sessions counts.
func (g *Gate) people(ctx context.Context, workshop string, links []Link, by Session) (map[board.Role]int, error) {
	sessions, err := g.store.Sessions(ctx, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list sessions: %w", workshop, err)
	}
	counted := map[board.Role]map[string]bool{}
	for _, s := range sessions {
		at := slices.IndexFunc(links, func(l Link) bool { return l.ID == s.Link && !l.Revoked })
		if at < 0 || s.ID == by.ID || s.Member != "" && s.Member == by.Member {
			continue
		}
		role := links[at].Grants()
		if counted[role] == nil {
			counted[role] = map[string]bool{}
		}
		counted[role][cmp.Or(s.Member, s.ID)] = true
	}
	people := map[board.Role]int{}
	for role, of := range counted {
		people[role] = len(of)
	}
	return people, nil
}

// Use says how a workshop is used: whether somebody can come in or is in, and the day of
// the last use, which is zero when no session tells it any more.
func (g *Gate) Use(ctx context.Context, workshop string) (open bool, last time.Time, err error) {
	links, err := g.store.Links(ctx, workshop)
	if err != nil {
		return false, time.Time{}, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	sessions, err := g.store.Sessions(ctx, workshop)
	if err != nil {
		return false, time.Time{}, fmt.Errorf("workshop %s: list sessions: %w", workshop, err)
	}
	holds := map[string]bool{}
	for _, l := range links {
		holds[l.ID] = !l.Revoked
		open = open || l.Active()
	}
	for _, s := range sessions {
		open = open || holds[s.Link] && !s.expired()
		if s.Used.After(last) {
			last = s.Used
		}
	}
	return open, last, nil
}

// later returns the later of two times at which links expire; zero is never.
func later(a, b time.Time) time.Time {
	if a.IsZero() || b.IsZero() {
		return time.Time{}
	}
	if a.After(b) {
		return a
	}
	return b
}

// maxLinks is how many links of one role let people in at the same time: more than
// anybody sends out, and few enough to be looked through.
const maxLinks = 50

// ErrTooManyLinks says that a role has as many links as it may have.
var ErrTooManyLinks = errors.New("too many links")

// Given is a link that was given out.
type Given struct {
	Secret string
	Code   string // the new join code, "" unless the participants had none in force
}

// GiveOut makes another link of a role, for participants a join code too when none is in
// force. The links that were given out before go on to work. It fails with
// ErrTooManyLinks, otherwise with a fault of the store.
func (g *Gate) GiveOut(ctx context.Context, workshop string, role board.Role, expires time.Time) (Given, error) {
	all, err := g.store.Links(ctx, workshop)
	if err != nil {
		return Given{}, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	active, coded := 0, false
	for _, l := range all {
		if l.Active() && l.Role == string(role) {
			active++
		}
		coded = coded || l.Active() && l.Role == participantCode
	}
	if active >= maxLinks {
		return Given{}, ErrTooManyLinks
	}
	link, secret := newLink(workshop, string(role), expires)
	links, given := []Link{link}, Given{Secret: secret}
	if role == board.Participant && !coded {
		codeLink, code, err := g.newCodeLink(ctx, workshop, expires)
		if err != nil {
			return Given{}, err
		}
		links, given.Code = append(links, codeLink), code
	}
	if err := g.store.AddLinks(ctx, links); err != nil {
		return Given{}, fmt.Errorf("workshop %s: add links: %w", workshop, err)
	}
	return given, nil
}

// Revoke revokes the links of a role, for participants the join code too, and
// returns the ids of the revoked links. Their sessions end, except that of the
// moderator who asks.
func (g *Gate) Revoke(ctx context.Context, workshop string, role board.Role, by Session) ([]string, error) {
	keep := ""
	if board.Role(by.Role) == role {
		keep = privateRole(by)
		if err := g.keepSession(ctx, by, keep); err != nil {
			return nil, err
		}
	}
	links, err := g.store.Links(ctx, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	var ended []string
	done := map[string]bool{keep: true}
	for _, l := range links {
		if l.Grants() != role || l.Revoked || done[l.Role] {
			continue
		}
		done[l.Role] = true
		ids, err := g.store.RevokeLink(ctx, workshop, l.Role)
		if err != nil {
			return ended, fmt.Errorf("workshop %s: revoke the link of %s: %w", workshop, l.Role, err)
		}
		ended = append(ended, ids...)
	}
	return ended, nil
}

// privateRole is the role of the private link that keeps the session of a
// moderator who has revoked their own link. Nobody knows the secret of this link
// and it has expired from the start: it only keeps the session valid.
func privateRole(s Session) string { return s.Role + ":" + s.ID }

// keepSession moves the session to its private link before its own link is
// revoked. So a fault in between does not leave the workshop without a
// moderator.
func (g *Gate) keepSession(ctx context.Context, s Session, role string) error {
	links, err := g.store.Links(ctx, s.Workshop)
	if err != nil {
		return fmt.Errorf("workshop %s: list links: %w", s.Workshop, err)
	}
	if slices.ContainsFunc(links, func(l Link) bool { return l.ID == s.Link && l.Role == role && !l.Revoked }) {
		return nil
	}
	link, _ := newLink(s.Workshop, role, now())
	if err := g.store.AddLinks(ctx, []Link{link}); err != nil {
		return fmt.Errorf("workshop %s: add a private link: %w", s.Workshop, err)
	}
	s.Link = link.ID
	if err := g.store.AddSession(ctx, s); err != nil {
		return fmt.Errorf("workshop %s: keep a session: %w", s.Workshop, err)
	}
	return nil
}
