package postgres

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// Head implements [journal.Journal].
func (s *Store) Head(ctx context.Context, workshop string) (head uint64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		head, err = s.readHead(ctx, workshop)
		return err
	})
	return head, fault(workshop, "read the head", err)
}

// Heads implements [journal.Journal].
func (s *Store) Heads(ctx context.Context, workshops []string) (heads map[string]uint64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		heads = make(map[string]uint64, len(workshops))
		rows, err := s.pool.Query(ctx, `SELECT workshop, head, sum FROM workshops WHERE workshop = ANY($1::text[]::uuid[])`, workshops)
		if err != nil {
			return err
		}
		var digest schema.Digest
		var workshop string
		var head, sum int64
		_, err = pgx.ForEachRow(rows, []any{&workshop, &head, &sum}, func() error {
			if head >= 0 && sum == digest.Head(workshop, uint64(head)) {
				heads[workshop] = uint64(head)
			}
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read heads: %w", classify(err, ""))
	}
	return heads, nil
}

// Workshops implements [journal.Journal].
func (s *Store) Workshops(ctx context.Context) ([]string, error) {
	workshops, err := s.readTexts(ctx, `SELECT workshop FROM workshops ORDER BY workshop`)
	if err != nil {
		return nil, fmt.Errorf("list the workshops: %w", classify(err, ""))
	}
	return workshops, nil
}

// readTexts reads rows of one text each.
func (s *Store) readTexts(ctx context.Context, query string) (texts []string, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, query)
		if err == nil {
			texts, err = pgx.CollectRows(rows, pgx.RowTo[string])
		}
		return err
	})
	return texts, err
}

// readHead reads and verifies the head of a workshop. When there is none it
// makes sure that there are no entries either: those without a head are damage,
// unless they are being deleted.
func (s *Store) readHead(ctx context.Context, workshop string) (uint64, error) {
	var head, sum *int64
	var lost bool
	err := s.pool.QueryRow(ctx, `SELECT w.head, w.sum, w.head IS NULL AND EXISTS (SELECT FROM entries WHERE workshop = $1)
			AND NOT EXISTS (SELECT FROM deletions WHERE workshop = $1)
		FROM (VALUES (0)) AS one LEFT JOIN workshops AS w ON w.workshop = $1`, workshop).Scan(&head, &sum, &lost)
	switch {
	case err != nil:
		return 0, err
	case lost:
		return 0, &journal.DamagedError{Workshop: workshop, What: "its head is missing"}
	case head == nil:
		return 0, journal.ErrNotFound
	case *head < 0 || *sum != new(schema.Digest).Head(workshop, uint64(*head)):
		return 0, damagedHead(workshop)
	}
	return uint64(*head), nil
}

func damagedHead(workshop string) error {
	return &journal.DamagedError{Workshop: workshop, What: "the checksum of its head is wrong"}
}

// Read implements [journal.Journal].
func (s *Store) Read(ctx context.Context, workshop string, after uint64, limit int) (entries []journal.Entry, err error) {
	after = min(after, math.MaxInt64)
	what := fmt.Sprintf("read after %d", after)
	if limit < 1 {
		return nil, fault(workshop, what, fmt.Errorf("the limit is %d and must be at least 1", limit))
	}
	err = s.read(ctx, func(ctx context.Context) error {
		entries, err = s.readEntries(ctx, workshop, after, limit)
		return err
	})
	return entries, fault(workshop, what, err)
}

// readEntries reads the head and the entries in one statement, so that it does
// not see what is written meanwhile.
func (s *Store) readEntries(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	rows, err := s.pool.Query(ctx, `SELECT w.head, w.sum, e.seq, e.at_millis, e.member, e.command, e.receipt, e.digest, e.mark, e.body, e.sum
		FROM workshops AS w LEFT JOIN LATERAL (SELECT * FROM entries WHERE workshop = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS e ON true
		WHERE w.workshop = $1 ORDER BY e.seq`, workshop, int64(after), int64(limit))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sums schema.Digest
	var entries []journal.Entry
	next := after + 1
	damaged := func(what string) error {
		return &journal.DamagedError{Workshop: workshop, Seq: next, What: what}
	}
	var head, headSum int64
	found := false
	for rows.Next() {
		var seq, at, digest, mark, sum *int64
		var member, command, receipt *string
		var e journal.Entry
		if err := rows.Scan(&head, &headSum, &seq, &at, &member, &command, &receipt, &digest, &mark, &e.Body, &sum); err != nil {
			return entries, err
		}
		if !found && (head < 0 || headSum != sums.Head(workshop, uint64(head))) {
			return nil, damagedHead(workshop)
		}
		found = true
		if seq == nil {
			break // there are no entries after this number
		}
		e.Seq, e.At, e.Member, e.Command, e.Receipt = uint64(*seq), schema.Time(*at), *member, *command, *receipt
		e.Digest, e.Mark = uint64(*digest), uint64(*mark)
		switch {
		case e.Seq != next:
			return entries, damaged("it is missing")
		case *sum != sums.Entry(workshop, &e):
			return entries, damaged("its checksum is wrong")
		case e.Seq > uint64(head):
			return entries, damaged("it is after the head")
		}
		entries = append(entries, e)
		next++
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return entries, err
	}
	if !found {
		_, err := s.readHead(ctx, workshop) // says why
		return nil, err
	}
	if len(entries) < limit && next <= uint64(head) {
		return entries, damaged("it is missing")
	}
	return entries, nil
}

// Find implements [journal.Journal].
func (s *Store) Find(ctx context.Context, workshop, receipt string) (e journal.Entry, found bool, err error) {
	if receipt == "" {
		return journal.Entry{}, false, nil
	}
	err = s.read(ctx, func(ctx context.Context) error {
		e, found, err = s.find(ctx, workshop, receipt)
		return err
	})
	return e, found, fault(workshop, "find a receipt", err)
}

func (s *Store) find(ctx context.Context, workshop, receipt string) (journal.Entry, bool, error) {
	e := journal.Entry{Receipt: receipt}
	var seq, at, digest, mark, sum int64
	err := s.pool.QueryRow(ctx, `SELECT seq, at_millis, member, command, digest, mark, body, sum FROM entries
		WHERE workshop = $1 AND receipt = $2 AND receipt <> '' AND EXISTS (SELECT FROM workshops WHERE workshop = $1)`,
		workshop, receipt).Scan(&seq, &at, &e.Member, &e.Command, &digest, &mark, &e.Body, &sum)
	if errors.Is(err, pgx.ErrNoRows) {
		return journal.Entry{}, false, nil
	}
	if err != nil {
		return journal.Entry{}, false, err
	}
	e.Seq, e.At, e.Digest, e.Mark = uint64(seq), schema.Time(at), uint64(digest), uint64(mark)
	if sum != new(schema.Digest).Entry(workshop, &e) {
		return journal.Entry{Seq: e.Seq}, true, &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "its checksum is wrong"}
	}
	return e, true, nil
}
