package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"warsztat/server/journal"
)

// deletionEntries is how many entries one transaction removes, so that deleting
// a long journal does not keep other workshops from being written.
const deletionEntries = 500

// Delete implements [journal.Journal]; it deletes links and sessions too. Once
// it has begun it does not stop for ctx. What was stored is overwritten: in the
// tables, in free pages and, unless a reader is in the way, in the log.
func (s *Store) Delete(ctx context.Context, workshop string) error {
	more := false
	w := &write{workshop: workshop, entries: deletionEntries}
	w.run = func(ws *writeStatements) (err error) {
		more, err = ws.deleteFirst(workshop)
		w.eraseLog = !more
		return err
	}
	err := s.write(ctx, w)
	if err == nil && more {
		err = s.deleteRest(context.WithoutCancel(ctx), workshop)
	}
	if err != nil {
		return fmt.Errorf("workshop %s: delete: %w", workshop, err)
	}
	s.indexMu.Lock()
	delete(s.indexed, workshop)
	s.indexMu.Unlock()
	return nil
}

// deleteFirst removes everything but the entries, and a first batch of them. If
// more are left, a row in deletions says so.
func (ws *writeStatements) deleteFirst(workshop string) (more bool, err error) {
	inserted, err := rowsAffected(ws.beginDeletion.Exec(workshop))
	if err != nil {
		return false, err
	}
	existed := inserted == 0 // then an interrupted deletion goes on
	for _, stmt := range []*sql.Stmt{ws.deleteHead, ws.deleteSnapshots, ws.deleteSessions, ws.deleteLinks} {
		n, err := rowsAffected(stmt.Exec(workshop))
		if err != nil {
			return false, err
		}
		existed = existed || n > 0
	}
	n, err := ws.deleteBatch(workshop)
	if err == nil && n == 0 && !existed {
		err = unchanged{journal.ErrNotFound}
	}
	return n == deletionEntries, err
}

// deleteRest removes the entries that are left.
func (s *Store) deleteRest(ctx context.Context, workshop string) error {
	for more := true; more; {
		w := &write{workshop: workshop, entries: deletionEntries}
		w.run = func(ws *writeStatements) error {
			n, err := ws.deleteBatch(workshop)
			more = n == deletionEntries
			w.eraseLog = !more
			return err
		}
		if err := s.write(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// deleteBatch removes a batch of the entries, and with the last of them the row
// that says that they are being deleted.
func (ws *writeStatements) deleteBatch(workshop string) (int64, error) {
	n, err := rowsAffected(ws.deleteEntries.Exec(workshop, deletionEntries))
	if err != nil || n == deletionEntries {
		return n, err
	}
	_, err = ws.endDeletion.Exec(workshop)
	return n, err
}

// resumeDeletions completes the deletions that an earlier process has begun.
func (s *Store) resumeDeletions(ctx context.Context) error {
	workshops, err := readTexts(ctx, s.readStatements.deletions)
	if err != nil {
		return err
	}
	for _, workshop := range workshops {
		if err := s.deleteRest(ctx, workshop); err != nil {
			return fmt.Errorf("workshop %s: complete its deletion: %w", workshop, err)
		}
	}
	return nil
}

// rowsAffected is the number of rows that a statement has changed or deleted.
func rowsAffected(result sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
