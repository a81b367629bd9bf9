package journaltest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"warsztat/server/journal"
)

// matchesModel: any sequence of calls answers as a list in memory would.
func matchesModel(t *testing.T, open Open) {
	j := open(t)
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++ // workshops of its own for each run, so that one journal serves all
		m := model{j: j, lists: map[string][]journal.Entry{}, snapshots: map[string]map[uint64]string{}}
		names := []string{id(fmt.Sprintf("a%d", runs)), id(fmt.Sprintf("b%d", runs))}
		workshop := rapid.SampledFrom(names)
		t.Repeat(map[string]func(*rapid.T){
			"create":   func(t *rapid.T) { m.create(t, workshop.Draw(t, "workshop")) },
			"append":   func(t *rapid.T) { m.append(t, workshop.Draw(t, "workshop")) },
			"snapshot": func(t *rapid.T) { m.snapshot(t, workshop.Draw(t, "workshop")) },
			"delete":   func(t *rapid.T) { m.delete(t, workshop.Draw(t, "workshop")) },
			"find":     func(t *rapid.T) { m.find(t, workshop.Draw(t, "workshop")) },
			"":         func(t *rapid.T) { m.compare(t, workshop.Draw(t, "compared")) },
		})
	})
}

type model struct {
	j         journal.Journal
	lists     map[string][]journal.Entry
	snapshots map[string]map[uint64]string
}

// text draws any text that a journal stores.
var text = rapid.Map(rapid.String(), func(s string) string { return strings.ReplaceAll(s, "\x00", "") })

// receipt draws none, or one of a few.
var receipt = rapid.Map(rapid.IntRange(0, 60), func(n int) string {
	if n < 20 {
		return ""
	}
	return fmt.Sprint("receipt ", n)
})

func drawEntries(t *rapid.T, head uint64) []journal.Entry {
	entries := make([]journal.Entry, rapid.IntRange(0, 4).Draw(t, "count"))
	for i := range entries {
		entries[i] = journal.Entry{
			Seq:     head + 1 + uint64(i),
			Receipt: receipt.Draw(t, "receipt"),
			Digest:  rapid.Uint64().Draw(t, "digest"),
			Member:  text.Draw(t, "member"),
			Command: text.Draw(t, "command"),
			Mark:    rapid.Uint64().Draw(t, "mark"),
			Body:    rapid.SliceOf(rapid.Byte()).Draw(t, "body"),
		}
	}
	return entries
}

// repeats says whether a receipt would be there twice.
func repeats(list, more []journal.Entry) bool {
	seen := map[string]bool{}
	for _, entries := range [][]journal.Entry{list, more} {
		for _, e := range entries {
			if e.Receipt != "" && seen[e.Receipt] {
				return true
			}
			seen[e.Receipt] = true
		}
	}
	return false
}

func (m *model) create(t *rapid.T, workshop string) {
	entries := drawEntries(t, 0)
	var want error
	if _, there := m.lists[workshop]; there || repeats(nil, entries) {
		want = journal.ErrExists
	} else {
		m.lists[workshop] = entries
		m.snapshots[workshop] = map[uint64]string{}
	}
	expect(t, m.j.Create(background, workshop, entries), want)
}

func (m *model) append(t *rapid.T, workshop string) {
	list, there := m.lists[workshop]
	head := uint64(max(0, len(list)+rapid.SampledFrom([]int{0, 0, 0, 0, -1, 1}).Draw(t, "off")))
	entries := drawEntries(t, head)
	var want error
	switch {
	case !there:
		want = journal.ErrNotFound
	case head != uint64(len(list)):
		want = journal.ErrStale
	case repeats(list, entries):
		want = journal.ErrExists
	default:
		m.lists[workshop] = append(list, entries...)
	}
	expect(t, m.j.Append(background, workshop, head, entries), want)
}

func (m *model) snapshot(t *rapid.T, workshop string) {
	list, there := m.lists[workshop]
	seq := uint64(rapid.IntRange(0, len(list)).Draw(t, "seq"))
	body := rapid.String().Draw(t, "body")
	keep := rapid.SliceOfN(rapid.Uint64Range(0, uint64(len(list))), -1, 4).Draw(t, "keep")
	var want error
	if there {
		m.snapshots[workshop][seq] = body
		prune(m.snapshots[workshop], keep)
	} else {
		want = journal.ErrNotFound
	}
	expect(t, m.j.SaveSnapshot(background, workshop, seq, []byte(body), keep), want)
}

func (m *model) delete(t *rapid.T, workshop string) {
	var want error
	if _, there := m.lists[workshop]; !there {
		want = journal.ErrNotFound
	}
	delete(m.lists, workshop)
	delete(m.snapshots, workshop)
	expect(t, m.j.Delete(background, workshop), want)
}

func (m *model) find(t *rapid.T, workshop string) {
	receipt := receipt.Draw(t, "receipt")
	var want journal.Entry
	for _, e := range m.lists[workshop] {
		if receipt != "" && e.Receipt == receipt {
			want = e
		}
	}
	e, found, err := m.j.Find(background, workshop, receipt)
	if err != nil || !equal(e, want) || found != (want.Seq != 0) {
		t.Fatalf("found %+v, %v, %v; want %+v", e, found, err, want)
	}
}

func (m *model) compare(t *rapid.T, workshop string) {
	list, there := m.lists[workshop]
	entries, err := m.j.Read(background, workshop, 0, 10_000)
	if !there {
		expect(t, err, journal.ErrNotFound)
	} else if expect(t, err, nil); len(entries) != len(list) {
		t.Fatalf("%d entries, want %d", len(entries), len(list))
	}
	for i := range list {
		if !equal(entries[i], list[i]) {
			t.Fatalf("entry %d is %+v, want %+v", i+1, entries[i], list[i])
		}
	}
	at := uint64(rapid.IntRange(0, len(list)+1).Draw(t, "at"))
	want := newest(m.snapshots[workshop], at)
	seq, body, err := m.j.Snapshot(background, workshop, at)
	if err != nil || seq != want || string(body) != m.snapshots[workshop][want] {
		t.Fatalf("snapshot up to %d: %d %q, %v; want %d %q", at, seq, body, err, want, m.snapshots[workshop][want])
	}
}

func expect(t *rapid.T, err, want error) {
	if want == nil && err != nil || !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}
