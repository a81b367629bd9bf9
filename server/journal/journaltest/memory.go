package journaltest

import (
	"context"
	"maps"
	"slices"
	"sync"

	"warsztat/server/journal"
)

// Memory is a journal that forgets everything when the program ends, for tests
// that run on a fake clock. Tests set its faults while nobody calls it.
type Memory struct {
	AppendError error             // the next append fails with it
	FindError   error             // every look-up fails with it
	Damaged     map[string]uint64 // the one damaged entry of a workshop
	Reads       int               // how often Read was called

	mu        sync.Mutex
	workshops map[string]*memoryWorkshop
}

type memoryWorkshop struct {
	entries   []journal.Entry
	snapshots map[uint64][]byte
}

// NewMemory returns an empty journal.
func NewMemory() *Memory {
	return &Memory{workshops: map[string]*memoryWorkshop{}, Damaged: map[string]uint64{}}
}

// Epoch implements [journal.Journal].
func (m *Memory) Epoch() string { return "epoch-1" }

// Close implements [journal.Journal].
func (m *Memory) Close() error { return nil }

// Create implements [journal.Journal].
func (m *Memory) Create(_ context.Context, workshop string, first []journal.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.workshops[workshop] != nil {
		return journal.ErrExists
	}
	m.workshops[workshop] = &memoryWorkshop{slices.Clone(first), map[uint64][]byte{}}
	return nil
}

// Append implements [journal.Journal].
func (m *Memory) Append(_ context.Context, workshop string, head uint64, entries []journal.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.AppendError; err != nil {
		m.AppendError = nil
		return err
	}
	w := m.workshops[workshop]
	switch {
	case w == nil:
		return journal.ErrNotFound
	case uint64(len(w.entries)) != head:
		return journal.ErrStale
	}
	for _, e := range entries {
		if e.Receipt != "" && slices.ContainsFunc(w.entries, func(old journal.Entry) bool { return old.Receipt == e.Receipt }) {
			return journal.ErrExists
		}
	}
	w.entries = append(w.entries, entries...)
	return nil
}

// Head implements [journal.Journal].
func (m *Memory) Head(_ context.Context, workshop string) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.workshops[workshop]; w != nil {
		return uint64(len(w.entries)), nil
	}
	return 0, journal.ErrNotFound
}

// Heads implements [journal.Journal].
func (m *Memory) Heads(_ context.Context, workshops []string) (map[string]uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	heads := map[string]uint64{}
	for _, workshop := range workshops {
		if w := m.workshops[workshop]; w != nil {
			heads[workshop] = uint64(len(w.entries))
		}
	}
	return heads, nil
}

// Workshops implements [journal.Journal].
func (m *Memory) Workshops(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.workshops)), nil
}

// Read implements [journal.Journal].
func (m *Memory) Read(_ context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Reads++
	w := m.workshops[workshop]
	if w == nil {
		return nil, journal.ErrNotFound
	}
	list := w.entries[min(after, uint64(len(w.entries))):]
	list = list[:min(limit, len(list))]
	for i, e := range list {
		if bad := m.Damaged[workshop]; bad != 0 && e.Seq == bad {
			return slices.Clone(list[:i]), &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "a test"}
		}
	}
	return slices.Clone(list), nil
}

// Find implements [journal.Journal].
func (m *Memory) Find(_ context.Context, workshop, receipt string) (journal.Entry, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.FindError != nil {
		return journal.Entry{}, false, m.FindError
	}
	if w := m.workshops[workshop]; w != nil && receipt != "" {
		for _, e := range w.entries {
			if bad := m.Damaged[workshop]; e.Receipt == receipt && e.Seq == bad {
				return journal.Entry{Seq: bad}, true, &journal.DamagedError{Workshop: workshop, Seq: bad, What: "a test"}
			}
			if e.Receipt == receipt {
				return e, true, nil
			}
		}
	}
	return journal.Entry{}, false, nil
}

// SaveSnapshot implements [journal.Journal].
func (m *Memory) SaveSnapshot(_ context.Context, workshop string, seq uint64, body []byte, keep []uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.workshops[workshop]
	if w == nil {
		return journal.ErrNotFound
	}
	w.snapshots[seq] = body
	prune(w.snapshots, keep)
	return nil
}

// prune removes the snapshots that nothing keeps: but the two with the largest numbers.
func prune[Body any](snapshots map[uint64]Body, keep []uint64) {
	numbers := slices.Sorted(maps.Keys(snapshots))
	for _, seq := range numbers[:max(0, len(numbers)-2)] {
		if !slices.Contains(keep, seq) {
			delete(snapshots, seq)
		}
	}
}

// newest returns the largest number of a snapshot up to a number, 0 when there is none.
func newest[Body any](snapshots map[uint64]Body, at uint64) (number uint64) {
	for seq := range snapshots {
		if seq <= at {
			number = max(number, seq)
		}
	}
	return number
}

// Snapshot implements [journal.Journal].
func (m *Memory) Snapshot(_ context.Context, workshop string, at uint64) (uint64, []byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.workshops[workshop]; w != nil {
		seq := newest(w.snapshots, at)
		return seq, w.snapshots[seq], nil
	}
	return 0, nil, journal.ErrNotFound
}

// Delete implements [journal.Journal].
func (m *Memory) Delete(_ context.Context, workshop string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.workshops[workshop] == nil {
		return journal.ErrNotFound
	}
	delete(m.workshops, workshop)
	return nil
}
