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

const auditMore = `It prints when (UTC), the number of the change, who, what, on what, and the result. WORKSHOP
is the id in the addresses of the workshop's pages. It reads the database alone and changes
nothing, so the server may be running.

The journal holds what took effect. What was refused is in the server's log, one line with
msg=act each. With --json there is one object a line.`

// audit prints the moderating acts of a workshop.
func audit(ctx context.Context, c *call) error {
	print := printTable
	if c.json {
		print = printJSON
	}
	return c.reading(ctx, func(reader database.Reader) error {
		err := print(c.out, func(each func(hub.Act) error) error { return hub.Acts(ctx, reader.Read, c.operands[0], each) })
		var refusal *board.Refusal
		if errors.As(err, &refusal) {
			return noWorkshop(c.operands[0])
		}
		return err
	})
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
