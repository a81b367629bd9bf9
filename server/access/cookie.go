package access

import (
	"net/http"
	"time"

	"warsztat/board"
)

// Cookies carries session tokens. There is one cookie for each workshop and
// role, so that one browser can be the projector of one workshop and a
// participant of another.
type Cookies struct {
	// Secure is set when the public address is https. The name then has the prefix
	// __Host-, which no other host and no plain connection can write.
	Secure bool
}

func (c Cookies) name(workshop string, role board.Role) string {
	name := "warsztat-" + workshop + "-" + string(role[:1])
	if c.Secure {
		return "__Host-" + name
	}
	return name
}

// Set gives the token to the browser.
func (c Cookies) Set(w http.ResponseWriter, workshop string, role board.Role, token string) {
	http.SetCookie(w, c.cookie(workshop, role, token, int(SessionLife/time.Second)))
}

// Clear removes the token from the browser.
func (c Cookies) Clear(w http.ResponseWriter, workshop string, role board.Role) {
	http.SetCookie(w, c.cookie(workshop, role, "", -1))
}

func (c Cookies) cookie(workshop string, role board.Role, token string, age int) *http.Cookie {
	return &http.Cookie{
		Name:     c.name(workshop, role),
		Value:    token,
		Path:     "/",
		MaxAge:   age,
		Secure:   c.Secure,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	}
}

// Token returns the token for a workshop and role, "" when there is none.
func (c Cookies) Token(r *http.Request, workshop string, role board.Role) string {
	cookie, err := r.Cookie(c.name(workshop, role))
	if err != nil { // the cookie is absent
		return ""
	}
	return cookie.Value
}
