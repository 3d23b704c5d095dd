package web

import (
	"io"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
)

// reported is a report of two areas looked at, and a third that was hardly looked at, with three findings.
func reported() assessments.ToCount {
	part := func(area station.Area, looked int) assessments.AreaPart {
		return assessments.AreaPart{Area: area, Looked: looked}
	}
	finding := func(rule string, severity station.Severity) assessments.FindingPart {
		return assessments.FindingPart{RuleID: rule, Key: rule, Inputs: "i", Finding: station.Finding{Severity: severity}}
	}
	kept := &assessments.Profile{ID: assessments.ProfileID(uuid.New()), Document: assessments.Document{
		Areas: []assessments.AreaPart{part(station.Tax, 90), part(station.Supply, 80), part(station.Employee, 80)},
		Score: station.Score{Overall: station.Bounds{Worst: 60, Best: 80, Shown: true}, Areas: map[station.Area]station.Bounds{
			station.Tax: {Worst: 40, Best: 50, Shown: true}, station.Supply: {Worst: 90, Best: 95, Shown: true}, station.Employee: {Worst: 10, Best: 100}}},
		Findings: []assessments.FindingPart{finding("TAX-015", station.High), finding("SCM-001", station.Low), finding("EMP-010", station.Critical)},
		Cards:    map[string]assessments.CardPart{"TAX-015": {Area: station.Tax}, "SCM-001": {Area: station.Supply}, "EMP-010": {Area: station.Employee}},
	}}
	kept.Document.Answers.Presences = []rules.Row{{"country": "VN"}, {"country": "VN"}, {"country": "none"}}
	return assessments.ToCount{Company: station.CompanyID{1}, Section: "C", District: "nanhu", Countries: []string{"DE"}, At: time.Date(2026, 11, 1, 20, 0, 0, 0, time.UTC), Kept: kept}
}

func overruled(finding string, to station.Severity, inputs string) reviews.Override {
	return reviews.Override{Finding: finding, To: to, State: reviews.OverrideApproved, Inputs: inputs, Until: time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC)}
}

// TestAReportIsCountedAsExpertsLeftIt: findings that an expert lowered or a dispute corrected are no risk, and an area that was hardly looked at counts neither way.
func TestAReportIsCountedAsExpertsLeftIt(t *testing.T) {
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	one := reported()
	for name, c := range map[string]struct {
		doubt *reviews.Doubted
		risk  bool
		rules []string
	}{
		"nothing was said":                  {nil, true, []string{"SCM-001", "TAX-015"}},
		"lowered":                           {&reviews.Doubted{Overrides: []reviews.Override{overruled("TAX-015", station.Low, "i")}}, false, []string{"SCM-001"}},
		"dismissed":                         {&reviews.Doubted{Overrides: []reviews.Override{overruled("TAX-015", "", "i")}}, false, []string{"SCM-001"}},
		"lowered, and higher by the latest": {&reviews.Doubted{Overrides: []reviews.Override{overruled("TAX-015", station.Critical, "i"), overruled("TAX-015", station.Low, "i")}}, true, []string{"SCM-001", "TAX-015"}},
		"lowered on other inputs":           {&reviews.Doubted{Overrides: []reviews.Override{overruled("TAX-015", station.Low, "j")}}, true, []string{"SCM-001", "TAX-015"}},
		"corrected":                         {&reviews.Doubted{Corrected: map[uuid.UUID]map[string]bool{uuid.UUID(one.Kept.ID): {"TAX-015": true}}}, false, []string{"SCM-001"}},
		"corrected in an older report":      {&reviews.Doubted{Corrected: map[uuid.UUID]map[string]bool{uuid.New(): {"TAX-015": true}}}, true, []string{"SCM-001", "TAX-015"}},
		"raised":                            {&reviews.Doubted{Overrides: []reviews.Override{overruled("SCM-001", station.High, "i")}}, true, []string{"SCM-001", "TAX-015"}},
	} {
		severities := inForceOf(one.Kept, c.doubt, day)
		line := lineOf(l, one, one.Kept.Document.Score, severities)
		tax, supply := line.Areas["tax"], line.Areas["supply"]
		if tax.Risk != c.risk || tax.Risk != (tax.Findings > 0) || !slices.Equal(line.Rules, c.rules) || supply.Risk != (name == "raised") {
			t.Errorf("%s: %+v, rules %v", name, line.Areas, line.Rules)
		}
		if _, counted := line.Areas["employee"]; counted || tax.Band != 1 || supply.Band != 4 || line.Whole != 2 || !slices.Equal(line.Countries, []string{"VN"}) || line.At.Format(time.DateOnly) != "2026-11-02" {
			t.Errorf("%s: %+v", name, line)
		}
		if err := population.NewWriter(io.Discard, l).Write(line); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if a, b := groupOf(assessments.ToCount{Group: "澜桥 集团"}), groupOf(assessments.ToCount{Group: "澜桥集团 "}); a != b || a == groupOf(assessments.ToCount{Group: "澜桥"}) {
		t.Error("a legal group is counted by how its name is written")
	}
}
