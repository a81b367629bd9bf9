package access_test

import (
	"net/http"
	"net/netip"
	"testing"

	"warsztat/server/access"
)

// Only proxies of ours count, and only as far as ours reach.
func TestClientAddress(t *testing.T) {
	proxies, err := access.ParseProxies("10.0.0.0/8, 127.0.0.1,fd00::/8 ,")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		remote    string
		forwarded []string
		want      string
	}{
		"direct":              {"203.0.113.5:4711", nil, "203.0.113.5"},
		"forged, direct":      {"203.0.113.5:4711", []string{"198.51.100.1"}, "203.0.113.5"},
		"through our proxy":   {"10.1.2.3:80", []string{"198.51.100.1"}, "198.51.100.1"},
		"two of our proxies":  {"10.1.2.3:80", []string{"198.51.100.1, 10.9.9.9"}, "198.51.100.1"},
		"forged and appended": {"10.1.2.3:80", []string{"192.0.2.66, 198.51.100.1"}, "198.51.100.1"},
		"forged, two headers": {"10.1.2.3:80", []string{"192.0.2.66", "198.51.100.1"}, "198.51.100.1"},
		"nonsense":            {"10.1.2.3:80", []string{"192.0.2.66, unknown"}, "10.1.2.3"},
		"our proxy itself":    {"127.0.0.1:80", nil, "127.0.0.1"},
		"mapped":              {"[::ffff:10.1.2.3]:80", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		"six":                 {"[fd00::1]:80", []string{"2001:db8::7"}, "2001:db8::7"},
		"zone":                {"[fe80::1%eth0]:80", nil, "fe80::1"},
		"all are ours":        {"10.1.2.3:80", []string{"10.0.0.1, 10.0.0.2"}, "10.0.0.1"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{"X-Forwarded-For": c.forwarded}}
		if got := proxies.Client(r); got != netip.MustParseAddr(c.want) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	if got := proxies.Client(&http.Request{RemoteAddr: "@"}); got.IsValid() {
		t.Errorf("a request without address has the address %v", got)
	}
}

func TestParseProxies(t *testing.T) {
	for text, ok := range map[string]bool{"": true, "10.0.0.1": true, "::1/128,10.0.0.0/8": true, "proxy.example": false, "10.0.0.0/33": false, "10.0.0.1:80": false} {
		if _, err := access.ParseProxies(text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestCoarse(t *testing.T) {
	for full, want := range map[string]string{"203.0.113.77": "203.0.113.0/24", "2001:db8:1:2::3": "2001:db8:1::/48"} {
		if got := access.Coarse(netip.MustParseAddr(full)); got != want {
			t.Errorf("%s is shown as %s, want %s", full, got, want)
		}
	}
	if got := access.Coarse(netip.Addr{}); got != "unknown" {
		t.Errorf("no address is shown as %q", got)
	}
}
