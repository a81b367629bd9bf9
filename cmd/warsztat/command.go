package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// command is a row of the table from which the program, its help, the README and the
// tests are made.
type command struct {
	name     string // of one or two words
	operands string // such as "FILE [WORKSHOP]"
	flags    string // those of ownFlags that it takes
	does     string // in one line
	more     string // further sentences of its help
	example  string // what follows "warsztat" and the name
	run      func(ctx context.Context, c *call) error
}

const configMore = `It opens nothing. A variable that begins with WARSZTAT_ and is no setting counts as a
mistake here; the server only warns of it. What is at the addresses is told by warsztat doctor.`

const exportMore = `It prints the newest state, one record a line, and reads the database alone, also beside the
running server. Notes that are hidden still are not in it, nor is what somebody else has in
the bin. A whole database is copied by warsztat backup.`

var commands []command

func init() { // and not where it is declared, because help reads it
	commands = []command{
		{"serve", "", "", "serve workshops; the default", "It ends in order at SIGTERM: people come back to it, or to another instance, without losing anything.", "--lan", runServe},
		{"demo", "", "", "show a workshop with simulated people; nothing of it is kept", "", "", func(ctx context.Context, c *call) error { return runDemo(ctx, c.config, c.out, c.logs) }},
		{"backup", "PATH", "keep json", "copy the database, also beside the running server", backupMore, "/var/backups/warsztat --keep 14", runBackup},
		{"restore", "FILE", "replace json", "make the database from a backup", restoreMore, "/var/backups/warsztat/warsztat-20261130-030000.backup", runRestore},
		{"doctor", "", "json", "look for what is wrong, or soon will be", doctorMore, "--public-url https://warsztat.example", runDoctor},
		{"workshop list", "", "json", "list the workshops: id, title, people, changes, last change", "It reads the database alone, also beside the running server.", "--json", listWorkshops},
		{"workshop export", "WORKSHOP", "", "print all that moderators may see of a workshop, as JSON", exportMore, exampleWorkshop, exportWorkshop},
		{"workshop delete", "WORKSHOP", "yes json", "delete a workshop and all that is stored of it", deleteMore, exampleWorkshop + " --yes", deleteWorkshop},
		{"audit", "WORKSHOP", "json", "print what moderators have done in a workshop", auditMore, exampleWorkshop, audit},
		{"config", "", "", "print the settings in force, secrets masked", "", "", func(_ context.Context, c *call) error { return c.print(c.out) }},
		{"config check", "", "json", "say whether the settings can work", configMore, "--public-url https://warsztat.example", checkSettings},
		{"organiser-key", "", "", "make a new organiser key", "The old key ends at once, also at the running server; with Postgres the servers must be started again.", "", newOrganiserKey},
		{"version", "", "", "print the version, the commit and the version of Go", "", "", printVersion},
		{"help", "[COMMAND]", "", "print this, or more about a command", "", "backup", printHelp},
	}
}

const exampleWorkshop = "0b9e6a3c-5a0e-4c3a-9d0c-0c9a4f1f6a52"

// ownFlags are the flags of commands that are no settings.
var ownFlags = []struct{ name, value, doc string }{
	{"json", "", "print JSON for programs"},
	{"keep", "N", "keep the N newest backups in the directory and remove older ones"},
	{"replace", "", "replace a database that is there; it is kept under another name"},
	{"yes", "", "do it; without, only say what would be done"},
}

// call is a command as somebody gave it.
type call struct {
	*config
	command   *command
	operands  []string
	out, logs io.Writer

	json, replace, yes bool
	keep               int
}

// tell prints what was done: a sentence, or with --json an object.
func (c *call) tell(object any, format string, values ...any) error {
	if c.json {
		return json.NewEncoder(c.out).Encode(object)
	}
	_, err := fmt.Fprintf(c.out, format+"\n", values...)
	return err
}

