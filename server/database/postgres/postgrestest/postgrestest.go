// Package postgrestest starts a Postgres server for the tests of one package.
package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"
)

// Server is a Postgres server that listens on a Unix socket only. The user
// postgres enters without a password, every other with one.
type Server struct {
	dir     string
	start   func() error
	owner   *syscall.Credential // nil: this user
	process *exec.Cmd
	ended   chan error
	schemas atomic.Int64
}

// Main starts a server, runs the tests, stops it and looks for goroutines that
// are left. It returns the exit code; server is set while the tests run.
func Main(server **Server, run func() int) int {
	s, err := Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "start Postgres for the tests:", err)
		return 1
	}
	*server = s
	code := run()
	if err := s.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "stop Postgres:", err)
		return 1
	}
	if err := goleak.Find(); code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// Start makes an empty cluster and starts its server. With no settings it does
// not wait for the disk.
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	s := &Server{}
	if s.dir, err = os.MkdirTemp("", "pg"); err != nil { // a short path: it names a socket
		return nil, err
	}
	if err := s.begin(bin, settings); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.dir))
	}
	return s, nil
}

// binaries is the directory of Postgres's programs, which Debian keeps out of
// the path.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(slices.Max(found)), nil
	}
	path, err := exec.LookPath("postgres")
	if err != nil {
		return "", fmt.Errorf("%w; install PostgreSQL 14 or newer", err)
	}
	path, err = filepath.EvalSymlinks(path)
	return filepath.Dir(path), err
}

func (s *Server) makeCluster(bin string) error {
	if os.Geteuid() == 0 { // Postgres refuses to run as root
		owner, err := user.Lookup("postgres")
		if err != nil {
			return err
		}
		uid, err1 := strconv.ParseUint(owner.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(owner.Gid, 10, 32)
		if err := errors.Join(err1, err2, os.Chown(s.dir, int(uid), int(gid))); err != nil {
			return err
		}
		s.owner = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "--no-sync", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", s.data())
	initdb.Dir = s.dir
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: s.owner}
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	rules := "local all postgres trust\nlocal all all scram-sha-256\n"
	return os.WriteFile(filepath.Join(s.data(), "pg_hba.conf"), []byte(rules), 0o644)
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }
func (s *Server) log() string  { return filepath.Join(s.dir, "log") }

// Host is the directory of the Unix socket on which the server listens.
func (s *Server) Host() string { return s.dir }

// Socket is the path of the Unix socket on which the server listens.
func (s *Server) Socket() string { return filepath.Join(s.dir, ".s.PGSQL.5432") }

func (s *Server) begin(bin string, settings []string) error {
	if err := s.makeCluster(bin); err != nil {
		return err
	}
	s.start = func() error { return s.run(bin, settings) }
	return s.start()
}

func (s *Server) run(bin string, settings []string) error {
	if len(settings) == 0 {
		settings = []string{"fsync=off", "full_page_writes=off"}
	}
	arguments := []string{"-D", s.data(), "-c", "listen_addresses=", "-c", "unix_socket_directories=" + s.dir, "-c", "max_connections=300"}
	for _, setting := range settings {
		arguments = append(arguments, "-c", setting)
	}
	s.process = exec.Command(filepath.Join(bin, "postgres"), arguments...)
	s.process.Dir = s.dir
	log, err := os.Create(s.log())
	if err != nil {
		return err
	}
	defer log.Close()
	s.process.Stdout, s.process.Stderr = log, log
	// Tests that crash leave no server behind.
	s.process.SysProcAttr = &syscall.SysProcAttr{Credential: s.owner, Pdeathsig: syscall.SIGQUIT}
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
		return err
	}
	return s.await()
}

// await waits until the server answers.
func (s *Server) await() error {
	for range 600 {
		conn, err := pgx.Connect(context.Background(), s.Address())
		if err == nil {
			return conn.Close(context.Background())
		}
		select {
		case err := <-s.ended:
			said, _ := os.ReadFile(s.log())
			return fmt.Errorf("%w\n%s", err, said)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return errors.Join(errors.New("it does not answer"), s.Stop())
}

// Restart ends the server by a signal (SIGQUIT is like a crash) and starts it again.
func (s *Server) Restart(by syscall.Signal) error {
	if err := s.process.Process.Signal(by); err != nil {
		return err
	}
	<-s.ended
	return s.start()
}

// FailCalls has the system calls with these names, separated by commas, fail in all
// processes that serve clients or write to the disk just now, for so long or until all
// of them have ended; with a table, only those on its file. The error is one like EIO.
// When it returns, the server answers again. It returns how many calls have failed, and
// logs it when strace may not do that here.
func (s *Server) FailCalls(t testing.TB, calls, fault, table string, long time.Duration) (failed int) {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", s.process.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	arguments := []string{"-qq", "-o", trace, "-e", "trace=" + calls, "-e", "inject=" + calls + ":error=" + fault}
	if table != "" {
		arguments = append(arguments, "-P", filepath.Join(s.data(), s.file(t, table)))
	}
	for _, child := range strings.Fields(string(children)) {
		arguments = append(arguments, "-p", child)
	}
	strace := exec.Command("strace", arguments...)
	var said strings.Builder
	strace.Stderr = &said
	if err := strace.Start(); err != nil {
		t.Fatal(err)
	}
	enough := time.AfterFunc(long, func() { _ = strace.Process.Signal(os.Interrupt) }) // it may have ended
	_ = strace.Wait()                                                                  // it is interrupted, or tells that a process was killed
	enough.Stop()
	if strings.Contains(said.String(), "not permitted") {
		t.Log("no system calls fail, because strace may not attach to Postgres:", said.String())
	}
	traced, _ := os.ReadFile(trace)
	if err := s.await(); err != nil {
		if err = s.start(); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Count(string(traced), "(INJECTED)")
}

// file is the path of a table's file below the directory of the data.
func (s *Server) file(t testing.TB, table string) (path string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), s.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(context.Background(), `SELECT pg_relation_filepath($1)`, table).Scan(&path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Stop ends the server at once and removes its files.
func (s *Server) Stop() error {
	if err := s.process.Process.Signal(syscall.SIGQUIT); err != nil {
		return err
	}
	<-s.ended // tells only that it was ended by a signal
	return os.RemoveAll(s.dir)
}

// Address is the address of the database postgres, for its superuser.
func (s *Server) Address() string { return s.At(s.dir, nil) }

// At is the same address by way of another host.
func (s *Server) At(host string, parameters url.Values) string {
	query := url.Values{"host": {host}, "user": {"postgres"}}
	for name, values := range parameters {
		query[name] = values
	}
	return "postgres:///postgres?" + query.Encode()
}

// Schema makes an empty schema, which is like a database of its own, and returns
// its name.
func (s *Server) Schema(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("test%d", s.schemas.Add(1))
	s.Exec(t, "CREATE SCHEMA "+name)
	t.Cleanup(func() { s.Exec(t, "DROP SCHEMA "+name+" CASCADE") })
	return name
}

// Database is the address of an empty schema.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	return s.At(s.dir, url.Values{"search_path": {s.Schema(t)}})
}

// Exec runs a statement as the superuser and returns how many rows it changed.
func (s *Server) Exec(t testing.TB, statement string, arguments ...any) int64 {
	t.Helper()
	return s.ExecAt(t, s.Address(), statement, arguments...)
}

// ExecAt is Exec with another address of the server.
func (s *Server) ExecAt(t testing.TB, address, statement string, arguments ...any) int64 {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	tag, err := conn.Exec(ctx, statement, arguments...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return tag.RowsAffected()
}
