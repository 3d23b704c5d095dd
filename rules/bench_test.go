package rules_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
)

// fullCase answers everything of all three areas, with fifty suppliers, fifty employees and four presences.
func fullCase(b *testing.B) *rules.Case {
	b.Helper()
	c := &rules.Case{AsOf: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), Company: rules.Row{}, Context: rules.Context{FX: map[string]json.Number{"USD": "7"}}}
	e := engine(b)
	fill := func(scope rules.Scope, row rules.Row) rules.Row {
		for _, name := range e.Keys().Names(scope) {
			key, _ := e.Keys().Find(scope, name)
			if _, given := row[name]; given {
				continue
			}
			switch key.Type {
			case "boolean":
				row[name] = false
			case "integer", "decimal":
				row[name] = json.Number("3")
			case "enum":
				row[name] = key.Values[0]
			case "date":
				row[name] = "2027-06-01"
			case "datetime":
				row[name] = "2027-06-01T09:00:00"
			case "set":
				row[name] = []any{}
			}
		}
		return row
	}
	fill(rules.ScopeCompany, c.Company)
	for _, country := range []string{"HK", "VN", "DE", "US"} {
		c.Presences = append(c.Presences, fill(rules.ScopePresence, rules.Row{"country": country}))
	}
	for i := range 50 {
		c.Suppliers = append(c.Suppliers, fill(rules.ScopeSupplier, rules.Row{"supplier_name": fmt.Sprint("S", i), "country": "CN", "currency": "CNY", "active": true, "goods_hs": "732599", "annual_spend": json.Number(fmt.Sprint(1000 + i))}))
	}
	c.Employees = employees(fill, 50)
	return c
}

func employees(fill func(rules.Scope, rules.Row) rules.Row, n int) []rules.Row {
	var out []rules.Row
	for i := range n {
		day := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%900).Format(time.DateOnly)
		out = append(out, fill(rules.ScopeEmployee, rules.Row{"emp_ref": fmt.Sprintf("E-%04d", i), "location_type": "abroad", "post_country": "VN", "employer_entity": "CN_parent", "passport_expiry": day, "visa_expiry": day}))
	}
	return out
}

// BenchmarkJudgeFullCase judges a case in which everything is answered.
func BenchmarkJudgeFullCase(b *testing.B) {
	c, e := fullCase(b), engine(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Judge(context.Background(), c, rules.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJudgeOneChangedAnswer re-judges only the readers of one changed answer.
func BenchmarkJudgeOneChangedAnswer(b *testing.B) {
	c, e := fullCase(b), engine(b)
	before, err := e.Judge(context.Background(), c, rules.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := e.Judge(context.Background(), c, rules.Options{Before: before, Changed: []string{"company.deposit_taken"}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJudgeNothingAnswered judges the start of a self-check: everything is unknown.
func BenchmarkJudgeNothingAnswered(b *testing.B) {
	e := engine(b)
	c := &rules.Case{AsOf: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), Company: rules.Row{}}
	for b.Loop() {
		if _, err := e.Judge(context.Background(), c, rules.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJudge5000Employees judges the longest list that is taken.
func BenchmarkJudge5000Employees(b *testing.B) {
	c, e := fullCase(b), engine(b)
	template := c.Employees[0]
	c.Employees = employees(func(_ rules.Scope, row rules.Row) rules.Row {
		for k, v := range template {
			if _, given := row[k]; !given {
				row[k] = v
			}
		}
		return row
	}, 5000)
	for b.Loop() {
		if _, err := e.Judge(context.Background(), c, rules.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadBundle loads and checks the whole bundle, as a start and a release do.
func BenchmarkLoadBundle(b *testing.B) {
	files, err := rules.FilesOf(rules.Bundle())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.LoadFiles(files); err != nil {
			b.Fatal(err)
		}
	}
}
