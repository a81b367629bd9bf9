package board

import (
	"slices"
	"strconv"
)

// PlanAgenda plans the workshop by a template, in the workshop's language. It
// replaces every phase but the one that runs; the new ones get the ids PREFIX-1,
// PREFIX-2 and so on.
type PlanAgenda struct {
	Template string `json:"template"`
	Prefix   string `json:"prefix"`
}

func (c *PlanAgenda) decide(d *draft) *Refusal {
	if CheckID(c.Prefix) != nil || len(c.Prefix) > 48 {
		return refuse(BadID)
	}
	running := d.state.Workshop().Phase()
	for _, phase := range slices.Clone(d.state.Siblings(phaseList)) {
		if phase.ID != running {
			d.remove(phase)
		}
	}
	return d.planAgenda(c.Template, c.Prefix)
}

func (d *draft) planAgenda(template, prefix string) *Refusal {
	steps, ok := agendas[template]
	if !ok {
		return refuse(BadValue)
	}
	locale := d.state.Workshop().Locale()
	for i, step := range steps {
		plan := step.plan(locale)
		plan.Boards = d.boardsOf(step.on)
		if r := d.addPhase(prefix+"-"+strconv.Itoa(i+1), "", &plan); r != nil {
			return r
		}
	}
	return nil
}

// boardsOf are the boards of the plenary of a kind, none for "" and when there is none.
func (d *draft) boardsOf(kind string) (ids []string) {
	for _, r := range d.state.Siblings(boardList) {
		if board := (Board{r}); kind != "" && board.BoardKind() == kind && board.Team() == "" && !board.Archived() {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
