package access

import (
	"context"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
)

// organiserSetting is the name under which the hash of the key is stored.
const organiserSetting = "organiser_key"

// Organiser checks the key that creating a workshop needs.
type Organiser struct{ hash []byte }

// FixedOrganiser returns an organiser whose key the operator has chosen.
func FixedOrganiser(key string) Organiser { return Organiser{hashOf(key)} }

// StoredOrganiser reads the hash of the organiser key from the store. At the
// first start there is none: then it makes a key and returns it as fresh, to be
// shown once.
func StoredOrganiser(ctx context.Context, store Store) (o Organiser, fresh string, err error) {
	stored, found, err := store.Setting(ctx, organiserSetting)
	if err != nil {
		return Organiser{}, "", fmt.Errorf("read the organiser key: %w", err)
	}
	if !found {
		fresh, err = NewOrganiserKey(ctx, store)
		return FixedOrganiser(fresh), fresh, err
	}
	hash, err := hex.DecodeString(stored)
	if err != nil {
		return Organiser{}, "", fmt.Errorf("read the organiser key: %w", err)
	}
	return Organiser{hash}, "", nil
}

// NewOrganiserKey makes a new key, stores its hash and returns the key, to be
// shown once. The previous key is no longer valid.
func NewOrganiserKey(ctx context.Context, store Store) (string, error) {
	key := newSecret()
	if err := store.SetSetting(ctx, organiserSetting, hex.EncodeToString(hashOf(key))); err != nil {
		return "", fmt.Errorf("store the organiser key: %w", err)
	}
	return key, nil
}

// Is reports, in constant time, whether this is the organiser key.
func (o Organiser) Is(key string) bool {
	return key != "" && subtle.ConstantTimeCompare(o.hash, hashOf(key)) == 1
}
