package rules

import (
	"io/fs"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

// DataOf reads the data documents of a bundle folder, for the Rego tests.
func DataOf(t *testing.T, files fs.FS) map[string]any {
	t.Helper()
	src, err := readSource(files)
	if err != nil {
		t.Fatal(err)
	}
	return src.data
}

// Rescored is what mending one finding is worth, by scoring a judgement again in which it is clear.
func (e *Engine) Rescored(j *Judgement, ruleID, subject string) int {
	as := &Judgement{Areas: j.Areas, Verdicts: append([]station.Verdict(nil), j.Verdicts...)}
	for _, d := range j.judged {
		if d.rule.ID == ruleID {
			mended := &judged{rule: d.rule, rows: append([]rowResult(nil), d.rows...)}
			for i := range mended.rows {
				if mended.rows[i].subject == subject && mended.rows[i].outcome == station.AtRisk {
					mended.rows[i] = rowResult{subject: subject, outcome: station.Clear}
				}
			}
			d = mended
		}
		as.judged = append(as.judged, d)
	}
	as.Verdicts = nil
	e.score(as)
	return as.Score.Overall.Best - j.Score.Overall.Best
}
