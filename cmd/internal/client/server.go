package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"warsztat/board"
)

// Server is a server of workshops, and how it is reached.
type Server struct {
	Address string // such as http://127.0.0.1:8080
	HTTP    *http.Client
}

// Workshop is what a new workshop is made from.
type Workshop struct {
	Title    string `json:"title"`
	Template string `json:"template"`
	Locale   string `json:"locale"`
}

// CreateWorkshop makes a workshop and returns its links by role.
func (s Server) CreateWorkshop(ctx context.Context, organiserKey string, workshop Workshop) (map[board.Role]string, error) {
	var made struct {
		Links map[board.Role]string `json:"links"`
	}
	if err := s.post(ctx, "/api/workshops", organiserKey, workshop, &made); err != nil {
		return nil, fmt.Errorf("create the workshop: %w", err)
	}
	return made.Links, nil
}

// post sends what is not part of a live connection and reads the answer.
func (s Server) post(ctx context.Context, path, bearer string, body, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	text, err := s.read(ctx, http.MethodPost, path, http.Header{"Authorization": {"Bearer " + bearer}}, data)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// read sends a request and reads the answer, which has to come in time.
func (s Server) read(ctx context.Context, method, path string, header http.Header, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	answer, err := s.send(ctx, method, path, header, body)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}

// send sends a request and returns the answer, whose body the caller has to
// close. An answer that is not as wished is an error.
func (s Server) send(ctx context.Context, method, path string, header http.Header, body []byte) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.Address+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header = header
	answer, err := s.HTTP.Do(r)
	if err != nil {
		return nil, err
	}
	if err := refusal(answer); err != nil {
		answer.Body.Close()
		return nil, err
	}
	return answer, nil
}

// ErrNotLetIn says that the server does not let somebody in, or no longer.
var ErrNotLetIn = errors.New("not let in")

// retryError says that the server wants to be asked again, after a while.
type retryError struct {
	why   string
	after time.Duration
}

func (e *retryError) Error() string { return e.why }

// refusal is why an answer is not as wished: nil, a *retryError or an
// ErrNotLetIn.
func refusal(answer *http.Response) error {
	switch {
	case answer.StatusCode < 300:
		return nil
	case answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500:
		after, err := time.ParseDuration(answer.Header.Get("Retry-After") + "s")
		if err != nil {
			after = time.Second
		}
		return &retryError{answer.Status, max(after, firstPause)}
	}
	why, _ := io.ReadAll(io.LimitReader(answer.Body, 1000)) // the status says enough, too
	return fmt.Errorf("%w: %s %s", ErrNotLetIn, answer.Status, strings.TrimSpace(string(why)))
}
