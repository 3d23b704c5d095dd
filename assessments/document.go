package assessments

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Document is a profile as it is kept: everything that was said and judged, with the wording of
// that day. A later rule never changes it, and replay makes it again bit for bit.
type Document struct {
	Format      int                       `json:"format"`
	Company     string                    `json:"company"`
	CheckID     string                    `json:"check_id"`
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
	Evidence []EvidencePart  `json:"shows"`
	Finding  station.Finding `json:"finding"`
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
}

// OpenPart is an answer that can still change the profile, most at stake first.
type OpenPart struct {
	Place string          `json:"place"`
	Label rules.Bilingual `json:"label"`
	Stake int64           `json:"stake"`
	Rules int             `json:"rules"`
}
