package population

import (
	"math/bits"
	"strings"
	"testing"
)

// file joins lines, each the good one with pairs of words replaced.
func file(lines ...[]string) string {
	var out []string
	for _, pairs := range lines {
		out = append(out, strings.NewReplacer(pairs...).Replace(good))
	}
	return strings.Join(out, "\n")
}

func merged(t *testing.T, text string) *Groups {
	t.Helper()
	g, err := Merge(NewReader(strings.NewReader(text), lat(t)), cut)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestCompaniesOfAGroupAreOneGroupAtItsWorst(t *testing.T) {
	g := merged(t, file(
		[]string{"c000001", "c000002", "true,\"company", "false,\"company", "nanhu", "xiling", `"C"`, `"F"`, "VN", "US", `"band":3`, `"band":1`, "2026-09-12", "2026-09-20", `"whole":3`, `"whole":2`},
		[]string{},
		[]string{"c000001", "c000003", "true,\"company", "false,\"company", "VN", "TH", `"supply":{"risk":false,"findings":0}`, `"supply":{"band":4,"risk":true,"findings":5}`, `["TAX-015"]`, `["SCM-001"]`},
	))
	if g.Len() != 1 {
		t.Fatal("groups:", g.Len())
	}
	one := g.At(0)
	tax, supply := one.Areas[0], one.Areas[1]
	if one.Industry != 0 || one.District != 3 || one.Whole != 2 || one.At.Format("2006-01-02") != "2026-09-20" {
		t.Errorf("%+v", one)
	}
	if tax != (Cell{6, 1, true, true}) || supply != (Cell{5, 4, true, true}) || one.Areas[2].Looked {
		t.Errorf("%+v", one.Areas)
	}
	rules := 0
	for _, w := range one.Rules {
		rules += bits.OnesCount64(w)
	}
	if bits.OnesCount64(one.Countries) != 3 || rules != 2 {
		t.Error("countries and rules:", one.Countries, one.Rules)
	}
}

func TestOnlyConsentingProfilesOfTheTwelveMonthsBeforeTheCutEnter(t *testing.T) {
	days := map[string]bool{"2025-09-30": false, "2025-10-01": true, "2026-09-30": true, "2026-10-01": false}
	for day, enters := range days {
		if g := merged(t, file([]string{"2026-09-12", day})); (g.Len() == 1) != enters {
			t.Errorf("%s: %d groups, tally %+v", day, g.Len(), g.Tally)
		}
	}
	g := merged(t, file([]string{`"consent":true`, `"consent":false`}, []string{"c000001", "c000002"}))
	if g.Tally != (Tally{Lines: 2, Entered: 1, WithoutConsent: 1}) || !g.Synthetic {
		t.Errorf("%+v", g.Tally)
	}
}

func TestWhereTheHeadDoesNotEnterTheFirstCompanySpeaks(t *testing.T) {
	g := merged(t, file(
		[]string{`"consent":true`, `"consent":false`},
		[]string{"c000001", "c000009", "true,\"company", "false,\"company", "nanhu", "xiling"},
		[]string{"c000001", "c000004", "true,\"company", "false,\"company", "nanhu", "beishan"},
	))
	if g.Len() != 1 || g.At(0).District != 2 {
		t.Error("the district is", g.At(0).District)
	}
}

func TestWhatDoesNotFitTogetherIsAFault(t *testing.T) {
	cases := map[string][2]string{
		"a company twice":   {file(nil, nil), "line 2: company c000001 has a line already"},
		"two heads":         {file(nil, []string{"c000001", "c000002"}), "line 2: head is told of a second company of group g000001"},
		"real and invented": {file(nil, []string{"000001", "000002", `"synthetic":true`, `"synthetic":false`}), "line 2: synthetic differs"},
	}
	for name, c := range cases {
		_, err := Merge(NewReader(strings.NewReader(c[0]), lat(t)), cut)
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
