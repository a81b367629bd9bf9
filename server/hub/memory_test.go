package hub

import (
	"context"
	"slices"
	"sync"

	"warsztat/server/journal"
)

// memory is a journal in memory, for tests that run on a fake clock. Its faults
// are set by the tests.
type memory struct {
	mu          sync.Mutex
	workshops   map[string]*memoryWorkshop
	epoch       string
	appendError error // the next append fails with it
	findError   error // look-ups fail with it
	damaged     map[string]uint64
	reads       int
}

type memoryWorkshop struct {
	entries  []journal.Entry
	snapshot []byte
	at       uint64
}

func newMemory() *memory {
	return &memory{workshops: map[string]*memoryWorkshop{}, epoch: "epoch-1", damaged: map[string]uint64{}}
}

func (m *memory) Epoch() string { return m.epoch }
func (m *memory) Close() error  { return nil }

func (m *memory) Create(_ context.Context, workshop string, first []journal.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.workshops[workshop] != nil {
		return journal.ErrExists
	}
	m.workshops[workshop] = &memoryWorkshop{entries: slices.Clone(first)}
	return nil
}

func (m *memory) Append(_ context.Context, workshop string, head uint64, entries []journal.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.appendError; err != nil {
		m.appendError = nil
		return err
	}
	w := m.workshops[workshop]
	switch {
	case w == nil:
		return journal.ErrNotFound
	case uint64(len(w.entries)) != head:
		return journal.ErrStale
	}
	w.entries = append(w.entries, entries...)
	return nil
}

func (m *memory) Head(_ context.Context, workshop string) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.workshops[workshop]; w != nil {
		return uint64(len(w.entries)), nil
	}
	return 0, journal.ErrNotFound
}

func (m *memory) Read(_ context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	w := m.workshops[workshop]
	if w == nil {
		return nil, journal.ErrNotFound
	}
	list := w.entries[min(after, uint64(len(w.entries))):]
	list = list[:min(limit, len(list))]
	for i, e := range list {
		if bad := m.damaged[workshop]; bad != 0 && e.Seq >= bad {
			return slices.Clone(list[:i]), &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "a test"}
		}
	}
	return slices.Clone(list), nil
}

func (m *memory) Find(_ context.Context, workshop, client string, number uint64) (uint64, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.findError != nil {
		return 0, false, m.findError
	}
	for _, e := range m.workshops[workshop].entries {
		if e.Client == client && e.Number == number {
			return e.Seq, true, nil
		}
	}
	return 0, false, nil
}

func (m *memory) SaveSnapshot(_ context.Context, workshop string, seq uint64, body []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.workshops[workshop].snapshot, m.workshops[workshop].at = body, seq
	return nil
}

func (m *memory) Snapshot(_ context.Context, workshop string) (uint64, []byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.workshops[workshop]; w != nil {
		return w.at, w.snapshot, nil
	}
	return 0, nil, journal.ErrNotFound
}

func (m *memory) Delete(_ context.Context, workshop string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.workshops, workshop)
	return nil
}
