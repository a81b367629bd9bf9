// Command warsztat serves live workshops: one binary, one database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
)

// version and commit are set by the build.
var version, commit = "dev", "unknown"

const usage = `Usage: warsztat [command] [settings]

Commands:
  serve          serve workshops; the default
  demo           show a workshop with simulated people; nothing of it is kept
  audit          print what moderators have done in a workshop; see warsztat audit --help
  config         print the settings in force, secrets masked
  organiser-key  make a new organiser key; the server must not be running
  version        print the version, the commit and the version of Go

Settings, as flags or environment variables:
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	err := run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "warsztat:", err)
	}
	os.Exit(exitCode(err))
}

// exitCode is 2 for settings that cannot work, 1 for every other error.
func exitCode(err error) int {
	var bad *settingError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &bad):
		return 2
	}
	return 1
}

// run is the program: out is for the person who started it, logs for what
// happens later. It returns when the command is done; serve is done when ctx
// ends.
func run(ctx context.Context, args, env []string, out, logs io.Writer) error {
	command := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	switch command {
	case "serve", "demo", "config", "organiser-key":
	case "audit":
		return audit(ctx, args, env, out)
	case "version":
		_, err := fmt.Fprintf(out, "warsztat %s\ncommit %s\n%s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return err
	case "help":
		return printUsage(out)
	default:
		return &settingError{fmt.Sprintf("there is no command %q; see warsztat help", command)}
	}
	c, err := readSettings(args, env)
	if errors.Is(err, errHelp) {
		return printUsage(out)
	}
	if err != nil {
		return err
	}
	switch command {
	case "config":
		return c.print(out)
	case "organiser-key":
		return newOrganiserKey(ctx, c, out)
	case "demo":
		return runDemo(ctx, c, out, logs)
	}
	return serve(ctx, c, out, logs, func(public *url.URL, _ net.Addr) { fmt.Fprintf(out, "Warsztat is at %s\n", public) })
}
