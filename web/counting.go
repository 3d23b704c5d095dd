package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// counting tells the builder of releases who is counted: companies that agreed, by their newest profile, as experts have corrected it.
type counting struct {
	checks *assessments.Room
	looked *reviews.Room
}

// CountingOf is what is counted of a station's companies.
func CountingOf(checks *assessments.Room, looked *reviews.Room) insights.Source {
	return counting{checks, looked}
}

// Lines gives a line of each company that agreed to be counted, and how many could not be counted because the registry names a district that the
// station no longer has. Reading goes through the builder's own door.
func (s counting) Lines(ctx context.Context, builder *pg.DB, at station.StationID, from, cut time.Time, l *lattice.Lattice, yield func(population.Line) error) (left int, err error) {
	var after station.CompanyID
	for {
		page, last, err := s.checks.ToCount(ctx, builder, at, accounts.AggregatesVersion, from, cut, after)
		if err != nil || last == (station.CompanyID{}) {
			return left, err
		}
		companies := make([]station.CompanyID, len(page))
		for i := range page {
			companies[i] = page[i].Company
		}
		doubted, err := s.looked.DoubtedOf(ctx, builder, companies)
		if err != nil {
			return left, err
		}
		for _, one := range page {
			if _, known := l.Place("district", one.District); !known {
				left++
				continue
			}
			line, err := s.line(ctx, l, one, doubted[one.Company], cut)
			if err == nil {
				err = yield(line)
			}
			if err != nil {
				return left, err
			}
		}
		after = last
	}
}

// line is a company as it is counted. An area counts where enough of it was answered for a score: one that was hardly looked at is not "without risk".
func (s counting) line(ctx context.Context, l *lattice.Lattice, one assessments.ToCount, doubt *reviews.Doubted, day time.Time) (population.Line, error) {
	d := &one.Kept.Document
	severities := inForceOf(one.Kept, doubt, day)
	score := d.Score
	if len(severities) > 0 {
		with, err := s.checks.EffectiveOf(ctx, one.Kept, severities)
		if err != nil {
			return population.Line{}, fmt.Errorf("count with experts' judgement: %w", err)
		}
		if with.Known {
			score = with.Score
		}
	}
	return lineOf(l, one, score, severities), nil
}

// lineOf is a company's line by a score, with other severities of some findings; the empty one dismisses.
func lineOf(l *lattice.Lattice, one assessments.ToCount, score station.Score, severities map[string]station.Severity) population.Line {
	d := &one.Kept.Document
	out := population.Line{Group: groupOf(one), Company: hex.EncodeToString(one.Company[:]), Section: one.Section, District: one.District, Countries: abroad(l, one), At: utcDay(one.At), Areas: map[string]population.Outcome{}, Consent: true}
	for _, area := range d.Areas {
		bounds := score.Areas[area.Area]
		if _, known := l.Place("area", string(area.Area)); known && area.Looked > 0 && bounds.Shown {
			out.Areas[string(area.Area)] = population.Outcome{Band: bandAt(l, bounds.Worst)}
		}
	}
	if score.Overall.Shown && len(out.Areas) > 0 {
		out.Whole = bandAt(l, score.Overall.Worst)
	}
	found := map[string]bool{}
	for _, f := range d.Findings {
		area := string(d.Cards[f.RuleID].Area)
		severity, judged := severities[f.Key]
		if !judged {
			severity = f.Finding.Severity
		}
		o, counted := out.Areas[area]
		if !counted || severity == "" {
			continue
		}
		grave := severity == station.High || severity == station.Critical
		if grave {
			o.Risk, o.Findings = true, o.Findings+1
			out.Areas[area] = o
		}
		at, known := l.Place("rule", f.RuleID)
		if known && !found[f.RuleID] && (grave || !l.Rules[at].Severe()) {
			found[f.RuleID] = true
			out.Rules = append(out.Rules, f.RuleID)
		}
	}
	slices.Sort(out.Rules)
	return out
}

// inForceOf is what stands in the place of the engine's severities: experts' judgement that is applied, and nothing where a dispute has corrected a finding.
func inForceOf(kept *assessments.Profile, doubt *reviews.Doubted, day time.Time) map[string]station.Severity {
	if doubt == nil {
		return nil
	}
	report := reportOf(kept)
	var latest []reviews.Override
	seen := map[string]bool{}
	for _, o := range doubt.Overrides {
		if o.In(report, day) == reviews.OverrideApproved && !seen[o.Finding] {
			seen[o.Finding] = true
			latest = append(latest, o)
		}
	}
	out := reviews.Severities(latest, report, day)
	for finding := range doubt.Corrected[uuid.UUID(kept.ID)] {
		out[finding] = ""
	}
	return out
}

// groupOf names the legal group that a company states, or the company where it states none. The name itself goes nowhere.
func groupOf(one assessments.ToCount) string {
	name := strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(one.Group))), "")
	if name == "" {
		return hex.EncodeToString(one.Company[:])
	}
	sum := sha256.Sum256([]byte(name))
	return "g" + hex.EncodeToString(sum[:16])
}

// abroad are a company's host countries: those of its profile, or else of the registry. What the lattice does not know is left out.
func abroad(l *lattice.Lattice, one assessments.ToCount) []string {
	codes := slices.Clone(one.Countries)
	if rows := one.Kept.Document.Answers.Presences; len(rows) > 0 {
		codes = nil
		for _, row := range rows {
			if code, ok := row["country"].(string); ok {
				codes = append(codes, code)
			}
		}
	}
	codes = slices.DeleteFunc(codes, func(code string) bool { _, known := l.CountryOf(code); return !known })
	slices.Sort(codes)
	codes = slices.Compact(codes)
	return codes[:min(len(codes), population.MostCountries)]
}

// bandAt is the place of a score's band, from 1, the worst.
func bandAt(l *lattice.Lattice, score int) int {
	for i, b := range l.Bands {
		if score >= b.From && score <= b.To {
			return i + 1
		}
	}
	return 0
}

// utcDay is the day that a moment falls on in Shanghai, as lines tell days.
func utcDay(at time.Time) time.Time {
	at = at.In(shanghai)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}
