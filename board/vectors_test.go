package board

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the outcomes of the golden cases anew")

// The golden files are written as testdata/vectors/README.md says: what most
// records and patches have in common is left out.
type vectorFile struct {
	Seq     uint64          `json:"seq"`
	Before  string          `json:"before"` // the fixture
	Records []*vectorRecord `json:"records,omitempty"`
	Cases   []*vectorCase   `json:"cases"`
}

type vectorCase struct {
	Name    string              `json:"name"`
	Limits  map[string]int      `json:"limits,omitempty"`
	Records []*vectorRecord     `json:"records,omitempty"`
	Earlier []vectorFact        `json:"earlier,omitempty"`
	Order   vectorOrder         `json:"order"`
	Refusal Code                `json:"refusal,omitempty"`
	Change  []vectorPatch       `json:"change,omitempty"`
	After   []*vectorRecord     `json:"after,omitempty"`
	Hashes  map[Audience]string `json:"hashes,omitempty"`
}

type vectorOrder struct {
	By     string          `json:"by,omitempty"`
	Role   Role            `json:"role,omitempty"`  // "" is the role of the member's record
	Alias  string          `json:"alias,omitempty"` // of the member
	Client string          `json:"client,omitempty"`
	Seen   *uint64         `json:"seen,omitempty"`
	At     int64           `json:"at,omitempty"` // milliseconds since 1970
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with"`
}

type vectorFact struct {
	Member string `json:"member,omitempty"`
	Client string `json:"client"`
	vectorPatch
}

// vectorPatch is a patch with the audience of its segment; "" is everyone.
type vectorPatch struct {
	To  Audience      `json:"to,omitempty"`
	Put *vectorRecord `json:"put,omitempty"`
	Patch
}

func (p vectorPatch) patch() Patch {
	p.Patch.Put = (*Record)(p.Put)
	return p.Patch
}

// vectorRecord is a record whose audience is not written when it is everyone.
type vectorRecord Record

func (r *vectorRecord) UnmarshalJSON(data []byte) error {
	r.Audience = Everyone
	return json.Unmarshal(data, (*Record)(r))
}

func (r *vectorRecord) MarshalJSON() ([]byte, error) {
	return bytes.Replace((*Record)(r).AppendJSON(nil), []byte(`"audience":"everyone",`), nil, 1), nil
}

// outcome is all that comes of an order. After holds the records that are new
// or other than before, nil for one that is gone.
type outcome struct {
	Refusal Code
	Change  Change
	After   map[string]*Record
	Hashes  map[Audience]string
}

// outcome is what the case says in short. A record that the change puts or
// removes is afterwards as the change says, unless After says otherwise.
func (c *vectorCase) outcome() outcome {
	o := outcome{Refusal: c.Refusal, Hashes: c.Hashes, After: map[string]*Record{}}
	for _, p := range c.Change {
		to := cmp.Or(p.To, Everyone)
		if len(o.Change) == 0 || o.Change[len(o.Change)-1].Audience != to {
			o.Change = append(o.Change, Segment{Audience: to})
		}
		last := &o.Change[len(o.Change)-1]
		last.Patches = append(last.Patches, p.patch())
		if p.Put != nil {
			o.After[p.Put.ID] = (*Record)(p.Put)
		} else if p.Remove != "" {
			o.After[p.Remove] = nil
		}
	}
	for _, r := range c.After {
		o.After[r.ID] = (*Record)(r)
	}
	return o
}

// expect writes an outcome into the case.
func (c *vectorCase) expect(t *testing.T, o outcome) {
	c.Refusal, c.Hashes, c.Change, c.After = o.Refusal, o.Hashes, nil, nil
	for _, s := range o.Change {
		for _, p := range s.Patches {
			short := vectorPatch{Put: (*vectorRecord)(p.Put), Patch: p}
			if s.Audience != Everyone {
				short.To = s.Audience
			}
			c.Change = append(c.Change, short)
		}
	}
	said := c.outcome().After
	for _, id := range sortedKeys(o.After) {
		if r := o.After[id]; asJSON(t, said[id]) != asJSON(t, r) {
			c.After = append(c.After, (*vectorRecord)(r))
		}
	}
}

// readVectors reads one golden file, and writes it anew after the test when
// -update is given.
func readVectors(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if *update {
		t.Cleanup(func() { writeVectors(t, path, into) })
	}
}

