package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/server/bus/redis/redistest"
)

// sample is a file of deploy/proxy with a text replaced, pair by pair.
func sample(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("../../deploy/proxy", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// freePort is one that was free a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
}

// proxied starts a program that answers on the port, until the test ends.
func proxied(t *testing.T, port string, command *exec.Cmd) {
	t.Helper()
	var said strings.Builder
	command.Stdout, command.Stderr = &said, &said
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // it may have ended
		<-ended
	})
	for begin := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%v: %s", err, &said)
		default:
		}
		if time.Since(begin) > clienttest.Patience {
			t.Fatalf("%s does not answer: %s", command.Path, &said)
		}
	}
}

func startNginx(t *testing.T, port string, backends []string, pairs ...string) {
	dir := t.TempDir()
	text := sample(t, "nginx.conf", append([]string{
		"listen 443 ssl;", "listen 127.0.0.1:" + port + ";",
		"	ssl_certificate /etc/ssl/warsztat.pem;\n	ssl_certificate_key /etc/ssl/warsztat.key;\n", "",
		"	server 127.0.0.1:8080 max_fails", "	server " + strings.Join(backends, " max_fails=1 fail_timeout=2s;\n	server ") + " max_fails",
	}, pairs...)...)
	paths := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		paths += fmt.Sprintf("%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	config := fmt.Sprintf("daemon off; worker_processes 1; pid %s/pid; error_log stderr warn;\nevents { worker_connections 512; }\nhttp {\naccess_log off;\n%s%s}\n", dir, paths, text)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	proxied(t, port, exec.Command("nginx", "-p", dir, "-e", "stderr", "-c", file))
}

func startCaddy(t *testing.T, port string, backends []string, pairs ...string) {
	dir := t.TempDir()
	file := filepath.Join(dir, "Caddyfile")
	if err := os.WriteFile(file, []byte("{\n	admin off\n	auto_https off\n}\n"+sample(t, "Caddyfile", pairs...)), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("caddy", "run", "--config", file, "--adapter", "caddyfile")
	command.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir,
		"WARSZTAT_HOST=http://127.0.0.1:"+port, "WARSZTAT_UPSTREAMS="+strings.Join(backends, " "))
	proxied(t, port, command)
}

// Two instances behind nginx and behind Caddy, by the samples of deploy/proxy: doctor
// finds nothing wrong, people who are at different instances work together, and one
// instance may go. With the settings that break WebSockets, or hold back streams, doctor
// says so.
func TestProxies(t *testing.T) {
	redis, err := redistest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := redis.Kill(); err != nil {
			t.Error(err)
		}
	})
	for name, p := range map[string]struct {
		start  func(t *testing.T, port string, backends []string, pairs ...string)
		broken map[string][]string // what doctor calls not right, by the change that makes it so
	}{
		"nginx": {startNginx, map[string][]string{
			"websocket":    {"		proxy_set_header Upgrade $http_upgrade;\n		proxy_set_header Connection $warsztat_connection;\n", ""},
			"event stream": {"		proxy_buffering off;", "		proxy_ignore_headers X-Accel-Buffering;\n		gzip on; gzip_proxied any; gzip_min_length 0; gzip_types text/event-stream;"},
		}},
		"caddy": {startCaddy, map[string][]string{
			"websocket":               {"		lb_policy", "		header_up -Upgrade\n		header_up -Connection\n		lb_policy"},
			"websocket, event stream": {"		lb_policy", "		buffer_responses\n		lb_policy"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			port := freePort(t)
			address := "http://127.0.0.1:" + port
			database := postgres.Database(t)
			var backends []string
			var stops []func() error
			for range 2 {
				_, logs, _, stop := running(t, "--database", database, "--redis", redis.Address(), "--organiser-key", clienttest.OrganiserKey,
					"--public-url", address, "--trusted-proxies", "127.0.0.1")
				backends, stops = append(backends, logs.match(t, `msg=serving .*listen=(\S+)`)), append(stops, stop)
			}
			p.start(t, port, backends)
			wantDoctor(t, address, "")
			server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
			links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
			if err != nil {
				t.Fatal(err)
			}
			h := &hosted{address: address, server: server, links: links}
			var people []*client.Client
			for _, name := range []string{"anna", "jan", "ewa"} {
				c, _ := h.enter(t, board.Participant, name)
				people = append(people, c)
			}
			var notes atomic.Int64
			together := func() {
				for _, c := range people {
					note := fmt.Sprint("n", notes.Add(1))
					clienttest.Must(t, c, &board.AddNote{Board: h.board, Note: note, Section: "strength", Text: "lasy"})
					for _, other := range people {
						clienttest.Await(t, other, "what another wrote", func(s *board.State) bool { return s.Get(note) != nil })
					}
				}
			}
			together()
			if err := stops[0](); err != nil {
				t.Error(err)
			}
			together()
			for what, change := range p.broken {
				port := freePort(t)
				p.start(t, port, backends[1:], change...)
				wantDoctor(t, "http://127.0.0.1:"+port, what)
			}
		})
	}
}

