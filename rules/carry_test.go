package rules_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// withMoves is the shipped bundle with a table of moves.
func withMoves(t *testing.T, entries ...string) (*rules.Engine, error) {
	t.Helper()
	table := []byte("table:\n")
	for _, entry := range entries {
		table = fmt.Appendf(table, "  - %s\n", strings.ReplaceAll(entry, "WHY", "zh: 问法改了, en: The question has changed"))
	}
	return engine(t).WithMoves(t, table)
}

// told writes what became of answers, in a few words.
func told(a rules.Answers) string {
	out := map[string]string{}
	for key, was := range a.Holds {
		out[key] = was.Said
		if was.Said == rules.SaidValue {
			text, _ := json.Marshal(was.Value)
			out[key] = string(text)
		}
	}
	for key, p := range a.Proposed {
		text, _ := json.Marshal(p.Value)
		out[key] = fmt.Sprintf("%s of %s? %s", p.Fate, strings.Join(p.From, "+"), text)
		if p.Said == "" {
			out[key] = fmt.Sprintf("%s of %s?", p.Fate, strings.Join(p.From, "+"))
		}
	}
	for _, g := range a.Gone {
		out["gone "+g.Key] = g.Was.Said
	}
	text, _ := json.Marshal(out)
	return string(bytes.ReplaceAll(text, []byte(`\"`), []byte(`'`)))
}

