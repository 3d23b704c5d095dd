package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// DontKnow is said instead of a value: judged as unknown, kept as said.
const DontKnow = "dont_know"

// decode reads a value by the key's declared type. known is false for a null that means the
// same as an empty cell.
func (k *Key) decode(n *yaml.Node) (v any, known bool, err error) {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		if n.Value == DontKnow {
			return DontKnow, true, nil
		}
		if n.Value == "" && k.Type != "string" {
			return nil, false, errors.New("is empty; leave the key out if it is not answered")
		}
	}
	var raw any
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		raw = nil
	case k.Type == "boolean" && n.Kind == yaml.ScalarNode && n.Tag == "!!bool":
		var b bool
		if err := n.Decode(&b); err != nil {
			return nil, false, err
		}
		raw = b
	case (k.Type == "integer" || k.Type == "decimal") && n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float"):
		raw = json.Number(n.Value)
	case n.Kind == yaml.ScalarNode:
		if n.Tag == "!!bool" || n.Tag == "!!int" || n.Tag == "!!float" {
			// codes and dates keep their source text
			if k.Type == "boolean" || k.Type == "set" || k.Type == "object" {
				return nil, false, k.wants()
			}
		}
		raw = n.Value
	default:
		if raw, err = plainValue(n); err != nil {
			return nil, false, err
		}
	}
	if raw == nil && k.HasBlank && !k.Nullable {
		return nil, false, nil
	}
	v, err = k.Take(raw)
	return v, err == nil, err
}

// Take checks a value against the key's type and gives it in its canonical form: bool, string,
// json.Number, []any, map[string]any, or nil for "answered none". The error says what is valid.
func (k *Key) Take(v any) (any, error) {
	if v == nil {
		if !k.Nullable {
			return nil, errors.New("cannot be null; leave the key out if it is not answered")
		}
		return nil, nil
	}
	if k.NA && v == "na" {
		return "na", nil
	}
	switch k.Type {
	case "boolean":
		if b, ok := v.(bool); ok {
			return b, nil
		}
	case "integer", "decimal":
		if n, ok := v.(json.Number); ok && k.validNumber(string(n)) {
			n = canonicalNumber(n)
			return n, k.inRange(n)
		}
	case "object":
		if m, ok := v.(map[string]any); ok {
			return m, k.checkHeadcounts(m)
		}
	case "set":
		if items, ok := v.([]any); ok {
			return k.takeSet(items)
		}
	default:
		if s, ok := v.(string); ok {
			return k.takeText(s)
		}
	}
	return nil, k.wants()
}

func (k *Key) validNumber(s string) bool {
	if k.Type == "integer" {
		return plainInteger.MatchString(strings.TrimSuffix(s, ".0"))
	}
	return plainDecimal.MatchString(s)
}

// inRange refuses a number that the key's unit cannot mean: a count below zero, a share above one.
func (k *Key) inRange(n json.Number) error {
	if strings.HasPrefix(string(n), "-") && !k.Negative {
		return errors.New("cannot be below 0")
	}
	if k.Max == "" {
		return nil
	}
	value, okValue := new(big.Rat).SetString(string(n))
	most, okMost := new(big.Rat).SetString(k.Max)
	if okValue && okMost && value.Cmp(most) > 0 {
		return fmt.Errorf("cannot be above %s (%s)", k.Max, k.Unit)
	}
	return nil
}

// canonicalNumber drops zeros that say nothing, so that 0.30 and 0.3 are one value.
func canonicalNumber(n json.Number) json.Number {
	s := string(n)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	return json.Number(s)
}

func (k *Key) takeText(s string) (any, error) {
	switch k.Type {
	case "enum":
		if !slices.Contains(k.Values, s) {
			return nil, k.wants()
		}
	case "date":
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return nil, k.wants()
		}
		if open := s == "9999-12-31" && (strings.HasSuffix(k.Name, "_expiry") || strings.HasSuffix(k.Name, "_end")); !open && outOfTime(day) {
			return nil, errors.New("must be a date between 1900 and 2200")
		}
	case "datetime":
		return takeDateTime(s, k)
	case "string":
		switch {
		case strings.HasPrefix(k.Unit, "ISO 3166-1 alpha-2") && !strings.Contains(k.Unit, "region") && !countryCode.MatchString(s):
			return nil, k.wants()
		case k.Unit == "ISO 4217" && !currencyCode.MatchString(s):
			return nil, k.wants()
		case len(s) > 2000:
			return nil, errors.New("is longer than 2,000 bytes")
		}
	}
	return s, nil
}

// outOfTime tells whether a day is beyond what anybody could mean, and what date arithmetic takes.
func outOfTime(day time.Time) bool { return day.Year() < 1900 || day.Year() > 2200 }

func takeDateTime(s string, k *Key) (any, error) {
	s = strings.Replace(s, " ", "T", 1)
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		s += "T00:00"
	}
	if !isoDateTime.MatchString(s) {
		return nil, k.wants()
	}
	if len(s) == 16 {
		s += ":00"
	}
	at, err := time.Parse("2006-01-02T15:04:05", s)
	if err != nil || outOfTime(at) {
		return nil, k.wants()
	}
	return s, nil
}

func (k *Key) takeSet(items []any) (any, error) {
	seen := map[string]bool{}
	out := make([]string, 0, len(items))
	for _, item := range items {
		s, ok := item.(string)
		if !ok || (len(k.Values) > 0 && !slices.Contains(k.Values, s)) {
			return nil, k.wants()
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	slices.Sort(out)
	sorted := make([]any, len(out))
	for i, s := range out {
		sorted[i] = s
	}
	return sorted, nil
}

// wants says what a valid value looks like.
func (k *Key) wants() error {
	switch k.Type {
	case "boolean":
		return errors.New("must be true or false")
	case "integer":
		return errors.New("must be a whole number")
	case "decimal":
		return errors.New("must be a plain decimal number")
	case "date":
		return errors.New("must be a date (YYYY-MM-DD)")
	case "datetime":
		return errors.New("must be a date and time (YYYY-MM-DDThh:mm)")
	case "enum":
		return fmt.Errorf("must be one of %s", strings.Join(k.Values, ", "))
	case "set":
		if len(k.Values) > 0 {
			return fmt.Errorf("must be a list out of %s; [] means none", strings.Join(k.Values, ", "))
		}
		return errors.New("must be a list of texts; [] means none")
	case "object":
		return errors.New("must be an object keyed by country")
	}
	if k.Unit != "" {
		return errors.New("must be a text: " + k.Unit)
	}
	return errors.New("must be a text")
}
