package rules_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
)

func TestAFactThatWasToldIsProposedWhereItIsAskedAgain(t *testing.T) {
	e := engine(t)
	listed := func(country string) rules.Row {
		return rules.Row{"emp_ref": "E" + country, "location_type": "abroad", "nationality": country, "post_country": "VN"}
	}
	full := func() *rules.Case {
		return &rules.Case{AsOf: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), Context: rules.Context{FX: map[string]json.Number{"CNY": "1"}},
			Company:   rules.Row{"headcounts": map[string]any{"HK": map[string]any{"local": json.Number("3"), "foreign": json.Number("2")}}, "cbam_tonnes_per_importer": json.Number("60")},
			Presences: []rules.Row{{"ref": "HK", "country": "HK"}, {"ref": "DE", "country": "DE"}},
			Suppliers: []rules.Row{{"supplier_name": "甲", "registry_id": "1", "active": true, "annual_spend": json.Number("120000.5"), "currency": "CNY"}},
			Employees: []rules.Row{listed("CN"), listed("VN")}}
	}
	for _, c := range []struct {
		name    string
		change  func(*rules.Case)
		scope   rules.Scope
		subject string
		key     string
		want    string
	}{
		{"purchases from the supplier list", nil, rules.ScopeCompany, "", "annual_purchases_cny", "120000.5 from derived list_total"},
		{"no list, no proposal", func(c *rules.Case) { c.Suppliers = nil }, rules.ScopeCompany, "", "annual_purchases_cny", "nothing"},
		{"an empty cell, no proposal", func(c *rules.Case) { delete(c.Suppliers[0], "annual_spend") }, rules.ScopeCompany, "", "annual_purchases_cny", "nothing"},
		{"assignees from the employee list", nil, rules.ScopeCompany, "", "expat_n", "1 from derived posted_from_china"},
		{"staff of the Hong Kong entity from the headcounts", nil, rules.ScopePresence, "HK", "staff", "5 from company headcounts"},
		{"half a headcount, no proposal", func(c *rules.Case) {
			c.Company["headcounts"] = map[string]any{"HK": map[string]any{"local": json.Number("3")}}
		}, rules.ScopePresence, "HK", "staff", "nothing"},
		{"tonnes of the importer", nil, rules.ScopePresence, "DE", "cbam_t", "60 from company cbam_tonnes_per_importer"},
		{"tonnes that nobody knows", func(c *rules.Case) { delete(c.Company, "cbam_tonnes_per_importer") }, rules.ScopePresence, "DE", "cbam_t", "nothing"},
		{"a question that nothing else answers", nil, rules.ScopeCompany, "", "vendor_hr", "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			world := full()
			if c.change != nil {
				c.change(world)
			}
			j, err := e.Judge(context.Background(), world, rules.Options{})
			if err != nil {
				t.Fatal(err)
			}
			v, from, ok, err := e.Prefill(context.Background(), j, c.scope, c.subject, c.key)
			got := "nothing"
			if ok {
				got = fmt.Sprint(v, " from")
				for _, f := range from {
					if f.Scope == "" {
						f.Scope = "derived"
					}
					got += fmt.Sprintf(" %s %s", f.Scope, f.Key)
				}
			}
			if err != nil || got != c.want {
				t.Errorf("got %s (%v), want %s", got, err, c.want)
			}
		})
	}
}
