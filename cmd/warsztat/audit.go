package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"warsztat/board"
	"warsztat/server/database"
	"warsztat/server/hub"
)

const auditUsage = `Usage: warsztat audit WORKSHOP [--json] [--database ADDRESS]

Prints what moderators have done in a workshop: when (UTC), the number of the change,
who, what, on what, and the result. WORKSHOP is the id in the addresses of the workshop's
pages. It reads the database alone and changes nothing, so the server may be running.

The journal holds what took effect. What was refused is in the server's log, one line
with msg=act each.

  --json      one JSON object a line
  --database  as for the server; WARSZTAT_DATABASE holds as well

Example:
  warsztat audit 0b9e6a3c-5a0e-4c3a-9d0c-0c9a4f1f6a52 --database /var/lib/warsztat/warsztat.db

`

// audit prints the moderating acts of a workshop.
func audit(ctx context.Context, args, env []string, out io.Writer) (err error) {
	if len(args) == 0 {
		return &settingError{"name the workshop: warsztat audit WORKSHOP; see warsztat audit --help"}
	}
	workshop, print := "", printTable
	var settings []string
	for i, arg := range args {
		switch {
		case arg == "--json" || arg == "-json":
			print = printJSON
		case i == 0 && !strings.HasPrefix(arg, "-"):
			workshop = arg
		default:
			settings = append(settings, arg)
		}
	}
	c, err := readSettings(settings, env)
	if errors.Is(err, errHelp) {
		_, err := io.WriteString(out, auditUsage)
		return err
	}
	if err != nil {
		return err
	}
	if workshop == "" {
		return &settingError{"the workshop comes first: warsztat audit WORKSHOP; see warsztat audit --help"}
	}
	reader, err := database.OpenReader(ctx, c.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	err = print(out, func(each func(hub.Act) error) error { return hub.Acts(ctx, reader.Read, workshop, each) })
	var refusal *board.Refusal
	if errors.As(err, &refusal) {
		return fmt.Errorf("there is no workshop %q in this database", workshop)
	}
	return err
}

func printJSON(out io.Writer, acts func(each func(hub.Act) error) error) error {
	to := json.NewEncoder(out)
	return acts(func(act hub.Act) error { return to.Encode(act) })
}

// printTable prints what there is, also before an error.
func printTable(out io.Writer, acts func(each func(hub.Act) error) error) error {
	to := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(to, "TIME\tCHANGE\tWHO\tWHAT\tON\tRESULT")
	err := acts(func(act hub.Act) error {
		_, err := fmt.Fprintf(to, "%s\t%d\t%s\t%s\t%s\t%s\n",
			act.At.Format(time.DateTime), act.Seq, labelled(act.Name, act.Member), act.Do, targets(act.On), act.Result)
		return err
	})
	return errors.Join(err, to.Flush())
}

// labelled is a name with the id, which alone is sure.
func labelled(name, id string) string {
	if name == "" {
		return id
	}
	return fmt.Sprintf("%s (%s)", name, id)
}

// shownTargets is how many records a line of the table names.
const shownTargets = 3

func targets(on []board.Target) string {
	var parts []string
	for i, t := range on {
		if i == shownTargets {
			parts = append(parts, fmt.Sprintf("and %d more", len(on)-shownTargets))
			break
		}
		parts = append(parts, string(t.Kind)+" "+labelled(t.Name, t.ID))
	}
	return strings.Join(parts, ", ")
}