// find returns the command that arguments begin with, and what follows. Without a
// command it is serve.
func find(args []string) (*command, []string, error) {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return &commands[0], args, nil
	}
	for words := min(2, len(args)); words > 0; words-- {
		name := strings.Join(args[:words], " ")
		if i := slices.IndexFunc(commands, func(c command) bool { return c.name == name }); i >= 0 {
			return &commands[i], args[words:], nil
		}
	}
	var names, more []string
	for _, c := range commands {
		names = append(names, c.name)
		if strings.HasPrefix(c.name, args[0]+" ") {
			more = append(more, "warsztat "+c.name)
		}
	}
	if more != nil {
		return nil, nil, &settingError{"say which: " + strings.Join(more, ", ")}
	}
	return nil, nil, &settingError{fmt.Sprintf("there is no command %q%s; see warsztat help", args[0], suggestion(args[0], names))}
}

// parse reads what follows the name of a command.
func (c *command) parse(args, env []string, out, logs io.Writer) (*call, error) {
	given := &call{command: c, out: out, logs: logs}
	var err error
	given.config, given.operands, err = readSettings(args, env, func(flags *flag.FlagSet) {
		for _, f := range ownFlags {
			if !slices.Contains(strings.Fields(c.flags), f.name) {
				continue
			}
			switch f.name {
			case "json":
				flags.BoolVar(&given.json, f.name, false, f.doc)
			case "replace":
				flags.BoolVar(&given.replace, f.name, false, f.doc)
			case "yes":
				flags.BoolVar(&given.yes, f.name, false, f.doc)
			case "keep":
				flags.IntVar(&given.keep, f.name, 0, f.doc)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	wanted := strings.Fields(c.operands)
	for i, operand := range wanted {
		if i >= len(given.operands) && !strings.HasPrefix(operand, "[") {
			return nil, &settingError{fmt.Sprintf("say which %s: warsztat %s %s; see warsztat %s --help", strings.ToLower(operand), c.name, c.operands, c.name)}
		}
	}
	if len(given.operands) > len(wanted) {
		return nil, &settingError{fmt.Sprintf("%q is no setting; see warsztat help", given.operands[len(wanted)])}
	}
	return given, nil
}

// help is what a command prints of itself.
func (c *command) help(out io.Writer) error {
	usage := strings.TrimRight("Usage: warsztat "+c.name+" "+c.operands, " ")
	var flags strings.Builder
	for _, f := range ownFlags {
		if slices.Contains(strings.Fields(c.flags), f.name) {
			usage += " [" + strings.TrimRight("--"+f.name+" "+f.value, " ") + "]"
			fmt.Fprintf(&flags, "  --%-10s %s\n", strings.TrimRight(f.name+" "+f.value, " "), f.doc)
		}
	}
	text := usage + " [settings]\n\n" + strings.ToUpper(c.does[:1]) + c.does[1:] + ".\n"
	if c.more != "" {
		text += "\n" + c.more + "\n"
	}
	if flags.Len() > 0 {
		text += "\n" + flags.String()
	}
	text += "\nExample:\n  " + strings.TrimRight("warsztat "+c.name+" "+c.example, " ") + "\n\nSettings: see warsztat help.\n"
	_, err := io.WriteString(out, text)
	return err
}

// printHelp prints all commands and settings, or the help of one command.
func printHelp(_ context.Context, c *call) error {
	if len(c.operands) > 0 {
		of, _, err := find(strings.Fields(c.operands[0]))
		if err != nil {
			return err
		}
		return of.help(c.out)
	}
	var text strings.Builder
	text.WriteString("Usage: warsztat [command] [settings]\n\nCommands; warsztat COMMAND --help says more:\n")
	for _, c := range commands {
		fmt.Fprintf(&text, "  %-16s %s\n", c.name, c.does)
	}
	text.WriteString("\nSettings, as flags or environment variables:\n")
	if _, err := io.WriteString(c.out, text.String()); err != nil {
		return err
	}
	return printSettings(c.out)
}

// suggestion names what somebody may have meant, if anything is near.
func suggestion(given string, known []string) string {
	best, distance := "", 1+max(2, len(given)/4)
	for _, name := range known {
		if d := editDistance(given, name); d < distance {
			best, distance = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %s?", best)
}

// editDistance is how many letters are missing, too many or others, swapped neighbours
// counted as two.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
