package board

import (
	"slices"
	"strings"
)

// OpenVote begins a vote: everybody whom it reaches at this moment has Points to
// give, at most PerItem to one item. The items are notes or, with Groups, the notes that stand in
// no group and the groups as they stand in each section. Without LiveTotals nobody
// sees a total before it is closed. It reaches everybody or one team. The phase
// that runs lets people vote from now on. A vote with one point asks for one of several:
// the point moves with each choice.
type OpenVote struct {
	Vote       string   `json:"vote"`
	Title      string   `json:"title"`
	Points     int64    `json:"points"`
	PerItem    int64    `json:"perItem"`
	Groups     bool     `json:"groups"`
	Boards     []string `json:"boards"`          // none: all that it reaches
	Sections   []string `json:"sections"`        // none: all
	Items      []string `json:"items,omitempty"` // none: all
	LiveTotals bool     `json:"liveTotals"`
	Team       string   `json:"team,omitempty"`
}

// maxPoints bounds what one person has to give; people could not overlook more.
const maxPoints = 100

func (c *OpenVote) decide(d *draft) *Refusal {
	if c.Points < 1 || c.Points > maxPoints || c.PerItem < 1 || c.PerItem > c.Points {
		return refuse(BadValue)
	}
	audience := Everyone
	if c.Team != "" {
		if d.team(c.Team).Missing() {
			return refuse(NotFound)
		}
		audience = OnlyTeam(c.Team)
	}
	if max(len(c.Boards), len(c.Sections), len(c.Items)) > d.state.Limits.MaxBatch {
		return refuse(TooMany)
	}
	asked, r := d.votableBoards(c.Boards, audience)
	if r != nil {
		return r
	}
	for _, section := range c.Sections {
		if !slices.ContainsFunc(asked, func(b Board) bool { return slices.Contains(d.state.sectionsOf(b), section) }) {
			return refuse(BadValue)
		}
	}
	for _, id := range c.Items {
		item := d.state.item(id)
		if item.Missing() || item.Deleted() || !slices.ContainsFunc(asked, func(b Board) bool { return b.ID == item.Board() && b.Audience == item.Audience }) {
			return refuse(NotFound)
		}
	}
	if _, r := d.addVote(c.Vote, c.Title, audience,
		Field{"boards", union(nil, c.Boards)},
		Field{"electorate", d.electors(c.Team)},
		Field{"groups", c.Groups},
		Field{"items", union(nil, c.Items)},
		Field{"perItem", c.PerItem},
		Field{"liveTotals", c.LiveTotals},
		Field{"phase", d.state.Workshop().Phase()},
		Field{"points", c.Points},
		Field{"sections", union(nil, c.Sections)},
		Field{"team", c.Team},
	); r != nil {
		return r
	}
	if phase := d.state.Running(); !d.state.Allows(ActVote) {
		d.set(phase.Record, Field{"allow", union(phase.Allow(), []string{string(ActVote)})})
	}
	return nil
}

// The electorate is fixed when a vote opens, and who leaves stays in it: whoever could
// choose later whose ballots are counted could tell from two totals what one of them
// holds.

