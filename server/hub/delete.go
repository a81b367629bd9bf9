package hub

import (
	"context"
	"errors"
	"fmt"

	"warsztat/board"
	"warsztat/server/journal"
)

// Delete deletes everything about a workshop, and ends its connections at all instances.
// An unknown workshop is refused.
func (h *Hub) Delete(ctx context.Context, workshop string) error {
	err := h.Journal.Delete(ctx, workshop)
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return board.Refuse(board.NotFound)
	case err != nil:
		return fmt.Errorf("workshop %s: delete: %w", workshop, err)
	}
	h.End(workshop, Ending{All: true})
	return nil
}
