package board

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the outcomes of the golden cases anew")

type vectorFile struct {
	Seq    uint64        `json:"seq"`
	Before []*Record     `json:"before"`
	Cases  []*vectorCase `json:"cases"`
}

type vectorCase struct {
	Name    string              `json:"name"`
	Limits  map[string]int      `json:"limits,omitempty"`
	Earlier []vectorFact        `json:"earlier,omitempty"`
	Order   vectorOrder         `json:"order"`
	Change  Change              `json:"change,omitempty"`
	After   map[string]*Record  `json:"after,omitempty"`
	Hashes  map[Audience]string `json:"hashes,omitempty"`
	Refusal Code                `json:"refusal,omitempty"`
}

type vectorFact struct {
	Member  string  `json:"member,omitempty"`
	Client  string  `json:"client"`
	Patches []Patch `json:"patches"`
}

type vectorOrder struct {
	By     vectorActor     `json:"by"`
	Client string          `json:"client,omitempty"`
	Number uint64          `json:"number,omitempty"`
	Seen   *uint64         `json:"seen,omitempty"`
	At     int64           `json:"at,omitempty"` // milliseconds since 1970
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with"`
}

type vectorActor struct {
	Member string `json:"member"`
	Role   Role   `json:"role"`
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
	e.SetIndent("", " ")
	if err := e.Encode(from); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCommandVectors(t *testing.T) {
	paths, err := filepath.Glob("testdata/vectors/commands/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	covered := map[string]bool{}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var file vectorFile
			readVectors(t, path, &file)
			for _, c := range file.Cases {
				covered[c.Order.Do] = true
				t.Run(c.Name, func(t *testing.T) { runVector(t, &file, c) })
			}
		})
	}
	for _, name := range CommandNames() {
		if !covered[name] {
			t.Errorf("no golden case for the command %s", name)
		}
	}
}

func runVector(t *testing.T, file *vectorFile, c *vectorCase) {
	s := NewState(DefaultLimits())
	for name, limit := range c.Limits {
		reflect.ValueOf(&s.Limits).Elem().FieldByName(name).SetInt(int64(limit))
	}
	s.Seq = file.Seq
	s.texts = newTexts(file.Seq)
	for _, r := range file.Before {
		s.replace(nil, &Record{ID: r.ID, Kind: r.Kind, Audience: r.Audience, Fields: r.Fields})
	}
	for _, e := range c.Earlier {
		if _, err := s.Apply(Fact{Seq: s.Seq + 1, Member: e.Member, Client: e.Client, Change: Change{{Everyone, e.Patches}}}); err != nil {
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
	o := Order{By: Actor(c.Order.By), Client: c.Order.Client, Number: c.Order.Number, Seen: s.Seq, Do: c.Order.Do, Command: cmd}
	if c.Order.Seen != nil {
		o.Seen = *c.Order.Seen
	}
	decided, err := s.Decide(o, time.UnixMilli(c.Order.At))
	if got := dump(s); !reflect.DeepEqual(got, before) {
		t.Errorf("Decide changed the state:\n%v\n%v", before, got)
	}
	got := *c
	got.Change, got.After, got.Hashes, got.Refusal = nil, nil, nil, ""
	if err != nil {
		got.Refusal = err.(*Refusal).Code
	} else {
		fact, undo, err := s.Perform(o, time.UnixMilli(c.Order.At))
		if err != nil || !bytes.Equal(fact.Change.AppendJSON(nil), decided.AppendJSON(nil)) {
			t.Errorf("Perform decided otherwise than Decide: %v", err)
		}
		got.Change, got.Hashes, got.After = fact.Change, allHashes(s), difference(before, dump(s))
		s.Revert(undo)
		if reverted := dump(s); !reflect.DeepEqual(reverted, before) {
			t.Errorf("Revert left\n%v\nwant\n%v", reverted, before)
		}
	}
	if *update {
		*c = got
		return
	}
	if want, have := asJSON(t, c), asJSON(t, &got); want != have {
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

func TestRefusalVectors(t *testing.T) {
	const path = "testdata/vectors/refusals.json"
	type said struct {
		PL string `json:"pl"`
		EN string `json:"en"`
	}
	now := map[Code]said{}
	for _, code := range Codes() {
		now[code] = said{Sentence(code, "pl"), Sentence(code, "en")}
	}
	if *update {
		writeVectors(t, path, now)
	}
	golden := map[Code]said{}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(now, golden) {
		t.Errorf("the sentences differ from %s", path)
	}
}
