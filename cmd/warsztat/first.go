package main

import (
	"cmp"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"

	"warsztat/server"
)

// reached is where people reach the server that listens there, and the other origins of
// its pages.
func reached(c *config, listens net.Addr) (*url.URL, []string) {
	if c.public != nil {
		return c.public, nil
	}
	public, more := server.Addresses(listens)
	if ip := addressInNetwork(); c.lan && ip != nil {
		more = append(more, public.String())
		public = &url.URL{Scheme: "http", Host: net.JoinHostPort(ip.String(), public.Port())}
	}
	return public, more
}

// addressInNetwork is the address of this machine in the network that it uses, nil when
// there is none.
func addressInNetwork() net.IP {
	// Nothing is sent: the system only chooses the way, and with it our address.
	if conn, err := net.Dial("udp4", "203.0.113.1:9"); err == nil {
		defer conn.Close()
		return conn.LocalAddr().(*net.UDPAddr).IP
	}
	all, _ := net.InterfaceAddrs() // none is none
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsPrivate() {
			return n.IP
		}
	}
	return nil
}

// isThisMachine reports whether no other device can open the address.
func isThisMachine(public *url.URL) bool {
	ip := net.ParseIP(public.Hostname())
	return public.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// localeOf is the language in which the console greets: Polish where the environment
// asks for it, else English. Logs and the answers of commands are in English.
func localeOf(env []string) string {
	given := map[string]string{}
	for _, entry := range env {
		name, value, _ := strings.Cut(entry, "=")
		given[name] = value
	}
	if strings.HasPrefix(cmp.Or(given["LC_ALL"], given["LC_MESSAGES"], given["LANG"]), "pl") {
		return "pl"
	}
	return "en"
}

// firstWords is what is said to whoever starts the server.
type firstWords struct {
	at, key                       string // with what takes the place of %s
	everywhere, computer, network string
}

var firstIn = map[string]firstWords{
	"pl": {
		at: "Warsztat działa pod adresem %s\n",
		key: `
  Otwórz:  %s

  To adres organizatora z kluczem: pozwala tworzyć warsztaty. Pokazujemy go tylko raz, więc
  zapisz go i nie dawaj uczestnikom; oni dostaną link z warsztatu. Nowy klucz: warsztat organiser-key

  %s

`,
		everywhere: "Telefony i inne komputery: otworzą ten adres z każdego miejsca, z którego jest on dostępny.",
		computer: `Telefony i inne komputery: ten adres działa tylko na tym komputerze. W sieci lokalnej
  uruchom: warsztat serve --lan; w internecie ustaw --public-url.`,
		network: `Telefony i inne komputery: muszą być w tej samej sieci (to samo Wi-Fi); wtedy wystarczy
  kod QR. Bez https inni w tej sieci mogą podejrzeć, co jest pisane.`,
	},
	"en": {
		at: "Warsztat is at %s\n",
		key: `
  Open:  %s

  This is the organiser’s address with the key: it lets you create workshops. It is shown this
  once, so keep it, and do not give it to participants; they get a link of the workshop. A new
  key: warsztat organiser-key

  %s

`,
		everywhere: "Phones and other computers: they can open this address from wherever it can be reached.",
		computer: `Phones and other computers: this address works on this computer only. In a local network
  run: warsztat serve --lan; on the internet set --public-url.`,
		network: `Phones and other computers: they must be in the same network (the same Wi-Fi); then the
  QR code is enough. Without https others in it can read what you write.`,
	},
}

// printKey tells whoever has started the server for the first time, or asked for a new
// key, what to open and what it is for.
func printKey(out io.Writer, locale string, public *url.URL, key string) {
	link, say := *public, firstIn[locale]
	link.Path, link.Fragment = "/organiser", key
	phones := say.everywhere
	switch {
	case isThisMachine(public):
		phones = say.computer
	case public.Scheme == "http":
		phones = say.network
	}
	fmt.Fprintf(out, say.key, &link, phones)
}
