package access

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses whose X-Forwarded-For header counts.
type Proxies []netip.Prefix

// ParseProxies parses addresses and networks that are separated by commas. An
// empty text means none.
func ParseProxies(text string) (Proxies, error) {
	var proxies Proxies
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if addr, err := netip.ParseAddr(part); err == nil {
			addr = addr.Unmap()
			proxies = append(proxies, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network", part)
		}
		proxies = append(proxies, prefix.Masked())
	}
	return proxies, nil
}

func (p Proxies) has(addr netip.Addr) bool {
	return slices.ContainsFunc(p, func(prefix netip.Prefix) bool { return prefix.Contains(addr) })
}

// Ignores reports whether a request names its client by a header that does not count,
// because it comes from no trusted proxy.
func (p Proxies) Ignores(r *http.Request) bool {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && r.Header.Get("X-Forwarded-For") != "" && !p.has(remote.Addr().Unmap().WithZone(""))
}

// Client returns the address of the client of a request. Proxies add to
// X-Forwarded-For on the right, and everybody else can write anything into it.
// So Client reads it from the right, as far as our own proxies reach.
func (p Proxies) Client(r *http.Request) netip.Addr {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	client := remote.Addr().Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !p.has(client) {
			break
		}
		addr, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break // the entries to the left of a malformed one cannot be trusted either
		}
		client = addr.Unmap().WithZone("")
	}
	return client
}

// Coarse returns the network of an address that a log may hold: the /24 or the
// /48.
func Coarse(addr netip.Addr) string {
	bits := 48
	switch {
	case !addr.IsValid():
		return "unknown"
	case addr.Is4():
		bits = 24
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return prefix.String()
}
