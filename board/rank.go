package board

import "strings"

// A rank places a record among its siblings. Ranks are compared byte by byte;
// between any two there is room for another, and appending at the end grows
// them by a digit only every few thousand times. The scheme is fractional
// indexing: an integer part, whose first letter tells its length, and a
// fraction without a trailing zero.

const rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const (
	rankZero     = "a0"
	rankSmallest = "A00000000000000000000000000"
)

// rankBetween returns a rank after a and before b; "" stands for no bound. When
// the bounds do not leave room (they are equal, or the wrong way round) it
// returns one after a.
func rankBetween(a, b string) string {
	if b != "" && a >= b {
		b = ""
	}
	switch {
	case a == "" && b == "":
		return rankZero
	case a == "":
		whole := rankWhole(b)
		if whole == rankSmallest {
			return whole + rankMiddle("", b[len(whole):])
		}
		if whole < b {
			return whole
		}
		return rankDecrement(whole)
	case b == "":
		whole := rankWhole(a)
		if next := rankIncrement(whole); next != "" {
			return next
		}
		return whole + rankMiddle(a[len(whole):], "")
	}
	wholeA, wholeB := rankWhole(a), rankWhole(b)
	if wholeA == wholeB {
		return wholeA + rankMiddle(a[len(wholeA):], b[len(wholeB):])
	}
	if next := rankIncrement(wholeA); next != "" && next < b {
		return next
	}
	return wholeA + rankMiddle(a[len(wholeA):], "")
}

// rankWhole cuts off the fraction. A rank that this scheme did not make counts
// as all integer, so that a strange journal cannot cause a panic.
func rankWhole(rank string) string {
	length := 0
	switch head := rank[0]; {
	case head >= 'a' && head <= 'z':
		length = int(head-'a') + 2
	case head >= 'A' && head <= 'Z':
		length = int('Z'-head) + 2
	}
	if length == 0 || length > len(rank) {
		return rank
	}
	return rank[:length]
}

// rankMiddle returns a fraction between two fractions; b "" means one.
func rankMiddle(a, b string) string {
	if b != "" {
		n := 0
		for n < len(b) && rankDigitAt(a, n) == b[n] {
			n++
		}
		if n > 0 {
			return b[:n] + rankMiddle(a[min(n, len(a)):], b[n:])
		}
	} else if rest := strings.TrimLeft(a, "z"); len(rest) < len(a) {
		return a[:len(a)-len(rest)] + rankMiddle(rest, "")
	}
	low, high := 0, len(rankDigits)
	if a != "" {
		low = max(0, strings.IndexByte(rankDigits, a[0]))
	}
	if b != "" {
		high = max(0, strings.IndexByte(rankDigits, b[0]))
	}
	if high-low > 1 {
		return rankDigits[(low+high+1)/2 : (low+high+1)/2+1]
	}
	if len(b) > 1 {
		return b[:1]
	}
	return rankDigits[low:low+1] + rankMiddle(a[min(1, len(a)):], "")
}

func rankDigitAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return '0'
}

// rankIncrement returns the next integer part, "" after the largest.
func rankIncrement(whole string) string {
	head, digits := whole[0], []byte(whole[1:])
	for i := len(digits) - 1; i >= 0; i-- {
		d := strings.IndexByte(rankDigits, digits[i]) + 1
		if d < len(rankDigits) {
			digits[i] = rankDigits[d]
			return string(head) + string(digits)
		}
		digits[i] = '0'
	}
	switch {
	case head == 'Z':
		return rankZero
	case head == 'z':
		return ""
	case head >= 'a':
		return string(head+1) + string(digits) + "0"
	}
	return string(head+1) + string(digits[:len(digits)-1])
}

// rankDecrement returns the integer part before; whole is not the smallest.
func rankDecrement(whole string) string {
	head, digits := whole[0], []byte(whole[1:])
	for i := len(digits) - 1; i >= 0; i-- {
		d := strings.IndexByte(rankDigits, digits[i]) - 1
		if d >= 0 {
			digits[i] = rankDigits[d]
			return string(head) + string(digits)
		}
		digits[i] = 'z'
	}
	switch {
	case head == 'a':
		return "Zz"
	case head == 'A':
		return whole
	case head <= 'Z':
		return string(head-1) + string(digits) + "z"
	}
	return string(head-1) + string(digits[:len(digits)-1])
}