// wantDoctor wants doctor to find what is named not right with an address, and nothing else.
func wantDoctor(t *testing.T, address, what string) {
	t.Helper()
	public, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := &examination{call: &call{config: &config{public: public.URL}, out: io.Discard, logs: io.Discard}}
	e.people(t.Context())
	for _, f := range e.found {
		if right := f.Result == fine || f.About == "phones"; right == strings.Contains(what, f.About) {
			t.Errorf("%s, where %q is broken: %+v", address, what, f)
		}
	}
}

// Every file of deploy that names a metric names one that a server has.
func TestMonitoringNamesMetricsThatExist(t *testing.T) {
	redis, err := redistest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := redis.Kill(); err != nil {
			t.Error(err)
		}
	}()
	told := ""
	for _, settings := range [][]string{{"--database", filepath.Join(t.TempDir(), "w.db")}, {"--database", postgres.Database(t), "--redis", redis.Address()}} {
		_, logs, address, stop := running(t, append(settings, "--organiser-key", clienttest.OrganiserKey, "--metrics-listen", "127.0.0.1:0")...)
		server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
		links, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
		if err != nil {
			t.Fatal(err)
		}
		h := &hosted{address: address, server: server, links: links}
		c, leave := h.enter(t, board.Participant, "Jan")
		clienttest.Must(t, c, &board.AddNote{Board: h.board, Note: "n1", Section: "strength", Text: "lasy"})
		answer, err := http.Get("http://" + logs.match(t, `profiling" listen=(\S+)`) + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		told += "\n" + string(text)
		found, err := findings(t, append(settings, "--public-url", address)...)
		about := fmt.Sprint(found)
		if err != nil || strings.Contains(about, "{redis") != (len(settings) > 2) {
			t.Errorf("doctor: %v, %s", err, about)
		}
		leave()
		http.DefaultClient.CloseIdleConnections()
		if err := stop(); err != nil {
			t.Error(err)
		}
	}
	if !strings.Contains(told, `warsztat_commands_total{command="AddNote",result="accepted"} 1`) {
		t.Error("a command was not counted")
	}
	name := regexp.MustCompile(`\b(warsztat|process|go)_[a-z_]+[a-z]\b`)
	files, err := filepath.Glob("../../deploy/monitoring/*")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	used := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, metric := range name.FindAllString(string(text), -1) {
			used[metric] = true
			if !strings.Contains(told, "\n"+metric+" ") && !strings.Contains(told, "\n"+metric+"{") {
				t.Errorf("%s names %s, which no server has", file, metric)
			}
		}
	}
	if len(used) < 20 {
		t.Errorf("found only %d metrics", len(used))
	}
}

// The units of systemd have no key that is unknown, and allow little.
func TestUnits(t *testing.T) {
	files, err := filepath.Glob("../../deploy/systemd/*")
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	dir := t.TempDir()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var units []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		unit := filepath.Join(dir, filepath.Base(file))
		if err := os.WriteFile(unit, []byte(strings.ReplaceAll(string(text), "/usr/local/bin/warsztat", program)), 0o644); err != nil {
			t.Fatal(err)
		}
		units = append(units, unit)
	}
	if out, err := exec.CommandContext(t.Context(), "systemd-analyze", append([]string{"verify", "--recursive-errors=no"}, units...)...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %s", err, out)
	}
}
