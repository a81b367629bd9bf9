package board

import (
	"slices"
	"strings"
)

// OpenVote begins a vote: everybody whom it reaches has Points to give, at most
// PerItem to one item. The items are notes or, with Groups, the notes that stand in
// no group and the groups as they stand in each section. Without LiveTotals nobody
// sees a total before it is closed. It reaches everybody or one team. The phase
// that runs lets people vote from now on.
type OpenVote struct {
	Vote       string   `json:"vote"`
	Title      string   `json:"title"`
	Points     int64    `json:"points"`
	PerItem    int64    `json:"perItem"`
	Groups     bool     `json:"groups"`
	Boards     []string `json:"boards"`   // none: all that it reaches
	Sections   []string `json:"sections"` // none: all
	LiveTotals bool     `json:"liveTotals"`
	Team       string   `json:"team,omitempty"`
}

// maxPoints bounds what one person has to give; people could not overlook more.
const maxPoints = 100

func (c *OpenVote) decide(d *draft, _ Actor) *Refusal {
	if r := d.fresh(c.Vote); r != nil {
		return r
	}
	if d.state.Count(KindVote) >= d.state.Limits.MaxVotes {
		return refuse(TooMany)
	}
	title, r := line(c.Title, maxTitleLength, true)
	if r != nil {
		return r
	}
	if c.Points < 1 || c.Points > maxPoints || c.PerItem < 1 || c.PerItem > c.Points {
		return refuse(BadValue)
	}
	audience := Everyone
	if c.Team != "" {
		if d.team(c.Team) == nil {
			return refuse(NotFound)
		}
		audience = OnlyTeam(c.Team)
	}
	var boards, sections []string
	for _, id := range c.Boards {
		board := d.see(KindBoard, id)
		if board == nil || board.Audience != Everyone && board.Audience != audience {
			return refuse(NotFound)
		}
		boards = union(boards, []string{id})
	}
	for _, q := range c.Sections {
		if !isSection(q) {
			return refuse(BadValue)
		}
		sections = union(sections, []string{q})
	}
	rank, _ := d.rankIn("votes", "", "")
	d.put(&Record{ID: c.Vote, Kind: KindVote, Audience: audience, Fields: MakeFields(
		Field{"boards", boards},
		Field{"groups", c.Groups},
		Field{"perItem", c.PerItem},
		Field{"liveTotals", c.LiveTotals},
		Field{"phase", d.state.Workshop().Fields.Text("phase")},
		Field{"points", c.Points},
		Field{"sections", sections},
		Field{"rank", rank},
		Field{"team", c.Team},
		Field{"title", title},
	)})
	if phase := d.state.Running(); phase != nil && !d.state.Allows(ActVote) {
		d.set(phase, Field{"allow", union(phase.Fields.List("allow"), []string{string(ActVote)})})
	}
	return nil
}

// CloseVote ends a vote and publishes its tally.
type CloseVote struct {
	Vote string `json:"vote"`
}

func (c *CloseVote) decide(d *draft, _ Actor) *Refusal {
	vote := d.see(KindVote, c.Vote)
	if vote == nil {
		return refuse(NotFound)
	}
	if vote.Fields.Flag("closed") {
		return refuse(Closed)
	}
	d.set(vote, Field{"closed", true})
	d.publish(vote)
	return nil
}

// RemoveVote deletes a vote with all that was given in it.
type RemoveVote struct {
	Vote string `json:"vote"`
}

func (c *RemoveVote) decide(d *draft, _ Actor) *Refusal {
	vote := d.see(KindVote, c.Vote)
	if vote == nil {
		return refuse(NotFound)
	}
	gone := slices.Concat(d.state.Siblings(ballotsOf(c.Vote)), d.state.Siblings(progressOf(c.Vote)))
	if tally := d.state.Get(tallyOf(c.Vote)); tally != nil {
		gone = append(gone, tally)
	}
	for _, r := range append(gone, vote) {
		d.add(r.Audience, Patch{Remove: r.ID})
	}
	return nil
}

func ballotsOf(vote string) string  { return "ballots/" + vote }
func progressOf(vote string) string { return "progress/" + vote }
func tallyOf(vote string) string    { return "tally:" + vote }

func isSection(name string) bool {
	for _, kind := range boardKinds {
		if slices.Contains(kind.Sections, name) {
			return true
		}
	}
	return false
}

// groupItem names the notes of a group in one section as an item of a vote. A
// note's item is its id, which holds no slash.
func groupItem(group, section string) string { return group + "/" + section }

// votable reports whether the vote asks about this note, wherever it stands on
// its board.
func (s *State) votable(vote, note *Record) bool {
	f := note.Fields
	if f.Flag("deleted") || note.Audience != Everyone && note.Audience != vote.Audience {
		return false
	}
	boards, sections := vote.Fields.List("boards"), vote.Fields.List("sections")
	return (len(boards) == 0 || slices.Contains(boards, f.Text("board"))) &&
		(len(sections) == 0 || slices.Contains(sections, f.Text("section")))
}

// counts returns the note that a point on an item counts for now, nil when it
// counts for nothing any more: a note's point follows it into the note it was
// merged into. For a group's item it is one of its notes.
func (s *State) counts(vote *Record, item string) *Record {
	if group, section, isGroup := strings.Cut(item, "/"); isGroup {
		g := s.of(KindGroup, group)
		if g == nil || !vote.Fields.Flag("groups") {
			return nil
		}
		for _, note := range s.Siblings(notesOf(g.Fields.Text("board"), section, group)) {
			if s.votable(vote, note) {
				return note
			}
		}
		return nil
	}
	note := s.of(KindNote, item)
	for range maxMerges {
		if note == nil || note.Fields.Text("merged") == "" || !note.Fields.Flag("deleted") {
			break
		}
		note = s.of(KindNote, note.Fields.Text("merged"))
	}
	if note == nil || !s.votable(vote, note) {
		return nil
	}
	return note
}

// maxMerges is how often a point follows a note that was merged into another.
const maxMerges = 50
