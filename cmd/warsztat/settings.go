package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/bus/redis"
	"warsztat/server/database"
)

// config is what the settings say.
type config struct {
	public       *url.URL // nil: where it listens
	listen       string
	lan          bool
	database     string
	redis        string
	organiserKey string
	metrics      string // "" for none
	proxies      access.Proxies
	logFormat    string
	logLevel     slog.Level
	limits       board.Limits
	commandRate  int
	commandBurst int
	sockets      int    // of one address
	locale       string // of greetings, pl or en; no setting of its own

	values  map[string]string // as given, by name
	sources map[string]string // where from: flag, environment, file or default
	unknown []string          // of each environment variable that looks like a setting and is none
}

// secrecy says how much of a setting may be shown.
type secrecy int

const (
	open    secrecy = iota
	address         // all but the password in it
	secret
)

// setting is one row of the table that flags, environment variables, the
// output of config and the README are made from.
type setting struct {
	name    string
	initial string
	doc     string
	secrecy secrecy // other than open: may also come from a file, by NAME_FILE
	apply   func(c *config, value string) error
}

// environment is the name of the setting as a variable.
func (s setting) environment() string {
	return "WARSZTAT_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

var table = []setting{
	{"public-url", "", "address at which people reach the server, such as https://warsztat.example; without it, the address it listens on", open, applyPublicURL},
	{"listen", "127.0.0.1:8080", "address and port to listen on", open, applyListen},
	{"lan", "false", "let phones and computers in the same network in: listens on all addresses, unless --listen says otherwise, and links and QR codes hold this computer's address in the network", open, applyLAN},
	{"database", "data/warsztat.db", "file that holds everything, made when missing with its directory; or a Postgres database, as postgres://user:password@host:5432/name", address, applyDatabase},
	{"redis", "", "Redis server that connects several instances on one Postgres database, as redis://:password@host:6379, or rediss:// for TLS; without it there is one instance", address, applyRedis},
	{"organiser-key", "", "key that creating workshops needs; without it, one is made and printed at the first start", secret, func(c *config, v string) error { c.organiserKey = v; return nil }},
	{"metrics-listen", "", "address and port for /metrics and profiling, never to be reached from outside; without it there are none", open, applyMetricsListen},
	{"trusted-proxies", "", "addresses or networks, separated by commas, whose X-Forwarded-For is believed", open, func(c *config, v string) (err error) { c.proxies, err = access.ParseProxies(v); return err }},
	{"log-format", "text", "text or json", open, applyLogFormat},
	{"log-level", "info", "debug, info, warn or error", open, func(c *config, v string) error { return c.logLevel.UnmarshalText([]byte(v)) }},
	{"max-notes", "5000", "notes in one workshop, the bin not counted", open, number(1, 20_000, func(c *config) *int { return &c.limits.MaxNotes })},
	{"max-groups", "500", "groups in one workshop", open, number(1, 5_000, func(c *config) *int { return &c.limits.MaxGroups })},
	{"max-rows", "5000", "rows of tables in one workshop, the bin not counted", open, number(1, 20_000, func(c *config) *int { return &c.limits.MaxRows })},
	{"max-boards", "400", "boards in one workshop, the copies of teams counted", open, number(1, 5_000, func(c *config) *int { return &c.limits.MaxBoards })},
	{"max-people", "200", "members of one workshop, observers not counted", open, number(1, 500, func(c *config) *int { return &c.limits.MaxPeople })},
	{"max-records", "20000", "records of one workshop, the bin counted", open, number(1, 100_000, func(c *config) *int { return &c.limits.MaxRecords })},
	{"max-journal", "500", "megabytes of changes that one workshop may leave on the disk", open, applyMaxJournal},
	{"max-note-length", "10000", "characters of one note", open, number(1, 20_000, func(c *config) *int { return &c.limits.MaxTextLength })},
	{"max-paste", "500", "notes or groups in one command", open, number(1, 2_000, func(c *config) *int { return &c.limits.MaxBatch })},
	{"command-rate", "30", "commands a second of one member, on all devices; a long one counts as several. More wait, or are refused when they come without a WebSocket", open, number(1, 10_000, func(c *config) *int { return &c.commandRate })},
	{"command-burst", "60", "commands that one member may send at once", open, number(1, 10_000, func(c *config) *int { return &c.commandBurst })},
	{"max-sockets-per-address", "500", "live connections from one network address, which a whole office may share", open, number(1, 1_000_000, func(c *config) *int { return &c.sockets })},
}

// settingError is a setting that cannot work, in one sentence.
type settingError struct{ sentence string }

func (e *settingError) Error() string { return e.sentence }

var errHelp = errors.New("help was asked for")

// readSettings reads the table's settings: a flag counts more than an
// environment variable, and that more than the default. An empty variable
// counts as none. define adds the flags of a command; what is no flag is one of its
// operands. The error is a *settingError or errHelp.
func readSettings(args, env []string, define func(*flag.FlagSet)) (c *config, operands []string, err error) {
	c = &config{values: map[string]string{}, sources: map[string]string{}, limits: board.DefaultLimits()}
	for _, s := range table {
		c.values[s.name], c.sources[s.name] = s.initial, "default"
	}
	c.locale = localeOf(env)
	if err := c.readEnvironment(env); err != nil {
		return nil, nil, err
	}
	flags := flag.NewFlagSet("warsztat", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, s := range table {
		give := func(value string) error {
			c.values[s.name], c.sources[s.name] = value, "flag"
			return nil
		}
		if s.initial == "false" {
			flags.BoolFunc(s.name, s.doc, give)
		} else {
			flags.Func(s.name, s.doc, give)
		}
	}
	define(flags)
	for len(args) > 0 {
		switch err := flags.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return nil, nil, errHelp
		case err != nil:
			return nil, nil, &settingError{err.Error() + meant(err, flags) + "; see warsztat help"}
		}
		if args = flags.Args(); len(args) > 0 {
			operands, args = append(operands, args[0]), args[1:]
		}
	}
	for _, s := range table {
		if err := s.apply(c, c.values[s.name]); err != nil {
			return nil, nil, &settingError{fmt.Sprintf("--%s: %v", s.name, err)}
		}
	}
	if c.redis != "" && !database.IsShared(c.database) {
		return nil, nil, &settingError{"--redis connects several instances, which need one Postgres database: set --database to its address, or leave --redis out"}
	}
	if c.limits.MaxRecords < c.limits.MaxNotes {
		return nil, nil, &settingError{"--max-records must not be less than --max-notes"}
	}
	return c, operands, nil
}

// meant suggests the flag that is like one that is unknown.
func meant(err error, flags *flag.FlagSet) string {
	unknown, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return ""
	}
	var known []string
	flags.VisitAll(func(f *flag.Flag) { known = append(known, "--"+f.Name) })
	return suggestion("--"+unknown, known)
}

