package hub

// turns holds the messages that a room has taken out of its inbox, in one queue for
// each member. The room takes one message of each member in turn, so that whoever
// sends much delays their own messages only. The messages of one member keep their
// order. Only the room's goroutine uses it.
type turns struct {
	queues map[string][]any
	order  []string // of the queues that are not empty, the next one first
	waits  int      // how many messages wait
}

// maxTurns bounds the messages that wait; others stay in the inbox.
const maxTurns = 1024

// fill takes what waits in the inbox.
func (t *turns) fill(inbox <-chan any) {
	for t.waits < maxTurns {
		select {
		case message := <-inbox:
			t.add(message)
		default:
			return
		}
	}
}

func (t *turns) add(message any) {
	who := senderOf(message)
	if t.queues == nil {
		t.queues = map[string][]any{}
	}
	if len(t.queues[who]) == 0 {
		t.order = append(t.order, who)
	}
	t.queues[who] = append(t.queues[who], message)
	t.waits++
}

// next returns the message whose turn it is, nil when none waits.
func (t *turns) next() any {
	if t.waits == 0 {
		return nil
	}
	who := t.order[0]
	t.order = t.order[1:]
	queue := t.queues[who]
	if len(queue) > 1 {
		t.queues[who] = queue[1:]
		t.order = append(t.order, who)
	} else {
		delete(t.queues, who)
	}
	t.waits--
	return queue[0]
}

// senderOf names the member, or the session of an observer, who sent a message; "" is
// the server.
func senderOf(message any) string {
	var s *session
	switch m := message.(type) {
	case *submission:
		if m.from == nil {
			return m.By.Member
		}
		s = m.from
	case *joinMessage:
		s = m.session
	case *leaveMessage:
		s = m.session
	case *presenceMessage:
		s = m.session
	case *reactionMessage:
		s = m.session
	case *callMessage:
		s = m.from
	}
	if s == nil {
		return ""
	}
	return s.identity.sender()
}
