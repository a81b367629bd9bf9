package board

// The views are the one list of fields: each reads the records of a kind by
// the names of their fields, lowered at the first letter. The browser's views
// in web/src/board/generated.ts are written from them. A view of nil stands for
// a record that does not exist; all its fields are absent.

// view makes the view of every kind, so that tests and the generator find them.
var views = map[Kind]any{
	KindWorkshop:      Workshop{},
	KindInvitation:    Invitation{},
	KindClause:        Clause{},
	KindBoard:         Board{},
	KindNote:          Note{},
	KindGroup:         Group{},
	KindArea:          Area{},
	KindStatement:     Statement{},
	KindLink:          Link{},
	KindMoment:        Moment{},
	KindRow:           Row{},
	KindPlacement:     Placement{},
	KindAside:         Aside{},
	KindMember:        Member{},
	KindPhase:         Phase{},
	KindTimer:         Timer{},
	KindFocus:         Focus{},
	KindPresentations: Presentations{},
	KindPages:         Pages{},
	KindTeam:          Team{},
	KindHiddenCount:   HiddenCount{},
	KindTeamCount:     TeamCount{},
	KindVote:          Vote{},
	KindBallot:        Ballot{},
	KindProgress:      Progress{},
	KindUncounted:     Uncounted{},
	KindTally:         Tally{},
}

// Workshop views the one record that describes the workshop.
type Workshop struct{ *Record }

func (w Workshop) Title() string      { return w.text("title") }
func (w Workshop) Locale() string     { return w.text("locale") } // pl or en
func (w Workshop) Template() string   { return w.text("template") }
func (w Workshop) Phase() string      { return w.text("phase") }        // the running phase
func (w Workshop) Began() int64       { return w.integer("began") }     // when it began, in milliseconds since 1970
func (w Workshop) Waiting() bool      { return w.flag("waiting") }      // newcomers wait to be admitted
func (w Workshop) Choosing() bool     { return w.flag("choosing") }     // people choose their team
func (w Workshop) ChoosingLead() bool { return w.flag("choosingLead") } // and who leads it
func (w Workshop) Levels() []string   { return w.list("levels") }       // names of the levels of matrices, "" for the usual one
func (w Workshop) Arabic() bool       { return w.flag("arabic") }       // rows are numbered 1, 1.1

// KeptUntil is the day that people have chosen for its deletion, as 2027-03-31; LastUsed
// the day of its last use, where only this tells it; and EndsOn the day of the deletion,
// once that is announced.
func (w Workshop) KeptUntil() string { return w.text("keptUntil") }
func (w Workshop) LastUsed() string  { return w.text("lastUsed") }
func (w Workshop) EndsOn() string    { return w.text("endsOn") }

// Invitation views the join code.
type Invitation struct{ *Record }

func (i Invitation) Code() string { return i.text("code") }

// Clause views what people are told about their data, see ClauseBlanks.
type Clause struct{ *Record }

func (c Clause) Administrator() string { return c.text("administrator") }
func (c Clause) Contact() string       { return c.text("contact") }
func (c Clause) Purpose() string       { return c.text("purpose") }
func (c Clause) Basis() string         { return c.text("basis") }
func (c Clause) More() string          { return c.text("more") }

// Board views a board.
type Board struct{ *Record }

func (b Board) BoardKind() string        { return b.text("kind") }
func (b Board) Title() string            { return b.text("title") }
func (b Board) Rank() string             { return b.text("rank") }
func (b Board) Team() string             { return b.text("team") }
func (b Board) Origin() string           { return b.text("origin") } // the plenary board of which a team's is a copy
func (b Board) Archived() bool           { return b.flag("archived") }
func (b Board) Locked() bool             { return b.flag("locked") }
func (b Board) LockedSections() []string { return b.list("lockedSections") }

// Item views what stands in a section, whatever its kind: the fields that all
// kinds of items share.
type Item struct{ *Record }

func (i Item) Author() string     { return i.text("author") }
func (i Item) Board() string      { return i.text("board") }
func (i Item) Section() string    { return i.text("section") }
func (i Item) Group() string      { return i.text("group") }
func (i Item) Rank() string       { return i.text("rank") }
func (i Item) X() int64           { return i.integer("x") } // on a plane, relative to the section
func (i Item) Y() int64           { return i.integer("y") }
func (i Item) Deleted() bool      { return i.flag("deleted") }    // in the bin
func (i Item) BinnedWith() string { return i.text("binnedWith") } // the area or the item that took it into the bin
func (i Item) Locked() bool       { return i.flag("locked") }
func (i Item) Sources() []string  { return i.list("sources") } // the items that it was promoted or merged from
func (i Item) Teams() []string    { return i.list("teams") }   // the teams that it came from
func (i Item) Merged() string     { return i.text("merged") }  // the item that it went into

// spot is where the item stands.
func (i Item) spot() Spot { return Spot{i.Board(), i.Section(), i.ID} }

// Note views a sticky note.
type Note struct{ Item }

