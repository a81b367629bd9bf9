package server

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/access/accesstest"
)

// What thousands of connections have taken is given back when they have gone, although
// the workshop goes on: connections that wait for hello, idle ones, event streams, and
// those of clients that do not read and are cut.
func TestMemoryIsGivenBack(t *testing.T) {
	idle, stalled := 2_000, 400
	if testing.Short() {
		idle, stalled = 400, 80
	}
	synctest.Test(t, func(t *testing.T) {
		store := accesstest.NewMemory()
		h := memoryHarness(t, store)
		h.server.connections = access.NewConnectionLimit(10_000)
		var tokens []string
		for range 200 {
			token, _ := sessionIn(t, store, board.Observer)
			tokens = append(tokens, token)
		}
		submit := func(by board.Actor, do string, c board.Command) {
			t.Helper()
			if _, err := h.rooms.Submit(t.Context(), "w", board.Order{By: by, Do: do, Command: c}); err != nil {
				t.Fatal(err)
			}
		}
		jan := board.Actor{Member: "jan", Role: board.Moderator}
		submit(board.Actor{Role: board.System}, "EnterMember", &board.EnterMember{Member: "jan", Name: "Jan", Role: board.Moderator})
		listener := newPipes()
		served := make(chan error, 1)
		go func() { served <- h.server.Serve(listener, nil) }()

		opened := 0
		var open []net.Conn
		client := func() string { opened++; return fmt.Sprintf("client-of-the-crowd-%05d", opened) }
		dial := func(request string, more []byte) net.Conn {
			c, token := listener.dial(), tokens[len(open)%len(tokens)]
			go func() {
				_, _ = io.WriteString(c, request+"Host: x\r\nAuthorization: Bearer "+token+"\r\n\r\n")
				_, _ = c.Write(more)
			}()
			open = append(open, c)
			return c
		}
		stream := func() net.Conn {
			return dial("GET /api/workshops/w/live?client="+client()+"&epoch=epoch-1&since=1 HTTP/1.1\r\nAccept: text/event-stream\r\n", nil)
		}
		socket := func(frames string) net.Conn {
			return dial("GET /api/workshops/w/live HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", textMessage(frames))
		}
		hello := func() string {
			return fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,"epoch":"epoch-1","since":1}`, client())
		}
		stalls := make(chan struct{})
		// stall reads until the channel is closed, and not a byte more.
		stall := func(c net.Conn) {
			for some := make([]byte, 4<<10); ; {
				if _, err := c.Read(some); err != nil {
					return
				}
				select {
				case <-stalls:
					return
				default:
				}
			}
		}
		crowd := func(idle, stalled int) (heap uint64) {
			for range idle / 2 {
				go io.Copy(io.Discard, socket(hello()))
				go io.Copy(io.Discard, stream())
			}
			for range stalled / 4 {
				go io.Copy(io.Discard, socket("")) // no hello
				go io.Copy(io.Discard, socket(`{"type":"ping"}`))
				go stall(socket(hello()))
				go stall(stream())
			}
			time.Sleep(30 * time.Second) // each hello is in its turn
			return heapInUse()
		}
		// leave has everybody go who has not been cut.
		leave := func() {
			for _, c := range open {
				c.Close()
			}
			open = nil
			time.Sleep(time.Minute)
			synctest.Wait()
		}

		innocent := listener.dial()
		go io.WriteString(innocent, "GET "+liveStream+" HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer "+tokens[0]+"\r\n\r\n")
		received := &logBuffer{}
		go io.Copy(received, innocent)
		crowd(20, 8) // what is made once is made
		leave()
		goroutines, before := goroutinesNow(), heapInUse()
		givenBack := func(what string, peak, kept uint64) {
			t.Helper()
			leave()
			if n := goroutinesNow(); n != goroutines {
				t.Errorf("%s: %d goroutines are left, before there were %d", what, n, goroutines)
			}
			if rooms, sessions := h.rooms.Stats.Rooms.Load(), h.rooms.Stats.Sessions.Load(); rooms != 1 || sessions != 1 {
				t.Errorf("%s: %d rooms and %d sessions are left", what, rooms, sessions)
			}
			after := heapInUse()
			t.Logf("%s: %d kB before, %d kB with all, %d kB after", what, before>>10, peak>>10, after>>10)
			if peak < before || after > before+kept+(peak-before)/5 {
				t.Errorf("%s: %d kB were in use before, %d kB with all, and %d kB after", what, before>>10, peak>>10, after>>10)
			}
			before = after
		}

		peak := crowd(idle, 0)
		if n := int(h.rooms.Stats.Sessions.Load()); n != idle+1 {
			t.Fatalf("%d sessions are open", n)
		}
		givenBack("idle connections", peak, 0)

		crowd(0, stalled)
		if n := int(h.rooms.Stats.Sessions.Load()); n != stalled/2+1 {
			t.Errorf("%d sessions are open, those without hello among them", n)
		}
		close(stalls)
		const notes, length = 200, 10_400
		for i := range notes {
			submit(jan, "AddNote", &board.AddNote{Board: "board-1", Note: fmt.Sprint("n", i), Section: "threat", Text: strings.Repeat("długi tekst ", length/13)})
			time.Sleep(20 * time.Millisecond) // it is sent
		}
		peak = heapInUse()
		if n := int(h.rooms.Stats.SlowCloses.Load()); n != stalled/2 {
			t.Errorf("%d were cut", n)
		}
		givenBack("stalled readers", peak, 8*notes*length) // in the journal, in the state, and for those who come back
		if !strings.Contains(received.String(), `"n199"`) {
			t.Error("the innocent did not receive everything")
		}
		innocent.Close()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if rooms, sessions := h.rooms.Stats.Rooms.Load(), h.rooms.Stats.Sessions.Load(); rooms != 0 || sessions != 0 {
			t.Errorf("%d rooms and %d sessions are left of an empty workshop", rooms, sessions)
		}
		if err := h.server.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}

// goroutinesNow counts goroutines. The runtime's own count is not exact while others end.
func goroutinesNow() int {
	stacks := make([]byte, 16<<20)
	return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), "\n\ngoroutine ")
}

// heapInUse is what the heap holds when all garbage is collected.
func heapInUse() uint64 {
	for range 3 { // pools are emptied by the second
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// textMessage is a text as a client sends it over a WebSocket, with a mask of zeros;
// nothing for an empty one.
func textMessage(text string) []byte {
	if text == "" {
		return nil
	}
	message := []byte{0x81, 0x80 | 126}
	if len(text) < 126 {
		message = []byte{0x81, 0x80 | byte(len(text))}
	} else {
		message = binary.BigEndian.AppendUint16(message, uint16(len(text)))
	}
	return append(append(message, 0, 0, 0, 0), text...)
}
