package client_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/server/wire"
)

// A client goes by the limits that it received last (W9a). Those of the snapshot
// count until a server with others welcomes it.
func TestLimitsOfTheServer(t *testing.T) {
	first, then := board.DefaultLimits(), board.DefaultLimits()
	first.MaxTextLength, then.MaxTextLength = 20_000, 100
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/enter", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"workshop":"w","member":"anna","role":"participant","session":"s"}`))
	})
	mux.HandleFunc("GET /api/workshops/w/me", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"workshop":"w","member":"anna","role":"participant","title":"Próba","locale":"pl"}`))
	})
	mux.HandleFunc("GET /api/workshops/w/snapshot", func(w http.ResponseWriter, _ *http.Request) {
		w.Write(wire.AppendSnapshot(nil, wire.Snapshot{Epoch: "e", Seq: 1, Limits: first}, nil))
	})
	mux.HandleFunc("GET /api/workshops/w/live", func(w http.ResponseWriter, r *http.Request) {
		w.Write(wire.AppendWelcome([]byte("data: "), wire.Welcome{Epoch: "e", Seq: 1, Member: "anna", Limits: then}))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	served := httptest.NewServer(mux)
	t.Cleanup(served.Close)
	server := client.Server{Address: served.URL, HTTP: &http.Client{Transport: &http.Transport{}}}
	entered, err := server.Enter(t.Context(), client.Person{Link: "#s", Name: "Anna", EventStream: true})
	if err != nil {
		t.Fatal(err)
	}
	entered.Look(func(state *board.State) {
		if state.Limits != first {
			t.Errorf("the snapshot's limits became %+v", state.Limits)
		}
	})
	server.HTTP.CloseIdleConnections()
	anna := clienttest.Enter(t, server, client.Person{Link: "#s", Name: "Anna", EventStream: true})
	clienttest.Await(t, anna, "the limits of the welcome", func(state *board.State) bool { return state.Limits == then })
}
