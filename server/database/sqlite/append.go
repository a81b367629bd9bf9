package sqlite

import (
	"context"
	"errors"
	"fmt"

	"warsztat/server/journal"
)

// Create implements [journal.Journal].
func (s *Store) Create(ctx context.Context, workshop string, first []journal.Entry) error {
	err := journal.Check(0, first)
	if err == nil {
		err = s.write(ctx, &write{
			workshop: workshop,
			entries:  len(first),
			bytes:    size(first),
			run: func(ws *writeStatements) error {
				var deleting bool
				if _, err := queryRow(context.Background(), ws.deleting, []any{workshop}, &deleting); err != nil {
					return err
				}
				if deleting {
					return unchanged{journal.ErrExists}
				}
				head := uint64(len(first))
				result, err := ws.createHead.Exec(workshop, int64(head), ws.sums.Head(workshop, head))
				if err != nil {
					return err
				}
				if n, err := result.RowsAffected(); err != nil {
					return err
				} else if n == 0 {
					return unchanged{journal.ErrExists}
				}
				return ws.insert(workshop, first)
			},
		})
	}
	if err != nil {
		return fmt.Errorf("workshop %s: create its journal: %w", workshop, err)
	}
	return nil
}

// Append implements [journal.Journal]. The outcome is known even when ctx
// ends: the context's error means that nothing was appended.
func (s *Store) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	err := journal.Check(head, entries)
	if err == nil {
		err = s.write(ctx, &write{
			workshop: workshop,
			entries:  len(entries),
			bytes:    size(entries),
			run: func(ws *writeStatements) error {
				next := head + uint64(len(entries))
				result, err := ws.moveHead.Exec(int64(next), ws.sums.Head(workshop, next),
					workshop, int64(head), ws.sums.Head(workshop, head))
				if err != nil {
					return err
				}
				if n, err := result.RowsAffected(); err != nil {
					return err
				} else if n == 0 {
					return ws.headError(workshop)
				}
				return ws.insert(workshop, entries)
			},
		})
	}
	if err != nil {
		return fmt.Errorf("workshop %s: append after %d: %w", workshop, head, err)
	}
	return nil
}

// headError says why the head of the workshop is not the one that was expected.
func (ws *writeStatements) headError(workshop string) error {
	head, err := readHead(context.Background(), ws.readHead, ws.orphaned, workshop, &ws.sums)
	switch err = classify(err, workshop, 0); {
	case err == nil:
		return unchanged{fmt.Errorf("%w: it is %d", journal.ErrStale, head)}
	case errors.Is(err, journal.ErrFatal):
		return err
	}
	return unchanged{err}
}

func (ws *writeStatements) insert(workshop string, entries []journal.Entry) error {
	for i := range entries {
		e := &entries[i]
		body := e.Body
		if body == nil {
			body = []byte{} // nil would be NULL
		}
		_, err := ws.insertEntry.Exec(workshop, int64(e.Seq), e.At.UnixMilli(), e.Member, e.Command, e.Receipt,
			int64(e.Digest), int64(e.Mark), body, ws.sums.Entry(workshop, e))
		switch unique, key := violates(err); {
		case key:
			return &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "there is an entry after the head"}
		case unique:
			return fmt.Errorf("the receipt of entry %d: %w", e.Seq, journal.ErrExists)
		case err != nil:
			return err
		}
	}
	return nil
}

func size(entries []journal.Entry) int {
	n := 0
	for i := range entries {
		n += len(entries[i].Body)
	}
	return n
}
