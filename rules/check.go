package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
)

// Subject names a row for people and for finding keys: a presence's ref or country, a
// supplier's registry id or name, an employee's reference.
func Subject(s Scope, row Row) string {
	fields := map[Scope][]string{
		ScopePresence: {"ref", "country"}, ScopeSupplier: {"registry_id", "supplier_name"}, ScopeEmployee: {"emp_ref"},
	}[s]
	for _, field := range fields {
		if v, _ := row[field].(string); v != "" {
			return v
		}
	}
	return ""
}

// Label is how a row is shown: a supplier by name, everything else by its subject.
func Label(s Scope, row Row) string {
	if s == ScopeSupplier {
		if v, _ := row["supplier_name"].(string); v != "" {
			return v
		}
	}
	return Subject(s, row)
}

// CheckCase finds what DecodeCase cannot see in one value: rows without a key, keys that stand twice.
func (e *Engine) CheckCase(c *Case) BadCase {
	var bad BadCase
	if c.AsOf.IsZero() {
		bad = append(bad, BadInput{"as_of", "is missing"})
	}
	need := map[Scope]string{ScopePresence: "needs a country or a ref", ScopeSupplier: "needs a supplier_name or registry_id", ScopeEmployee: "needs an emp_ref"}
	for _, scope := range []Scope{ScopePresence, ScopeSupplier, ScopeEmployee} {
		first := map[string]int{}
		for i, row := range c.list(scope) {
			where := fmt.Sprintf("%s[%d]", scope.listOf(), i)
			subject := Subject(scope, row)
			if subject == "" {
				bad = append(bad, BadInput{where, need[scope]})
				continue
			}
			before, twice := first[subject]
			if !twice {
				first[subject] = i
				continue
			}
			switch scope {
			case ScopePresence:
				bad = append(bad, BadInput{where, fmt.Sprintf("%s stands in row %d already: give each a ref of its own", subject, before)})
			case ScopeEmployee:
				bad = append(bad, BadInput{where, fmt.Sprintf("emp_ref stands in row %d already", before)})
			}
		}
	}
	return bad
}

// InputDigest is the sha256 of the canonical form of a case: the same answers give the same digest.
func (c *Case) InputDigest() (string, error) {
	sum := sha256.New()
	encoder := json.NewEncoder(sum)
	err := encoder.Encode(map[string]any{
		"as_of": c.AsOf.Format("2006-01-02"), "context": c.Context, "company": c.Company,
		"presences": c.Presences, "suppliers": c.Suppliers, "employees": c.Employees, "asked": c.Asked,
	})
	if err != nil {
		return "", fmt.Errorf("canonical input: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Unused lists the given keys that no rule of the bundle reads yet.
func (e *Engine) Unused(c *Case) []string {
	read := map[string]bool{}
	for _, r := range e.rules {
		for _, in := range r.allReads {
			read[in.String()] = true
		}
	}
	for _, f := range e.figures {
		for _, cell := range f.cells {
			read[string(cell.Scope)+"."+cell.Name] = true
		}
	}
	for _, g := range e.gates {
		for _, in := range g.reads {
			read[in.String()] = true
		}
	}
	found := map[string]bool{}
	note := func(scope Scope, row Row) {
		for name := range row {
			at := string(scope) + "." + name
			if !read[at] && !identity[at] {
				found[at] = true
			}
		}
	}
	note(ScopeCompany, c.Company)
	for _, scope := range []Scope{ScopePresence, ScopeSupplier, ScopeEmployee} {
		for _, row := range c.list(scope) {
			note(scope, row)
		}
	}
	out := make([]string, 0, len(found))
	for at := range found {
		out = append(out, at)
	}
	sort.Strings(out)
	return out
}

// identity are the keys that name a row rather than say something of it.
var identity = map[string]bool{"presence.ref": true, "presence.country": true, "supplier.supplier_name": true, "supplier.registry_id": true,
	"supplier.goods_hs": true, "supplier.parts": true, "employee.emp_ref": true, "employee.name_masked": true}
