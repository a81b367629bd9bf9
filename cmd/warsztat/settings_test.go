package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/database"
)

// serveSettings reads the settings of serve.
func serveSettings(args, env []string) (*config, error) {
	c, err := commands[0].parse(args, env, io.Discard, io.Discard)
	if err != nil {
		return nil, err
	}
	return c.config, nil
}

func TestDefaults(t *testing.T) {
	c, err := serveSettings(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.listen != "127.0.0.1:8080" || c.database != "data/warsztat.db" || c.public != nil || c.metrics != "" || c.organiserKey != "" {
		t.Errorf("the defaults are %+v", c)
	}
	if c.limits != board.DefaultLimits() {
		t.Errorf("the limits are %+v, those of the domain %+v", c.limits, board.DefaultLimits())
	}
}

// Names that other programs rely on.
func TestNames(t *testing.T) {
	for name, variable := range map[string]string{
		"public-url": "WARSZTAT_PUBLIC_URL", "listen": "WARSZTAT_LISTEN", "database": "WARSZTAT_DATABASE", "redis": "WARSZTAT_REDIS",
		"organiser-key": "WARSZTAT_ORGANISER_KEY", "metrics-listen": "WARSZTAT_METRICS_LISTEN", "trusted-proxies": "WARSZTAT_TRUSTED_PROXIES",
		"log-format": "WARSZTAT_LOG_FORMAT", "max-notes": "WARSZTAT_MAX_NOTES", "max-people": "WARSZTAT_MAX_PEOPLE",
		"max-note-length": "WARSZTAT_MAX_NOTE_LENGTH", "max-paste": "WARSZTAT_MAX_PASTE",
	} {
		found := false
		for _, s := range table {
			found = found || s.name == name && s.environment() == variable && s.doc != ""
		}
		if !found {
			t.Errorf("there is no setting --%s, %s", name, variable)
		}
	}
}

func TestPrecedence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("key-from-a-file\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := serveSettings(
		[]string{"--max-notes", "7", "-listen=[::1]:0"},
		[]string{"WARSZTAT_MAX_NOTES=8", "WARSZTAT_MAX_PEOPLE=9", "WARSZTAT_LISTEN=:1", "WARSZTAT_ORGANISER_KEY_FILE=" + file,
			"WARSZTAT_REDIS=", "WARSZTAT_MAX_NOTE=1", "WARSZTAT_LOG_FORMAT_FILE=x", "HOME=/root", "broken"},
	)
	if err != nil {
		t.Fatal(err)
	}
	if c.limits.MaxNotes != 7 || c.limits.MaxPeople != 9 || c.listen != "[::1]:0" || c.organiserKey != "key-from-a-file" {
		t.Errorf("read %+v", c)
	}
	if got := strings.Join(c.unknown, "; "); got != "there is no setting WARSZTAT_LOG_FORMAT_FILE, did you mean WARSZTAT_LOG_FORMAT?; there is no setting WARSZTAT_MAX_NOTE, did you mean WARSZTAT_MAX_NOTES?" {
		t.Errorf("unknown are %s", got)
	}
	for name, source := range map[string]string{"max-notes": "flag", "max-people": "environment", "organiser-key": "file", "redis": "default"} {
		if c.sources[name] != source {
			t.Errorf("%s comes from %s, want %s", name, c.sources[name], source)
		}
	}
}

