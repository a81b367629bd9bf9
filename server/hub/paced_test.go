package hub

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// hijacked is the answer to a request whose connection can be taken over.
type hijacked struct {
	http.ResponseWriter
	conn net.Conn
}

func (h hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) { return h.conn, nil, nil }

// Whatever a connection brings is paced: also the frames that never become a message.
func TestConnectionIsPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, server := net.Pipe()
		conn, _, err := paced{hijacked{httptest.NewRecorder(), server}}.Hijack()
		if err != nil {
			t.Fatal(err)
		}
		const seconds = 10
		go func() {
			client.Write(make([]byte, connectionBurstBytes+seconds*connectionBytesPerSecond))
			client.Close()
		}()
		start := time.Now()
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Error(err)
		}
		if took := time.Since(start).Round(time.Second); took != seconds*time.Second {
			t.Errorf("it took %v, want %d seconds", took, seconds)
		}
		conn.Close()
	})
}

// A client that takes nothing is cut off within twice the time for a message, however
// long the connection has rested before. One that takes a little in time stays.
func TestConnectionThatIsNotReadIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, server := net.Pipe()
		conn, _, _ := paced{hijacked{httptest.NewRecorder(), server}}.Hijack()
		message := make([]byte, 1000)
		go io.Copy(io.Discard, io.LimitReader(client, 3*1000))
		for range 3 {
			if _, err := conn.Write(message); err != nil {
				t.Fatal(err)
			}
			<-time.After(time.Hour)
		}
		start := time.Now()
		if _, err := conn.Write(message); err == nil {
			t.Error("a message that nobody reads was sent")
		}
		if took := time.Since(start); took < sendTime(1000) || took > 2*sendTime(1000) {
			t.Errorf("it was cut off after %v", took)
		}
		if _, err := client.Read(message); err != io.EOF {
			t.Errorf("the connection is not closed: %v", err)
		}
	})
}

// A connection that waits for its pace can be closed.
func TestPacedConnectionCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, server := net.Pipe()
		conn, _, _ := paced{hijacked{httptest.NewRecorder(), server}}.Hijack()
		go client.Write(make([]byte, 2*connectionBurstBytes))
		done := make(chan struct{})
		go func() { io.Copy(io.Discard, conn); close(done) }()
		synctest.Wait()
		start := time.Now()
		conn.Close()
		<-done
		if took := time.Since(start); took > 0 {
			t.Errorf("closing took %v", took)
		}
		client.Close()
	})
}
