package web

import "encoding/json"

// heatChart is what a script may draw of a table: nothing but what the table beside it shows.
type heatChart struct {
	Rows    []string    `json:"rows"`
	Columns []string    `json:"columns"`
	Cells   []chartCell `json:"cells"`
}

type chartCell struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Step   int    `json:"step"`
	Share  string `json:"share,omitempty"`
	Risk   string `json:"risk,omitempty"`
	N      string `json:"n,omitempty"`
	Value  string `json:"value,omitempty"`
	Held   string `json:"held,omitempty"`
	Why    string `json:"why,omitempty"`
}

// chart is the table as JSON, where it has two dimensions and anything to draw; else empty.
func (t InsightTable) chart() string {
	if t.Kind != "heat" && t.Kind != "findings" || t.Headline.Key == "" {
		return ""
	}
	var out heatChart
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, c.Label)
	}
	for i, r := range t.Rows {
		out.Rows = append(out.Rows, r.Label)
		for j, c := range r.Cells {
			cell := chartCell{Row: i, Column: j, Step: c.Step, Share: c.Share, Risk: c.Risk, N: c.N, Value: c.Value}
			if !c.Held.IsZero() {
				cell.Held = c.Held.Format("2006-01-02")
			}
			if len(c.Why) > 0 {
				cell.Why = c.Why[len(c.Why)-1]
			}
			out.Cells = append(out.Cells, cell)
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return "" // it is of strings and numbers only
	}
	return string(text)
}
