// Package redistest starts a Redis server for tests.
package redistest

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Server is a Redis server that keeps nothing.
type Server struct {
	arguments []string
	port      int
	process   *exec.Cmd
	ended     chan error
}

// Start starts a server on a free port, with further arguments.
func Start(arguments ...string) (*Server, error) {
	s := &Server{arguments: arguments}
	for attempt := 0; ; attempt++ {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		s.port = listener.Addr().(*net.TCPAddr).Port
		listener.Close()
		// Somebody else may take the port in between.
		if err = s.run(); err == nil || attempt == 5 {
			return s, err
		}
	}
}

func (s *Server) run() error {
	s.process = exec.Command("redis-server", append([]string{
		"--port", fmt.Sprint(s.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning",
	}, s.arguments...)...)
	s.process.Dir = os.TempDir()
	// Tests that crash leave no server behind.
	s.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	s.ended = make(chan error, 1)
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // whose end would count as the death of the parent
		err := s.process.Start()
		started <- err
		if err == nil {
			s.ended <- s.process.Wait()
		}
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("%w; install Redis 7 or newer", err)
	}
	for range 600 {
		if s.answers() {
			return nil
		}
		select {
		case err := <-s.ended:
			return fmt.Errorf("redis-server ended: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
	return errors.Join(errors.New("redis-server does not answer"), s.Kill())
}

// answers reports whether the server answers at all, even with a refusal.
func (s *Server) answers() bool {
	said, err := s.Command("PING")
	return err == nil && !strings.HasPrefix(said, "-LOADING")
}

// Command sends a command on a connection of its own and returns the first line of
// the answer.
func (s *Server) Command(words ...string) (string, error) {
	conn, err := net.DialTimeout("tcp", s.Host(), time.Second)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprintf(conn, "%s\r\n", strings.Join(words, " ")); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line), err
}

// Host is the host and port of the server.
func (s *Server) Host() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// Address is the address of the server.
func (s *Server) Address() string { return "redis://" + s.Host() }

// Signal sends a signal to the server, such as SIGSTOP.
func (s *Server) Signal(signal syscall.Signal) error { return s.process.Process.Signal(signal) }

// Kill ends the server at once.
func (s *Server) Kill() error {
	if err := s.Signal(syscall.SIGKILL); err != nil {
		return err
	}
	<-s.ended // tells only that it was killed
	return nil
}

// Restart starts a killed server again, on the same port.
func (s *Server) Restart() error { return s.run() }
