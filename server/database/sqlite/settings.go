package sqlite

import (
	"context"
	"errors"
	"fmt"

	"warsztat/server/database/schema"
)

// Setting implements [access.Store].
func (s *Store) Setting(ctx context.Context, name string) (value string, found bool, err error) {
	value, found, err = s.setting(ctx, schema.SettingPrefix+name)
	if err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, found, nil
}

// SetSetting implements [access.Store].
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	key := schema.SettingPrefix + name
	err := s.write(ctx, &write{
		bytes: len(value),
		run: func(ws *writeStatements) error {
			_, err := ws.putSetting.Exec(key, value, ws.sums.Meta(key, value))
			return err
		},
	})
	if err != nil {
		return fmt.Errorf("store setting %s: %w", name, err)
	}
	return nil
}

func (s *Store) setting(ctx context.Context, key string) (value string, found bool, err error) {
	var sum int64
	found, err = queryRow(ctx, s.readStatements.setting, []any{key}, &value, &sum)
	if err == nil && found && sum != new(schema.Digest).Meta(key, value) {
		err = errors.New("its checksum is wrong")
	}
	return value, found, err
}