// Each setting that cannot work is refused in one sentence that says what to do.
func TestBadSettings(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  []string
		says string
	}{
		{[]string{"--database", "postgres://u:p@db:port/w"}, nil, "no Postgres address"},
		{nil, []string{"WARSZTAT_DATABASE=postgresql://%zz"}, "no Postgres address"},
		{[]string{"--database", "mysql://db/w"}, nil, "the path of a file"},
		{[]string{"--database", ""}, nil, "the path of a file"},
		{[]string{"--redis", "redis://localhost"}, nil, "leave --redis out"},
		{[]string{"--redis", "redis.example", "--database", "postgres://db/w"}, nil, "no Redis address"},
		{[]string{"--public-url", "warsztat.example"}, nil, "https://warsztat.example"},
		{[]string{"--public-url", "ftp://warsztat.example"}, nil, "without a path"},
		{[]string{"--public-url", "https://warsztat.example/sub"}, nil, "without a path"},
		{[]string{"--public-url", "https://u:p@warsztat.example"}, nil, "without a path"},
		{[]string{"--public-url", "https://"}, nil, "without a path"},
		{[]string{"--public-url", "https://:8080"}, nil, "without a path"},
		{[]string{"--listen", "8080"}, nil, "not an address and port"},
		{[]string{"--listen", "127.0.0.1:http"}, nil, "not a port"},
		{[]string{"--listen", "127.0.0.1:65536"}, nil, "not a port"},
		{[]string{"--metrics-listen", "127.0.0.1:8080"}, nil, "must not be the public address"},
		{[]string{"--trusted-proxies", "10.0.0.0/8,proxy"}, nil, `"proxy" is neither an address nor a network`},
		{[]string{"--log-format", "xml"}, nil, "neither text nor json"},
		{[]string{"--log-level", "loud"}, nil, "--log-level"},
		{[]string{"--max-notes", "many"}, nil, "not a whole number from 1 to 20000"},
		{[]string{"--max-notes", "0"}, nil, "not a whole number"},
		{[]string{"--max-notes", "20001"}, nil, "not a whole number"},
		{nil, []string{"WARSZTAT_MAX_PEOPLE=501"}, "not a whole number from 1 to 500"},
		{[]string{"--max-notes", "20000", "--max-records", "100"}, nil, "must not be less"},
		{[]string{"--no-such"}, nil, "warsztat help"},
		{[]string{"--lan=maybe"}, nil, "neither true nor false"},
		{[]string{"--listen"}, nil, "needs an argument"},
		{[]string{"stray"}, nil, `"stray" is no setting`},
		{nil, []string{"WARSZTAT_ORGANISER_KEY=a", "WARSZTAT_ORGANISER_KEY_FILE=b"}, "leave one out"},
		{nil, []string{"WARSZTAT_ORGANISER_KEY_FILE=/no/such/file"}, "no such file"},
	} {
		_, err := serveSettings(c.args, c.env)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") || exitCode(err) != 2 {
			t.Errorf("%q %q: %v (exit %d), want %q", c.args, c.env, err, exitCode(err), c.says)
		}
	}
}

func TestConfigMasksSecrets(t *testing.T) {
	c := &config{values: map[string]string{}, sources: map[string]string{}}
	for _, s := range table {
		c.values[s.name] = s.initial
	}
	c.values["organiser-key"] = "canary-key"
	c.values["redis"] = "redis://user:canary-password@cache:6379"
	c.values["database"] = "postgres://user:canary-word@%zz" // no address at all
	c.values["public-url"] = "https://x\x1b[31m"
	var out bytes.Buffer
	if err := c.print(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "canary") || strings.Contains(out.String(), "\x1b") || !strings.Contains(out.String(), "redis://user:xxxxx@cache:6379") {
		t.Errorf("printed\n%s", &out)
	}
	for _, s := range table {
		if !strings.Contains(out.String(), "--"+s.name+" ") || !strings.Contains(out.String(), s.environment()) {
			t.Errorf("--%s is not printed", s.name)
		}
	}
}

func TestLogSettings(t *testing.T) {
	for args, want := range map[string]string{"--log-format=json": `"msg":"hello"`, "--log-format=text": "msg=hello"} {
		c, err := serveSettings([]string{args, "--log-level=warn"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		log := newLog(c, &out)
		log.Info("quiet")
		log.Warn("hello")
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), "quiet") || c.logLevel != slog.LevelWarn {
			t.Errorf("%s: %s", args, &out)
		}
	}
}

func FuzzSettings(f *testing.F) {
	f.Add("--max-notes", "7", "WARSZTAT_PUBLIC_URL", "https://x")
	f.Add("--trusted-proxies=::1/0", "", "WARSZTAT_ORGANISER_KEY_FILE", "/")
	f.Add("-listen", ":\x00", "WARSZTAT_", "=")
	f.Fuzz(func(t *testing.T, first, second, name, value string) {
		if strings.HasSuffix(name, "_FILE") {
			value = "/no/such/file" // the machine's own files are no input
		}
		c, err := serveSettings([]string{first, second}, []string{name + "=" + value})
		if err != nil {
			if exit := exitCode(err); exit != 2 && err != errHelp {
				t.Fatalf("exit %d: %v", exit, err)
			}
			return
		}
		if c.public != nil && (c.public.Host == "" || c.public.Path != "") || c.limits.MaxNotes < 1 || c.redis != "" && !database.IsShared(c.database) || c.database == "" {
			t.Fatalf("let through %+v", c)
		}
	})
}
