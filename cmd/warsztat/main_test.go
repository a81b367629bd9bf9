package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"warsztat/cmd/internal/clienttest"
	"warsztat/server/database/postgres/postgrestest"
)

// postgres is a server for the tests that need one.
var postgres *postgrestest.Server

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(&postgres, m.Run)) }

func TestCommands(t *testing.T) {
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"version"}, 0, "warsztat dev\ncommit unknown\n" + runtime.Version() + " "},
		{[]string{"help"}, 0, "--trusted-proxies"},
		{[]string{"-h"}, 0, "WARSZTAT_ORGANISER_KEY or WARSZTAT_ORGANISER_KEY_FILE"},
		{[]string{"serve", "--help"}, 0, "Usage: warsztat [command]"},
		{[]string{"help", "backup"}, 0, "Example:\n  warsztat backup "},
		{[]string{"config", "--max-notes=9"}, 0, "WARSZTAT_MAX_NOTES"},
		{[]string{"config", "--organiser-key=canary"}, 0, "(secret)"},
		{[]string{"audit"}, 2, "say which workshop: warsztat audit WORKSHOP"},
		{[]string{"audit", "--json"}, 2, "say which workshop"},
		{[]string{"workshop"}, 2, "say which: warsztat workshop list, warsztat workshop export"},
		{[]string{"config", "check"}, 0, "can work"},
		{[]string{"config", "check", "--json"}, 0, `{"valid":true}`},
		{[]string{"config", "check", "--databse=x"}, 2, "not defined: -databse, did you mean --database?; see"},
		{[]string{"config", "check", "--public-url=http://0.0.0.0:80"}, 2, "the address that people type"},
		{[]string{"config", "check", "--public-url=warsztat.example"}, 2, "such as https://warsztat.example"},
		{[]string{"config", "check", "--database=postgres://db:port/w"}, 2, "this is no Postgres address"},
		{[]string{"backup", "--keep=3", "/nowhere"}, 2, "a directory that is there"},
		{[]string{"doctr"}, 2, "did you mean doctor?"},
		{[]string{"audit", "--help"}, 0, "Example:\n  warsztat audit "},
		{[]string{"audit", "w", "--database=/dev/null/x"}, 1, "/dev/null"},
		{[]string{"dance"}, 2, `there is no command "dance"`},
		{[]string{"serve", "--redis=redis://x"}, 2, "set --database to its address, or leave --redis out"},
		{[]string{"organiser-key", "--organiser-key=x"}, 2, "change it there"},
		{[]string{"demo", "--database=x"}, 2, "leave --database out"},
		{[]string{"demo", "--listen=192.0.2.1:1"}, 1, "--listen"},
		{[]string{"serve", "--listen=192.0.2.1:1"}, 1, "--listen"},
		{[]string{"serve", "--listen=127.0.0.1:0", "--metrics-listen=192.0.2.1:1"}, 1, "--metrics-listen"},
		{[]string{"serve", "--listen=127.0.0.1:0", "--database=/dev/null/x"}, 1, "/dev/null"},
	} {
		var out bytes.Buffer
		err := run(t.Context(), c.args, nil, &out, io.Discard)
		said := out.String()
		if err != nil {
			said += err.Error()
		}
		if exitCode(err) != c.exit || !strings.Contains(said, c.says) || strings.Contains(said, "canary") {
			t.Errorf("%q: exit %d: %s", c.args, exitCode(err), said)
		}
	}
}

// watched is an output that can be waited on.
type watched struct {
	mu   sync.Mutex
	text bytes.Buffer
	grew chan struct{}
}

func newWatched() *watched { return &watched{grew: make(chan struct{}, 1)} }

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.grew <- struct{}{}:
	default:
	}
	return w.text.Write(p)
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// match waits until the output holds the pattern and returns its first group.
func (w *watched) match(t *testing.T, pattern string) string {
	t.Helper()
	late := time.After(clienttest.Patience)
	for {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(w.String()); m != nil {
			return m[1]
		}
		select {
		case <-w.grew:
		case <-late:
			t.Fatalf("no %s in %q", pattern, w)
		}
	}
}

// running starts the program on a free port and returns a function that stops
// it as a signal would and gives its error.
func running(t *testing.T, args ...string) (out, logs *watched, address string, stop func() error) {
	t.Helper()
	out, logs = newWatched(), newWatched()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), []string{"WARSZTAT_LISTEM=typo"}, out, logs)
	}()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { stop() })
	address = out.match(t, `Warsztat is at (http://\S+)`)
	return out, logs, address, stop
}

func status(t *testing.T, method, address, key string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+key)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

