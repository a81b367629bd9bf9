package board

import (
	"slices"
	"time"
)

// Command is what somebody wants (protocol rule W23). Its JSON fields are those
// of the wire; one with omitempty may be left out.
type Command interface {
	// decide drafts what the command changes, or refuses it. A draft that was
	// begun is thrown away whole when the command is refused.
	decide(d *draft, by Actor) *Refusal
}

// Actor is who gives a command; it comes from the session, never from the
// message.
type Actor struct {
	Member string
	Role   Role
}

// Order is a command with all that it is decided on.
type Order struct {
	By      Actor
	Client  string // "" when the command did not come from a numbered client
	Number  uint64
	Seen    uint64 // the last change the sender had applied; only texts ask for it
	Do      string // the command's name, as in the registry
	Command Command
}

// registry holds the commands that may come over the wire, by name. Every one
// needs a row in the permission table.
var registry = map[string]func() Command{
	"AddNote":            func() Command { return &AddNote{} },
	"PasteNotes":         func() Command { return &PasteNotes{} },
	"EditText":           func() Command { return &EditText{} },
	"MoveNotes":          func() Command { return &MoveNotes{} },
	"GroupNotes":         func() Command { return &GroupNotes{} },
	"RenameGroup":        func() Command { return &RenameGroup{} },
	"MoveGroup":          func() Command { return &MoveGroup{} },
	"ColourNotes":        func() Command { return &ColourNotes{} },
	"DeleteNotes":        func() Command { return &DeleteNotes{} },
	"RestoreNotes":       func() Command { return &RestoreNotes{} },
	"RenameMember":       func() Command { return &RenameMember{} },
	"RenameWorkshop":     func() Command { return &RenameWorkshop{} },
	"MergeNotes":         func() Command { return &MergeNotes{} },
	"ShowNotes":          func() Command { return &ShowNotes{} },
	"PlanAgenda":         func() Command { return &PlanAgenda{} },
	"AddPhase":           func() Command { return &AddPhase{} },
	"SetPhase":           func() Command { return &SetPhase{} },
	"MovePhase":          func() Command { return &MovePhase{} },
	"RemovePhase":        func() Command { return &RemovePhase{} },
	"GoTo":               func() Command { return &GoTo{} },
	"StartTimer":         func() Command { return &StartTimer{} },
	"PauseTimer":         func() Command { return &PauseTimer{} },
	"ResumeTimer":        func() Command { return &ResumeTimer{} },
	"ExtendTimer":        func() Command { return &ExtendTimer{} },
	"StopTimer":          func() Command { return &StopTimer{} },
	"Reveal":             func() Command { return &Reveal{} },
	"SetLock":            func() Command { return &SetLock{} },
	"OpenVote":           func() Command { return &OpenVote{} },
	"SetPoints":          func() Command { return &SetPoints{} },
	"CloseVote":          func() Command { return &CloseVote{} },
	"RemoveVote":         func() Command { return &RemoveVote{} },
	"FormTeams":          func() Command { return &FormTeams{} },
	"AssignTeam":         func() Command { return &AssignTeam{} },
	"LetChoose":          func() Command { return &LetChoose{} },
	"ChooseTeam":         func() Command { return &ChooseTeam{} },
	"NameLead":           func() Command { return &NameLead{} },
	"RenameTeam":         func() Command { return &RenameTeam{} },
	"PromoteNotes":       func() Command { return &PromoteNotes{} },
	"SetFocus":           func() Command { return &SetFocus{} },
	"Release":            func() Command { return &Release{} },
	"QueuePresentations": func() Command { return &QueuePresentations{} },
	"NextPresentation":   func() Command { return &NextPresentation{} },
	"SetHand":            func() Command { return &SetHand{} },
	"SetReady":           func() Command { return &SetReady{} },
	"SetWaitingRoom":     func() Command { return &SetWaitingRoom{} },
	"AdmitMembers":       func() Command { return &AdmitMembers{} },
	"RemoveMember":       func() Command { return &RemoveMember{} },
	"SetRole":            func() Command { return &SetRole{} },
}

// NewCommand returns an empty command of the name, to be filled from the wire.
func NewCommand(do string) (Command, *Refusal) {
	make, ok := registry[do]
	if !ok {
		return nil, refuse(UnknownCommand)
	}
	return make(), nil
}

