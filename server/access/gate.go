package access

import (
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

// LinkStatus is the status of the link of one role.
type LinkStatus struct {
	Role    board.Role
	Active  bool
	Created time.Time // zero: the store has no such link any more
	Expires time.Time // zero: it does not expire
}

// LinkStatuses lists the newest link of each role, the strongest role first, and
// whether the join code lets people in.
func (g *Gate) LinkStatuses(ctx context.Context, workshop string) (links []LinkStatus, code bool, err error) {
	all, err := g.store.Links(ctx, workshop)
	if err != nil {
		return nil, false, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	for _, role := range Roles {
		status := LinkStatus{Role: role}
		for _, l := range slices.Backward(all) {
			if l.Role == string(role) {
				status = LinkStatus{role, l.Active(), l.Created, l.Expires}
				break
			}
		}
		links = append(links, status)
	}
	return links, slices.ContainsFunc(all, func(l Link) bool { return l.Role == participantCode && l.Active() }), nil
}

// Renewal is the outcome of Renew and Revoke.
type Renewal struct {
	Secret string   // of the new link
	Code   string   // the new join code, for the participants only
	Ended  []string // the ids of the links that were revoked
}

// Renew revokes the link of a role, for participants the join code too, and
// makes a new one. The sessions of the revoked link end, except that of the
// moderator who asks.
func (g *Gate) Renew(ctx context.Context, workshop string, role board.Role, expires time.Time, by Session) (Renewal, error) {
	ended, err := g.Revoke(ctx, workshop, role, by)
	if err != nil {
		return Renewal{}, err
	}
	link, secret := newLink(workshop, string(role), expires)
	links, code := []Link{link}, ""
	if role == board.Participant {
		codeLink, drawn, err := g.newCodeLink(ctx, workshop, expires)
		if err != nil {
			return Renewal{Ended: ended}, err
		}
		links, code = append(links, codeLink), drawn
	}
	if err := g.store.AddLinks(ctx, links); err != nil {
		return Renewal{Ended: ended}, fmt.Errorf("workshop %s: add links: %w", workshop, err)
	}
	return Renewal{Secret: secret, Code: code, Ended: ended}, nil
}

// Revoke revokes the link of a role, for participants the join code too, and
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
