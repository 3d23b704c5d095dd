package rules_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
)

// dice makes up answers.
type dice struct{ *rand.Rand }

func (d dice) value(k *rules.Key, marks []string) any {
	if k.Nullable && d.IntN(5) == 0 {
		return nil
	}
	switch k.Type {
	case "boolean":
		return d.IntN(2) == 0
	case "enum":
		return k.Values[d.IntN(len(k.Values))]
	case "integer", "decimal":
		return d.number(k, marks)
	case "date":
		return d.day(marks).Format("2006-01-02")
	case "datetime":
		return d.day(marks).Add(time.Duration(d.IntN(1440)) * time.Minute).Format("2006-01-02T15:04:05")
	case "set":
		out := []any{}
		for _, v := range k.Values {
			if d.IntN(2) == 0 {
				out = append(out, v)
			}
		}
		return out
	}
	if k.Name == "nationality" {
		return []string{"CN", "VN", "DE"}[d.IntN(3)]
	}
	return []string{"VN", "DE", "HU", "PL", "GB", "US", "AE", "SA", "HK", "ID", "MX", "TH", "MY", "SG", "KH", "FR", "MM", "LA", "PH", "ET"}[d.IntN(20)]
}

var asOf = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// day is often as many days away as one of the marks says, or right beside that, or a month or a year away.
func (d dice) day(marks []string) time.Time {
	days := d.IntN(1500) - 750
	if n, err := strconv.ParseFloat(append(marks, "30", "365", "1")[d.IntN(len(marks)+3)], 64); err == nil && d.IntN(3) > 0 && n < 2000 {
		days = int(n)*(d.IntN(2)*2-1) + d.IntN(3) - 1
	}
	return asOf.AddDate(0, 0, days)
}

// number is often one of the marks, or right beside it.
func (d dice) number(k *rules.Key, marks []string) json.Number {
	n := new(big.Rat).SetInt64(int64(d.IntN(200)))
	if len(marks) > 0 && d.IntN(4) > 0 {
		n.SetString(marks[d.IntN(len(marks))])
		step := big.NewRat(1, 1)
		if k.Type == "decimal" && d.IntN(2) == 0 {
			step = big.NewRat(1, 100)
		}
		switch d.IntN(4) {
		case 0:
			n.Add(n, step)
		case 1:
			n.Sub(n, step)
		case 2:
			n.Mul(n, big.NewRat(int64(d.IntN(40)), 10))
		}
	}
	if k.Type == "integer" || k.Max == "" && d.IntN(2) == 0 {
		n.SetInt(new(big.Int).Quo(n.Num(), n.Denom()))
	}
	if !k.Negative && n.Sign() < 0 {
		n.SetInt64(0)
	}
	if most, ok := new(big.Rat).SetString(k.Max); ok && n.Cmp(most) > 0 {
		n = most
	}
	return json.Number(strings.TrimSuffix(strings.TrimRight(n.FloatString(2), "0"), "."))
}
