package station

// Area is one of the three subjects a company checks itself on.
type Area string

// The areas, in the order in which they are shown.
const (
	Tax      Area = "tax"
	Supply   Area = "supply"
	Employee Area = "employee"
)

// Areas lists them all in order.
func Areas() []Area { return []Area{Tax, Supply, Employee} }

// Outcome is what a rule says of a subject. Unknown is never a pass and never an alarm.
type Outcome string

// The outcomes, worst first.
const (
	AtRisk        Outcome = "at_risk"
	Unanswered    Outcome = "unanswered"
	Clear         Outcome = "clear"
	NotApplicable Outcome = "not_applicable"
)

// Worse tells whether o weighs more than other when a rule is judged over several rows.
func (o Outcome) Worse(other Outcome) bool { return rank(o) > rank(other) }

func rank(o Outcome) int {
	switch o {
	case AtRisk:
		return 3
	case Unanswered:
		return 2
	case Clear:
		return 1
	}
	return 0
}

// Because says why a verdict is unanswered.
type Because string

// The reasons: the company has not answered, the reference data lack an entry, or a person must look.
const (
	BecauseAnswers   Because = "answers"
	BecauseReference Because = "reference"
	BecauseManual    Because = "manual"
)

// Severity is how much a finding weighs.
type Severity string

// The severities, worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// Severities lists them worst first.
func Severities() []Severity { return []Severity{Critical, High, Medium, Low} }

// Rank orders severities: 4 for critical down to 1 for low, 0 for none.
func (s Severity) Rank() int {
	switch s {
	case Critical:
		return 4
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// Finding is one subject for which a rule is at risk. RuleID + Subject is its stable key:
// reviews, actions and trends hang on it.
type Finding struct {
	Subject      string         `json:"subject"`
	Label        string         `json:"label"`
	Severity     Severity       `json:"severity"`
	SeverityOpen bool           `json:"severity_open,omitempty"` // an unanswered question can still raise it
	Evidence     map[string]any `json:"evidence"`
	Lines        map[string]any `json:"lines,omitempty"` // the limit each piece of evidence crossed
	Costs        int            `json:"costs"`           // hundredths of a point of its area; all costs of an area add up to its loss
}

// Verdict is what one rule says of one company.
type Verdict struct {
	ID       string             `json:"id"`
	Area     Area               `json:"area"`
	Outcome  Outcome            `json:"outcome"`
	Severity Severity           `json:"severity"`
	Because  Because            `json:"because"`
	Findings []Finding          `json:"findings"`
	Rows     map[string]Outcome `json:"rows,omitempty"`
	Needs    []string           `json:"needs"`
}

// FindingKey is the stable name of a finding across re-scores.
func FindingKey(ruleID, subject string) string {
	if subject == "" {
		return ruleID
	}
	return ruleID + "@" + subject
}

// Bounds is a score in whole points: what it is if all that is unanswered turns out badly,
// and if all turns out well. Shown is false under 60 % completeness: then no number is shown.
type Bounds struct {
	Worst int  `json:"worst"`
	Best  int  `json:"best"`
	Shown bool `json:"shown"`
}

// Score is the arithmetic of a judgement. Completeness is in thousandths.
type Score struct {
	Overall      Bounds          `json:"overall"`
	Areas        map[Area]Bounds `json:"areas"`
	Completeness int             `json:"completeness"`
	ByArea       map[Area]int    `json:"completeness_by_area"`
}
