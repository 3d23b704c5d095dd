package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station/insights"
)

// Audit is the sheet that is published beside a release, in words.
func (t InsightTeller) Audit(of *insights.Published, ask InsightAsk) InsightAuditPage {
	page := InsightAuditPage{Part: t.part(of, ask, "/insight/audit")}
	if of == nil {
		return page
	}
	here, a := InsightAsk{ask.Audience, of.Hash}, of.Audit
	page.P, page.System, page.Relations, page.Exact, page.Unproved, page.Narrowest, page.Rounds, page.Withheld = a.P, a.System, a.Relations, a.Exact, a.Unproved, a.Narrowest, a.Rounds, len(a.Withheld)
	page.Lost, page.Together = a.Lost, of.Release.Together
	page.Lattice, page.HashPlain, page.Export, page.AuditURL = groups(of.Release.Lattice), of.Hash, here.to("/insight/release.json"), here.to("/insight/audit.json")
	if of.Release.Previous != "" {
		page.Previous, page.PreviousURL = shortHash(of.Release.Previous), InsightAsk{ask.Audience, of.Release.Previous}.to("/insight/audit")
	}
	for _, s := range a.Sheets {
		shape, _ := tableOf(of.Lattice, s.Table)
		page.Sheets = append(page.Sheets, InsightSheet{Title: t.table(shape), URL: here.to("/insight/tables/" + s.Table), Numbers: s.Numbers, Published: s.Published, Held: s.Held,
			Primary: s.Primary, Secondary: s.Secondary, Withheld: s.Withheld, Structural: s.Structural, PerMille: s.PerMille})
	}
	return page
}

// ReleaseList is the list of an audience's releases.
func (t InsightTeller) ReleaseList(lines []insights.Line, ask InsightAsk) (out []InsightLine) {
	for _, l := range lines {
		here := InsightAsk{ask.Audience, l.Hash}
		out = append(out, InsightLine{Short: shortHash(l.Hash), URL: here.to("/insight"), AuditURL: here.to("/insight/audit"), Cut: cutDay(l.Cut.Format(time.DateOnly)), At: l.At, K: l.K, Withheld: len(l.Withheld), Synthetic: l.Synthetic})
	}
	return out
}

// ReadList is the log of who looked, in words.
func (t InsightTeller) ReadList(lines []insights.ReadLine) (out []InsightRead) {
	for _, l := range lines {
		here := InsightAsk{l.Audience, l.Hash}
		row := InsightRead{At: l.At, Person: l.Person, Short: shortHash(l.Hash), URL: here.to("/insight"), View: t.say("insight.view_" + string(l.Audience)), Part: l.Part, Form: l.Form}
		for _, key := range []string{"insight.part_" + l.Part, "insight.table_" + l.Part} {
			if t.Words.Has(t.Lang, key) {
				row.Part = t.say(key)
			}
		}
		if key := "insight.form_" + l.Form; t.Words.Has(t.Lang, key) {
			row.Form = t.say(key)
		}
		out = append(out, row)
	}
	return out
}
