package postgres

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"

	"github.com/jackc/pgx/v5"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

const (
	// groupEntries is how many entries one commit takes at most. A single append
	// may have more: it is never divided.
	groupEntries = 256
	// queueLength bounds the appends that wait. When the queue is full callers
	// wait, and nothing is dropped.
	queueLength = 1024
)

// waiting is an append in the queue.
type waiting struct {
	workshop string
	head     uint64
	entries  []journal.Entry
	sums     []int64 // of the entries

	claimed atomic.Bool // by the appending goroutine, or by the caller who withdraws it
	err     error
	done    chan error
}

// Append implements [journal.Journal]. When ctx ends while the append waits in
// the queue, nothing is stored. One that was sent is waited for.
func (s *Store) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	err := journal.Check(head, entries)
	if err == nil {
		err = s.append(ctx, &waiting{workshop: workshop, head: head, entries: entries, sums: sums(workshop, entries), done: make(chan error, 1)})
	}
	return fault(workshop, fmt.Sprintf("append after %d", head), err)
}

func sums(workshop string, entries []journal.Entry) []int64 {
	var digest schema.Digest
	all := make([]int64, len(entries))
	for i := range entries {
		all[i] = digest.Entry(workshop, &entries[i])
	}
	return all
}

func (s *Store) append(ctx context.Context, w *waiting) error {
	if err := s.enqueue(ctx, w); err != nil {
		return err
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		if w.claimed.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-w.done
	}
}