// CommandNames returns the names of all commands of the wire, sorted.
func CommandNames() []string {
	names := make([]string, 0, len(registry))
	for name := range registry {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Decide says what the order would change at a time, or refuses it with a
// *Refusal. The state is the same afterwards.
func (s *State) Decide(o Order, at time.Time) (Change, error) {
	fact, undo, err := s.Perform(o, at)
	if err != nil {
		return nil, err
	}
	s.Revert(undo)
	return fact.Change, nil
}

// Perform decides the order and, unless it is refused with a *Refusal, applies
// it as the next fact. The caller makes the fact durable, or takes it back with
// Revert.
func (s *State) Perform(o Order, at time.Time) (Fact, Undo, error) {
	o.By = s.Standing(o.By)
	if r := s.May(o.By, o.Do); r != nil {
		return Fact{}, Undo{}, r
	}
	if _, founds := o.Command.(*FoundWorkshop); !founds && s.Workshop() == nil {
		return Fact{}, Undo{}, refuse(NotFound)
	}
	if o.Seen > s.Seq {
		return Fact{}, Undo{}, refuse(FutureSeen)
	}
	if r := s.checkClient(o); r != nil {
		return Fact{}, Undo{}, r
	}
	undo := s.begin(o.Client)
	s.Seq++
	d := &draft{state: s, order: o, at: at, viewer: s.Viewer(o.By), undo: &undo}
	if r := o.Command.decide(d, o.By); r != nil {
		s.Revert(undo)
		return Fact{}, Undo{}, r
	}
	for _, id := range sortedKeys(d.recounts) {
		d.countHidden(s.Get(id))
	}
	fact := Fact{Seq: s.Seq, At: at, Member: o.By.Member, Client: o.Client, Number: o.Number, Change: d.change}
	s.mark(fact)
	return fact, undo, nil
}

// Answered reports whether the order's number is not above the largest applied
// one of its client.
func (s *State) Answered(o Order) bool {
	return o.Client != "" && o.Number <= s.clients[o.Client].Number
}

func (s *State) checkClient(o Order) *Refusal {
	if o.Client == "" {
		return nil
	}
	mark, known := s.clients[o.Client]
	switch {
	case known && mark.Member != o.By.Member:
		return refuse(OtherClient)
	case o.Number == 0 || known && o.Number <= mark.Number:
		return refuse(NumberReused)
	case !known && len(s.clients) >= s.Limits.MaxClients:
		return refuse(TooMany)
	}
	return nil
}

// draft collects the patches of one command and applies each as it comes, so
// that a command of several steps decides every step on the one before.
type draft struct {
	state    *State
	order    Order
	at       time.Time
	viewer   Viewer          // who acts, as a receiver: what they do not see does not exist
	recounts map[string]bool // boards whose hidden notes are to be counted anew
	change   Change
	undo     *Undo
}

func (d *draft) add(a Audience, p Patch) {
	if last := len(d.change) - 1; last >= 0 && d.change[last].Audience == a {
		d.change[last].Patches = append(d.change[last].Patches, p)
	} else {
		d.change = append(d.change, Segment{a, []Patch{p}})
	}
	// It cannot fail: the command has looked the record up before.
	inverse, _ := d.state.patch(&p, d.order.Client)
	d.undo.push(inverse)
}

// put adds a record, or replaces it. An old audience that differs receives a
// removal first (W22).
func (d *draft) put(r *Record) {
	if old := d.state.Get(r.ID); old != nil && old.Audience != r.Audience {
		d.add(old.Audience, Patch{Remove: r.ID})
	}
	d.add(r.Audience, Patch{Put: r})
}

// set changes fields of a record that exists; nil, "" and false remove one.
// Fields that have the value already are left out.
func (d *draft) set(r *Record, fields ...Field) {
	r = d.state.Get(r.ID)
	changed := make(Fields, 0, len(fields))
	for _, f := range fields {
		f.Value = present(f.Value)
		if !sameValue(r.Fields.Get(f.Name), f.Value) {
			changed = append(changed, f)
		}
	}
	if len(changed) > 0 {
		changed.sort()
		d.add(r.Audience, Patch{Set: r.ID, Fields: changed})
	}
}

func (d *draft) splice(r *Record, field string, ops Splice) {
	if len(ops) > 0 {
		d.add(r.Audience, Patch{Splice: r.ID, Field: field, Ops: ops})
	}
}

// see returns the record when it is of the kind and the actor may see it, nil
// otherwise.
func (d *draft) see(kind Kind, id string) *Record {
	if r := d.state.of(kind, id); r != nil && d.viewer.Sees(r.Audience) {
		return r
	}
	return nil
}

// kindOf is the kind of a board that the actor may see.
func (d *draft) kindOf(board string) (*BoardKind, *Refusal) {
	if d.see(KindBoard, board) == nil {
		return nil, refuse(NotFound)
	}
	return d.state.kindOf(board)
}

// mayAt asks the permission table for one spot.
func (d *draft) mayAt(at Spot) *Refusal { return d.state.MayAt(d.order.By, d.order.Do, at) }

// fresh checks the id of a record to be added.
func (d *draft) fresh(id string) *Refusal {
	if r := CheckID(id); r != nil {
		return r
	}
	if d.state.Get(id) != nil {
		return refuse(Exists)
	}
	if d.state.Len() >= d.state.Limits.MaxRecords {
		return refuse(TooMany)
	}
	return nil
}

// batch checks the length of a list in a command.
func (d *draft) batch(n int) *Refusal {
	switch {
	case n == 0:
		return refuse(Empty)
	case n > d.state.Limits.MaxBatch:
		return refuse(TooMany)
	}
	return nil
}

// siblings are those of a container that the actor may see. Where all are open
// it is the state's own list: read it before the next change.
func (d *draft) siblings(container string) []*Record {
	list := d.state.Siblings(container)
	if len(d.state.hidden) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(r *Record) bool { return !d.viewer.Sees(r.Audience) })
}

// rankIn returns a rank in a container before the sibling with the id before,
// or after the last one when before is not among the siblings. The record with
// the id self does not count as a sibling. stay reports that self stands there
// already.
func (d *draft) rankIn(container, before, self string) (rank string, stay bool) {
	list := d.siblings(container)
	at := len(list)
	if before != "" && before != self {
		if i := slices.IndexFunc(list, func(r *Record) bool { return r.ID == before }); i >= 0 {
			at = i
		}
	}
	low, high := "", ""
	if at < len(list) {
		high = list[at].Fields.Text("rank")
	}
	if at > 0 && list[at-1].ID == self {
		return list[at-1].Fields.Text("rank"), true
	}
	if at > 0 {
		low = list[at-1].Fields.Text("rank")
	}
	return rankBetween(low, high), false
}