func (c *config) readEnvironment(env []string) error {
	given := map[string]string{}
	for _, entry := range env {
		name, value, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "WARSZTAT_") && value != "" {
			given[name] = value
		}
	}
	for _, s := range table {
		name := s.environment()
		if value, ok := given[name]; ok {
			c.values[s.name], c.sources[s.name] = value, "environment"
		}
		file, ok := given[name+"_FILE"]
		if !ok || s.secrecy == open {
			delete(given, name)
			continue
		}
		if _, twice := given[name]; twice {
			return &settingError{fmt.Sprintf("%s and %s_FILE are both set; leave one out", name, name)}
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return &settingError{fmt.Sprintf("%s_FILE: %v", name, err)}
		}
		c.values[s.name], c.sources[s.name] = strings.TrimRight(string(content), "\r\n"), "file"
		delete(given, name+"_FILE")
	}
	var known []string
	for _, s := range table {
		known = append(known, s.environment())
	}
	for name := range given {
		c.unknown = append(c.unknown, fmt.Sprintf("there is no setting %s%s", name, suggestion(name, known)))
	}
	slices.Sort(c.unknown)
	return nil
}

// print writes the settings in force, without what is secret.
func (c *config) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SETTING\tVALUE\tFROM\tVARIABLE")
	for _, s := range table {
		fmt.Fprintf(w, "--%s\t%s\t%s\t%s\n", s.name, s.masked(c.values[s.name]), c.sources[s.name], s.environment())
	}
	return w.Flush()
}