// electors lists the members whom a vote of the team reaches now; "" is everybody.
func (d *draft) electors(team string) []string {
	var ids []string
	for _, r := range d.state.Siblings(memberList) {
		if member := (Member{r}); !member.Waiting() && (team == "" || member.Team() == team) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// AddVoters lets members vote who came after a vote was opened.
type AddVoters struct {
	Vote    string   `json:"vote"`
	Members []string `json:"members"`
}

func (c *AddVoters) decide(d *draft) *Refusal {
	if r := d.checkBatch(len(c.Members)); r != nil {
		return r
	}
	vote := Vote{d.visible(KindVote, c.Vote)}
	if vote.Missing() {
		return refuse(NotFound)
	}
	if vote.Closed() {
		return refuse(Closed)
	}
	electors := d.electors(vote.Team())
	if slices.ContainsFunc(c.Members, func(id string) bool { return !slices.Contains(electors, id) }) {
		return refuse(NotFound)
	}
	d.set(vote.Record, Field{"electorate", union(vote.Electorate(), c.Members)})
	return nil
}

// votableBoards are the boards with the ids, or all when none is named, of which
// all whom the vote reaches see the items.
func (d *draft) votableBoards(ids []string, audience Audience) ([]Board, *Refusal) {
	var boards []Board
	for _, r := range d.state.Siblings(boardList) {
		if r.Audience == Everyone || r.Audience == audience {
			boards = append(boards, Board{r})
		}
	}
	if len(ids) == 0 {
		return boards, nil
	}
	named := slices.DeleteFunc(slices.Clone(boards), func(b Board) bool { return !slices.Contains(ids, b.ID) })
	for _, id := range ids {
		if !slices.ContainsFunc(named, func(b Board) bool { return b.ID == id }) {
			return nil, refuse(NotFound)
		}
	}
	return named, nil
}

// CloseVote ends a vote and publishes its tally.
type CloseVote struct {
	Vote string `json:"vote"`
}

func (c *CloseVote) decide(d *draft) *Refusal {
	vote := Vote{d.visible(KindVote, c.Vote)}
	if vote.Missing() {
		return refuse(NotFound)
	}
	if vote.Closed() {
		return refuse(Closed)
	}
	d.set(vote.Record, Field{"closed", true})
	d.publish(vote)
	return nil
}

// RecordVote keeps the result of a vote that was held elsewhere, as a closed vote
// without ballots: how many points each of the notes or rows of a board got.
type RecordVote struct {
	Vote   string   `json:"vote"`
	Title  string   `json:"title"`
	Board  string   `json:"board"`
	Items  []string `json:"items"`
	Points []int64  `json:"points"` // of each item
}

// maxRecorded bounds the points of one item of a recorded vote.
const maxRecorded = 1_000_000

func (c *RecordVote) decide(d *draft) *Refusal {
	board, _, r := d.board(c.Board)
	if r != nil {
		return r
	}
	if r := d.checkBatch(len(c.Items)); r != nil {
		return r
	}
	if len(c.Points) != len(c.Items) || len(union(nil, c.Items)) != len(c.Items) {
		return refuse(BadValue)
	}
	heads, parts := map[string]int{}, map[string]int{}
	for i, id := range c.Items {
		item, points := d.state.item(id), c.Points[i]
		if item.Missing() || item.Deleted() || item.Board() != board.ID || item.Audience != board.Audience {
			return refuse(NotFound)
		}
		if points < 0 || points > maxRecorded {
			return refuse(BadValue)
		}
		switch {
		case points == 0:
		case item.Group() == "":
			heads[item.ID] += int(points)
		default:
			heads[groupItem(item.Group(), item.Section())] += int(points)
			parts[item.ID] = int(points)
		}
	}
	team := ""
	if board.Audience != Everyone {
		team = board.Team()
	}
	vote, r := d.addVote(c.Vote, c.Title, board.Audience,
		Field{"boards", []string{board.ID}},
		Field{"closed", true},
		Field{"team", team},
	)
	if r != nil {
		return r
	}
	d.setTally(vote, ranked(heads, parts), 0)
	return nil
}

// addVote puts a vote behind the others.
func (d *draft) addVote(id, title string, audience Audience, fields ...Field) (Vote, *Refusal) {
	if r := d.checkNewID(id); r != nil {
		return Vote{}, r
	}
	if d.state.Count(KindVote) >= d.state.Limits.MaxVotes {
		return Vote{}, refuse(TooMany)
	}
	title, r := line(title, maxTitleLength, true)
	if r != nil {
		return Vote{}, r
	}
	rank, _ := d.rankIn(voteList, "", "")
	vote := &Record{ID: id, Kind: KindVote, Audience: audience, Fields: MakeFields(append(fields, Field{"rank", rank}, Field{"title", title})...)}
	d.put(vote)
	return Vote{vote}, nil
}

// RemoveVote deletes a vote with all that was given in it.
type RemoveVote struct {
	Vote string `json:"vote"`
}

func (c *RemoveVote) decide(d *draft) *Refusal {
	vote := Vote{d.visible(KindVote, c.Vote)}
	if vote.Missing() {
		return refuse(NotFound)
	}
	gone := slices.Clone(d.state.Siblings(ballotsOf(c.Vote)))
	for _, id := range []string{progressOf(c.Vote), uncountedOf(c.Vote), tallyOf(c.Vote)} {
		if r := d.state.Get(id); r != nil {
			gone = append(gone, r)
		}
	}
	for _, r := range append(gone, vote.Record) {
		d.remove(r)
	}
	return nil
}

func ballotsOf(vote string) string   { return "ballots/" + vote }
func progressOf(vote string) string  { return "progress:" + vote }
func uncountedOf(vote string) string { return "uncounted:" + vote }
func tallyOf(vote string) string     { return "tally:" + vote }

func ballotOf(vote, member string) string { return "ballot:" + vote + ":" + member }

// groupItem names the items of a group in one section as one item of a vote. An
// item that stands alone is named by its id, which holds no slash.
func groupItem(group, section string) string { return group + "/" + section }

// votable reports whether the vote asks about this item, wherever it stands on
// its board.
func (s *State) votable(vote Vote, item Item) bool {
	if item.Deleted() || item.Audience != Everyone && item.Audience != vote.Audience {
		return false
	}
	// A vote of the plenary that names no board does not ask about published
	// boards of teams.
	asked := slices.Contains(vote.Boards(), item.Board())
	if len(vote.Boards()) == 0 {
		asked = vote.Team() != "" || (Board{s.Get(item.Board())}).Team() == ""
	}
	return asked &&
		(len(vote.Items()) == 0 || slices.Contains(vote.Items(), item.ID)) &&
		(len(vote.Sections()) == 0 || slices.Contains(vote.Sections(), item.Section()))
}

// counted returns the item that a point counts for now, a missing one when it
// counts for nothing any more: a point follows an item into the one that it was
// merged into, as follow says. For a group it is one of its items.
func (s *State) counted(vote Vote, point string, follow func(string) merged) Item {
	if group, section, isGroup := strings.Cut(point, "/"); isGroup {
		g := Group{s.of(KindGroup, group)}
		if !vote.Groups() {
			return Item{}
		}
		for _, note := range s.Siblings(notesOf(g.Board(), section, group)) {
			if s.votable(vote, Item{note}) {
				return Item{note}
			}
		}
		return Item{}
	}
	m := follow(point)
	if m.merges > maxMerges || m.into.Missing() || !s.votable(vote, m.into) {
		return Item{}
	}
	return m.into
}

// follow goes from an item to the one in which its points count, step by step.
func (s *State) follow(id string) merged {
	m := merged{into: s.item(id)}
	for ; m.into.Merged() != "" && m.into.Deleted() && m.merges <= maxMerges; m.merges++ {
		m.into = s.item(m.into.Merged())
	}
	return m
}

// maxMerges is how often a point follows an item that was merged into another.
const maxMerges = 50
