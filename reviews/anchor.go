package reviews

import (
	"github.com/zhuqi-yunzhan/station"
)

// Status is where a thread stands in a version of a report. It says nothing of whether the thread is settled.
type Status string

// The statuses, the gravest last. Of several that hold the gravest is the status.
const (
	Exact           Status = "exact"            // what was written about is there, word by word
	InputsChanged   Status = "inputs_changed"   // the answers that the finding rests on, or its rule, are others
	TextChanged     Status = "text_changed"     // the passage reads differently, and its place is still certain
	SeverityChanged Status = "severity_changed" // the engine says another severity
	Returned        Status = "returned"         // the finding was gone and is there again
	Ambiguous       Status = "ambiguous"        // the finding is there; where in it the passage is cannot be told
	Gone            Status = "gone"             // the finding is not there
)

// Statuses lists them, the gravest last.
func Statuses() []Status {
	return []Status{Exact, InputsChanged, TextChanged, SeverityChanged, Returned, Ambiguous, Gone}
}

// Target is what a thread is about: a finding, one of its fields, a passage of that field. Field and Quote may be empty.
type Target struct {
	Finding string `json:"finding_key"`
	Field   string `json:"field,omitempty"`
	Quote   *Quote `json:"quote,omitempty"`
}

// Passage is one finding as a version of a report has it.
type Passage struct {
	Severity station.Severity  `json:"severity"`
	Inputs   string            `json:"inputs,omitempty"` // digest of what it rests on, and of its rule; empty = not known
	Fields   map[string]string `json:"fields"`           // path → text, such as why.zh or remedy.2.en
}

// Findings are those of one version of a report, by their keys.
type Findings map[string]Passage

// Anchored is where a thread stands in a version.
type Anchored struct {
	Status Status   `json:"status"`
	Also   []Status `json:"also,omitempty"` // what holds besides, the gravest first
	Place  *Place   `json:"place,omitempty"`
	Score  int      `json:"score"` // thousandths of the passage that are as they were; 0 without a place
}

// Anchor tells where a thread stands. was is the finding as it was when the thread was written, now the present version, and absent tells
// whether the finding was gone from the version before this one. The finding's key decides which finding it is, and the field in
// which text is looked for: a passage is never looked for in another finding or field, for reports are made of templates and
// every passage has a double.
func Anchor(target Target, was Passage, now Findings, absent bool) Anchored {
	passage, there := now[target.Finding]
	if !there {
		return Anchored{Status: Gone}
	}
	var holds []Status
	if was.Inputs != "" && passage.Inputs != "" && was.Inputs != passage.Inputs {
		holds = append(holds, InputsChanged)
	}
	place, score, sure := locate(target, was, passage)
	if sure && score < whole || sure && target.Quote == nil && textChanged(target, was, passage) {
		holds = append(holds, TextChanged)
	}
	if was.Severity != "" && was.Severity != passage.Severity {
		holds = append(holds, SeverityChanged)
	}
	if absent {
		holds = append(holds, Returned)
	}
	if !sure {
		holds = append(holds, Ambiguous)
	}
	out := Anchored{Status: Exact, Place: place, Score: score}
	for i := len(holds) - 1; i >= 0; i-- {
		if out.Status == Exact {
			out.Status = holds[i]
		} else {
			out.Also = append(out.Also, holds[i])
		}
	}
	return out
}

// locate finds the passage of a target. Without one, the field; without that, the finding, which needs no place.
func locate(target Target, was, now Passage) (place *Place, score int, sure bool) {
	if target.Field == "" {
		return nil, whole, true
	}
	text, there := now.Fields[target.Field]
	if !there {
		return nil, 0, false
	}
	if target.Quote == nil {
		return &Place{Field: target.Field}, whole, true
	}
	span, score, sure := target.Quote.find(text, was.Fields[target.Field])
	if !sure {
		return nil, 0, false
	}
	return &Place{Field: target.Field, Span: span}, score, true
}

// textChanged compares the field, or all fields of the finding, of a thread that marks no passage.
func textChanged(target Target, was, now Passage) bool {
	if target.Field != "" {
		return clean(was.Fields[target.Field]) != clean(now.Fields[target.Field])
	}
	if len(was.Fields) != len(now.Fields) {
		return true
	}
	for path, text := range was.Fields {
		if other, there := now.Fields[path]; !there || clean(other) != clean(text) {
			return true
		}
	}
	return false
}
