package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// Head implements [journal.Journal].
func (s *Store) Head(ctx context.Context, workshop string) (uint64, error) {
	head, err := readHead(ctx, s.readStatements.head, s.readStatements.orphaned, workshop, new(schema.Digest))
	if err != nil {
		return 0, fmt.Errorf("workshop %s: read the head: %w", workshop, classify(err, workshop, 0))
	}
	return head, nil
}

// Heads implements [journal.Journal].
func (s *Store) Heads(ctx context.Context, workshops []string) (map[string]uint64, error) {
	heads := map[string]uint64{}
	for _, workshop := range workshops {
		head, err := s.Head(ctx, workshop)
		switch {
		case err == nil:
			heads[workshop] = head
		case !errors.Is(err, journal.ErrNotFound) && !isDamage(err):
			return nil, err
		}
	}
	return heads, nil
}

// Workshops implements [journal.Journal].
func (s *Store) Workshops(ctx context.Context) ([]string, error) {
	workshops, err := readTexts(ctx, s.readStatements.workshops)
	if err != nil {
		return nil, fmt.Errorf("list the workshops: %w", classify(err, "", 0))
	}
	return workshops, nil
}

// readTexts reads rows of one text each.
func readTexts(ctx context.Context, stmt *sql.Stmt) (texts []string, err error) {
	rows, err := stmt.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := scan(ctx, rows, &text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}

// readHead reads and verifies the head of a workshop. When there is none it
// makes sure that there are no entries either: those without a head are damage.
func readHead(ctx context.Context, stmt, orphaned *sql.Stmt, workshop string, sums *schema.Digest) (uint64, error) {
	var head, sum int64
	found, err := queryRow(ctx, stmt, []any{workshop}, &head, &sum)
	if err != nil {
		return 0, err
	}
	if !found {
		var lost bool
		if _, err := queryRow(ctx, orphaned, []any{workshop}, &lost); err != nil {
			return 0, err
		}
		if lost {
			return 0, &journal.DamagedError{Workshop: workshop, What: "its head is missing"}
		}
		return 0, journal.ErrNotFound
	}
	if head < 0 || sum != sums.Head(workshop, uint64(head)) {
		return 0, &journal.DamagedError{Workshop: workshop, What: "the checksum of its head is wrong"}
	}
	return uint64(head), nil
}

// Read implements [journal.Journal].
func (s *Store) Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	return s.readAfter(ctx, workshop, after, limit, false)
}

// readAfter is Read, which may let entries pass whose checksum is wrong.
func (s *Store) readAfter(ctx context.Context, workshop string, after uint64, limit int, anySum bool) ([]journal.Entry, error) {
	if limit < 1 {
		return nil, fmt.Errorf("workshop %s: read at most %d entries: the limit must be at least 1", workshop, limit)
	}
	after = min(after, math.MaxInt64)
	var entries []journal.Entry
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		entries, err = s.readEntries(ctx, tx, workshop, after, limit, anySum)
		return err
	})
	if err != nil {
		err = classify(err, workshop, after+uint64(len(entries))+1)
		return entries, fmt.Errorf("workshop %s: read after %d: %w", workshop, after, err)
	}
	return entries, nil
}

