package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"

	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/demo"
	"warsztat/server"
)

// runDemo serves one workshop with simulated people, on a database of its own that
// ends with it.
func runDemo(ctx context.Context, c *config, out, logs io.Writer) (err error) {
	if c.sources["database"] == "flag" {
		return &settingError{"the demo has a database of its own, which ends with it; leave --database out"}
	}
	folder, err := os.MkdirTemp("", "warsztat-demo-")
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	c.database = filepath.Join(folder, "warsztat.db")
	if c.organiserKey == "" {
		c.organiserKey = client.NewID()
	}
	if c.sources["log-level"] == "default" {
		c.logLevel = slog.LevelWarn // the three addresses are what one wants to read
	}

	// The server outlives the people, so that they can leave it.
	serving, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	playing, stop := context.WithCancel(ctx)
	defer stop()
	ready, served := make(chan string, 1), make(chan error, 1)
	go func() {
		defer stop()
		served <- serve(serving, c, out, logs, func(_ *url.URL, listens net.Addr) {
			at, _ := server.Addresses(listens)
			ready <- at.String()
		})
	}()
	select {
	case err := <-served:
		return err
	case address := <-ready:
		err = demo.Run(playing, address, c.organiserKey, c.locale, out, newLog(c, logs))
	}
	end()
	return errors.Join(err, <-served)
}