// NoteOf views a record as a note.
func NoteOf(r *Record) Note { return Note{Item{r}} }

func (n Note) Text() string   { return n.text("text") }
func (n Note) Colour() string { return n.text("colour") }
func (n Note) Size() string   { return n.text("size") } // small or large

// Statement views a text that is worded together.
type Statement struct{ Item }

func (s Statement) Text() string    { return s.text("text") }
func (s Statement) Subject() string { return s.text("subject") } // vision or mission
func (s Statement) Chosen() bool    { return s.flag("chosen") }  // the common text

// Link views an edge between two records.
type Link struct{ *Record }

func (l Link) Type() string { return l.text("type") }
func (l Link) From() string { return l.text("from") }
func (l Link) To() string   { return l.text("to") }

// Confirmed is the number of the change with which somebody said that the link holds,
// and Changed reports whether an end says something else since then.
func (l Link) Confirmed() int64 { return l.integer("confirmed") }
func (l Link) Changed() bool    { return l.flag("changed") }

// Moment views a name on a number of the journal.
type Moment struct{ *Record }

func (m Moment) Title() string { return m.text("title") }
func (m Moment) Rank() string  { return m.text("rank") }
func (m Moment) Seq() int64    { return m.integer("seq") }
func (m Moment) Made() int64   { return m.integer("made") } // in milliseconds since 1970

// Row views a line of a table: what all rows have. Cell reads the others.
type Row struct{ Item }

func (r Row) Level() string  { return r.text("level") }
func (r Row) Parent() string { return r.text("parent") } // the row under which it stands
func (r Row) Name() string   { return r.text("name") }

// Cell returns the value of a cell, "" when it is empty.
func (r Row) Cell(column string) string { return r.text(column) }

// Placement views where a goal stands in the table that joins those of the teams.
type Placement struct{ *Record }

func (p Placement) Board() string   { return p.text("board") } // of the goal
func (p Placement) Row() string     { return p.text("row") }
func (p Placement) Section() string { return p.text("section") }

// Aside views why a gap of an item may stay.
type Aside struct{ *Record }

func (a Aside) Board() string  { return a.text("board") } // of the item
func (a Aside) Item() string   { return a.text("item") }
func (a Aside) Gap() string    { return a.text("gap") }
func (a Aside) Reason() string { return a.text("reason") }

// Group views a named set of notes.
type Group struct{ *Record }

func (g Group) Board() string { return g.text("board") }
func (g Group) Name() string  { return g.text("name") }
func (g Group) Rank() string  { return g.text("rank") }

// Area views a section that people name.
type Area struct{ *Record }

func (a Area) Board() string      { return a.text("board") }
func (a Area) Title() string      { return a.text("title") } // on a vision board a question
func (a Area) Definition() string { return a.text("definition") }
func (a Area) Colour() string     { return a.text("colour") }
func (a Area) Rank() string       { return a.text("rank") } // among the areas of a table
func (a Area) X() int64           { return a.integer("x") } // on a plane
func (a Area) Y() int64           { return a.integer("y") }
func (a Area) Width() int64       { return a.integer("width") }
func (a Area) Height() int64      { return a.integer("height") }
func (a Area) Deleted() bool      { return a.flag("deleted") } // in the bin

// Member views a person.
type Member struct{ *Record }

func (m Member) Name() string        { return m.text("name") }
func (m Member) Named() int64        { return m.integer("named") } // the change that gave them their name
func (m Member) Affiliation() string { return m.text("affiliation") }
func (m Member) Role() Role          { return Role(m.text("role")) }
func (m Member) Team() string        { return m.text("team") }
func (m Member) Moved() int64        { return m.integer("moved") }        // the change that last gave them another role or team
func (m Member) Hand() (int64, bool) { return m.optionalInteger("hand") } // raised since, in milliseconds since 1970
func (m Member) Ready() string       { return m.text("ready") }           // the phase they are ready in
func (m Member) Waiting() bool       { return m.flag("waiting") }         // to be admitted
func (m Member) Removed() bool       { return m.flag("removed") }
func (m Member) Banned() bool        { return m.flag("banned") }

// Phase views a step of the agenda.
type Phase struct{ *Record }

func (p Phase) Title() string      { return p.text("title") }
func (p Phase) Ask() string        { return p.text("ask") }
func (p Phase) Part() string       { return p.text("part") }
func (p Phase) Rank() string       { return p.text("rank") }
func (p Phase) Minutes() int64     { return p.integer("minutes") }
func (p Phase) Boards() []string   { return p.list("boards") }
func (p Phase) Teams() bool        { return p.flag("teams") }
func (p Phase) Allow() []string    { return p.list("allow") }
func (p Phase) Hidden() bool       { return p.flag("hidden") }
func (p Phase) Counts() bool       { return p.flag("counts") }
func (p Phase) Anonymous() bool    { return p.flag("anonymous") }
func (p Phase) Revealed() []string { return p.list("revealed") } // BOARD/SECTION
func (p Phase) Took() int64        { return p.integer("took") }  // milliseconds spent in it on earlier visits

