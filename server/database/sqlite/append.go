package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math"

	"warsztat/server/journal"
)

// Create implements [journal.Journal].
func (s *Store) Create(ctx context.Context, workshop string, first []journal.Entry) error {
	err := checkEntries(0, first)
	if err == nil {
		err = s.write(ctx, &write{
			workshop: workshop,
			entries:  len(first),
			bytes:    size(first),
			run: func(o *orders) error {
				var deleting bool
				if _, err := one(context.Background(), o.deleting, []any{workshop}, &deleting); err != nil {
					return err
				}
				if deleting {
					return answer{journal.ErrExists}
				}
				head := uint64(len(first))
				result, err := o.createHead.Exec(workshop, int64(head), o.sums.head(workshop, head))
				if err != nil {
					return err
				}
				if n, err := result.RowsAffected(); err != nil {
					return err
				} else if n == 0 {
					return answer{journal.ErrExists}
				}
				return o.insert(workshop, first)
			},
		})
	}
	if err != nil {
		return fmt.Errorf("workshop %s: create its journal: %w", workshop, err)
	}
	return nil
}

// Append implements [journal.Journal]. The outcome is known even when ctx
// ends: its error means that nothing was appended.
func (s *Store) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	err := checkEntries(head, entries)
	if err == nil {
		err = s.write(ctx, &write{
			workshop: workshop,
			entries:  len(entries),
			bytes:    size(entries),
			run: func(o *orders) error {
				next := head + uint64(len(entries))
				result, err := o.moveHead.Exec(int64(next), o.sums.head(workshop, next),
					workshop, int64(head), o.sums.head(workshop, head))
				if err != nil {
					return err
				}
				if n, err := result.RowsAffected(); err != nil {
					return err
				} else if n == 0 {
					return o.whyNot(workshop)
				}
				return o.insert(workshop, entries)
			},
		})
	}
	if err != nil {
		return fmt.Errorf("workshop %s: append after %d: %w", workshop, head, err)
	}
	return nil
}

// whyNot says why the head of the workshop is not the one that was expected.
func (o *orders) whyNot(workshop string) error {
	head, err := readHead(context.Background(), o.readHead, o.leftover, workshop, &o.sums)
	switch err = fault(err, workshop, 0); {
	case err == nil:
		return answer{fmt.Errorf("%w: it is %d", journal.ErrStale, head)}
	case errors.Is(err, journal.ErrFatal):
		return err
	}
	return answer{err}
}

func (o *orders) insert(workshop string, entries []journal.Entry) error {
	for i := range entries {
		e := &entries[i]
		body := e.Body
		if body == nil {
			body = []byte{} // nil would be NULL
		}
		_, err := o.insertEntry.Exec(workshop, int64(e.Seq), e.At.UnixMilli(), e.Member, e.Client,
			int64(e.Number), body, o.sums.entry(workshop, e))
		switch unique, key := violates(err); {
		case key:
			return &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "there is an entry after the head"}
		case unique:
			return fmt.Errorf("command %d of client %s: %w", e.Number, e.Client, journal.ErrExists)
		case err != nil:
			return err
		}
	}
	return nil
}

// checkEntries finds a caller's mistake before it becomes a hole.
func checkEntries(head uint64, entries []journal.Entry) error {
	if head > math.MaxInt64-uint64(len(entries)) {
		return fmt.Errorf("head %d is out of range", head)
	}
	for i, e := range entries {
		if e.Seq != head+1+uint64(i) {
			return fmt.Errorf("entry %d where %d is due", e.Seq, head+1+uint64(i))
		}
		if e.Number > math.MaxInt64 {
			return fmt.Errorf("command number %d is out of range", e.Number)
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
