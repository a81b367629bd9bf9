package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/server/hub"
)

// warsztat audit prints who moderated what, beside the running server and after it, and
// nothing of what people wrote.
func TestAudit(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testAudit(t, filepath.Join(t.TempDir(), "warsztat.db")) })
	t.Run("postgres", func(t *testing.T) { testAudit(t, postgres.Database(t)) })
}

func testAudit(t *testing.T, database string) {
	const key = "klucz-organizatora"
	_, _, address, stop := running(t, "--database", database, "--organiser-key", key)
	server := client.Server{Address: address, HTTP: &http.Client{Transport: &http.Transport{}}}
	links, err := server.CreateWorkshop(t.Context(), key, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(role board.Role, name string) (*client.Client, func()) {
		c, err := server.Enter(t.Context(), client.Person{Link: links[role], Name: name})
		if err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithCancel(t.Context())
		followed := make(chan error, 1)
		go func() { followed <- c.Follow(ctx) }()
		return c, func() { leave(); <-followed }
	}
	ola, leaveOla := enter(board.Moderator, "Ola")
	jan, leaveJan := enter(board.Participant, "Jan")
	board1 := ""
	clienttest.Must(t, ola, &board.AddPhase{Phase: "faza-1", Plan: board.Plan{Title: "Burza mózgów", Boards: []string{}, Allow: board.Acts}})
	ola.Look(func(s *board.State) { board1 = s.Siblings("boards")[0].ID })
	clienttest.Must(t, jan, &board.AddNote{Board: board1, Note: "n1", Section: "strength", Text: "kanarek"})
	clienttest.Must(t, ola, &board.SetLock{Spot: board.Spot{Board: board1, Item: "n1"}, On: true})
	clienttest.Must(t, ola, &board.RemoveMember{Member: jan.Actor().Member, Ban: true})
	audit := func(more ...string) string {
		t.Helper()
		var out bytes.Buffer
		if err := run(t.Context(), append([]string{"audit", ola.Workshop()}, more...), []string{"WARSZTAT_DATABASE=" + database}, &out, io.Discard); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "kanarek") {
			t.Errorf("it tells what people wrote: %s", &out)
		}
		return out.String()
	}
	beside := audit("--json")
	var acts []hub.Act
	for line := range strings.Lines(beside) {
		var act hub.Act
		if err := json.Unmarshal([]byte(line), &act); err != nil {
			t.Fatal(err)
		}
		if act.Member != ola.Actor().Member || act.Name != "Ola" || act.At.IsZero() || act.Seq == 0 || act.Result != "done" {
			t.Errorf("a line says %s", line)
		}
		acts = append(acts, act)
	}
	want := []struct {
		do string
		on board.Target
	}{
		{"AddPhase", board.Target{Kind: "phase", ID: "faza-1", Name: "Burza mózgów"}},
		{"SetLock", board.Target{Kind: "note", ID: "n1"}},
		{"RemoveMember", board.Target{Kind: "member", ID: jan.Actor().Member, Name: "Jan"}},
	}
	if len(acts) != len(want) {
		t.Fatalf("it prints %s", beside)
	}
	for i, w := range want {
		if acts[i].Do != w.do || len(acts[i].On) != 1 || acts[i].On[0] != w.on {
			t.Errorf("act %d is %+v, want %+v", i, acts[i], w)
		}
	}
	if table := audit(); !strings.Contains(table, "Ola ("+ola.Actor().Member+")") || !strings.Contains(table, "member Jan ("+jan.Actor().Member+")") {
		t.Errorf("the table is\n%s", table)
	}
	leaveJan()
	leaveOla()
	server.HTTP.CloseIdleConnections()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if after := audit("--json"); after != beside {
		t.Errorf("after the server has ended it prints\n%s\nbefore\n%s", after, beside)
	}
	_, _, _, stop = running(t, "--database", database, "--organiser-key", key)
	if err := stop(); err != nil {
		t.Errorf("after an audit the server ends with %v", err)
	}
	err = run(t.Context(), []string{"audit", uuid.NewString(), "--database", database}, nil, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "there is no workshop") {
		t.Errorf("an unknown workshop: %v", err)
	}
}
