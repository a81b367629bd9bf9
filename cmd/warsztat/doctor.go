package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"warsztat/server/bus/redis"
	"warsztat/server/database"
)

const doctorMore = `It looks at the settings, the files and their permissions, the checksums of everything
that is stored, the disk, the clock, Redis, and at the address for people: whether it
answers, whether phones can reach it, and whether WebSockets and event streams pass the
proxy. It changes nothing, and the server may be running. Give it the settings of the
server. It ends with 1 when something is wrong.`

// The outcomes of a look.
const (
	fine    = "ok"
	warning = "warning"
	wrong   = "wrong"
)

// finding is what doctor says of one thing.
type finding struct {
	About  string `json:"about"`
	Result string `json:"result"`
	Says   string `json:"says"`
}

// examination gathers findings.
type examination struct {
	*call
	found []finding
}

func (e *examination) say(about, result, format string, values ...any) {
	e.found = append(e.found, finding{about, result, fmt.Sprintf(format, values...)})
}

func runDoctor(ctx context.Context, c *call) error {
	e := &examination{call: c}
	e.settings()
	e.files()
	e.stored(ctx)
	e.disk()
	e.clock()
	e.redisServer(ctx)
	e.people(ctx)
	bad := 0
	for _, f := range e.found {
		if f.Result == wrong {
			bad++
		}
		if !c.json {
			fmt.Fprintf(c.out, "%-8s %s: %s\n", f.Result, f.About, f.Says)
		}
	}
	if c.json {
		if err := c.tell(e.found, ""); err != nil {
			return err
		}
	}
	if bad > 0 {
		return fmt.Errorf("something is wrong: %d of %d", bad, len(e.found))
	}
	return nil
}

// checkSettings is the command. Settings that cannot work have ended it before.
func checkSettings(_ context.Context, c *call) error {
	if c.unknown != nil {
		return &settingError{strings.Join(c.unknown, "; ")}
	}
	return c.tell(struct {
		Valid bool `json:"valid"`
	}{true}, "The settings can work.")
}

func (e *examination) settings() {
	for _, says := range e.unknown {
		e.say("settings", warning, "%s", says)
	}
	if e.unknown == nil {
		e.say("settings", fine, "all are known")
	}
}

// files looks at who may read the database.
func (e *examination) files() {
	if database.IsShared(e.database) {
		return
	}
	paths := []string{filepath.Dir(e.database), e.database, e.database + "-wal", socketOf(e.database)}
	good := true
	for i, path := range paths {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) && i > 1 {
			continue
		}
		if err != nil {
			e.say("files", wrong, "%v", err)
			return
		}
		mode := info.Mode().Perm()
		if i > 0 && mode&0o077 != 0 {
			good = false
			e.say("files", wrong, "others on this machine may read %s, in which everything is that people wrote: chmod 600 %s", path, path)
		}
		if i == 0 && mode&0o002 != 0 {
			good = false
			e.say("files", wrong, "everybody on this machine may replace the files in %s: chmod 700 %s", path, path)
		}
		if i == 1 && mode&0o200 == 0 {
			good = false
			e.say("files", wrong, "%s cannot be written: chmod 600 %s", path, path)
		}
	}
	if good {
		e.say("files", fine, "only one user may read the database")
	}
}

// newestMillis is the time of the newest change that is stored.
func (e *examination) stored(ctx context.Context) {
	reader, err := database.OpenReader(ctx, e.database)
	if err != nil {
		e.say("database", wrong, "%v", err)
		return
	}
	defer reader.Close()
	seen, err := database.Inspect(ctx, reader, "", e.progress())
	if err != nil {
		e.say("database", wrong, "it cannot be read whole, restore a backup: %v", err)
		return
	}
	for _, f := range seen.Faults {
		e.say("database", wrong, "%s; what a snapshot covers is not lost to people, everything else is in a backup", f)
	}
	if more := seen.Damaged - len(seen.Faults); more > 0 {
		e.say("database", wrong, "and %d more", more)
	}
	if seen.Damaged == 0 {
		e.say("database", fine, "all checksums are right: %s", amount(seen))
	}
	if ahead := time.Until(time.UnixMilli(seen.Newest)); ahead > time.Minute {
		e.say("clock", wrong, "the clock of this machine is behind the newest change by %v: set it, best by NTP (timedatectl set-ntp true)", ahead.Round(time.Second))
	}
}

// diskLow is as little space as a server keeps for workshops that have written little.
const diskLow = 1 << 30

func (e *examination) disk() {
	if database.IsShared(e.database) {
		return
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(e.database), &disk); err != nil {
		e.say("disk", wrong, "%v", err)
		return
	}
	free := disk.Bavail * uint64(disk.Bsize)
	if free < diskLow {
		e.say("disk", wrong, "only %d MB are free at %s: make space, long workshops are read-only below 256 MB", free>>20, filepath.Dir(e.database))
		return
	}
	e.say("disk", fine, "%d MB are free", free>>20)
}

