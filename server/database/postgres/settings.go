package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"warsztat/server/database/schema"
)

const putMeta = `INSERT INTO meta (name, value, sum) VALUES ($1, $2, $3)
	ON CONFLICT (name) DO UPDATE SET value = excluded.value, sum = excluded.sum`

// Setting implements [access.Store].
func (s *Store) Setting(ctx context.Context, name string) (value string, found bool, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		value, found, err = readMeta(ctx, s.pool, schema.SettingPrefix+name)
		return err
	})
	if err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, found, nil
}

// SetSetting implements [access.Store].
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	key := schema.SettingPrefix + name
	if err := s.exec(ctx, putMeta, key, value, new(schema.Digest).Meta(key, value)); err != nil {
		return fmt.Errorf("store setting %s: %w", name, err)
	}
	return nil
}

// exec runs one statement, durably.
func (s *Store) exec(ctx context.Context, statement string, arguments ...any) error {
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, statement, arguments...)
		return err
	})
	return classify(err, "")
}

func readMeta(ctx context.Context, db interface {
	QueryRow(context.Context, string, ...any) pgx.Row
}, name string) (value string, found bool, err error) {
	var sum int64
	err = db.QueryRow(ctx, `SELECT value, sum FROM meta WHERE name = $1`, name).Scan(&value, &sum)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", false, nil
	}
	if err == nil && sum != new(schema.Digest).Meta(name, value) {
		err = errors.New("its checksum is wrong")
	}
	return value, err == nil, err
}
