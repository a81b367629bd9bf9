package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"warsztat/board"
	"warsztat/cmd/internal/client"
)

// matrixBoard is the id of the board with the strategic matrix.
const matrixBoard = "matrix"

// row is a row of the matrix with what stands under it.
type row struct {
	Level string            `json:"level"`
	Cells map[string]string `json:"cells"`
	Rows  []row             `json:"rows"`
}

// prepareMatrix fills a matrix, as people brought it to the workshop.
func (m *moderator) prepareMatrix(ctx context.Context) error {
	if err := m.give(ctx, &board.AddBoard{Board: matrixBoard, Kind: "matrix"}); err != nil {
		return err
	}
	paste := &board.PasteRows{Board: matrixBoard}
	var add func(area, parent string, rows []row)
	add = func(area, parent string, rows []row) {
		for _, r := range rows {
			fresh := board.NewRow{Row: client.NewID(), Level: r.Level, Section: area, Parent: parent}
			for _, column := range slices.Sorted(maps.Keys(r.Cells)) {
				fresh.Cells = append(fresh.Cells, board.Cell{Column: column, Value: r.Cells[column]})
			}
			paste.Rows = append(paste.Rows, fresh)
			add(area, fresh.Row, r.Rows)
		}
	}
	for i, area := range m.script.matrix.Areas {
		id := fmt.Sprintf("%s-area-%d", matrixBoard, i+1)
		if err := m.give(ctx, &board.AddArea{Board: matrixBoard, AreaPlace: board.AreaPlace{Area: id}, AreaLook: board.AreaLook{Title: area.Title}}); err != nil {
			return err
		}
		add(id, "", area.Rows)
	}
	return m.give(ctx, paste)
}

// chain links the goals of the matrix with the factors that got most points, one each.
func (m *moderator) chain(ctx context.Context) error {
	var links []*board.AddLink
	m.Look(func(state *board.State) {
		factors := top(state, m.script.agenda.Vote.Vote, len(m.script.matrix.Areas))
		matrix := board.Board{Record: state.Get(matrixBoard)}
		for _, line := range state.Outline(board.Viewer{Role: board.Moderator}, matrix) {
			if line.Level == "goal" && len(links) < len(factors) {
				links = append(links, &board.AddLink{Link: client.NewID(), Type: "answers", From: line.ID, To: factors[len(links)]})
			}
		}
	})
	for _, link := range links {
		if err := m.give(ctx, link); err != nil {
			return err
		}
	}
	return nil
}