func (e *examination) clock() {
	var state syscall.Timex
	const unsynchronised = 5 // TIME_ERROR of adjtimex(2)
	if code, err := syscall.Adjtimex(&state); err == nil && code == unsynchronised {
		e.say("clock", warning, "nothing keeps the clock of this machine right, so timers may be: timedatectl set-ntp true")
		return
	}
	e.say("clock", fine, "%s", time.Now().UTC().Format(time.DateTime+" UTC"))
}

// warnings gathers what is logged.
type warnings struct {
	slog.Handler
	told *[]string
}

func (w warnings) Handle(_ context.Context, r slog.Record) error {
	*w.told = append(*w.told, r.Message)
	return nil
}

func (e *examination) redisServer(ctx context.Context) {
	if e.redis == "" {
		return
	}
	var told []string
	b, err := redis.Open(ctx, e.redis, "doctor", slog.New(warnings{slog.NewTextHandler(io.Discard, nil), &told}))
	if err != nil {
		e.say("redis", wrong, "%v", err)
		return
	}
	defer b.Close()
	for _, says := range told {
		e.say("redis", warning, "%s", says)
	}
	if told == nil {
		e.say("redis", fine, "it answers")
	}
}

// people looks at the address as a browser would.
func (e *examination) people(ctx context.Context) {
	public := e.address()
	e.reach(public)
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	get := func(path string, header ...string) (*http.Response, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, public.JoinPath(path).String(), nil)
		if err != nil {
			return nil, err
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		return client.Do(r)
	}
	began := time.Now()
	answer, err := get("/readyz")
	if err != nil {
		e.say("address", wrong, "%s does not answer (%v): start the server, or correct --public-url or the proxy", public, errors.Unwrap(err))
		return
	}
	text, _ := io.ReadAll(io.LimitReader(answer.Body, 100))
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK || strings.TrimSpace(string(text)) != "ready" {
		e.say("address", wrong, "%s answers %s and not as a ready Warsztat: %q", public, answer.Status, strings.TrimSpace(string(text)))
		return
	}
	e.say("address", fine, "%s answers in %v", public, time.Since(began).Round(time.Millisecond))
	if theirs, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		if off := time.Since(theirs); off.Abs() > time.Minute {
			e.say("clock", wrong, "the clocks of this machine and of the server at %s are %v apart: set both, best by NTP", public, off.Abs().Round(time.Second))
		}
	}

	answer, err = get("/api/check", "Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13",
		"Sec-WebSocket-Key", "d2Fyc3p0YXQtZG9jdG9yIQ==", "Origin", public.String())
	const remedy = "let the proxy pass the headers Upgrade and Connection, see deploy/README.md; people can work meanwhile, by an event stream"
	switch {
	case err != nil:
		e.say("websocket", wrong, "it gets no answer: %s", remedy)
	case answer.StatusCode != http.StatusSwitchingProtocols:
		answer.Body.Close()
		e.say("websocket", wrong, "it is answered by %s: %s", answer.Status, remedy)
	default:
		_, err := bufio.NewReader(answer.Body).ReadByte()
		answer.Body.Close()
		if err != nil {
			e.say("websocket", wrong, "it opens and brings nothing: %s", remedy)
		} else {
			e.say("websocket", fine, "it passes")
		}
	}

	began = time.Now()
	answer, err = get("/api/check", "Accept", "text/event-stream") // the client takes gzip by itself
	if err == nil {
		_, err = bufio.NewReader(answer.Body).ReadByte()
		answer.Body.Close()
	}
	switch took := time.Since(began); {
	case err != nil:
		e.say("event stream", warning, "it gets no answer: browsers without WebSocket ask again and again instead")
	case took > 2*time.Second:
		e.say("event stream", warning, "something holds it back for %v: turn buffering and compression of text/event-stream off in the proxy", took.Round(time.Second))
	default:
		e.say("event stream", fine, "it passes")
	}
}

// address is where people shall reach the server.
func (e *examination) address() *url.URL {
	listens, err := net.ResolveTCPAddr("tcp", e.listen)
	if err != nil {
		listens = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	}
	public, _ := reached(e.config, listens)
	return public
}

// reach says which devices can use the address.
func (e *examination) reach(public *url.URL) {
	switch {
	case isThisMachine(public):
		e.say("phones", warning, "%s is this computer only, and a phone that scans a QR code cannot open it: in a local network use --lan, otherwise --public-url", public)
	case public.Scheme == "http":
		e.say("phones", warning, "%s is for the same network only, and whoever else is in it can read along: outside of a room use https", public)
	default:
		e.say("phones", fine, "they can open %s from anywhere, when it is reachable from there", public)
	}
}