func writeVectors(t *testing.T, path string, from any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(from); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(layOut(nil, bytes.TrimSpace(b.Bytes()), ""), '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// layOut appends a value of compact JSON. The whole file, and whatever holds a
// list of objects, gets a line for each entry; everything else is one line. The
// first entry of an object stays beside its bracket.
func layOut(out, value []byte, indent string) []byte {
	if value[0] == '"' || indent != "" && !bytes.Contains(value, []byte("[{")) {
		return append(out, value...)
	}
	inner := indent + " "
	for rest := value; len(rest) > 1; {
		first := len(rest) == len(value)
		out, rest = append(out, rest[0]), rest[1:] // the bracket, or the comma after the last entry
		if !first || value[0] == '[' || indent == "" {
			out = append(out, "\n"+inner...)
		}
		if value[0] == '{' {
			key := firstValue(rest)
			out, rest = append(append(out, key...), ':'), rest[len(key)+1:]
		}
		entry := firstValue(rest)
		out, rest = layOut(out, entry, inner), rest[len(entry):]
	}
	if indent == "" {
		out = append(out, '\n')
	}
	return append(out, value[len(value)-1])
}

// firstValue returns the JSON value that data begins with.
func firstValue(data []byte) (value json.RawMessage) {
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&value); err != nil {
		panic(err)
	}
	return value
}

func TestCommandVectors(t *testing.T) {
	paths, err := filepath.Glob("testdata/vectors/commands/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	var fixtures map[string][]*vectorRecord
	readVectors(t, "testdata/vectors/fixtures.json", &fixtures)
	covered := map[string]bool{}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var file vectorFile
			readVectors(t, path, &file)
			if fixtures[file.Before] == nil {
				t.Fatalf("no fixture %q", file.Before)
			}
			for _, c := range file.Cases {
				covered[c.Order.Do] = true
				before := slices.Concat(fixtures[file.Before], file.Records, c.Records)
				t.Run(c.Name, func(t *testing.T) { runVector(t, file.Seq, before, c) })
			}
		})
	}
	for _, name := range CommandNames() {
		if !covered[name] {
			t.Errorf("no golden case for the command %s", name)
		}
	}
}

func runVector(t *testing.T, seq uint64, records []*vectorRecord, c *vectorCase) {
	s := NewState(DefaultLimits())
	for name, limit := range c.Limits {
		reflect.ValueOf(&s.Limits).Elem().FieldByName(name).SetInt(int64(limit))
	}
	s.Seq = seq
	s.texts = newTexts(seq)
	for _, r := range records {
		s.replace(s.records[r.ID], &Record{ID: r.ID, Kind: r.Kind, Audience: r.Audience, Fields: r.Fields})
	}
	for _, e := range c.Earlier {
		if _, err := s.Apply(Fact{Seq: s.Seq + 1, Member: e.Member, Client: e.Client, Change: Change{{Everyone, []Patch{e.patch()}}}}); err != nil {
			t.Fatal(err)
		}
	}
	before := dump(s)
	cmd, refusal := NewCommand(c.Order.Do)
	if refusal == nil {
		d := json.NewDecoder(bytes.NewReader(c.Order.With))
		d.DisallowUnknownFields()
		if err := d.Decode(cmd); err != nil {
			t.Fatal(err)
		}
	}
	by := Actor{Member: c.Order.By, Role: c.Order.Role, Alias: c.Order.Alias}
	if r := s.records[by.Member]; by.Role == "" && r != nil {
		by.Role = Member{r}.Role()
	}
	o := Order{By: by, Client: c.Order.Client, Seen: s.Seq, Do: c.Order.Do, Command: cmd}
	if c.Order.Seen != nil {
		o.Seen = *c.Order.Seen
	}
	decided, err := s.Decide(o, time.UnixMilli(c.Order.At))
	if got := dump(s); !reflect.DeepEqual(got, before) {
		t.Errorf("Decide changed the state:\n%v\n%v", before, got)
	}
	got := outcome{After: map[string]*Record{}}
	if err != nil {
		got.Refusal = err.(*Refusal).Code
	} else {
		fact, undo, err := s.Perform(o, time.UnixMilli(c.Order.At))
		if err != nil || !bytes.Equal(fact.Change.Encode().AppendJSON(nil), decided.Encode().AppendJSON(nil)) {
			t.Errorf("Perform decided otherwise than Decide: %v", err)
		}
		got.Change, got.Hashes, got.After = fact.Change, allHashes(s), difference(before, dump(s))
		s.Revert(undo)
		if reverted := dump(s); !reflect.DeepEqual(reverted, before) {
			t.Errorf("Revert left\n%v\nwant\n%v", reverted, before)
		}
	}
	if *update {
		c.expect(t, got)
	}
	if want, have := asJSON(t, c.outcome()), asJSON(t, got); want != have {
		t.Errorf("got\n%s\nwant\n%s", have, want)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		t.Fatal(err)
	}
	return compact.String()
}