func (s *Store) readEntries(ctx context.Context, tx *sql.Tx, workshop string, after uint64, limit int, anySum bool) ([]journal.Entry, error) {
	var sums schema.Digest
	head, err := readHead(ctx, tx.StmtContext(ctx, s.readStatements.head), tx.StmtContext(ctx, s.readStatements.orphaned), workshop, &sums)
	if err != nil {
		return nil, err
	}
	rows, err := tx.StmtContext(ctx, s.readStatements.entries).QueryContext(ctx, workshop, int64(after), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var entries []journal.Entry
	if head > after {
		entries = make([]journal.Entry, 0, min(head-after, uint64(limit)))
	}
	next := after + 1
	damaged := func(what string) error {
		return &journal.DamagedError{Workshop: workshop, Seq: next, What: what}
	}
	for rows.Next() {
		var e journal.Entry
		var seq, at, digest, mark, sum int64
		if err := scan(ctx, rows, &seq, &at, &e.Member, &e.Command, &e.Receipt, &digest, &mark, &e.Body, &sum); err != nil {
			return entries, err
		}
		e.Seq, e.At, e.Digest, e.Mark = uint64(seq), schema.Time(at), uint64(digest), uint64(mark)
		switch {
		case e.Seq != next:
			return entries, damaged("it is missing")
		case sum != sums.Entry(workshop, &e) && !anySum:
			return entries, damaged("its checksum is wrong")
		case e.Seq > head:
			return entries, damaged("it is after the head")
		}
		entries = append(entries, e)
		next++
	}
	if err := rows.Err(); err != nil {
		return entries, err
	}
	if len(entries) < limit && next <= head {
		return entries, damaged("it is missing")
	}
	return entries, nil
}

// view runs read in one transaction, so that it does not see what is written
// meanwhile.
func (s *Store) view(ctx context.Context, read func(*sql.Tx) error) error {
	tx, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = read(tx)
	if end := tx.Rollback(); err == nil {
		err = end
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // it ends the transaction too, with an error of another name
	}
	return err
}

// Find implements [journal.Journal].
func (s *Store) Find(ctx context.Context, workshop, receipt string) (journal.Entry, bool, error) {
	if receipt == "" {
		return journal.Entry{}, false, nil
	}
	e, found, err := s.find(ctx, workshop, receipt)
	if err != nil {
		return e, found, fmt.Errorf("workshop %s: find a receipt: %w", workshop, classify(err, workshop, 0))
	}
	return e, found, nil
}

func (s *Store) find(ctx context.Context, workshop, receipt string) (journal.Entry, bool, error) {
	e := journal.Entry{Receipt: receipt}
	var seq, at, digest, mark, sum int64
	found, err := queryRow(ctx, s.readStatements.find, []any{workshop, receipt}, &seq, &at, &e.Member, &e.Command, &digest, &mark, &e.Body, &sum)
	if err != nil {
		return journal.Entry{}, false, err
	}
	if !found {
		return journal.Entry{}, false, s.verifyIndex(ctx, workshop)
	}
	e.Seq, e.At, e.Digest, e.Mark = uint64(seq), schema.Time(at), uint64(digest), uint64(mark)
	if sum != new(schema.Digest).Entry(workshop, &e) {
		return journal.Entry{Seq: e.Seq}, true, &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "its checksum is wrong"}
	}
	return e, true, nil
}

// verifyIndex makes sure that a command that the index does not have is not in
// the journal either: otherwise a command that was stored would seem new. It
// reads the workshop's entries and looks up each of them, but only those that
// were added since its last call. One call at a time does so: after a restart
// many clients ask at once. An entry whose checksum is wrong is looked up like the
// others: the index holds its receipt a second time.
func (s *Store) verifyIndex(ctx context.Context, workshop string) error {
	s.verifying.Lock()
	defer s.verifying.Unlock()
	s.indexMu.Lock()
	after := s.indexed[workshop]
	s.indexMu.Unlock()
	const batch = 1000
	for more := true; more; {
		entries, err := s.readAfter(ctx, workshop, after, batch, true)
		if errors.Is(err, journal.ErrNotFound) || err == nil && len(entries) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		last := entries[len(entries)-1].Seq
		var missing int
		if _, err := queryRow(ctx, s.readStatements.unindexed, []any{workshop, int64(after), int64(last)}, &missing); err != nil {
			return err
		}
		if missing > 0 {
			return &journal.DamagedError{Workshop: workshop, What: "its index of receipts is wrong"}
		}
		after, more = last, len(entries) == batch
		s.indexMu.Lock()
		s.indexed[workshop] = after
		s.indexMu.Unlock()
	}
	return nil
}
