package access_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"warsztat/board"
	"warsztat/server/access"
)

// Every cookie that this server sets has these attributes.
func TestCookies(t *testing.T) {
	for _, secure := range []bool{true, false} {
		cookies := access.Cookies{Secure: secure}
		w := httptest.NewRecorder()
		names := map[string]bool{}
		for _, role := range access.Roles {
			cookies.Set(w, "abc", role, "token-"+string(role))
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for _, c := range w.Result().Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 180*24*3600 || c.Secure != secure {
				t.Errorf("cookie %s", c.String())
			}
			if prefixed := len(c.Name) > 7 && c.Name[:7] == "__Host-"; prefixed != secure {
				t.Errorf("secure %v: the name is %s", secure, c.Name)
			}
			names[c.Name] = true
			r.AddCookie(c)
		}
		if len(names) != 3 {
			t.Errorf("the names are %v", names)
		}
		for _, role := range access.Roles {
			if got := cookies.Token(r, "abc", role); got != "token-"+string(role) {
				t.Errorf("%s reads %q", role, got)
			}
		}
		if got := cookies.Token(r, "other", board.Moderator); got != "" {
			t.Errorf("another workshop reads %q", got)
		}
		w = httptest.NewRecorder()
		cookies.Clear(w, "abc", board.Observer)
		if c := w.Result().Cookies()[0]; c.MaxAge != -1 || c.Value != "" || c.Path != "/" || c.Secure != secure {
			t.Errorf("clearing sends %s", c.String())
		}
	}
}
