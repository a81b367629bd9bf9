package hub

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"slices"
	"strings"
	"sync"

	"warsztat/board"
	"warsztat/server/wire"
)

// snapshotCache keeps the snapshots of the newest number, so that people who come at
// once share one. The key is the list of audiences that a copy holds.
type snapshotCache struct {
	seq         uint64
	byAudiences map[string]*encodedSnapshot
}

// maxSnapshots bounds how many are kept: where people have records of their own, so
// that nobody shares, a copy for each would fill the memory.
const maxSnapshots = 16

// encodedSnapshot is an encoded snapshot; it is compressed once, by the first who
// needs it.
type encodedSnapshot struct {
	plain    []byte
	compress sync.Once
	gzip     []byte
}

func (c *encodedSnapshot) compressed() []byte {
	c.compress.Do(func() {
		var b bytes.Buffer
		// Writing to memory cannot fail, nor can a level that exists.
		z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
		_, _ = z.Write(c.plain)
		_ = z.Close()
		c.gzip = b.Bytes()
	})
	return c.gzip
}

// snapshot returns the copy for a viewer at the present number.
func (r *room) snapshot(v board.Viewer) *encodedSnapshot {
	hashes := r.state.Hashes(v)
	audiences := make([]string, 0, len(hashes))
	for a := range hashes {
		audiences = append(audiences, string(a))
	}
	slices.Sort(audiences)
	key := strings.Join(audiences, " ")
	if r.snapshots.seq != r.state.Seq || r.snapshots.byAudiences == nil {
		r.snapshots = snapshotCache{r.state.Seq, map[string]*encodedSnapshot{}}
	}
	c := r.snapshots.byAudiences[key]
	if c == nil {
		var records []byte
		for record := range r.state.Records(v) {
			if len(records) > 0 {
				records = append(records, ',')
			}
			records = record.AppendJSON(records)
		}
		head := wire.Snapshot{Epoch: r.hub.Journal.Epoch(), Seq: r.state.Seq, Hashes: hashes}
		c = &encodedSnapshot{plain: wire.AppendSnapshot(nil, head, records)}
		if len(r.snapshots.byAudiences) < maxSnapshots {
			r.snapshots.byAudiences[key] = c
		}
	}
	return c
}

// ServeSnapshot answers GET snapshot (protocol rule W9). An error is for the
// caller to answer; then nothing was written.
func (h *Hub) ServeSnapshot(w http.ResponseWriter, req *http.Request, identity Identity) error {
	var c *encodedSnapshot
	var refusal *board.Refusal
	err := h.call(req.Context(), identity.Workshop, func(r *room) {
		var viewer board.Viewer
		if viewer, refusal = identity.Viewer(r.state); refusal == nil {
			c = r.snapshot(viewer)
		}
	})
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return refusal
	}
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Vary", "Accept-Encoding")
	body := c.plain
	if strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = c.compressed()
	}
	// Whoever went away meanwhile needs no answer.
	_, _ = w.Write(body)
	return nil
}
