package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"warsztat/server/database/schema"
)

// writeStatements are the prepared statements of the connection that writes.
type writeStatements struct {
	begin, commit, rollback *sql.Stmt

	createHead, moveHead, readHead, orphaned, deleting *sql.Stmt
	insertEntry                                        *sql.Stmt

	saveSnapshot, pruneSnapshots *sql.Stmt

	deleteHead, deleteSnapshots, deleteLinks, deleteSessions *sql.Stmt
	beginDeletion, deleteEntries, endDeletion                *sql.Stmt

	insertLink, liveLinks, revokeLink *sql.Stmt
	putSession, touchSession          *sql.Stmt
	deleteSession                     *sql.Stmt
	putPass, deletePass               *sql.Stmt
	purgePasses, purgeSessions        *sql.Stmt
	purgeLinks                        *sql.Stmt
	putSetting                        *sql.Stmt

	sums schema.Digest
	prepared
}

// readStatements are the prepared statements of the pool that reads.
type readStatements struct {
	head, orphaned, entries, find, unindexed, workshops *sql.Stmt
	snapshots, snapshot, deletions                      *sql.Stmt
	linkByHash, links, sessionByHash, sessions, setting *sql.Stmt
	passByHash                                          *sql.Stmt

	prepared
}

const (
	headSQL = `SELECT head, sum FROM workshops WHERE workshop = ?`

	// Says whether a workshop has entries but no head, though it is not being
	// deleted: then its row in workshops was lost.
	orphanedSQL = `SELECT EXISTS (SELECT 1 FROM entries WHERE workshop = ?1)
		AND NOT EXISTS (SELECT 1 FROM deletions WHERE workshop = ?1)`

	linkColumns    = `id, workshop, role, hash, created_millis, expires_millis, revoked, sum`
	sessionColumns = `id, workshop, member, role, link, hash, created_millis, used_millis, sum`
	sessionOfPass  = `s.id, s.workshop, s.member, s.role, s.link, s.hash, s.created_millis, s.used_millis, s.sum`
)

// prepared are the statements to be closed at the end: while one of them is
// open, SQLite keeps a closed connection and its files.
type prepared []*sql.Stmt