func TestAnswersAreCarriedToTheQuestionsOfToday(t *testing.T) {
	said := func(v any) rules.Earlier {
		return rules.Earlier{Said: rules.SaidValue, Value: v, Order: 3}
	}
	later := func(v any, asked int64) rules.Earlier {
		return rules.Earlier{Said: rules.SaidValue, Value: v, Asked: asked, Order: 9}
	}
	says := func(what string) rules.Earlier { return rules.Earlier{Said: what, Order: 3} }
	n := func(s string) any { return json.Number(s) }
	const (
		rename     = `{since: 2, fate: carried, from: [company.old], into: [company.vendor_hr], WHY}`
		options    = `{since: 2, fate: carried, from: [company.size], into: [company.company_size], values: [{was: tiny, is: micro}, {was: big, is: large}], WHY}`
		again      = `{since: 2, fate: reconfirm, from: [company.vendor_hr], into: [company.vendor_hr], WHY}`
		two        = `{since: 2, fate: split, from: [company.old], into: [company.vendor_hr, company.cctv_public], values: [{was: false, is: [false, false]}], WHY}`
		anyOf      = `{since: 2, fate: merged, from: [company.old, company.other], into: [company.vendor_hr], join: any, WHY}`
		allOf      = `{since: 2, fate: merged, from: [company.old, company.other], into: [company.vendor_hr], join: all, WHY}`
		sum        = `{since: 2, fate: merged, from: [company.old, company.other], into: [company.expat_n], join: sum, WHY}`
		same       = `{since: 2, fate: merged, from: [company.old, company.other], into: [company.company_size], join: same, WHY}`
		gone       = `{since: 2, fate: dropped, from: [company.old], into: [], was: {zh: 原来的问题, en: The old question}, WHY}`
		onceMore   = `{since: 4, fate: carried, from: [company.middle], into: [company.vendor_hr], WHY}`
		firstStep  = `{since: 2, fate: carried, from: [company.old], into: [company.middle], WHY}`
		askFirst   = `{since: 2, fate: reconfirm, from: [company.old], into: [company.middle], WHY}`
		thenGone   = `{since: 4, fate: dropped, from: [company.middle], into: [], was: {zh: 原来的问题, en: The old question}, WHY}`
		turned     = `{since: 2, fate: carried, from: [company.vendor_hr], into: [company.vendor_hr], values: [{was: true, is: false}, {was: false, is: true}], WHY}`
		wrongKind  = `{since: 2, fate: reconfirm, from: [company.old], into: [company.company_size], WHY}`
		askOld     = `{since: 2, fate: reconfirm, from: [company.old], into: [company.one], WHY}`
		askOther   = `{since: 2, fate: reconfirm, from: [company.other], into: [company.two], WHY}`
		mergeLater = `{since: 4, fate: merged, from: [company.one, company.two], into: [company.vendor_hr], join: any, WHY}`
		mergeMixed = `{since: 4, fate: merged, from: [company.old, company.two], into: [company.vendor_hr], join: any, WHY}`
	)
	type answers = map[string]rules.Earlier
	for _, c := range []struct {
		name  string
		moves []string
		given answers
		want  string
	}{
		{"nothing has changed", nil, answers{"vendor_hr": said(true)}, `{"vendor_hr":"true"}`},
		{"a question has another name", []string{rename}, answers{"old": said(true)}, `{"vendor_hr":"true"}`},
		{"what a person did not know stays so", []string{rename}, answers{"old": says("dont_know")}, `{"vendor_hr":"dont_know"}`},
		{"what was taken back stays so", []string{rename}, answers{"old": says("cleared")}, `{"vendor_hr":"cleared"}`},
		{"an answer that the new question does not take is shown", []string{rename}, answers{"old": said("perhaps")}, `{"vendor_hr":"reconfirm of vendor_hr?"}`},
		{"not applicable, where it cannot be said any more", []string{rename}, answers{"old": says("na")}, `{"vendor_hr":"reconfirm of vendor_hr?"}`},
		{"a later answer to the new question counts", []string{rename}, answers{"old": said(true), "vendor_hr": later(false, 2)}, `{"vendor_hr":"false"}`},
		{"also one that was taken back", []string{rename}, answers{"old": said(true), "vendor_hr": {Said: "cleared", Asked: 2, Order: 9}}, `{"vendor_hr":"cleared"}`},
		{"a later answer to the old question, while the rules were taken back", []string{rename}, answers{"old": {Said: "value", Value: false, Order: 12}, "vendor_hr": later(true, 2)}, `{"vendor_hr":"false"}`},
		{"options have other names", []string{options}, answers{"size": said("big")}, `{"company_size":"'large'"}`},
		{"an option that has no place", []string{options}, answers{"size": said("huge")}, `{"company_size":"carried of size?"}`},
		{"asked again", []string{again}, answers{"vendor_hr": said(true)}, `{"vendor_hr":"reconfirm of vendor_hr? true"}`},
		{"asked again, and answered since", []string{again}, answers{"vendor_hr": later(true, 2)}, `{"vendor_hr":"true"}`},
		{"asked again, and never known", []string{again}, answers{"vendor_hr": says("dont_know")}, `{}`},
		{"split, where the answer decides both", []string{two}, answers{"old": said(false)}, `{"cctv_public":"false","vendor_hr":"false"}`},
		{"split, where it does not", []string{two}, answers{"old": said(true)}, `{"cctv_public":"split of old?","vendor_hr":"split of old?"}`},
		{"split, one answered since", []string{two}, answers{"old": said(true), "vendor_hr": later(true, 2)}, `{"cctv_public":"split of old?","vendor_hr":"true"}`},
		{"any of two, one is", []string{anyOf}, answers{"old": said(true)}, `{"vendor_hr":"true"}`},
		{"any of two, neither is", []string{anyOf}, answers{"old": said(false), "other": said(false)}, `{"vendor_hr":"false"}`},
		{"any of two, one is not known", []string{anyOf}, answers{"old": said(false), "other": says("dont_know")}, `{"vendor_hr":"merged of old+other?"}`},
		{"any of two, one was never asked", []string{anyOf}, answers{"old": said(false)}, `{"vendor_hr":"merged of old?"}`},
		{"all of two, one is not", []string{allOf}, answers{"other": said(false)}, `{"vendor_hr":"false"}`},
		{"all of two, both are", []string{allOf}, answers{"old": said(true), "other": said(true)}, `{"vendor_hr":"true"}`},
		{"all of two, one is not known", []string{allOf}, answers{"old": said(true)}, `{"vendor_hr":"merged of old?"}`},
		{"summed up", []string{sum}, answers{"old": said(n("2")), "other": said(n("40"))}, `{"expat_n":"42"}`},
		{"not summed up by half", []string{sum}, answers{"old": said(n("2"))}, `{"expat_n":"merged of old?"}`},
		{"the same twice", []string{same}, answers{"old": said("small"), "other": said("small")}, `{"company_size":"'small'"}`},
		{"not the same", []string{same}, answers{"old": said("small"), "other": said("large")}, `{"company_size":"merged of old+other?"}`},
		{"no longer asked", []string{gone}, answers{"old": said(true)}, `{"gone old":"value"}`},
		{"moved twice", []string{onceMore, firstStep}, answers{"old": said(true)}, `{"vendor_hr":"true"}`},
		{"moved twice, from between", []string{firstStep, onceMore}, answers{"middle": later(false, 2)}, `{"vendor_hr":"false"}`},
		{"to be confirmed, then renamed", []string{askFirst, onceMore}, answers{"old": said(true)}, `{"vendor_hr":"carried of old? true"}`},
		{"to be confirmed, then dropped", []string{askFirst, thenGone}, answers{"old": said(true)}, `{"gone old":"value"}`},
		{"turned round", []string{turned}, answers{"vendor_hr": said(true)}, `{"vendor_hr":"false"}`},
		{"turned round, and answered since", []string{turned}, answers{"vendor_hr": later(true, 2)}, `{"vendor_hr":"true"}`},
		{"turned round, answered since, and then on a page of before", []string{turned}, answers{"vendor_hr": {Said: "value", Value: true, Order: 12}}, `{"vendor_hr":"false"}`},
		{"the rules were taken back: an answer to the other question is shown", nil, answers{"vendor_hr": later(true, 2)}, `{"vendor_hr":"reconfirm of vendor_hr?"}`},
		{"nobody guesses what is neither yes nor no: any", []string{anyOf}, answers{"old": said("partly"), "other": said("yes")}, `{"vendor_hr":"merged of old+other?"}`},
		{"nobody guesses what is neither yes nor no: all", []string{allOf}, answers{"old": said("no"), "other": said("no")}, `{"vendor_hr":"merged of old+other?"}`},
		{"nor what is none", []string{allOf}, answers{"old": said(nil), "other": said(true)}, `{"vendor_hr":"merged of old+other?"}`},
		{"a proposal that is no answer is shown only", []string{wrongKind}, answers{"old": said(true)}, `{"company_size":"reconfirm of old?"}`},
		{"two proposals are merged into one", []string{askOld, askOther, mergeLater}, answers{"old": said(true), "other": said(false)}, `{"vendor_hr":"merged of old+other?"}`},
		{"an answer and a proposal are merged into one", []string{askOther, mergeMixed}, answers{"old": said(false), "other": said(false)}, `{"vendor_hr":"merged of old+other?"}`},
		{"a key that these rules do not know", nil, answers{"of_other_rules": said(true)}, `{}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := withMoves(t, c.moves...)
			if err != nil {
				t.Fatal(err)
			}
			before := maps.Clone(c.given)
			if got := told(e.Carry(rules.ScopeCompany, c.given)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if !maps.EqualFunc(before, c.given, func(a, b rules.Earlier) bool { return a.Said == b.Said && a.Order == b.Order }) {
				t.Error("the answers themselves are changed")
			}
		})
	}
}

func TestAWrongMoveIsRefusedWithItsReason(t *testing.T) {
	for name, c := range map[string]struct{ move, want string }{
		"no such fate":                 {`{since: 2, fate: renamed, from: [company.old], into: [company.vendor_hr], WHY}`, "fate must be"},
		"no revision":                  {`{fate: carried, from: [company.old], into: [company.vendor_hr], WHY}`, "since must be"},
		"no words":                     {`{since: 2, fate: carried, from: [company.old], into: [company.vendor_hr]}`, "zh and en"},
		"an unknown field":             {`{since: 2, fate: carried, from: [company.old], into: [company.vendor_hr], WHY, because: x}`, "because"},
		"a bare key":                   {`{since: 2, fate: carried, from: [old], into: [company.vendor_hr], WHY}`, "written company.KEY"},
		"two kinds":                    {`{since: 2, fate: carried, from: [supplier.old], into: [company.vendor_hr], WHY}`, "all of one kind"},
		"into nothing asked":           {`{since: 2, fate: carried, from: [company.old], into: [company.nothing], WHY}`, "company: nothing is not asked"},
		"a part that keeps the name":   {`{since: 2, fate: split, from: [company.vendor_hr], into: [company.vendor_hr, company.cctv_public], WHY}`, "give what is new a new name"},
		"from what is asked":           {`{since: 2, fate: carried, from: [company.agent_used], into: [company.vendor_hr], WHY}`, "agent_used is still a key"},
		"a value out of type":          {`{since: 2, fate: carried, from: [company.old], into: [company.vendor_hr], values: [{was: a, is: maybe}], WHY}`, "vendor_hr: maybe must be true or false"},
		"too few values":               {`{since: 2, fate: split, from: [company.old], into: [company.vendor_hr, company.cctv_public], values: [{was: a, is: true}], WHY}`, "one value for each key"},
		"one of one is no split":       {`{since: 2, fate: split, from: [company.old], into: [company.vendor_hr], WHY}`, "for split several"},
		"merging needs a way":          {`{since: 2, fate: merged, from: [company.a, company.b], into: [company.vendor_hr], WHY}`, "join is"},
		"booleans have no sum":         {`{since: 2, fate: merged, from: [company.a, company.b], into: [company.vendor_hr], join: sum, WHY}`, "cannot be merged by sum"},
		"dropped without its question": {`{since: 2, fate: dropped, from: [company.old], into: [], WHY}`, "the question as it was"},
		"cells are not asked":          {`{since: 2, fate: reconfirm, from: [employee.old], into: [employee.visa_type], WHY}`, "not confirmed one by one"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := withMoves(t, c.move)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "moves/data.yaml") {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestAnArchiveIsNotBuiltBelowTheRevisionOfItsMoves(t *testing.T) {
	files := maps.Clone(rulestest.Shipped(t))
	files["moves/data.yaml"] = []byte("table: [{since: 7, fate: reconfirm, from: [company.vendor_hr], into: [company.vendor_hr], zh: 改, en: changed}]\n")
	if _, err := rules.Pack(files, 6, nil); err == nil || !strings.Contains(err.Error(), "--revision 7") {
		t.Errorf("revision 6: %v", err)
	}
	e, err := rules.LoadFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.AnswersRevision(); got != 7 {
		t.Errorf("answers given while the table is being written count as of %d", got)
	}
	if _, err := rules.Pack(files, 7, nil); err != nil {
		t.Errorf("revision 7: %v", err)
	}
}

func TestListsAreCarriedWithACase(t *testing.T) {
	e, err := withMoves(t, `{since: 2, fate: carried, from: [employee.visa], into: [employee.visa_type], values: [{was: w, is: work}], WHY}`,
		`{since: 2, fate: dropped, from: [supplier.old], into: [], was: {zh: 原来的问题, en: The old question}, WHY}`)
	if err != nil {
		t.Fatal(err)
	}
	before := &rules.Case{Company: rules.Row{"vendor_hr": true, "cctv_public": "na", "agent_used": rules.DontKnow},
		Presences: []rules.Row{{"ref": "VN", "country": "VN"}},
		Suppliers: []rules.Row{{"supplier_name": "甲", "old": true}},
		Employees: []rules.Row{{"emp_ref": "E1", "visa": "w"}, {"emp_ref": "E2", "visa": "x"}}}
	c := e.CarryCase(before, 1)
	got, _ := json.Marshal([]any{c.Company, c.Presences, c.Suppliers, c.Employees})
	want := `[{"agent_used":"dont_know","vendor_hr":true},[{"country":"VN","ref":"VN"}],[{"supplier_name":"甲"}],[{"emp_ref":"E1","visa_type":"work"},{"emp_ref":"E2"}]]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	blank, err := withMoves(t, `{since: 2, fate: carried, from: [employee.classified], into: [employee.classified], values: [{was: none, is: none}], WHY}`)
	if err != nil {
		t.Fatal(err)
	}
	open := blank.CarryCase(&rules.Case{Employees: []rules.Row{{"emp_ref": "E1", "classified": "active"}, {"emp_ref": "E2"}, {"emp_ref": "E3", "classified": rules.DontKnow}}}, 1)
	if got, _ := json.Marshal(open.Employees); string(got) != `[{"classified":"dont_know","emp_ref":"E1"},{"emp_ref":"E2"},{"classified":"dont_know","emp_ref":"E3"}]` {
		t.Errorf("a cell that has no place is taken for an empty one: %s", got)
	}
	if before.Suppliers[0]["old"] != true || before.Employees[0]["visa"] != "w" {
		t.Error("the case itself is changed")
	}
	if row := e.CarryRow(rules.ScopeEmployee, rules.Row{"emp_ref": "E1", "visa_type": "work"}, map[string]int64{"visa_type": 2}); row["visa_type"] != "work" {
		t.Errorf("a row of today: %v", row)
	}
}