func allHashes(s *State) map[Audience]string {
	hashes := map[Audience]string{}
	for a, sum := range s.sums {
		hashes[a] = sum.hash.String()
	}
	return hashes
}

// dump lists all that a state holds, indexes and hashes included.
func dump(s *State) map[string]string {
	all := map[string]string{}
	for id, r := range s.records {
		all[id] = string(r.AppendJSON(nil))
	}
	for key, list := range s.siblings {
		ids := []byte{}
		for _, r := range list {
			ids = append(append(ids, r.ID...), ' ')
		}
		all["siblings "+key] = string(ids)
	}
	for name, x := range map[string]index{"links": s.links, "hidden under": s.hiddenUnder, "binned with": s.binnedWith} {
		for of, ids := range x {
			all[name+" "+of] = fmt.Sprint(sortedKeys(ids))
		}
	}
	for a, h := range allHashes(s) {
		all["hash "+string(a)] = h
	}
	return all
}

func difference(before, after map[string]string) map[string]*Record {
	changed := map[string]*Record{}
	for id, now := range after {
		if before[id] != now && now[0] == '{' {
			var r Record
			if err := json.Unmarshal([]byte(now), &r); err != nil {
				panic(err)
			}
			changed[id] = &r
		}
	}
	for id, was := range before {
		if _, ok := after[id]; !ok && was[0] == '{' {
			changed[id] = nil
		}
	}
	return changed
}

func TestSpliceVectors(t *testing.T) {
	var cases []*struct {
		Text      string    `json:"text"`
		Earlier   Splice    `json:"earlier"`
		Later     Splice    `json:"later"`
		Transform [2]Splice `json:"transform"`
		Compose   Splice    `json:"compose"`
		Apply     string    `json:"apply"`
		Invert    Splice    `json:"invert"`
	}
	readVectors(t, "testdata/vectors/splices.json", &cases)
	for _, c := range cases {
		earlyAfter, lateAfter := Transform(c.Earlier, c.Later)
		composed := Compose(c.Earlier, lateAfter)
		applied, err := composed.Apply(c.Text)
		if err != nil {
			t.Fatal(err)
		}
		inverted, err := composed.Invert(c.Text)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			c.Transform, c.Compose, c.Apply, c.Invert = [2]Splice{earlyAfter, lateAfter}, composed, applied, inverted
		} else if !slices.Equal(earlyAfter, c.Transform[0]) || !slices.Equal(lateAfter, c.Transform[1]) ||
			!slices.Equal(composed, c.Compose) || applied != c.Apply || !slices.Equal(inverted, c.Invert) {
			t.Errorf("%q: %v %v: got %v %v, composed %v, applied %q, inverted %v", c.Text, c.Earlier, c.Later, earlyAfter, lateAfter, composed, applied, inverted)
		}
	}
}

func TestRankVectors(t *testing.T) {
	var cases [][3]string
	readVectors(t, "testdata/vectors/ranks.json", &cases)
	for i, c := range cases {
		got := rankBetween(c[0], c[1])
		if got <= c[0] || c[1] != "" && c[0] < c[1] && got >= c[1] {
			t.Errorf("rankBetween(%q, %q) = %q is not between", c[0], c[1], got)
		}
		if *update {
			cases[i][2] = got
		} else if got != c[2] {
			t.Errorf("rankBetween(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// Notes on a plane are read row by row (W11).
func TestPointVectors(t *testing.T) {
	var cases []*struct {
		Points [][3]any `json:"points"`
		Order  []string `json:"order"`
	}
	readVectors(t, "testdata/vectors/points.json", &cases)
	for i, c := range cases {
		s := NewState(DefaultLimits())
		for _, p := range c.Points {
			s.replace(nil, &Record{ID: p[0].(string), Kind: KindNote, Audience: Everyone, Fields: MakeFields(
				Field{"board", "v"}, Field{"x", int64(p[1].(float64))}, Field{"y", int64(p[2].(float64))})})
		}
		var got []string
		for _, r := range s.Siblings(notesOf("v", "", "")) {
			got = append(got, r.ID)
		}
		if *update {
			c.Order = got
		} else if !slices.Equal(got, c.Order) {
			t.Errorf("case %d: got %v, want %v", i, got, c.Order)
		}
	}
}
