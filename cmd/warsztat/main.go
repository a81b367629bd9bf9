// Command warsztat serves live workshops: one binary, one database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

// version and commit are set by the build.
var version, commit = "dev", "unknown"

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
	command, args, err := find(args)
	if err != nil {
		return err
	}
	c, err := command.parse(args, env, out, logs)
	switch {
	case errors.Is(err, errHelp) && command.name == "serve":
		return printHelp(ctx, &call{out: out})
	case errors.Is(err, errHelp):
		return command.help(out)
	case err != nil:
		return err
	}
	return command.run(ctx, c)
}

func printVersion(_ context.Context, c *call) error {
	_, err := fmt.Fprintf(c.out, "warsztat %s\ncommit %s\n%s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
