package server

import (
	"net/http"
	"strconv"
	"strings"
)

// localeOf is the language of an answer, "pl" or "en": the one that
// Accept-Language prefers, Polish when it names neither.
func localeOf(r *http.Request) string {
	best, locale := 0.0, "pl"
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, parameters, _ := strings.Cut(part, ";")
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if primary != "pl" && primary != "en" {
			continue
		}
		if weight := quality(parameters); weight > best {
			best, locale = weight, primary
		}
	}
	return locale
}

// quality reads the weight among the parameters of an Accept header's entry; 1
// when there is none, 0 when it is malformed.
func quality(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if !strings.EqualFold(name, "q") {
			continue
		}
		q, err := strconv.ParseFloat(value, 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