// shown is the value of a setting without what is secret.
func (c *config) shown(name string) string {
	i := slices.IndexFunc(table, func(s setting) bool { return s.name == name })
	return table[i].masked(c.values[name])
}

func (s setting) masked(value string) string {
	switch {
	case value == "":
		return "(none)"
	case s.secrecy == secret:
		return "(secret)"
	case s.secrecy == address && strings.Contains(value, "://"):
		u, err := url.Parse(value)
		if err != nil {
			return "(secret)" // it cannot be told where the password is
		}
		return u.Redacted()
	}
	quoted := strconv.QuoteToGraphic(value) // a terminal shall not obey a value
	return quoted[1 : len(quoted)-1]
}

func printSettings(out io.Writer) error {
	for _, s := range table {
		variable := s.environment()
		if s.secrecy != open {
			variable += " or " + variable + "_FILE"
		}
		initial := ""
		if s.initial != "" {
			initial = " (" + s.initial + ")"
		}
		if _, err := fmt.Fprintf(out, "  --%s%s\n      %s\n      %s\n", s.name, initial, s.doc, variable); err != nil {
			return err
		}
	}
	return nil
}

// number is a whole number between two bounds.
func number(low, high int, field func(*config) *int) func(*config, string) error {
	return func(c *config, value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < low || n > high {
			return fmt.Errorf("%q is not a whole number from %d to %d", value, low, high)
		}
		*field(c) = n
		return nil
	}
}

func applyPublicURL(c *config, value string) error {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("give an address such as https://warsztat.example, without a path")
	}
	if ip := net.ParseIP(u.Hostname()); ip != nil && ip.IsUnspecified() {
		return fmt.Errorf("nobody can open %s; give the address that people type", u.Host)
	}
	c.public = &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}
	return nil
}

func applyMaxJournal(c *config, value string) error {
	megabytes := 0
	err := number(1, 1_000_000, func(*config) *int { return &megabytes })(c, value)
	c.limits.MaxJournal = megabytes * 1_000_000
	return err
}

func applyListen(c *config, value string) error {
	c.listen = value
	return checkListen(value)
}

func applyLAN(c *config, value string) (err error) {
	if c.lan, err = strconv.ParseBool(value); err != nil {
		return fmt.Errorf("%q is neither true nor false", value)
	}
	if c.lan && c.sources["listen"] == "default" {
		c.listen = "0.0.0.0:8080"
	}
	if c.lan && c.public == nil && addressInNetwork() == nil {
		return errors.New("this computer is in no network; connect it, or leave --lan out")
	}
	return nil
}

func applyMetricsListen(c *config, value string) error {
	c.metrics = value
	if value == "" {
		return nil
	}
	if value == c.listen && !strings.HasSuffix(value, ":0") {
		return errors.New("it must not be the public address of --listen")
	}
	return checkListen(value)
}

func checkListen(value string) error {
	_, port, err := net.SplitHostPort(value)
	if err != nil {
		return fmt.Errorf("%q is not an address and port such as 127.0.0.1:8080", value)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is not a port", port)
	}
	return nil
}

func applyDatabase(c *config, value string) error {
	c.database = value
	return database.CheckAddress(value)
}

func applyRedis(c *config, value string) error {
	c.redis = value
	if value == "" {
		return nil
	}
	return redis.CheckAddress(value)
}

func applyLogFormat(c *config, value string) error {
	if value != "text" && value != "json" {
		return fmt.Errorf("%q is neither text nor json", value)
	}
	c.logFormat = value
	return nil
}
