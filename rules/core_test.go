package rules_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// plain gives a key a plain answer.
func plain(key *rules.Key) any {
	switch key.Type {
	case "boolean":
		return true
	case "integer", "decimal":
		return json.Number("1")
	case "enum":
		return key.Values[0]
	case "date":
		return "2028-06-01"
	case "datetime":
		return "2028-06-01T09:00:00"
	case "set":
		return []any{}
	case "object":
		return map[string]any{}
	}
	return map[string]string{"country": "VN", "post_country": "VN", "currency": "CNY", "nationality": "CN", "goods_hs": "732599", "counterparty_country": "VN"}[key.Name]
}

// fillAsk answers one ask in a case.
func fillAsk(t *testing.T, c *rules.Case, a rules.Ask) {
	t.Helper()
	e := engine(t)
	switch {
	case a.Scope == rules.ScopeCompany:
		key, _ := e.Keys().Find(a.Scope, a.Key)
		c.Company[a.Key] = plain(key)
	case a.Key == "" && a.Scope == rules.ScopePresence:
		c.Presences = []rules.Row{{"country": "VN"}}
	case a.Key == "" && a.Scope == rules.ScopeSupplier:
		c.Suppliers = []rules.Row{{"supplier_name": "A"}}
	case a.Key == "" && a.Scope == rules.ScopeEmployee:
		c.Employees = []rules.Row{{"emp_ref": "E-1"}}
	default:
		key, _ := e.Keys().Find(a.Scope, a.Key)
		for _, row := range map[rules.Scope][]rules.Row{rules.ScopePresence: c.Presences, rules.ScopeSupplier: c.Suppliers, rules.ScopeEmployee: c.Employees}[a.Scope] {
			if rules.Subject(a.Scope, row) == a.Subject {
				row[a.Key] = plain(key)
			}
		}
	}
}

// TestSheetsEndAtOneNumber answers what is asked, most at stake first, until nothing is asked any
// more: then everything that answers can decide is decided, and the score is one number.
func TestSheetsEndAtOneNumber(t *testing.T) {
	e, ctx := engine(t), context.Background()
	for _, sheet := range []string{rules.SheetCore, rules.SheetFull} {
		for _, area := range station.Areas() {
			t.Run(sheet+" "+string(area), func(t *testing.T) {
				c := &rules.Case{AsOf: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), Company: rules.Row{}, Context: rules.Context{FX: map[string]json.Number{"USD": "7"}}}
				o := rules.Options{Areas: []station.Area{area}, Sheet: sheet}
				asked := 0
				for ; asked < 200; asked++ {
					j, err := e.Judge(ctx, c, o)
					if err != nil {
						t.Fatal(err)
					}
					asks, err := e.Asks(ctx, j)
					if err != nil {
						t.Fatal(err)
					}
					if len(asks) == 0 {
						b := j.Score.Areas[area]
						if j.Score.Completeness != 1000 || b.Worst != b.Best || !b.Shown {
							t.Errorf("nothing is asked any more at %d ‰ complete, score %d to %d", j.Score.Completeness, b.Worst, b.Best)
							for _, v := range j.Verdicts {
								if v.Outcome == station.Unanswered {
									t.Logf("%s unanswered because %s, needs %v", v.ID, v.Because, v.Needs)
								}
							}
						}
						t.Logf("%d answers", asked)
						return
					}
					fillAsk(t, c, asks[0])
				}
				t.Error("asks for ever")
			})
		}
	}
	keys := e.SheetKeys(rules.SheetCore, []station.Area{station.Tax})
	var names []string
	for scope, list := range keys {
		for _, k := range list {
			names = append(names, string(scope)+"."+k.Name)
		}
	}
	t.Logf("core tax reads %d keys: %s", len(names), strings.Join(names, " "))
}
