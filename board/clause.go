package board

// clauseID is the id of the one record with the information clause of the workshop.
const clauseID = ":clause"

const (
	maxClauseBlank = 1_000
	maxClauseMore  = 10_000
)

// ClauseBlanks is what an information clause on personal data says besides what is the
// same for everybody. An empty one of a workshop is that of the server.
type ClauseBlanks struct {
	Administrator string `json:"administrator,omitempty"` // who decides about the data
	Contact       string `json:"contact,omitempty"`       // of the data protection officer
	Purpose       string `json:"purpose,omitempty"`
	Basis         string `json:"basis,omitempty"` // in law
	More          string `json:"more,omitempty"`
}

// Check says why the blanks cannot be filled in like that; nil when they can.
func (b *ClauseBlanks) Check() *Refusal {
	for _, text := range []string{b.Administrator, b.Contact, b.Purpose, b.Basis} {
		if r := prose(text, maxClauseBlank); r != nil {
			return r
		}
	}
	return prose(b.More, maxClauseMore)
}

// SetClause fills in the information clause of the workshop, where it differs from the
// server's.
type SetClause struct{ ClauseBlanks }

func (c *SetClause) decide(d *draft) *Refusal {
	if r := c.Check(); r != nil {
		return r
	}
	d.keep(d.state.Get(clauseID), &Record{ID: clauseID, Kind: KindClause, Audience: Everyone},
		Field{"administrator", c.Administrator},
		Field{"contact", c.Contact},
		Field{"purpose", c.Purpose},
		Field{"basis", c.Basis},
		Field{"more", c.More},
	)
	return nil
}

// Clause returns what the workshop says in place of the server.
func (s *State) Clause() ClauseBlanks {
	c := Clause{s.of(KindClause, clauseID)}
	return ClauseBlanks{c.Administrator(), c.Contact(), c.Purpose(), c.Basis(), c.More()}
}
