package hub

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

	"warsztat/server/journal/journaltest"
)

// Rule W14: a client that comes back sends hello and its pending commands in one
// message. After hello the server may take its time over the rest.
func TestHelloIsHeardBeforeTheRestOfItsMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := journaltest.NewMemory()
		h := newTestHub(t, m)
		found(t, h, "anna")
		h.CommandsPerSecond, h.CommandBurst = 0.05, joinWeight+1 // the second command waits twenty seconds
		anna := connect(t, h, "anna", "client-of-anna-1234567")
		const add = `{"type":"command","number":%d,"seen":2,"do":"AddNote","with":{"board":"board-1","note":"n%[1]d","section":"strength","text":"x"}}`
		anna.say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,"epoch":%q,"since":2}`, anna.name, m.Epoch()) +
			"\n" + fmt.Sprintf(add, 1) + "\n" + fmt.Sprintf(add, 2))
		for number := uint64(1); number <= 2; number++ {
			if f := anna.want2("ack", "bye"); f.Type != "ack" || f.Number != number {
				t.Fatalf("received %+v, want ack %d", f, number)
			}
		}
		anna.hangUp()
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}
