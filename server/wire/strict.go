package wire

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"warsztat/board"
)

// maxDepth is how deep a message may be nested.
const maxDepth = 16

// Decode reads one JSON object from strangers into a struct, strictly: valid
// UTF-8 without NUL or lone surrogates, no key twice, no unknown key, no missing
// one (unless its tag says omitempty), every value of the field's own type. The
// error is a *board.Refusal that names what is wrong (protocol rule W27).
func Decode(data []byte, into any) *board.Refusal {
	tree, refusal := parse(data)
	if refusal != nil {
		return refusal
	}
	object, ok := tree.(map[string]any)
	if !ok {
		return board.Refuse(board.BadFrame)
	}
	return fill(object, reflect.ValueOf(into).Elem())
}

// parse reads one JSON value and refuses everything that readers could
// understand in different ways.
func parse(data []byte) (any, *board.Refusal) {
	if refusal := checkText(data); refusal != nil {
		return nil, refusal
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	tree, refusal := value(d, 1)
	if refusal != nil {
		return nil, refusal
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, board.Refuse(board.BadFrame)
	}
	return tree, nil
}

// checkText refuses invalid UTF-8, NUL and surrogates that are not in pairs,
// which the JSON decoder would replace in silence.
func checkText(data []byte) *board.Refusal {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return board.Refuse(board.BadText)
	}
	for i := 0; ; {
		next := bytes.IndexByte(data[i:], '\\')
		if next < 0 {
			return nil
		}
		i += next
		unit, ok := escapedUnit(data[i:])
		switch {
		case !ok:
			i += 2 // another escape; or an error that the decoder finds
		case unit == 0 || unit >= 0xdc00 && unit < 0xe000:
			return board.Refuse(board.BadText)
		case unit >= 0xd800 && unit < 0xdc00:
			low, ok := escapedUnit(data[i+6:])
			if !ok || low < 0xdc00 || low >= 0xe000 {
				return board.Refuse(board.BadText)
			}
			i += 12
		default:
			i += 6
		}
		if i >= len(data) {
			return nil
		}
	}
}

// escapedUnit reads an escape of the form \u0123 at the start of data.
func escapedUnit(data []byte) (unit uint16, ok bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	for _, c := range data[2:6] {
		digit := strings.IndexByte("0123456789abcdef", c|0x20)
		if c < '0' || digit < 0 {
			return 0, false
		}
		unit = unit<<4 | uint16(digit)
	}
	return unit, true
}

func value(d *json.Decoder, depth int) (any, *board.Refusal) {
	token, err := d.Token()
	if err != nil {
		return nil, board.Refuse(board.BadFrame)
	}
	delimiter, nested := token.(json.Delim)
	if !nested {
		return token, nil
	}
	if depth > maxDepth {
		return nil, board.Refuse(board.TooDeep)
	}
	var tree any
	if delimiter == '{' {
		object := map[string]any{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, board.Refuse(board.BadFrame)
			}
			name := key.(string) // the decoder lets nothing else through
			if _, twice := object[name]; twice {
				return nil, board.Refuse(board.BadFrame)
			}
			member, refusal := value(d, depth+1)
			if refusal != nil {
				return nil, refusal
			}
			object[name] = member
		}
		tree = object
	} else {
		list := []any{}
		for d.More() {
			item, refusal := value(d, depth+1)
			if refusal != nil {
				return nil, refusal
			}
			list = append(list, item)
		}
		tree = list
	}
	if _, err := d.Token(); err != nil {
		return nil, board.Refuse(board.BadFrame)
	}
	return tree, nil
}

// raw is a part of a message that is decoded later, when its type is known.
type raw map[string]any

var (
	rawType    = reflect.TypeFor[raw]()
	spliceType = reflect.TypeFor[board.Splice]()
)

// fill sets the fields of a struct by their JSON names, spelt exactly.
func fill(object map[string]any, into reflect.Value) *board.Refusal {
	known := map[string]bool{}
	if refusal := fillKnown(object, into, known); refusal != nil || len(known) == len(object) {
		return refusal
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !known[name] {
			return board.RefuseField(board.UnknownField, name)
		}
	}
	return nil
}

// fillKnown sets the fields that the struct knows and notes their names. The fields of
// a struct that is embedded in it stand on the same level.
func fillKnown(object map[string]any, into reflect.Value, known map[string]bool) *board.Refusal {
	for i := range into.NumField() {
		field := into.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if field.Anonymous {
			if refusal := fillKnown(object, into.Field(i), known); refusal != nil {
				return refusal
			}
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		member, given := object[name]
		if !given {
			if options != "omitempty" {
				return board.RefuseField(board.MissingField, name)
			}
			continue
		}
		known[name] = true
		if refusal := set(member, into.Field(i)); refusal != nil {
			if refusal.Field == "" {
				refusal = board.RefuseField(refusal.Code, name)
			}
			return refusal
		}
	}
	return nil
}

// set stores a decoded value in a field of the types that messages use.
func set(from any, into reflect.Value) *board.Refusal {
	wrong := board.Refuse(board.WrongType)
	switch v := from.(type) {
	case map[string]any:
		if into.Type() == rawType {
			into.Set(reflect.ValueOf(raw(v)))
			return nil
		}
		if into.Kind() != reflect.Struct {
			return wrong
		}
		return fill(v, into)
	case []any:
		if into.Type() == spliceType {
			if into.Addr().Interface().(*board.Splice).Fill(v) != nil {
				return board.Refuse(board.BadSplice)
			}
			return nil
		}
		if into.Kind() != reflect.Slice {
			return wrong
		}
		list := reflect.MakeSlice(into.Type(), len(v), len(v))
		for i, item := range v {
			if refusal := set(item, list.Index(i)); refusal != nil {
				return refusal
			}
		}
		into.Set(list)
	case string:
		if into.Kind() != reflect.String {
			return wrong
		}
		into.SetString(v)
	case bool:
		if into.Kind() != reflect.Bool {
			return wrong
		}
		into.SetBool(v)
	case json.Number:
		if into.Kind() != reflect.Uint64 && into.Kind() != reflect.Int64 {
			return wrong
		}
		n, err := v.Int64()
		if err != nil || n < 0 && into.Kind() == reflect.Uint64 || n > maxInteger || n < -maxInteger {
			return wrong
		}
		if into.Kind() == reflect.Uint64 {
			into.SetUint(uint64(n))
		} else {
			into.SetInt(n)
		}
	default:
		return wrong
	}
	return nil
}

// maxInteger is the largest integer that every JSON reader keeps exactly.
const maxInteger = 1<<53 - 1
