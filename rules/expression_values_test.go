package rules_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"
)

// truth is true, false, or unknown{}.
func truth(v any) any {
	switch v := v.(type) {
	case unknown:
		return v
	case nil:
		return false
	case bool:
		return v
	case *big.Rat:
		return v.Sign() != 0
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	}
	panic(fmt.Sprintf("truth of %T", v))
}

func negate(v any) any {
	if b, ok := v.(bool); ok {
		return !b
	}
	return unknown{}
}

func same(a, b any) any {
	if _, is := a.(unknown); is {
		return a
	}
	if _, is := b.(unknown); is {
		return b
	}
	x, isX := a.(*big.Rat)
	y, isY := b.(*big.Rat)
	if isX && isY {
		return x.Cmp(y) == 0
	}
	return isX == isY && a == b
}

func compare(op string, a, b any) any {
	equal := same(a, b)
	switch {
	case op == "==":
		return equal
	case op == "!=":
		return negate(equal)
	case equal == unknown{} || a == nil && b == nil:
		return equal
	case a == nil || b == nil:
		return false // "none" is on no side of a line
	}
	var order int
	switch x := a.(type) {
	case *big.Rat:
		order = x.Cmp(b.(*big.Rat))
	case string:
		order = strings.Compare(x, b.(string))
	default:
		panic(fmt.Sprintf("%T %s %T", a, op, b))
	}
	return map[string]bool{"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[op]
}

func member(item, in any) any {
	list, ok := in.([]any)
	if !ok {
		if in == nil {
			return false
		}
		return unknown{}
	}
	var answer any = false
	for _, other := range list {
		switch same(item, other) {
		case true:
			return true
		case unknown{}:
			answer = unknown{}
		}
	}
	return answer
}

func arithmetic(op string, a, b any) any {
	x, isX := a.(*big.Rat)
	y, isY := b.(*big.Rat)
	if !isX || !isY {
		return unknown{}
	}
	out := new(big.Rat)
	switch op {
	case "+":
		return out.Add(x, y)
	case "-":
		return out.Sub(x, y)
	case "*":
		return out.Mul(x, y)
	}
	if y.Sign() == 0 {
		return unknown{}
	}
	return out.Quo(x, y)
}

// factFunctions are what the expressions call. Dates are ISO texts.
var factFunctions = map[string]func([]any) any{
	"sum": func(args []any) any {
		list, _ := args[0].([]any)
		n := new(big.Rat)
		for _, v := range list {
			switch truth(v) {
			case true:
				n.Add(n, big.NewRat(1, 1))
			case unknown{}:
				return unknown{}
			}
		}
		return n
	},
	"min": func(args []any) any {
		list, ok := args[0].([]any)
		if !ok {
			return unknown{}
		}
		var least any = unknown{}
		for _, v := range list {
			if n, ok := v.(*big.Rat); ok && (least == unknown{} || n.Cmp(least.(*big.Rat)) < 0) {
				least = n
			}
		}
		return least
	},
	"add_months": func(args []any) any { return later(args, 1) },
	"add_years":  func(args []any) any { return later(args, 12) },
	"coalesce": func(args []any) any {
		for _, a := range args {
			if a != nil {
				return a
			}
		}
		return nil
	},
	"days_until":    onDates(func(d ...time.Time) any { return days(asOf, d[0]) }),
	"days_since":    onDates(func(d ...time.Time) any { return days(d[0], asOf) }),
	"days_between":  onDates(func(d ...time.Time) any { return days(d[0], d[1]) }),
	"hours_between": onDates(func(d ...time.Time) any { return big.NewRat(int64(d[1].Sub(d[0])/time.Second), 3600) }),
	"hours_since":   onDates(func(d ...time.Time) any { return big.NewRat(int64(asOf.Sub(d[0])/time.Second), 3600) }),
}

func days(from, to time.Time) any { return big.NewRat(int64(to.Sub(from)/(24*time.Hour)), 1) }

func timeOf(v any) (time.Time, bool) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, false
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at, true
		}
	}
	panic("date " + s)
}

func onDates(f func(...time.Time) any) func([]any) any {
	return func(args []any) any {
		var at []time.Time
		for _, a := range args {
			if a == nil {
				return nil
			}
			day, ok := timeOf(a)
			if !ok {
				return unknown{}
			}
			at = append(at, day)
		}
		return f(at...)
	}
}

// later is the same day of a later month, or the last of that month when it has no such day.
func later(args []any, months int) any {
	day, ok := timeOf(args[0])
	if !ok {
		return unknown{}
	}
	n, _ := args[1].(*big.Rat).Float64()
	first := time.Date(day.Year(), day.Month()+time.Month(int(n)*months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1).Format("2006-01-02")
}

func TestExpressionsKnowThreeTruths(t *testing.T) {
	known := map[string]any{"c.yes": true, "c.no": false, "c.none": nil, "c.five": big.NewRat(5, 1), "h.country": "DE"}
	read := func(name string) any {
		if v, ok := known[name]; ok {
			return v
		}
		return unknown{}
	}
	for text, want := range map[string]any{
		"c.yes and c.what": unknown{}, "c.no and c.what": false, "c.what and c.no": false, "c.what or c.yes": true, "not c.what": unknown{},
		"(c.none or 0) > 0": false, "(c.what or 0) > 0": unknown{}, "c.none is not None and c.none > 5": false, "c.five >= 5": true,
		"c.five > (0 if h.country in ('DE','HU') else 9)": true, "sum([c.yes, c.no, c.five == 5]) in (2,3)": true,
		"0.30 * c.five > {'MX':2,'DE':1}.get(h.country,0)": true, "c.five / 2 > 2": true, "200e6 > c.five": true, "c.five + 1 > 6": false,
		"h.country in {'US'} or c.five == 5": true, "h.country not in ('US','DE')": false,
	} {
		if got := truth(parseExpression(text, factFunctions).eval(read)); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
