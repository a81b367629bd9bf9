package board

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The browser's half of what both languages must agree on is written from here,
// so that it cannot differ: `go test ./board -update`.
func TestGenerated(t *testing.T) {
	for path, generate := range map[string]func() string{
		"../web/src/board/generated.ts":      generate,
		"../web/src/board/titles.ts":         generateTitles,
		"../web/src/ui/words/pl.refusals.ts": func() string { return generateRefusals("pl") },
		"../web/src/ui/words/en.refusals.ts": func() string { return generateRefusals("en") },
	} {
		now := generate()
		if *update {
			if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		written, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if now != string(written) {
			t.Errorf("%s is not what Go would write: run go test ./board -update", path)
		}
	}
}

// Every view reads the field that its name says, and nothing else.
func TestViews(t *testing.T) {
	for kind, view := range views {
		for _, field := range fieldsOf(reflect.TypeOf(view)) {
			record := &Record{Kind: kind, Fields: Fields{{field.name, field.sample}}}
			got := viewOf(view, record).MethodByName(field.method).Call(nil)
			if fmt.Sprint(got[0]) != fmt.Sprint(field.sample) {
				t.Errorf("%s.%s reads %v, want %v", kind, field.method, got[0], field.sample)
			}
			none := viewOf(view, nil).MethodByName(field.method).Call(nil)
			if !none[0].IsZero() {
				t.Errorf("%s.%s of a missing record reads %v", kind, field.method, none[0])
			}
		}
	}
}

// viewOf makes a view like the given one of a record.
func viewOf(view any, record *Record) reflect.Value {
	v := reflect.New(reflect.TypeOf(view)).Elem()
	inner := v
	for inner.Type() != reflect.TypeFor[*Record]() {
		inner = inner.Field(0)
	}
	inner.Set(reflect.ValueOf(record))
	return v
}

// viewField is a field of a record as its view reads it.
type viewField struct {
	method, name, reader string
	sample               any
	own                  bool // not of the view that this one extends
}

// fieldsOf lists the fields that a view reads, in the order of their names.
func fieldsOf(view reflect.Type) []viewField {
	var fields []viewField
	extended := view.Field(0).Type
	for i := range view.NumMethod() {
		m := view.Method(i)
		reader, sample := readerOf(m.Type)
		if reader == "" || m.Name == "Missing" {
			continue
		}
		_, inherited := extended.MethodByName(m.Name)
		name := string(unicode.ToLower(rune(m.Name[0]))) + m.Name[1:]
		if name == "boardKind" {
			name = "kind" // of a board; the record's own kind has the short name
		}
		fields = append(fields, viewField{m.Name, name, reader, sample, !inherited})
	}
	return fields
}

// readerOf is how the browser reads a field of the type that a method returns, ""
// for a method that reads none.
func readerOf(method reflect.Type) (reader string, sample any) {
	switch {
	case method.NumIn() != 1 || method.NumOut() == 0 || method.NumOut() > 2:
		return "", nil
	case method.NumOut() == 2 && method.Out(0).Kind() == reflect.Int64:
		return "optional", int64(7)
	case method.Out(0).Kind() == reflect.String:
		return "text", "x"
	case method.Out(0).Kind() == reflect.Int64:
		return "num", int64(7)
	case method.Out(0).Kind() == reflect.Slice && method.Out(0).Elem().Kind() == reflect.String:
		return "list", []string{"x"}
	case method.Out(0).Kind() == reflect.Bool && method.NumOut() == 1:
		return "flag", true
	}
	return "", nil
}

func generate() string {
	var b strings.Builder
	b.WriteString("// Written from package board by `go test ./board -update`; change it there.\n")
	b.WriteString("import { define, flag, list, num, optional, Rec, text } from './record.ts';\n")
	b.WriteString("import type { Ops } from './splice.ts';\n")

	section(&b, "What a phase allows participants to do, in the order in which people read it.")
	constant(&b, "acts", quoted(Acts))
	b.WriteString("export type Act = (typeof acts)[number];\n")
	section(&b, "What a member may be in a workshop.")
	fmt.Fprintf(&b, "export type Role = %s;\n", strings.Join(quoted([]Role{Moderator, Participant, Observer}), " | "))
	section(&b, "The reasons of refusals (W27).")
	codes := Codes()
	slices.Sort(codes)
	fmt.Fprintf(&b, "export const codes = [\n  %s,\n] as const;\nexport type Code = (typeof codes)[number];\n", strings.Join(quoted(codes), ",\n  "))
	section(&b, "The colours that a note may be marked with.")
	constant(&b, "noteColours", quoted(noteColours))

	limits := reflect.ValueOf(DefaultLimits())
	section(&b, "Bounds of one workshop (W9a). Texts are measured in characters (code points).")
	b.WriteString("export interface Limits {\n")
	for i := range limits.NumField() {
		fmt.Fprintf(&b, "  readonly %s: number;\n", limits.Type().Field(i).Tag.Get("json"))
	}
	b.WriteString("}\n")
	section(&b, "What a server allows unless it was set otherwise. A snapshot and a welcome say what is in force (W9a).")
	b.WriteString("export const defaultLimits: Limits = {\n")
	for i := range limits.NumField() {
		fmt.Fprintf(&b, "  %s: %s,\n", limits.Type().Field(i).Tag.Get("json"), grouped(limits.Field(i).Int()))
	}
	b.WriteString("};\n")
	section(&b, "The lengths of short texts are no settings: the interface is drawn for them. Of fewer ballots than minBallots there are no totals.")
	for _, l := range []struct {
		name string
		is   int64
	}{
		{"maxNameLength", maxNameLength},
		{"maxAffiliationLength", maxAffiliationLength},
		{"maxTitleLength", maxTitleLength},
		{"maxGroupNameLength", maxGroupNameLength},
		{"maxTeamNameLength", maxTeamNameLength},
		{"maxAskLength", maxAskLength},
		{"maxRankLength", maxRankLength},
		{"maxSpliceSteps", maxSpliceSteps},
		{"maxPhaseMinutes", maxPhaseMinutes},
		{"maxTimerSeconds", maxTimerSeconds},
		{"maxPoints", maxPoints},
		{"maxAreas", maxAreas},
		{"maxStatements", maxStatements},
		{"planeSize", planeSize},
		{"minAreaSize", minAreaSize},
		{"areaWidth", areaWidth},
		{"areaHeight", areaHeight},
		{"areaHead", areaHead},
		{"looseWidth", looseWidth},
		{"noteGap", noteGap},
		{"rowHeight", rowHeight},
		{"minBallots", minBallots},
		{"maxDefinitionLength", maxDefinitionLength},
		{"maxReasonLength", maxReasonLength},
		{"maxDecimalLength", maxDecimalLength},
		{"maxTaken", maxTaken},
	} {
		fmt.Fprintf(&b, "export const %s = %s;\n", l.name, grouped(l.is))
	}

	section(&b, "What statements may be about.")
	constant(&b, "statementSubjects", quoted(statementSubjects))
	b.WriteString("\n/** The kinds of gaps of a matrix, in the order in which people read them. */\n")
	constant(&b, "gapKinds", quoted(gapKinds))
	section(&b, "The sizes of notes on a plane; '' is the usual one.")
	b.WriteString("export const noteBoxes = {\n")
	for _, size := range sortedKeys(noteBoxes) {
		fmt.Fprintf(&b, "  %s: { width: %d, height: %d },\n", cmp.Or(size, "''"), noteBoxes[size].width, noteBoxes[size].height)
	}
	b.WriteString("} as const;\n")

	section(&b, "Characters that show nothing or turn the direction of others: no name or title holds one.")
	fmt.Fprintf(&b, "export const invisible =\n  // biome-ignore lint/suspicious/noMisleadingCharacterClass: these are ranges of single characters.\n  /%s/u;\n", invisibleClass())

	generateKinds(&b)
	generateCommands(&b)
	generateViews(&b)
	return b.String()
}

// invisibleClass writes the characters of isInvisible for a regular expression of the
// browser, whose own tables may be of another version of Unicode.
func invisibleClass() string {
	var class strings.Builder
	for first := rune(0); first <= unicode.MaxRune; first++ {
		last := first
		for isInvisible(last) && last != emojiStyle {
			last++
		}
		switch last - first {
		case 0:
			continue
		case 1:
			fmt.Fprintf(&class, `\u{%x}`, first)
		default:
			fmt.Fprintf(&class, `\u{%x}-\u{%x}`, first, last-1)
		}
		first = last - 1
	}
	return fmt.Sprintf(`[%s]|(?<![\u2190-\u2bff\u{1f000}-\u{1faff}])\u{%x}`, class.String(), emojiStyle)
}

func generateKinds(b *strings.Builder) {
	section(b, "The kinds of boards: what a phase may allow on them, the items that stand on them with their texts, which of these\n * stand at a point of a plane, and the levels of a table's rows with the type or the choices of each column. Marks are in Polish and in English.")
	b.WriteString("export const boardKinds = {\n")
	for _, name := range sortedKeys(boardKinds) {
		kind := boardKinds[name]
		fmt.Fprintf(b, "  %s: {\n    acts: %s,\n    items: {", name, array(quoted(kind.Acts)))
		for i, item := range kind.Items {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(b, " %s: { texts: %s, within: %s }", item.Kind, array(quoted(item.Texts)), quote(item.Within))
		}
		fmt.Fprintf(b, " },\n    plane: %s,\n    areas: %t,\n", quote(string(kind.Plane)), kind.Areas)
		generateLevels(b, kind.Levels)
		b.WriteString("  },\n")
	}
	b.WriteString("} as const;\n")
}

func generateLevels(b *strings.Builder, levels []Level) {
	if len(levels) == 0 {
		return
	}
	b.WriteString("    levels: {\n")
	for _, level := range levels {
		fmt.Fprintf(b, "      %s: {\n        under: %s,\n        mark: %s,\n        columns: {", level.Name, array(quoted(level.Under)), array(quoted(level.Mark[:])))
		for _, column := range level.Columns {
			holds := quote(string(column.Type))
			if column.Type == ChoiceColumn {
				var names []string
				for _, choice := range column.Choices {
					names = append(names, choice.Name)
				}
				holds = array(quoted(names))
			}
			fmt.Fprintf(b, "\n          %s: %s,", column.Name, holds)
		}
		if len(level.Columns) > 0 {
			b.WriteString("\n        ")
		}
		b.WriteString("},\n      },\n")
	}
	b.WriteString("    },\n")
}

// generateTitles writes what people read of tables, which is loaded with them only.
func generateTitles() string {
	var b strings.Builder
	b.WriteString("// Written from package board by `go test ./board -update`; change it there.\n\n")
	b.WriteString("/** The titles of a level, of its columns and of their choices, each in Polish and in English. */\n")
	b.WriteString("export interface LevelTitles {\n  readonly title: readonly [string, string];\n  readonly columns: Readonly<Record<string, readonly [string, string]>>;\n")
	b.WriteString("  readonly choices: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>;\n}\n")
	section(&b, "What people read of the tables of each kind of board, by level.")
	b.WriteString("export const titles: Readonly<Record<string, Readonly<Record<string, LevelTitles>>>> = {\n")
	for _, kind := range sortedKeys(boardKinds) {
		if len(boardKinds[kind].Levels) == 0 {
			continue
		}
		fmt.Fprintf(&b, "  %s: {\n", kind)
		for _, level := range boardKinds[kind].Levels {
			var columns, choices strings.Builder
			for _, column := range level.Columns {
				fmt.Fprintf(&columns, "\n        %s: %s,", column.Name, array(quoted(column.Title[:])))
				for i, choice := range column.Choices {
					if i == 0 {
						fmt.Fprintf(&choices, "\n        %s: {", column.Name)
					}
					fmt.Fprintf(&choices, "\n          %s: %s,", choice.Name, array(quoted(choice.Title[:])))
				}
				if len(column.Choices) > 0 {
					choices.WriteString("\n        },")
				}
			}
			fmt.Fprintf(&b, "    %s: {\n      title: %s,\n      columns: {%s},\n      choices: {%s},\n    },\n", level.Name, array(quoted(level.Title[:])), inBraces(&columns), inBraces(&choices))
		}
		b.WriteString("  },\n")
	}
	b.WriteString("};\n")
	return b.String()
}

// generateRefusals writes the sentences in one language, for a part of the catalogue
// that is loaded once something is refused.
func generateRefusals(locale string) string {
	var b strings.Builder
	b.WriteString("// Written from package board by `go test ./board -update`; change it there.\n")
	b.WriteString("import type { Code } from '../../board/generated.ts';\n")
	section(&b, "A sentence for each refusal: what happened, what became of the change, what to do.")
	fmt.Fprintf(&b, "export const %sRefusals: Readonly<Record<Code, string>> = {\n", locale)
	for _, code := range slices.Sorted(maps.Keys(sentences)) {
		line := fmt.Sprintf("  %s: %s,", code, quote(Sentence(code, locale)))
		if utf8.RuneCountInString(line) > 120 {
			line = strings.Replace(line, ": ", ":\n    ", 1)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("};\n")
	return b.String()
}

func inBraces(b *strings.Builder) string {
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "\n      "
}

func generateCommands(b *strings.Builder) {
	section(b, "One row for each command, and for what else is asked of the same table: who may do it, the acts of which the phase\n * must allow participants one, and whether a hold or a lock forbids it to them.")
	b.WriteString("export const permissions = {\n")
	for _, name := range sortedKeys(commands) {
		row := commands[name]
		roles := slices.DeleteFunc(slices.Clone(row.roles), func(r Role) bool { return r == System || r == Organiser })
		if len(roles) == 0 {
			continue
		}
		fmt.Fprintf(b, "  %s: { roles: %s, acts: %s, stopped: %t },\n", name, array(quoted(roles)), array(quoted(row.acts)), row.stopped)
	}
	b.WriteString("} as const;\n")
	section(b, "The fields of each command (W23).")
	b.WriteString("export interface Commands {\n")
	for _, name := range CommandNames() {
		fields := inlineFields(reflect.TypeOf(commands[name].make()).Elem(), "    ")
		if fields == "" {
			fmt.Fprintf(b, "  %s: { readonly [field: string]: never };\n", name)
			continue
		}
		fmt.Fprintf(b, "  %s: {\n%s  };\n", name, fields)
	}
	b.WriteString("}\n")
}

// inlineFields writes the JSON fields of a struct, those of embedded ones among
// them.
func inlineFields(t reflect.Type, indent string) string {
	var b strings.Builder
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		if f.Anonymous {
			b.WriteString(inlineFields(f.Type, indent))
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		mark, absent := "", ""
		if options == "omitempty" {
			mark, absent = "?", " | undefined"
		}
		fmt.Fprintf(&b, "%sreadonly %s%s: %s%s;\n", indent, name, mark, typeOf(f.Type, indent), absent)
	}
	return b.String()
}

func typeOf(t reflect.Type, indent string) string {
	switch {
	case t == reflect.TypeFor[Splice]():
		return "Ops"
	case t == reflect.TypeFor[Act]():
		return "Act"
	case t == reflect.TypeFor[Role]():
		return "Role"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return "readonly {\n" + inlineFields(t.Elem(), indent+"  ") + indent + "}[]"
	case t.Kind() == reflect.Slice:
		return "readonly " + typeOf(t.Elem(), indent) + "[]"
	case t.Kind() == reflect.Int64:
		return "number"
	case t.Kind() == reflect.Bool:
		return "boolean"
	}
	return "string"
}

func generateViews(b *strings.Builder) {
	classes := map[string]reflect.Type{}
	kindOf := map[string]Kind{}
	for kind, view := range views {
		t := reflect.TypeOf(view)
		kindOf[t.Name()] = kind
		classes[t.Name()] = t
		if extended := t.Field(0).Type; extended.Kind() == reflect.Struct {
			classes[extended.Name()] = extended
		}
	}
	names := slices.SortedFunc(maps.Keys(classes), func(x, y string) int {
		// A class comes after the one that it extends.
		extends := func(t reflect.Type) int {
			if t.Field(0).Type.Kind() == reflect.Struct {
				return 1
			}
			return 0
		}
		if d := extends(classes[x]) - extends(classes[y]); d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	for _, name := range names {
		extended := "Rec"
		if inner := classes[name].Field(0).Type; inner.Kind() == reflect.Struct {
			extended = inner.Name()
		}
		fmt.Fprintf(b, "\nexport class %s extends %s {\n", name, extended)
		types := map[string]string{"text": "string", "num": "number", "list": "readonly string[]", "flag": "boolean", "optional": "number | undefined"}
		byReader := map[string][]string{}
		for _, field := range fieldsOf(classes[name]) {
			if !field.own {
				continue
			}
			result := types[field.reader]
			if field.method == "Role" {
				result = "Role"
			}
			fmt.Fprintf(b, "  declare readonly %s: %s;\n", lowered(field.method), result)
			byReader[field.reader] = append(byReader[field.reader], field.name)
		}
		b.WriteString("}\n")
		for _, reader := range sortedKeys(byReader) {
			fmt.Fprintf(b, "define(%s, %s, '%s');\n", name, reader, strings.Join(byReader[reader], " "))
		}
	}
	section(b, "The view of each kind of record.")
	b.WriteString("export const views = {\n")
	var rows []string
	for name, kind := range kindOf {
		rows = append(rows, fmt.Sprintf("  %s: %s,\n", kind, name))
	}
	slices.Sort(rows)
	b.WriteString(strings.Join(rows, "") + "} as const;\n")
}

func section(b *strings.Builder, comment string) { fmt.Fprintf(b, "\n/** %s */\n", comment) }

func constant(b *strings.Builder, name string, values []string) {
	list := array(values)
	if len(name)+len(list) > 90 { // as the formatter breaks lines
		list = "[\n  " + strings.Join(values, ",\n  ") + ",\n]"
	}
	fmt.Fprintf(b, "export const %s = %s as const;\n", name, list)
}

func array(values []string) string { return "[" + strings.Join(values, ", ") + "]" }

func quote(s string) string { return "'" + s + "'" }

func quoted[S ~string](values []S) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = quote(string(v))
	}
	return all
}

func lowered(name string) string { return string(unicode.ToLower(rune(name[0]))) + name[1:] }

// grouped writes a number with a mark between its thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "_" + s[i:]
	}
	return s
}
