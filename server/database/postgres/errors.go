package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"warsztat/server/journal"
)

// Codes of errors, see https://www.postgresql.org/docs/current/errcodes-appendix.html.
const (
	uniqueViolation   = "23505"
	badText           = "22P02" // here: an id that is no UUID
	diskFull          = "53100"
	lockNotAvailable  = "55P03"
	readOnly          = "25006"
	idleInTransaction = "25P03"
	noRights          = "42501"
	noSchema          = "3F000" // none in which this user may make tables
	noDatabase        = "3D000"
	wrongPassword     = "28P01"
	notAdmitted       = "28000"
	damagedData       = "XX001"
	damagedIndex      = "XX002"
)

// code is the code of the server's error, or "" when the error is not its answer.
func code(err error) string {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		return answer.Code
	}
	return ""
}

// crashes says whether the server ended itself with this error, because its disk failed
// or was full where it may not be. It starts again.
func crashes(err error) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && answer.SeverityUnlocalized == "PANIC"
}

// passing says whether the same call may succeed a little later: the connection
// broke, the server is stopping or starting, or somebody held a lock for too
// long. Whether the call had an effect is not known.
func passing(err error) bool {
	if err == nil {
		return false
	}
	switch c := code(err); {
	case crashes(err):
		return true
	case c == diskFull:
		return false
	case c == lockNotAvailable, c == idleInTransaction:
		return true
	case c != "":
		switch c[:2] {
		case "08", "40", "53", "57": // connections, deadlocks, resources, an operator
			return true
		}
		return false
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, errInProgress) || errors.Is(err, pgconn.ErrConnClosed) || pgconn.SafeToRetry(err) || pgconn.Timeout(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded)
}

// rejected says whether the server refused what a statement was to store.
func rejected(err error) bool {
	c := code(err)
	return strings.HasPrefix(c, "22") || strings.HasPrefix(c, "23")
}

// classify turns an error of Postgres into one that callers of the journal can
// tell apart. There is no [journal.ErrFatal]: when its disk fails, Postgres ends
// itself and recovers what it has acknowledged.
func classify(err error, workshop string) error {
	var answer *pgconn.PgError
	if !errors.As(err, &answer) {
		return err
	}
	switch {
	case answer.Code == badText:
		return journal.ErrNotFound
	case answer.Code == diskFull && !crashes(err): // then the outcome is known
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	case answer.Code == uniqueViolation && answer.ConstraintName == "entries_pkey":
		return &journal.DamagedError{Workshop: workshop, What: "there is an entry after the head"}
	case answer.Code == uniqueViolation:
		return fmt.Errorf("%w: %s", journal.ErrExists, answer.ConstraintName)
	case answer.Code == damagedData, answer.Code == damagedIndex:
		return &journal.DamagedError{Workshop: workshop, What: answer.Message}
	case answer.Code == readOnly:
		return fmt.Errorf("this Postgres server only reads; give --database the address of the one that writes: %w", err)
	}
	return err
}

// explain turns the error of opening a database into one sentence that says
// what to do.
func explain(err error, config *pgx.ConnConfig) error {
	at := net.JoinHostPort(config.Host, fmt.Sprint(config.Port))
	var message string
	switch code(err) {
	case wrongPassword:
		message = fmt.Sprintf("Postgres at %s does not accept the password of user %q: correct it in --database", at, config.User)
	case notAdmitted:
		message = fmt.Sprintf("Postgres at %s does not admit user %q to database %q from here: create the user, or allow it in pg_hba.conf", at, config.User, config.Database)
	case noDatabase:
		message = fmt.Sprintf("Postgres at %s has no database %q: make it with createdb --owner=%s %s", at, config.Database, config.User, config.Database)
	case noRights, noSchema:
		message = fmt.Sprintf("user %q may not use database %q of Postgres at %s: make it the owner: ALTER DATABASE %s OWNER TO %s",
			config.User, config.Database, at, pgx.Identifier{config.Database}.Sanitize(), pgx.Identifier{config.User}.Sanitize())
	case "":
		var failed *pgconn.ConnectError
		if !errors.As(err, &failed) {
			return fmt.Errorf("open database %s of Postgres at %s: %w", config.Database, at, err)
		}
		message = fmt.Sprintf("there is no Postgres to be reached at %s (%v): start it, or correct --database", at, innermost(failed))
	default:
		return fmt.Errorf("open database %s of Postgres at %s: %w", config.Database, at, err)
	}
	return &openError{message, err}
}

// innermost is the first cause of an error that wraps others.
func innermost(err error) error {
	switch outer := err.(type) {
	case interface{ Unwrap() error }:
		if inner := outer.Unwrap(); inner != nil {
			return innermost(inner)
		}
	case interface{ Unwrap() []error }:
		return innermost(outer.Unwrap()[0])
	}
	return err
}

// openError is an error that tells its cause in words of its own.
type openError struct {
	message string
	cause   error
}

func (e *openError) Error() string { return e.message }
func (e *openError) Unwrap() error { return e.cause }
