package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"text/tabwriter"
	"time"

	"warsztat/board"
	"warsztat/server/database"
	"warsztat/server/hub"
	"warsztat/server/journal"
)

const deleteMore = `With --yes the workshop is deleted: its boards, people, links and history. Without, the
command says what would be deleted. It cannot be undone, so take a backup before. Where a
server runs on a file, the server does it and puts out whoever is in the workshop.`

// listed is a workshop in the list.
type listed struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	People  int       `json:"people"`
	Changes uint64    `json:"changes"`
	Last    time.Time `json:"last"`              // change
	Damaged bool      `json:"damaged,omitempty"` // it can be read up to the last good change
}

// readWorkshop reads the newest state of a workshop, and what the list says of it.
func readWorkshop(ctx context.Context, from database.Reader, workshop string) (listed, *board.State, error) {
	state, last, err := hub.Stored(ctx, from, workshop)
	var damaged *journal.DamagedError
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal), errors.Is(err, journal.ErrNotFound):
		return listed{}, nil, noWorkshop(workshop)
	case err != nil && !errors.As(err, &damaged):
		return listed{}, nil, err
	}
	return listed{workshop, state.Workshop().Title(), state.Count(board.KindMember), state.Seq, last, damaged != nil}, state, nil
}

func noWorkshop(id string) error {
	return fmt.Errorf("there is no workshop %q in this database; see warsztat workshop list", id)
}

// reading opens the database for a command that only reads.
func (c *call) reading(ctx context.Context, do func(database.Reader) error) (err error) {
	reader, err := database.OpenReader(ctx, c.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	return do(reader)
}

func listWorkshops(ctx context.Context, c *call) error {
	return c.reading(ctx, func(from database.Reader) error {
		ids, err := from.Workshops(ctx)
		if err != nil {
			return err
		}
		all := []listed{}
		for _, id := range ids {
			l, _, err := readWorkshop(ctx, from, id)
			if err != nil {
				return err
			}
			all = append(all, l)
		}
		if c.json {
			return json.NewEncoder(c.out).Encode(all)
		}
		to := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(to, "ID\tTITLE\tPEOPLE\tCHANGES\tLAST CHANGE (UTC)")
		for _, l := range all {
			damaged := ""
			if l.Damaged {
				damaged = "  damaged, see warsztat doctor"
			}
			fmt.Fprintf(to, "%s\t%s\t%d\t%d\t%s%s\n", l.ID, l.Title, l.People, l.Changes, l.Last.Format(time.DateTime), damaged)
		}
		return to.Flush()
	})
}

func exportWorkshop(ctx context.Context, c *call) error {
	return c.reading(ctx, func(from database.Reader) error {
		l, state, err := readWorkshop(ctx, from, c.operands[0])
		if err != nil {
			return err
		}
		head, err := json.Marshal(l)
		if err != nil {
			return err
		}
		text := append(append([]byte(`{"workshop":`), head...), `,"records":[`...)
		separator := "\n"
		for record := range state.Records(board.Viewer{Role: board.Moderator}) {
			text = record.AppendJSON(append(text, separator...))
			separator = ",\n"
		}
		_, err = c.out.Write(append(text, "\n]}\n"...))
		return err
	})
}

func deleteWorkshop(ctx context.Context, c *call) error {
	var l listed
	err := c.reading(ctx, func(from database.Reader) (err error) {
		l, _, err = readWorkshop(ctx, from, c.operands[0])
		return err
	})
	if err != nil {
		return err
	}
	did := struct {
		listed
		Deleted bool `json:"deleted"`
	}{l, c.yes}
	if !c.yes {
		return c.tell(did, "This would delete %q of %d people with %d changes, for good. To do it, add --yes.", l.Title, l.People, l.Changes)
	}
	if _, err := c.write(ctx, http.MethodDelete, "/workshops/"+l.ID, func(store database.Store) (string, error) {
		return "", store.Delete(ctx, l.ID)
	}); err != nil {
		return err
	}
	return c.tell(did, "Deleted %q of %d people with %d changes.", l.Title, l.People, l.Changes)
}
