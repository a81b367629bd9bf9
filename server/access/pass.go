package access

import (
	"context"
	"fmt"
	"time"
)

// PassLife is how long a pass is valid.
const PassLife = 10 * time.Minute

// NewPass makes a pass for the member of a session. It replaces an earlier pass
// of this session. The first person who shows the secret enters as this member
// in this role. The pass ends when it expires, when the session is left, or when
// the link of the session is revoked. A session that was opened by the pass ends
// with that link too.
func (g *Gate) NewPass(ctx context.Context, session Session) (secret string, expires time.Time, err error) {
	secret = withAlias(newSecret(), session.Alias)
	pass := Pass{Session: session.ID, Link: session.Link, Hash: hashOf(secret), Expires: now().Add(PassLife)}
	if err := g.store.AddPass(ctx, pass); err != nil {
		return "", time.Time{}, fmt.Errorf("workshop %s: add a pass: %w", session.Workshop, err)
	}
	return secret, pass.Expires, nil
}

// byPass finds the entry that the secret of a pass opens.
func (g *Gate) byPass(ctx context.Context, secret string) (Entry, error) {
	hash := hashOf(secret)
	pass, session, found, err := g.store.PassByHash(ctx, hash)
	if err != nil {
		return Entry{}, fmt.Errorf("look up a pass: %w", err)
	}
	// A session may have moved to another link since, as that of a moderator does
	// who revokes their own link. Then its pass is no longer valid.
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
	return Entry{Link: link, Member: session.Member, pass: hash, alias: aliasOf(secret)}, nil
}
