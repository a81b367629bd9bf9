package board

// Role is what a member may be in a workshop.
type Role string

// The roles. System is the server itself; it never comes from a session.
const (
	Moderator   Role = "moderator"
	Participant Role = "participant"
	Observer    Role = "observer"
	System      Role = "system"
)

// Doors that are no commands, but ask the same table.
const (
	ManageLinks = "ManageLinks" // see, renew and revoke the invitation links
	AddDevice   = "AddDevice"   // come in on one more device as the same member
)

// permissions is the one table of who may do what. A name without a row is
// allowed to nobody.
var permissions = map[string][]Role{
	"AddNote":        {Participant, Moderator},
	"PasteNotes":     {Participant, Moderator},
	"EditText":       {Participant, Moderator},
	"MoveNotes":      {Participant, Moderator},
	"GroupNotes":     {Participant, Moderator},
	"RenameGroup":    {Participant, Moderator},
	"MoveGroup":      {Participant, Moderator},
	"ColourNotes":    {Participant, Moderator},
	"DeleteNotes":    {Participant, Moderator},
	"RestoreNotes":   {Participant, Moderator},
	"RenameMember":   {Participant, Moderator},
	"RenameWorkshop": {Moderator},

	ManageLinks: {Moderator},
	AddDevice:   {Participant, Moderator},

	"FoundWorkshop": {System},
	"AdmitMember":   {System},
	"SetCode":       {System},
}

// May is the one function that every door asks: nil when the actor may do this
// now, Forbidden otherwise.
func (s *State) May(by Actor, do string) *Refusal {
	for _, role := range permissions[do] {
		if role == by.Role {
			return nil
		}
	}
	return refuse(Forbidden)
}