// Timer views the timer.
type Timer struct{ *Record }

func (t Timer) Ends() (int64, bool) { return t.optionalInteger("ends") } // when it ends, in milliseconds since 1970
func (t Timer) Left() (int64, bool) { return t.optionalInteger("left") } // milliseconds left while it is paused

// Focus views where the moderators want everybody to look.
type Focus struct{ *Record }

func (f Focus) Board() string   { return f.text("board") }
func (f Focus) Section() string { return f.text("section") }
func (f Focus) Item() string    { return f.text("item") }
func (f Focus) Mode() string    { return f.text("mode") }
func (f Focus) By() string      { return f.text("by") }
func (f Focus) Since() int64    { return f.integer("since") } // the number of the change
func (f Focus) Overview() bool  { return f.flag("overview") } // of the whole board

// Presentations views the queue of teams that present.
type Presentations struct{ *Record }

func (p Presentations) Queue() []string { return p.list("queue") }
func (p Presentations) Now() string     { return p.text("now") }
func (p Presentations) Seconds() int64  { return p.integer("seconds") }
func (p Presentations) Phase() string   { return p.text("phase") }

// Pages views how the pages of the screens in the hall turn.
type Pages struct{ *Record }

func (p Pages) Turns() int64 { return p.integer("turns") } // how far they were turned on since ever
func (p Pages) Stand() bool  { return p.flag("stand") }

// Team views a team.
type Team struct{ *Record }

func (t Team) Name() string { return t.text("name") }
func (t Team) Rank() string { return t.text("rank") }
func (t Team) Lead() string { return t.text("lead") }
func (t Team) Past() bool   { return t.flag("past") } // of an earlier split

// HiddenCount views how many hidden items a section holds.
type HiddenCount struct{ *Record }

func (h HiddenCount) Board() string   { return h.text("board") }
func (h HiddenCount) Section() string { return h.text("section") }
func (h HiddenCount) Count() int64    { return h.integer("count") }

// TeamCount views how many hidden items the boards of a team hold.
type TeamCount struct{ *Record }

func (t TeamCount) Team() string { return t.text("team") }
func (t TeamCount) Count() int64 { return t.integer("count") }

// Vote views a round of voting.
type Vote struct{ *Record }

func (v Vote) Title() string      { return v.text("title") }
func (v Vote) Rank() string       { return v.text("rank") }
func (v Vote) Points() int64      { return v.integer("points") }
func (v Vote) PerItem() int64     { return v.integer("perItem") }
func (v Vote) Groups() bool       { return v.flag("groups") }
func (v Vote) Boards() []string   { return v.list("boards") }
func (v Vote) Sections() []string { return v.list("sections") }
func (v Vote) Items() []string    { return v.list("items") }
func (v Vote) Team() string       { return v.text("team") }
func (v Vote) LiveTotals() bool   { return v.flag("liveTotals") }
func (v Vote) Phase() string      { return v.text("phase") }
func (v Vote) Closed() bool       { return v.flag("closed") }

// Electorate lists the members whose ballots count.
func (v Vote) Electorate() []string { return v.list("electorate") }

// Ballot views the points of one member.
type Ballot struct{ *Record }

func (b Ballot) Vote() string     { return b.text("vote") }
func (b Ballot) Member() string   { return b.text("member") }
func (b Ballot) Points() []string { return b.list("points") } // an item for each point

// Progress views how many members have voted, and how many have given all points.
type Progress struct{ *Record }

func (p Progress) Vote() string    { return p.text("vote") }
func (p Progress) Voted() int64    { return p.integer("voted") }
func (p Progress) Finished() int64 { return p.integer("finished") }
func (p Progress) Given() int64    { return p.integer("given") } // points of all together

// Uncounted views the members whose ballots changed since totals were shown.
type Uncounted struct{ *Record }

func (u Uncounted) Vote() string      { return u.text("vote") }
func (u Uncounted) Members() []string { return u.list("members") }

// Tally views the result of a vote; its lists have one length.
type Tally struct{ *Record }

func (t Tally) Vote() string     { return t.text("vote") }
func (t Tally) Items() []string  { return t.list("items") }
func (t Tally) Points() []string { return t.list("points") }
func (t Tally) Places() []string { return t.list("places") }
func (t Tally) Voters() int64    { return t.integer("voters") }

// Missing reports whether the record does not exist.
func (r *Record) Missing() bool { return r == nil }

func (r *Record) get(name string) any {
	if r == nil {
		return nil
	}
	return r.Fields.Get(name)
}

func (r *Record) text(name string) string   { s, _ := r.get(name).(string); return s }
func (r *Record) flag(name string) bool     { b, _ := r.get(name).(bool); return b }
func (r *Record) list(name string) []string { l, _ := r.get(name).([]string); return l }
func (r *Record) integer(name string) int64 { n, _ := r.get(name).(int64); return n }

func (r *Record) optionalInteger(name string) (int64, bool) {
	n, ok := r.get(name).(int64)
	return n, ok
}
