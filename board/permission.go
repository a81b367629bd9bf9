package board

import "slices"

// Role is what a member may be in a workshop.
type Role string

// The roles. System is the server itself; it never comes from a session. A
// Stranger is who was removed or waits to be let in, and receives nothing.
const (
	Moderator   Role = "moderator"
	Participant Role = "participant"
	Observer    Role = "observer"
	System      Role = "system"
	Stranger    Role = "stranger"
)

// Act is what a phase allows the participants to do.
type Act string

// The acts.
const (
	Write    Act = "write" // add notes, edit, colour, bin and restore them
	ActMove  Act = "move"  // take notes to other places
	ActGroup Act = "group" // make groups, fill and name them, merge repeats
	ActVote  Act = "vote"
)

// Doors that are no commands, but ask the same table.
const (
	ManageLinks = "ManageLinks" // see, renew and revoke the invitation links
	AddDevice   = "AddDevice"   // come in on one more device as the same member
	React       = "React"       // send a reaction, which is never stored
)

// rule is a row of the table: the roles that may do it, and the acts of which
// the running phase must allow participants one. Without acts no phase, hold or
// lock forbids it.
type rule struct {
	roles []Role
	acts  []Act
}

var (
	moderators = []Role{Moderator}
	members    = []Role{Participant, Moderator}
	system     = []Role{System}
)

// permissions is the one table of who may do what, and in which phase. A name
// without a row is allowed to nobody.
var permissions = map[string]rule{
	"AddNote":      {members, []Act{Write}},
	"PasteNotes":   {members, []Act{Write}},
	"EditText":     {members, []Act{Write}},
	"ColourNotes":  {members, []Act{Write}},
	"DeleteNotes":  {members, []Act{Write}},
	"RestoreNotes": {members, []Act{Write, ActGroup}},
	"MoveNotes":    {members, []Act{ActMove, ActGroup}},
	"GroupNotes":   {members, []Act{ActGroup}},
	"RenameGroup":  {members, []Act{ActGroup}},
	"MoveGroup":    {members, []Act{ActGroup}},
	"MergeNotes":   {members, []Act{ActGroup}},
	"SetPoints":    {members, []Act{ActVote}},

	"ShowNotes":    {members, nil},
	"PromoteNotes": {members, nil}, // participants as leads of their own team only
	"ChooseTeam":   {members, nil},
	"SetHand":      {members, nil},
	"SetReady":     {members, nil},
	"RenameMember": {members, nil},
	AddDevice:      {members, nil},
	React:          {members, nil},

	"RenameWorkshop":     {moderators, nil},
	"PlanAgenda":         {moderators, nil},
	"AddPhase":           {moderators, nil},
	"SetPhase":           {moderators, nil},
	"MovePhase":          {moderators, nil},
	"RemovePhase":        {moderators, nil},
	"GoTo":               {moderators, nil},
	"StartTimer":         {moderators, nil},
	"PauseTimer":         {moderators, nil},
	"ResumeTimer":        {moderators, nil},
	"ExtendTimer":        {moderators, nil},
	"StopTimer":          {moderators, nil},
	"Reveal":             {moderators, nil},
	"SetLock":            {moderators, nil},
	"OpenVote":           {moderators, nil},
	"CloseVote":          {moderators, nil},
	"RemoveVote":         {moderators, nil},
	"FormTeams":          {moderators, nil},
	"AssignTeam":         {moderators, nil},
	"LetChoose":          {moderators, nil},
	"NameLead":           {moderators, nil},
	"RenameTeam":         {moderators, nil},
	"SetFocus":           {moderators, nil},
	"Release":            {moderators, nil},
	"QueuePresentations": {moderators, nil},
	"NextPresentation":   {moderators, nil},
	"SetWaitingRoom":     {moderators, nil},
	"AdmitMembers":       {moderators, nil},
	"RemoveMember":       {moderators, nil},
	"SetRole":            {moderators, nil},
	ManageLinks:          {moderators, nil},

	"FoundWorkshop": {system, nil},
	"EnterMember":   {system, nil},
	"SetCode":       {system, nil},
	"CountVote":     {system, nil},
}

// Standing is the actor with the role that the workshop gives them now: a
// moderator may have handed theirs over, or made somebody one.
func (s *State) Standing(by Actor) Actor {
	if by.Role == Moderator || by.Role == Participant {
		if member := s.of(KindMember, by.Member); member != nil {
			by.Role = Role(member.Fields.Text("role"))
		}
	}
	return by
}

// Viewer is the actor as a receiver: with the role and the team that they have
// now. Who was removed or waits at the door receives nothing.
func (s *State) Viewer(by Actor) Viewer {
	by = s.Standing(by)
	v := Viewer{Member: by.Member, Role: by.Role}
	if member := s.of(KindMember, by.Member); member != nil {
		if outside(member) != nil {
			return Viewer{Role: Stranger}
		}
		v.Team = member.Fields.Text("team")
	}
	return v
}

// Admits is nil when the actor may look at the workshop, otherwise the reason
// why not: they were removed, or wait to be let in.
func (s *State) Admits(by Actor) *Refusal {
	if member := s.of(KindMember, by.Member); member != nil && by.Role != Observer {
		return outside(member)
	}
	return nil
}

func outside(member *Record) *Refusal {
	switch {
	case member.Fields.Flag("removed"):
		return refuse(Removed)
	case member.Fields.Flag("waiting"):
		return refuse(Waiting)
	}
	return nil
}

// May is what every door asks before anything else: nil when the actor may do
// this now, otherwise the reason why not.
func (s *State) May(by Actor, do string) *Refusal {
	by = s.Standing(by)
	row := permissions[do]
	if !slices.Contains(row.roles, by.Role) {
		return refuse(Forbidden)
	}
	if r := s.Admits(by); r != nil {
		return r
	}
	if by.Role != Participant || len(row.acts) == 0 {
		return nil
	}
	if s.held(by) {
		return refuse(Held)
	}
	if !slices.ContainsFunc(row.acts, s.Allows) {
		return refuse(WrongPhase)
	}
	return nil
}

// MayAt is May for one spot of a board: the running phase must have it in
// focus, and it must not be locked.
func (s *State) MayAt(by Actor, do string, at Spot) *Refusal {
	if r := s.May(by, do); r != nil {
		return r
	}
	if s.Standing(by).Role != Participant || len(permissions[do].acts) == 0 {
		return nil
	}
	board := s.of(KindBoard, at.Board)
	if board == nil {
		return refuse(NotFound)
	}
	if !s.covers(board) {
		return refuse(WrongPhase)
	}
	if s.locked(board, at) {
		return refuse(Locked)
	}
	return nil
}
