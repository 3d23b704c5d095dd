package assessments

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Document is a profile as it is kept: everything that was said and judged, with the wording of
// that day. A later rule never changes it, and replay makes it again bit for bit.
type Document struct {
	Format      int                       `json:"format"`
	Company     string                    `json:"company"`
	CheckID     string                    `json:"check_id"`
	Rev         int64                     `json:"answers_rev"`                 // of the newest answer that was judged
	SuppliersAt int64                     `json:"suppliers_version,omitempty"` // versions of the lists that were judged
	EmployeesAt int64                     `json:"employees_version,omitempty"`
	Sheet       string                    `json:"sheet"`
	Areas       []AreaPart                `json:"areas"`
	AsOf        string                    `json:"as_of"`
	MadeAt      string                    `json:"made_at"`
	MadeBy      string                    `json:"made_by"`
	Revision    string                    `json:"bundle_revision"`
	Digest      string                    `json:"bundle_digest"`
	Engine      string                    `json:"engine"`
	InputDigest string                    `json:"input_digest"`
	Context     rules.Context             `json:"context"`
	Answers     CaseRecord                `json:"answers"`
	Answered    int                       `json:"answered"`    // questions answered with a value
	AnsweredBy  int                       `json:"answered_by"` // by how many people
	Score       station.Score             `json:"score"`
	Band        BandPart                  `json:"band"`
	Arithmetic  []Step                    `json:"arithmetic"`
	Themes      []ThemePart               `json:"themes"`
	Findings    []FindingPart             `json:"findings"`
	Open        []OpenPart                `json:"open"`
	Verdicts    []station.Verdict         `json:"verdicts"`
	Cards       map[string]CardPart       `json:"cards"`
	Bounds      map[string]station.Bounds `json:"theme_bounds"`
	Salt        string                    `json:"salt,omitempty"` // random: the digest of a document, which stays in the audit trail, tells nothing to who tries documents
}

// CaseRecord is the case that was judged.
type CaseRecord struct {
	Company   rules.Row   `json:"company"`
	Presences []rules.Row `json:"presences"`
	Suppliers []rules.Row `json:"suppliers"`
	Employees []rules.Row `json:"employees"`
	Asked     bool        `json:"asked"` // one after another, so that a shut gate takes answers back
}

// AreaPart is one area: how many of its rules were looked at, and what they said.
type AreaPart struct {
	Area         station.Area   `json:"area"`
	Bounds       station.Bounds `json:"bounds"`
	Completeness int            `json:"completeness"`
	Looked       int            `json:"looked"` // rules of the sheet
	Rules        int            `json:"rules"`  // rules of the bundle
	Counts       map[string]int `json:"counts"` // severity → findings, outcome → rules
}

// BandPart names the band of a score.
type BandPart struct {
	Key  string          `json:"key"`
	Name rules.Bilingual `json:"name"`
}

// Step is one line of the arithmetic: what is left after a rule has kept its share. Parts of a
// thousandth are kept to a hundredth of a point.
type Step struct {
	Area     station.Area     `json:"area"`
	RuleID   string           `json:"rule_id"`
	Severity station.Severity `json:"severity"`
	Share    int              `json:"share"` // thousandths kept
	Left     int              `json:"left"`  // hundredths of a point left of the area
	Capped   bool             `json:"capped,omitempty"`
}

// ThemePart is one axis of the radar.
type ThemePart struct {
	Key    string          `json:"key"`
	Title  rules.Bilingual `json:"title"`
	Bounds station.Bounds  `json:"bounds"`
	Looked bool            `json:"looked"`
}

// FindingPart is one finding with what it shows and costs, in the order of the profile: severity,
// legal deadline, what mending wins back, id.
type FindingPart struct {
	RuleID   string          `json:"rule_id"`
	Key      string          `json:"key"`
	WinsBack int             `json:"wins_back"` // points of the whole score
	Due      string          `json:"due,omitempty"`
	Passed   bool            `json:"passed,omitempty"` // Due is the legal deadline that was missed
	Evidence []EvidencePart  `json:"shows"`
	Finding  station.Finding `json:"finding"`
	Inputs   string          `json:"inputs,omitempty"` // fingerprint of what it rests on, by which an expert's judgement of it holds or is to be looked at again
}

// EvidencePart is one answer that a finding rests on, and the line it crossed.
type EvidencePart struct {
	Short    rules.Bilingual            `json:"short"` // in a few words; may lack one language
	Key      string                     `json:"key"`
	Label    rules.Bilingual            `json:"label"`
	Unit     string                     `json:"unit,omitempty"`
	Value    any                        `json:"value"`
	Options  map[string]rules.Bilingual `json:"options,omitempty"`
	Line     any                        `json:"line,omitempty"`
	LineUnit string                     `json:"line_unit,omitempty"`
}

