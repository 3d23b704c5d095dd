package counting

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// kept is a count as it is kept from one cut to the next.
type kept struct {
	Lattice   string   `json:"lattice"`
	Cut       string   `json:"cut"`
	Groups    int      `json:"groups"`
	Synthetic bool     `json:"synthetic,omitempty"`
	Names     []string `json:"names"`
	Values    []int64  `json:"values"`
}

// Keep writes what an attack on the next release needs of this count: every number by its name. It is as secret as what it was counted from.
func (r *Result) Keep(l *lattice.Lattice) ([]byte, error) {
	k := kept{Lattice: l.Version(), Cut: r.Cut.Format(time.DateOnly), Groups: r.Groups, Synthetic: r.Synthetic}
	for _, v := range r.Variables {
		k.Names, k.Values = append(k.Names, v.Name), append(k.Values, v.Value)
	}
	text, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("counting: keep: %w", err)
	}
	return text, nil
}

// Kept reads what Keep wrote: names and values, no keys. It is no whole Result: nothing can be built of it but the attack of the next release.
func Kept(text []byte) (*Result, error) {
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return nil, fmt.Errorf("counting: what was kept: %w", err)
	}
	cut, err := time.Parse(time.DateOnly, k.Cut)
	if err != nil || len(k.Names) != len(k.Values) {
		return nil, fmt.Errorf("counting: what was kept is no count: %w", err)
	}
	r := &Result{Cut: cut, Groups: k.Groups, Synthetic: k.Synthetic, places: map[string]int{}}
	for i, name := range k.Names {
		r.places[name] = len(r.Variables)
		r.Variables = append(r.Variables, Variable{Name: name, Value: k.Values[i]})
	}
	return r, nil
}
