package server

import (
	"log"
	"log/slog"
	"regexp"
	"strings"
)

// plainLog logs the messages of net/http without the addresses in them.
func plainLog(to *slog.Logger) *log.Logger {
	return log.New(addressless{to}, "", 0)
}

type addressless struct{ to *slog.Logger }

var addressPattern = regexp.MustCompile(`\[?[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]+(%[^\]\s]+)?\]?:\d+`)

func (a addressless) Write(line []byte) (int, error) {
	text := addressPattern.ReplaceAllString(strings.TrimSpace(string(line)), "(address)")
	a.to.Warn("http", slog.String("says", text))
	return len(line), nil
}
