package hub

import (
	"context"
	"fmt"
	"testing"

	"warsztat/server/journal/journaltest"
)

// Rule W16: a client that has to fetch a snapshot has typed on a state that the
// server does not have. Commands in the same message as such a hello have no
// effect.
func TestCommandsBehindARefusedHello(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		for i, hello := range []string{`"epoch":"epoch-0","since":3`, `"epoch":"epoch-1","since":99`} {
			late := connect(t, h, "anna", fmt.Sprint("client-of-anna-late-", i))
			late.say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,%s}`, late.name, hello) + "\n" +
				fmt.Sprintf(`{"type":"command","number":1,"seen":2,"do":"AddNote","with":{"board":"board-1","note":"n%d","section":"strength","text":"x"}}`, i))
			if status := <-late.closed; status != 4007 {
				t.Errorf("closed with %d", status)
			}
			<-late.over
		}
		admit(t, h, "anna") // the room has handled everything before
		if head, _ := m.Head(context.Background(), workshop); head != 4 {
			t.Errorf("the head is %d, want 4: a command was decided", head)
		}
	})
}