func (s *Store) enqueue(ctx context.Context, w *waiting) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock() // Close waits for it; the appending goroutine goes on meanwhile
	defer s.mu.RUnlock()
	if s.closed {
		return errClosed
	}
	select {
	case s.queue <- w:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// runWriter is the appending goroutine. It sends what waits, in the order of
// arrival, until the queue is closed and empty. The longer one commit takes, the
// more appends wait for the next.
func (s *Store) runWriter() {
	defer close(s.stopped)
	var later []*waiting
	for {
		var group []*waiting
		if group, later = s.gather(later); len(group) == 0 {
			return
		}
		s.commit(group)
	}
}

// gather makes a group of those that had to wait longer and of the queue. A
// group has one append of each workshop, since the next one names a later head;
// the others are for later. The group is empty only when the queue is closed.
//
// When none is waiting it lets the other goroutines run once and looks again, so
// that rooms which shared the last commit share the next one too.
func (s *Store) gather(waited []*waiting) (group, later []*waiting) {
	taken := map[string]bool{}
	entries := 0
	add := func(w *waiting) {
		switch {
		case taken[w.workshop]:
			later = append(later, w)
		case w.claimed.CompareAndSwap(false, true):
			taken[w.workshop] = true
			group = append(group, w)
			entries += max(1, len(w.entries))
		}
	}
	for i, w := range waited {
		if entries >= groupEntries {
			return group, append(later, waited[i:]...)
		}
		add(w)
	}
	for yielded := false; entries < groupEntries && len(later) < groupEntries; {
		if len(group) == 0 {
			w, open := <-s.queue
			if !open {
				return nil, nil
			}
			add(w)
			continue
		}
		select {
		case w, open := <-s.queue:
			if !open {
				return group, later
			}
			add(w)
			yielded = false
		default:
			if yielded {
				return group, later
			}
			runtime.Gosched()
			yielded = true
		}
	}
	return group, later
}

// commit appends the group and tells each caller. When the server refuses what
// one of them stores, each half is sent again, so that only that caller gets the
// error.
func (s *Store) commit(group []*waiting) {
	resent := false
	err := retry(context.Background(), attemptTime, func(ctx context.Context) error {
		err := s.send(ctx, group, resent)
		resent = true
		return err
	})
	if rejected(err) && len(group) > 1 {
		s.commit(group[:len(group)/2])
		s.commit(group[len(group)/2:])
		return
	}
	for _, w := range group {
		if err != nil {
			w.err = err
		}
		w.done <- w.err
	}
}

// One statement locks the heads of the workshops in their order, so that two
// instances cannot wait for each other, moves those that are as expected, and
// adds the entries of these. It is a transaction by itself: no instance that
// hangs can hold the locks. It returns each head as it was, and whether it moved.
const appendGroup = `WITH
	expected AS (SELECT * FROM unnest($1::text[]::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
		AS t (workshop, head, sum, next, next_sum)),
	locked AS (SELECT w.workshop, w.head, w.sum FROM workshops AS w JOIN expected USING (workshop)
		ORDER BY w.workshop FOR NO KEY UPDATE OF w),
	moved AS (UPDATE workshops AS w SET head = x.next, sum = x.next_sum
		FROM locked AS l JOIN expected AS x USING (workshop)
		WHERE w.workshop = l.workshop AND l.head = x.head AND l.sum = x.sum RETURNING w.workshop),
	added AS (INSERT INTO entries (workshop, seq, at_millis, member, command, receipt, digest, mark, body, sum)
		SELECT e.* FROM unnest($6::text[]::uuid[], $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bytea[], $15::bigint[])
			AS e (workshop, seq, at_millis, member, command, receipt, digest, mark, body, sum) JOIN moved USING (workshop))
	SELECT l.workshop, l.head, l.sum, m.workshop IS NOT NULL FROM locked AS l LEFT JOIN moved AS m USING (workshop)`

// headRow is a row of the answer to appendGroup.
type headRow struct {
	Workshop  string
	Head, Sum int64
	Moved     bool
}

// send sends the group once and sets the outcome of each of its appends. resent
// says that it was sent before and got no answer: then an append may be in the
// journal already.
func (s *Store) send(ctx context.Context, group []*waiting, resent bool) error {
	n := len(group)
	workshops, heads, headSums := make([]string, n), make([]int64, n), make([]int64, n)
	next, nextSums := make([]int64, n), make([]int64, n)
	var digest schema.Digest
	var e columns
	for i, w := range group {
		last := w.head + uint64(len(w.entries))
		workshops[i], heads[i], headSums[i] = w.workshop, int64(w.head), digest.Head(w.workshop, w.head)
		next[i], nextSums[i] = int64(last), digest.Head(w.workshop, last)
		e.add(w.workshop, w.entries, w.sums)
	}
	rows, err := s.pool.Query(ctx, appendGroup, append([]any{workshops, heads, headSums, next, nextSums}, e.arguments()...)...)
	if err != nil {
		return err
	}
	// CollectRows returns after the commit: an error there is its error.
	answer, err := pgx.CollectRows(rows, pgx.RowToStructByPos[headRow])
	if err != nil {
		return err
	}
	found := make(map[string]headRow, n)
	for _, row := range answer {
		found[row.Workshop] = row
	}
	for _, w := range group {
		row, ok := found[w.workshop]
		switch {
		case row.Moved:
			w.err = nil
			continue
		case !ok:
			if _, err = s.readHead(ctx, w.workshop); err == nil {
				err = journal.ErrStale // it was founded just now
			}
		case row.Sum != digest.Head(w.workshop, uint64(row.Head)):
			err = damagedHead(w.workshop)
		default:
			err = fmt.Errorf("%w: it is %d", journal.ErrStale, row.Head)
			if resent && len(w.entries) > 0 {
				err = s.settle(ctx, w, err)
			}
		}
		if passing(err) {
			return err
		}
		w.err = err
	}
	return nil
}

// settle says what became of an append that was sent before and is stale now: it
// was stored if the entry after its head has its mark. Otherwise it never will
// be, since the head has moved.
func (s *Store) settle(ctx context.Context, w *waiting, stale error) error {
	var mark int64
	err := s.pool.QueryRow(ctx, `SELECT mark FROM entries WHERE workshop = $1 AND seq = $2`, w.workshop, int64(w.head)+1).Scan(&mark)
	switch {
	case err == pgx.ErrNoRows:
		return stale
	case err != nil:
		return err
	case uint64(mark) == w.entries[0].Mark:
		return nil
	}
	return stale
}

// columns are entries of any workshops as arrays, one for each column.
type columns struct {
	workshops, members             []string
	commands, receipts             []string
	seqs, at, digests, marks, sums []int64
	bodies                         [][]byte
}

func (c *columns) add(workshop string, entries []journal.Entry, sums []int64) {
	for i := range entries {
		e := &entries[i]
		c.workshops, c.members = append(c.workshops, workshop), append(c.members, e.Member)
		c.commands, c.receipts = append(c.commands, e.Command), append(c.receipts, e.Receipt)
		c.seqs, c.at = append(c.seqs, int64(e.Seq)), append(c.at, e.At.UnixMilli())
		c.digests, c.marks = append(c.digests, int64(e.Digest)), append(c.marks, int64(e.Mark))
		c.bodies, c.sums = append(c.bodies, notNull(e.Body)), append(c.sums, sums[i])
	}
}

func (c *columns) arguments() []any {
	return []any{c.workshops, c.seqs, c.at, c.members, c.commands, c.receipts, c.digests, c.marks, c.bodies, c.sums}
}

// notNull is a body as it is stored: nil would be NULL.
func notNull(body []byte) []byte {
	if body == nil {
		return []byte{}
	}
	return body
}
