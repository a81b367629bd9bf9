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

// snapshotCache keeps the encoded snapshots of the newest number, so that clients that
// come at the same time share one. The key lists the audiences of its records.
type snapshotCache struct {
	seq         uint64
	byAudiences map[string]*encodedSnapshot
}

// maxSnapshots limits the cache: where every member has records of their own, nobody
// shares, and a snapshot for each of them would fill the memory.
const maxSnapshots = 16

// encodedSnapshot is a snapshot as it is sent. It is compressed once, when the first
// client asks for that.
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

// snapshot returns the encoded snapshot for a viewer at the present number.
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
		head := wire.Snapshot{Epoch: r.hub.Journal.Epoch(), Seq: r.state.Seq, Mark: r.fanout.mark, Limits: r.state.Limits, Hashes: hashes}
		c = &encodedSnapshot{plain: wire.AppendSnapshot(nil, head, records)}
		if len(r.snapshots.byAudiences) < maxSnapshots {
			r.snapshots.byAudiences[key] = c
		}
	}
	return c
}

// ServeSnapshot answers GET snapshot (protocol rules W9 and W9b). When it returns an error it
// has written nothing, and the caller answers.
func (h *Hub) ServeSnapshot(w http.ResponseWriter, req *http.Request, identity Identity) error {
	at, weight := req.URL.Query().Get("at"), joinWeight
	if at != "" {
		weight = pastWeight
	}
	if _, err := h.throttle(req.Context(), identity, weight); err != nil {
		return err
	}
	var c *encodedSnapshot
	var now today
	var refusal *board.Refusal
	err := h.callNewest(req.Context(), identity.Workshop, func(r *room) {
		now.viewer, refusal = identity.Viewer(r.state)
		switch {
		case refusal != nil:
		case at == "":
			c = r.snapshot(now.viewer)
		default:
			now.audiences = r.state.Audiences()
		}
	})
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return refusal
	case at != "":
		if c, err = h.past(req.Context(), identity.Workshop, at, now); err != nil {
			return err
		}
	}
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Vary", "Accept-Encoding")
	body := c.plain
	if strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = c.compressed()
	}
	// A client that has gone needs no answer.
	_, _ = w.Write(body)
	return nil
}