func TestServe(t *testing.T) {
	database := filepath.Join(t.TempDir(), "new", "warsztat.db")
	out, logs, address, stop := running(t, "--database", database, "--metrics-listen", "127.0.0.1:0")
	key := out.match(t, `/organiser#(\S+)`)
	if got := status(t, "POST", address+"/api/organiser", key); got != http.StatusNoContent {
		t.Errorf("the printed key answers %d", got)
	}
	if got := status(t, "GET", address+"/readyz", ""); got != http.StatusOK {
		t.Errorf("readyz answers %d", got)
	}
	private := "http://" + logs.match(t, `profiling" listen=(\S+)`)
	if got := status(t, "GET", private+"/metrics", ""); got != http.StatusOK {
		t.Errorf("metrics answer %d", got)
	}
	if got := status(t, "GET", private+"/statusz", ""); got != http.StatusOK {
		t.Errorf("statusz answers %d", got)
	}
	if got := status(t, "GET", address+"/metrics", ""); got != http.StatusNotFound {
		t.Errorf("metrics on the public listener answer %d", got)
	}
	if !strings.Contains(logs.String(), "no setting WARSZTAT_LISTEM, did you mean WARSZTAT_LISTEN?") {
		t.Errorf("a mistyped variable was not told of: %s", logs)
	}
	if !strings.Contains(out.String(), "Open: ") || !strings.Contains(out.String(), "works on this computer only") {
		t.Errorf("it greets with %s", out)
	}

	// A second process on the file. A new key comes from the server that runs.
	if err := run(t.Context(), []string{"serve", "--listen", "127.0.0.1:0", "--database", database}, nil, io.Discard, io.Discard); exitCode(err) != 1 || !strings.Contains(err.Error(), "another process") {
		t.Errorf("a database in use: %v", err)
	}
	renewed := newWatched()
	if err := run(t.Context(), []string{"organiser-key", "--database", database}, []string{"LANG=pl_PL.UTF-8"}, renewed, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(renewed.String(), "Otwórz: ") || !strings.Contains(renewed.String(), "działa tylko na tym komputerze") {
		t.Errorf("it greets with %s", renewed)
	}
	old := key
	key = renewed.match(t, `/organiser#(\S+)`)
	if before, now := status(t, "POST", address+"/api/organiser", old), status(t, "POST", address+"/api/organiser", key); before != http.StatusUnauthorized || now != http.StatusNoContent {
		t.Errorf("the old key answers %d, the new one %d", before, now)
	}
	if err := stop(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if strings.Contains(logs.String(), key) {
		t.Error("the key was logged")
	}
	if _, err := net.DialTimeout("tcp", strings.TrimPrefix(address, "http://"), time.Second); err == nil {
		t.Error("it still listens")
	}

	// The key is shown once; who lost it gets another.
	out, _, address, stop = running(t, "--database", database)
	if strings.Contains(out.String(), "#") {
		t.Errorf("the second start printed %s", out)
	}
	if got := status(t, "POST", address+"/api/organiser", key); got != http.StatusNoContent {
		t.Errorf("after a restart the key answers %d", got)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	renewed = newWatched()
	if err := run(t.Context(), []string{"organiser-key", "--database", database, "--public-url", "https://warsztat.example"}, nil, renewed, io.Discard); err != nil {
		t.Fatal(err)
	}
	other := renewed.match(t, `https://warsztat.example/organiser#(\S+)`)
	_, _, address, stop = running(t, "--database", database)
	if old, fresh := status(t, "POST", address+"/api/organiser", key), status(t, "POST", address+"/api/organiser", other); old != http.StatusUnauthorized || fresh != http.StatusNoContent {
		t.Errorf("the old key answers %d, the new one %d", old, fresh)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// An operator whose metrics others may read is warned.
func TestPublicMetricsAreWarnedOf(t *testing.T) {
	for listen, warned := range map[string]bool{"127.0.0.1:0": false, "0.0.0.0:0": true} {
		_, logs, _, stop := running(t, "--database", filepath.Join(t.TempDir(), "warsztat.db"), "--metrics-listen", listen)
		if err := stop(); err != nil {
			t.Error(err)
		}
		if got := strings.Contains(logs.String(), "everybody who reaches this address can read metrics and profiles"); got != warned {
			t.Errorf("metrics on %s are warned of: %t", listen, got)
		}
	}
}

func TestServeWithAFixedKey(t *testing.T) {
	out, logs, _, stop := running(t, "--database", filepath.Join(t.TempDir(), "warsztat.db"), "--organiser-key", "canary", "--public-url", "http://warsztat.example")
	if strings.Contains(out.String(), "#") || strings.Contains(logs.String()+out.String(), "canary") {
		t.Errorf("printed %s, logged %s", out, logs)
	}
	for _, warning := range []string{"can be guessed", "over http"} {
		if !strings.Contains(logs.String(), warning) {
			t.Errorf("no warning %q in %s", warning, logs)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// The demo prints where to go, and leaves nothing behind.
func TestDemo(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // where the database of the demo lies
	out, logs := newWatched(), newWatched()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"demo", "--listen", "127.0.0.1:0"}, nil, out, logs) }()
	address := out.match(t, `Projector:\s+(http://\S+)/join#`)
	if got := status(t, "GET", address+"/readyz", ""); got != http.StatusOK {
		t.Errorf("readyz answers %d", got)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left behind %v, %v", left, err)
	}
	if logs.String() != "" {
		t.Errorf("logged %s", logs)
	}
}

func TestExitCodes(t *testing.T) {
	for err, want := range map[error]int{nil: 0, errors.New("x"): 1, &settingError{"x"}: 2, errors.Join(errors.New("x"), &settingError{"y"}): 2} {
		if got := exitCode(err); got != want {
			t.Errorf("%v: exit %d, want %d", err, got, want)
		}
	}
}

// Metrics on an address that others may reach are warned of.
func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": false, "::1": false, "10.0.0.1": false, "192.168.1.1": false, "fd00::1": false, "fe80::1": false,
		"0.0.0.0": true, "::": true, "203.0.113.7": true, "2001:db8::1": true,
	} {
		if got := isPublic(&net.TCPAddr{IP: net.ParseIP(address)}); got != want {
			t.Errorf("%s is public: %t", address, got)
		}
	}
}
