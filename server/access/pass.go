package access

import (
	"context"
	"fmt"
	"time"
)

// PassLife is how long a pass waits for the other device.
const PassLife = 10 * time.Minute

// NewPass makes a pass for the member of a session that was found, in place of
// the one it had. Whoever holds the secret first is let in, as this member and
// in this role, until the pass expires, the session is left, or the link that
// the session came by is revoked; a session made by the pass falls with that
// link too.
func (g *Gate) NewPass(ctx context.Context, session Session) (secret string, expires time.Time, err error) {
	secret = newSecret()
	pass := Pass{Session: session.ID, Link: session.Link, Hash: hashOf(secret), Expires: now().Add(PassLife)}
	if err := g.store.AddPass(ctx, pass); err != nil {
		return "", time.Time{}, fmt.Errorf("workshop %s: add a pass: %w", session.Workshop, err)
	}
	return secret, pass.Expires, nil
}

// byPass finds the entry that a pass opens.
func (g *Gate) byPass(ctx context.Context, hash []byte) (Entry, error) {
	pass, session, found, err := g.store.PassByHash(ctx, hash)
	if err != nil {
		return Entry{}, fmt.Errorf("look up a pass: %w", err)
	}
	// A session that has moved to another link since, as that of a moderator
	// who revokes their own link does, leaves its pass behind.
	if !found || !time.Now().Before(pass.Expires) || session.Link != pass.Link {
		return Entry{}, ErrNoEntry
	}
	link, admitted, err := g.linkOf(ctx, session)
	if err != nil {
		return Entry{}, err
	}
	if !admitted {
		return Entry{}, ErrNoEntry
	}
	return Entry{Link: link, Member: session.Member, pass: hash}, nil
}
