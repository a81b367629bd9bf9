package board

import (
	"reflect"
	"slices"
	"time"
)

// Command is what somebody wants (protocol rule W23). Its JSON fields are those
// of the wire; one with omitempty may be left out.
type Command interface {
	// decide drafts what the command changes, or refuses it. A draft that was
	// begun is thrown away whole when the command is refused.
	decide(d *draft) *Refusal
}

// Weight says how much work a command may be, so that nobody gives more than their
// share: one, and one more for every ten items of its lists and for every thousand
// bytes of its texts.
func Weight(c Command) int {
	items, bytes := sizeOf(reflect.Indirect(reflect.ValueOf(c)))
	return 1 + items/10 + bytes/1000
}

func sizeOf(v reflect.Value) (items, bytes int) {
	add := func(part reflect.Value) {
		i, b := sizeOf(part)
		items, bytes = items+i, bytes+b
	}
	switch v.Kind() {
	case reflect.String:
		bytes = v.Len()
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				add(v.Field(i))
			}
		}
	case reflect.Slice:
		items = v.Len()
		for i := range v.Len() {
			add(v.Index(i))
		}
	}
	return items, bytes
}

// Order is a command with all that it is decided on.
type Order struct {
	By      Actor
	Client  string // the tab that typed it; only texts ask for it
	Seen    uint64 // the last change the sender had applied; only texts ask for it
	Do      string // the command's name
	Command Command
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
	by, r := s.authorise(o.By, o.Do)
	if r != nil {
		return Fact{}, Undo{}, r
	}
	if _, founds := o.Command.(*FoundWorkshop); !founds && s.Workshop().Missing() {
		return Fact{}, Undo{}, refuse(NotFound)
	}
	if o.Seen > s.Seq {
		return Fact{}, Undo{}, refuse(FutureSeen)
	}
	undo := s.begin()
	s.holdings.begin(o.By.Member, at)
	s.Seq++
	anonymous := s.anonymous()
	d := &draft{state: s, order: o, command: commands[o.Do], by: by, at: at, undo: &undo}
	if r := o.Command.decide(d); r != nil {
		undo.held = s.holdings.end(false)
		s.Revert(undo)
		return Fact{}, Undo{}, r
	}
	d.relink()
	d.countAll()
	fact := Fact{Seq: s.Seq, At: at, Member: o.By.Member, Client: o.Client, Change: d.change}
	if (anonymous || d.unsigned) && slices.Contains(d.command.roles, Participant) {
		fact.Member = ""
	}
	undo.held = s.holdings.end(fact.Member == "")
	return fact, undo, nil
}
