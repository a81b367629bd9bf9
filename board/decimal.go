package board

import (
	"cmp"
	"strings"
)

// A decimal is a number as it stands in a record: digits without a leading zero,
// perhaps with "-" before them and a point and more digits behind. It is compared
// and shown digit by digit, so nothing is ever rounded.

const maxDecimalLength = 40

// IsDecimal reports whether a text is a decimal.
func IsDecimal(text string) bool {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	switch {
	case len(text) > maxDecimalLength || !allDigits(whole) || pointed && !allDigits(fraction):
		return false
	case len(whole) > 1 && whole[0] == '0':
		return false
	}
	return !negative || strings.Trim(digits, "0.") != ""
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// CompareDecimals compares two decimals by their value.
func CompareDecimals(a, b string) int {
	left, negative := strings.CutPrefix(a, "-")
	right, alsoNegative := strings.CutPrefix(b, "-")
	switch {
	case negative != alsoNegative:
		if negative {
			return -1
		}
		return 1
	case negative:
		left, right = right, left
	}
	wholeA, fractionA, _ := strings.Cut(left, ".")
	wholeB, fractionB, _ := strings.Cut(right, ".")
	return cmp.Or(
		cmp.Compare(len(wholeA), len(wholeB)),
		strings.Compare(wholeA, wholeB),
		strings.Compare(strings.TrimRight(fractionA, "0"), strings.TrimRight(fractionB, "0")),
	)
}

const thinSpace = "\u202f" // does not break the line

// ShowDecimal writes a decimal as people read it in a language: in Polish with a
// comma, in English with a point, and with thin spaces between thousands from
// 10,000 on.
func ShowDecimal(decimal, locale string) string {
	whole, fraction, pointed := strings.Cut(decimal, ".")
	sign := ""
	if digits, negative := strings.CutPrefix(whole, "-"); negative {
		sign, whole = "−", digits
	}
	if len(whole) > 4 {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + thinSpace + whole[i:]
		}
	}
	switch {
	case !pointed:
		return sign + whole
	case locale == "pl":
		return sign + whole + "," + fraction
	}
	return sign + whole + "." + fraction
}
