package accesstest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"warsztat/server/access"
)

// Memory is a store that forgets everything when the program ends.
type Memory struct {
	mu       sync.Mutex
	links    []access.Link
	sessions map[string]access.Session
	passes   map[string]access.Pass // by session
	settings map[string]string
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{sessions: map[string]access.Session{}, passes: map[string]access.Pass{}, settings: map[string]string{}}
}

// AddLinks implements access.Store.
func (m *Memory) AddLinks(_ context.Context, links []access.Link) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, l := range links {
		same := func(other access.Link) bool { return other.ID == l.ID || slices.Equal(other.Hash, l.Hash) }
		if slices.ContainsFunc(m.links, same) || slices.ContainsFunc(links[:i], same) {
			return errors.New("the link exists already")
		}
	}
	for _, l := range links {
		l.Hash = slices.Clone(l.Hash)
		m.links = append(m.links, l)
	}
	return nil
}

// LinkByHash implements access.Store.
func (m *Memory) LinkByHash(_ context.Context, hash []byte) (access.Link, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.links {
		if slices.Equal(l.Hash, hash) {
			return l, true, nil
		}
	}
	return access.Link{}, false, nil
}

// Links implements access.Store.
func (m *Memory) Links(_ context.Context, workshop string) ([]access.Link, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []access.Link
	for _, l := range m.links {
		if l.Workshop == workshop {
			found = append(found, l)
		}
	}
	return found, nil
}

// RevokeLink implements access.Store.
func (m *Memory) RevokeLink(_ context.Context, workshop, role string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var revoked []string
	for i := range m.links {
		if l := &m.links[i]; l.Workshop == workshop && l.Role == role && !l.Revoked {
			l.Revoked = true
			revoked = append(revoked, l.ID)
		}
	}
	return revoked, nil
}

// AddSession implements access.Store.
func (m *Memory) AddSession(_ context.Context, s access.Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.addSession(s)
}

func (m *Memory) addSession(s access.Session) error {
	for _, other := range m.sessions {
		if other.ID != s.ID && slices.Equal(other.Hash, s.Hash) {
			return errors.New("another session has this hash")
		}
	}
	s.Hash = slices.Clone(s.Hash)
	m.sessions[s.ID] = s
	return nil
}

// TouchSession implements access.Store.
func (m *Memory) TouchSession(_ context.Context, s access.Session, used time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if sameSession(m.sessions[s.ID], s) {
		s.Hash = slices.Clone(s.Hash)
		s.Used = used
		m.sessions[s.ID] = s
	}
	return nil
}

// Sessions implements access.Store.
func (m *Memory) Sessions(_ context.Context, workshop string) ([]access.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []access.Session
	for _, s := range m.sessions {
		if s.Workshop == workshop {
			found = append(found, s)
		}
	}
	return found, nil
}

// SessionByHash implements access.Store.
func (m *Memory) SessionByHash(_ context.Context, hash []byte) (access.Session, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.sessions {
		if slices.Equal(s.Hash, hash) {
			return s, true, nil
		}
	}
	return access.Session{}, false, nil
}

// DeleteSession implements access.Store.
func (m *Memory) DeleteSession(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, id)
	delete(m.passes, id)
	return nil
}

// AddPass implements access.Store.
func (m *Memory) AddPass(_ context.Context, p access.Pass) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for session, other := range m.passes {
		if session != p.Session && slices.Equal(other.Hash, p.Hash) {
			return errors.New("another pass has this hash")
		}
	}
	p.Hash = slices.Clone(p.Hash)
	m.passes[p.Session] = p
	return nil
}

// PassByHash implements access.Store.
func (m *Memory) PassByHash(_ context.Context, hash []byte) (access.Pass, access.Session, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, p := range m.passes {
		if session, there := m.sessions[id]; there && slices.Equal(p.Hash, hash) {
			return p, session, true, nil
		}
	}
	return access.Pass{}, access.Session{}, false, nil
}

// TakePass implements access.Store.
func (m *Memory) TakePass(_ context.Context, hash []byte, s access.Session) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, p := range m.passes {
		if slices.Equal(p.Hash, hash) {
			if err := m.addSession(s); err != nil {
				return false, err
			}
			delete(m.passes, id)
			return true, nil
		}
	}
	return false, nil
}

// Purge implements access.Store.
func (m *Memory) Purge(_ context.Context, now, since time.Time) (purged access.Purged, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, p := range m.passes {
		if p.Expires.Before(now) {
			delete(m.passes, id)
			purged.Passes++
		}
	}
	held := map[string]bool{}
	for id, s := range m.sessions {
		if s.Used.Before(since) {
			delete(m.sessions, id)
			delete(m.passes, id)
			purged.Sessions++
		} else {
			held[s.Link] = true
		}
	}
	before := len(m.links)
	m.links = slices.DeleteFunc(m.links, func(l access.Link) bool {
		dead := l.Revoked && l.Created.Before(since) || !l.Expires.IsZero() && l.Expires.Before(since)
		return dead && !held[l.ID]
	})
	purged.Links = before - len(m.links)
	return purged, nil
}

// Setting implements access.Store.
func (m *Memory) Setting(_ context.Context, name string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, found := m.settings[name]
	return value, found, nil
}

// SetSetting implements access.Store.
func (m *Memory) SetSetting(_ context.Context, name, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings[name] = value
	return nil
}