func (p prepared) close() error {
	var errs []error
	for _, stmt := range p {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(errs...)
}

// preparer prepares statements until the first error, so that a list of them
// reads as a list.
type preparer struct {
	ctx context.Context
	db  interface {
		PrepareContext(context.Context, string) (*sql.Stmt, error)
	}
	all prepared
	err error
}

func (p *preparer) statement(text string) *sql.Stmt {
	if p.err != nil {
		return nil
	}
	stmt, err := p.db.PrepareContext(p.ctx, text)
	if err != nil {
		p.err = fmt.Errorf("prepare %q: %w", text, err)
		return nil
	}
	p.all = append(p.all, stmt)
	return stmt
}

func prepareWriteStatements(ctx context.Context, conn *sql.Conn) (*writeStatements, error) {
	p := preparer{ctx: ctx, db: conn}
	ws := &writeStatements{
		begin:    p.statement(`BEGIN IMMEDIATE`),
		commit:   p.statement(`COMMIT`),
		rollback: p.statement(`ROLLBACK`),

		createHead: p.statement(`INSERT INTO workshops (workshop, head, sum) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`),
		moveHead:   p.statement(`UPDATE workshops SET head = ?, sum = ? WHERE workshop = ? AND head = ? AND sum = ?`),
		readHead:   p.statement(headSQL),
		orphaned:   p.statement(orphanedSQL),
		deleting:   p.statement(`SELECT EXISTS (SELECT 1 FROM deletions WHERE workshop = ?)`),
		insertEntry: p.statement(`INSERT INTO entries (workshop, seq, at_millis, member, command, receipt, digest, mark, body, sum)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),

		saveSnapshot: p.statement(`INSERT INTO snapshots (workshop, seq, body, sum) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET body = excluded.body, sum = excluded.sum`),
		pruneSnapshots: p.statement(`DELETE FROM snapshots WHERE workshop = ?1 AND seq < (
			SELECT seq FROM snapshots WHERE workshop = ?1 ORDER BY seq DESC LIMIT 1 OFFSET 1)
			AND seq NOT IN (SELECT value FROM json_each(?2))`),

		deleteHead:      p.statement(`DELETE FROM workshops WHERE workshop = ?`),
		deleteSnapshots: p.statement(`DELETE FROM snapshots WHERE workshop = ?`),
		deleteLinks:     p.statement(`DELETE FROM links WHERE workshop = ?`),
		deleteSessions:  p.statement(`DELETE FROM sessions WHERE workshop = ?`),
		beginDeletion:   p.statement(`INSERT INTO deletions (workshop) VALUES (?) ON CONFLICT DO NOTHING`),
		deleteEntries: p.statement(`DELETE FROM entries WHERE workshop = ?1 AND seq < ifnull((
			SELECT seq FROM entries WHERE workshop = ?1 ORDER BY seq LIMIT 1 OFFSET ?2), 9223372036854775807)`),
		endDeletion: p.statement(`DELETE FROM deletions WHERE workshop = ?`),

		insertLink: p.statement(`INSERT INTO links (` + linkColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
		liveLinks:  p.statement(`SELECT ` + linkColumns + ` FROM links WHERE workshop = ? AND role = ? AND revoked = 0 ORDER BY position`),
		revokeLink: p.statement(`UPDATE links SET revoked = 1, sum = ? WHERE id = ?`),
		putSession: p.statement(`INSERT INTO sessions (` + sessionColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET workshop = excluded.workshop, member = excluded.member, role = excluded.role,
				link = excluded.link, hash = excluded.hash, created_millis = excluded.created_millis, used_millis = excluded.used_millis, sum = excluded.sum`),
		touchSession:  p.statement(`UPDATE sessions SET used_millis = ?, sum = ? WHERE id = ? AND sum = ?`),
		deleteSession: p.statement(`DELETE FROM sessions WHERE id = ?`),
		putPass: p.statement(`INSERT INTO passes (session, link, hash, expires_millis, sum) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (session) DO UPDATE SET link = excluded.link, hash = excluded.hash, expires_millis = excluded.expires_millis, sum = excluded.sum`),
		deletePass:    p.statement(`DELETE FROM passes WHERE hash = ?`),
		purgePasses:   p.statement(`DELETE FROM passes WHERE expires_millis < ?`),
		purgeSessions: p.statement(`DELETE FROM sessions WHERE used_millis < ?`),
		purgeLinks: p.statement(`DELETE FROM links WHERE (revoked <> 0 AND created_millis < ?1 OR expires_millis > 0 AND expires_millis < ?1)
			AND id NOT IN (SELECT link FROM sessions)`),
		putSetting: p.statement(`INSERT INTO meta (name, value, sum) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET value = excluded.value, sum = excluded.sum`),
	}
	ws.prepared = p.all
	return ws, p.err
}

func prepareReadStatements(ctx context.Context, db *sql.DB) (*readStatements, error) {
	p := preparer{ctx: ctx, db: db}
	rs := &readStatements{
		head:     p.statement(headSQL),
		orphaned: p.statement(orphanedSQL),
		entries: p.statement(`SELECT seq, at_millis, member, command, receipt, digest, mark, body, sum FROM entries
			WHERE workshop = ? AND seq > ? ORDER BY seq LIMIT ?`),
		find: p.statement(`SELECT seq, at_millis, member, command, digest, mark, body, sum FROM entries INDEXED BY entries_by_receipt
			WHERE workshop = ?1 AND receipt = ?2 AND receipt <> ''
				AND EXISTS (SELECT 1 FROM workshops WHERE workshop = ?1)`),
		// The plus keeps the outer query from using the index, so that it reads
		// the entries themselves. The inner query finds each entry by the index;
		// comparing the sum makes it read the entry.
		unindexed: p.statement(`SELECT count(*) FROM entries AS e
			WHERE e.workshop = ?1 AND e.seq > ?2 AND e.seq <= ?3 AND +e.receipt <> '' AND NOT EXISTS (
				SELECT 1 FROM entries AS i INDEXED BY entries_by_receipt
				WHERE i.workshop = ?1 AND i.receipt = e.receipt AND i.receipt <> '' AND i.sum = e.sum)`),
		snapshots: p.statement(`SELECT seq FROM snapshots WHERE workshop = ? AND seq <= ? ORDER BY seq DESC`),
		snapshot:  p.statement(`SELECT body, sum FROM snapshots WHERE workshop = ? AND seq = ?`),
		deletions: p.statement(`SELECT workshop FROM deletions`),
		workshops: p.statement(`SELECT workshop FROM workshops ORDER BY workshop`),

		linkByHash:    p.statement(`SELECT ` + linkColumns + ` FROM links WHERE hash = ?`),
		links:         p.statement(`SELECT ` + linkColumns + ` FROM links WHERE workshop = ? ORDER BY position`),
		sessionByHash: p.statement(`SELECT ` + sessionColumns + ` FROM sessions WHERE hash = ?`),
		sessions:      p.statement(`SELECT ` + sessionColumns + ` FROM sessions WHERE workshop = ?`),
		passByHash: p.statement(`SELECT p.session, p.link, p.hash, p.expires_millis, p.sum, ` + sessionOfPass + `
			FROM passes AS p JOIN sessions AS s ON s.id = p.session WHERE p.hash = ?`),
		setting: p.statement(`SELECT value, sum FROM meta WHERE name = ?`),
	}
	rs.prepared = p.all
	return rs, p.err
}

// queryRow reads the first row of the result of stmt, if there is one.
func queryRow(ctx context.Context, stmt *sql.Stmt, args []any, columns ...any) (found bool, err error) {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := scan(ctx, rows, columns...); err != nil {
		return false, err
	}
	return true, rows.Close()
}

// scan is rows.Scan that tells a damaged row from a read that failed: a context
// that ends during the read must not look like damage.
func scan(ctx context.Context, rows *sql.Rows, columns ...any) error {
	if rows.Scan(columns...) == nil {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return errColumnTypes
}