// CardPart is the wording of a rule on that day.
type CardPart struct {
	Area      station.Area       `json:"area"`
	Title     rules.Bilingual    `json:"title"`
	Why       rules.Bilingual    `json:"why"`
	Remedy    rules.Remedies     `json:"remedy"`
	Papers    rules.Remedies     `json:"papers"`
	Basis     []rules.Citation   `json:"basis"`
	BasisKind string             `json:"basis_kind"`
	Theme     string             `json:"theme"`
	Worst     station.Severity   `json:"worst"`
	Deadline  *rules.Deadline    `json:"deadline,omitempty"`
	Effort    *rules.Effort      `json:"effort,omitempty"`
	Severity  []station.Severity `json:"severities"`
	Beside    []string           `json:"beside,omitempty"` // rules that pull the other way: shown together
	Note      *rules.Bilingual   `json:"note,omitempty"`   // why
}

// OpenPart is an answer that can still change the profile, most at stake first. The empty cells of
// a list's column are one part with a count; its place is suppliers[].country.
type OpenPart struct {
	Place string          `json:"place"`
	Label rules.Bilingual `json:"label"`
	Stake int64           `json:"stake"`
	Rules int             `json:"rules"`
	Count int             `json:"count,omitempty"` // cells
}

// List is the list whose cells are meant; empty for a question and for a whole list.
func (o OpenPart) List() string {
	list, _, ok := strings.Cut(o.Place, "[")
	if _, rows := ListScope(list); !ok || !rows {
		return ""
	}
	return list
}

// Cells is how many cells are open in a part, or 1 for a question.
func (o OpenPart) Cells() int { return max(1, o.Count) }

// Undecided counts the verdicts that no answer can decide: reference data lack, or a person must look.
func (d *Document) Undecided() int {
	n := 0
	for _, v := range d.Verdicts {
		if v.Outcome == station.Unanswered && v.Because != station.BecauseAnswers {
			n++
		}
	}
	return n
}

// OpenItems is how many items of a profile are to be verified, wherever that number is shown:
// questions, columns with empty cells, and verdicts that no answer can decide.
func (d *Document) OpenItems() int { return len(openByColumn(d.Open)) + d.Undecided() }

// openByColumn puts the empty cells of a column into one part. Older documents hold one a cell.
func openByColumn(open []OpenPart) []OpenPart {
	var out []OpenPart
	at := map[string]int{}
	for _, o := range open {
		if list := o.List(); list != "" {
			o.Place, o.Count = columnOf(o.Place), o.Cells()
			if i, seen := at[o.Place]; seen {
				out[i].Count += o.Count
				out[i].Stake, out[i].Rules = max(out[i].Stake, o.Stake), max(out[i].Rules, o.Rules)
				continue
			}
			at[o.Place] = len(out)
		}
		out = append(out, o)
	}
	return out
}

// columnOf takes the row out of the place of a cell.
func columnOf(place string) string {
	list, rest, _ := strings.Cut(place, "[")
	return list + "[" + rest[strings.LastIndex(rest, "]."):]
}

// brief names the needs of each verdict by column instead of by cell, and of the rows of a long list
// the exceptions: nobody reads them one by one, and they would be most of a document.
func brief(verdicts []station.Verdict) []station.Verdict {
	out := make([]station.Verdict, len(verdicts))
	for i, v := range verdicts {
		needs, seen := []string{}, map[string]bool{}
		for _, need := range v.Needs {
			if (OpenPart{Place: need}).List() != "" {
				need = columnOf(need)
			}
			if !seen[need] {
				seen[need] = true
				needs = append(needs, need)
			}
		}
		v.Needs, v.Rows = needs, exceptions(v.Rows)
		out[i] = v
	}
	return out
}

// otherRows stands for all rows that are not named.
const otherRows = "*"

// exceptions names the rows of a long list whose outcome is not the most common one, and that one
// for all others.
func exceptions(rows map[string]station.Outcome) map[string]station.Outcome {
	if _, done := rows[otherRows]; done || len(rows) <= 50 {
		return rows
	}
	times := map[station.Outcome]int{}
	for _, outcome := range rows {
		times[outcome]++
	}
	most := station.NotApplicable
	for _, outcome := range []station.Outcome{station.Clear, station.Unanswered, station.AtRisk} {
		if times[outcome] > times[most] {
			most = outcome
		}
	}
	out := map[string]station.Outcome{otherRows: most}
	for subject, outcome := range rows {
		if outcome != most {
			out[subject] = outcome
		}
	}
	return out
}
