package main

import (
	"fmt"
	"io"
	"net"
	"net/url"

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

// printKey tells whoever has started the server for the first time, or asked for a new
// key, what to open and what it is for. Each sentence stands in both languages.
func printKey(out io.Writer, public *url.URL, key string) {
	link := *public
	link.Path, link.Fragment = "/organiser", key
	phones := [2]string{
		"Telefony i inne komputery: otworzą ten adres z każdego miejsca, z którego jest on dostępny.",
		"Phones and other computers: they can open this address from wherever it can be reached.",
	}
	switch {
	case isThisMachine(public):
		phones = [2]string{
			"Telefony i inne komputery: ten adres działa tylko na tym komputerze. W sieci lokalnej uruchom: warsztat serve --lan; w internecie ustaw --public-url.",
			"Phones and other computers: this address works on this computer only. In a local network run: warsztat serve --lan; on the internet set --public-url.",
		}
	case public.Scheme == "http":
		phones = [2]string{
			"Telefony i inne komputery: muszą być w tej samej sieci (to samo Wi-Fi); wtedy wystarczy kod QR. Bez https inni w tej sieci mogą podejrzeć, co piszecie.",
			"Phones and other computers: they must be in the same network (the same Wi-Fi); then the QR code is enough. Without https others in it can read what you write.",
		}
	}
	fmt.Fprintf(out, `
  Otwórz / Open:  %s

  To adres organizatora z kluczem: pozwala zakładać warsztaty. Pokazujemy go tylko raz, więc
  zapisz go i nie dawaj uczestnikom; oni dostaną link z warsztatu. Nowy klucz: warsztat organiser-key
  %s

  This is the organiser's address with the key: it lets you create workshops. It is shown this
  once, so keep it, and do not give it to participants; they get a link of the workshop. A new
  key: warsztat organiser-key
  %s

`, &link, phones[0], phones[1])
}
