package access

import (
	"context"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
)

// organiserSetting is the name under which the hash of the key is stored.
const organiserSetting = "organiser_key"

// Organiser knows the key that creating workshops needs.
type Organiser struct{ hash []byte }

// FixedOrganiser is the organiser whose key the operator has chosen.
func FixedOrganiser(key string) Organiser { return Organiser{hashOf(key)} }

// StoredOrganiser reads the organiser's key from the store. At the first start
// there is none: it makes one and returns it as fresh, to be shown once.
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

// NewOrganiserKey makes a new key, stores its hash and returns it, to be shown
// once. The key before it opens nothing any more.
func NewOrganiserKey(ctx context.Context, store Store) (string, error) {
	key := newSecret()
	if err := store.SetSetting(ctx, organiserSetting, hex.EncodeToString(hashOf(key))); err != nil {
		return "", fmt.Errorf("store the organiser key: %w", err)
	}
	return key, nil
}

// Is reports, in constant time, whether this is the organiser's key.
func (o Organiser) Is(key string) bool {
	return key != "" && subtle.ConstantTimeCompare(o.hash, hashOf(key)) == 1
}
