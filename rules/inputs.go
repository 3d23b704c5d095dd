package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/zhuqi-yunzhan/station"
)

// textDigest is a fingerprint of a rule as an author wrote it: its card and what it says, without comments and layout.
func textDigest(card Card, module *ast.Module) string {
	text, err := json.Marshal(card)
	if err != nil { // a card is made of texts
		panic(err)
	}
	sum := sha256.New()
	sum.Write(text)
	sum.Write([]byte(module.String()))
	return hex.EncodeToString(sum.Sum(nil))[:32]
}

// InputsDigest is a fingerprint of all that a finding of this judgement rests on: the rule, every value that it reads of the company,
// the row and its country, and what came out. What was judged by an expert under one fingerprint is to be judged again under
// another one. The day is not part of it, but for what it changes. Empty when there is no such finding.
func (j *Judgement) InputsDigest(ruleID string, found station.Finding) string {
	i := slices.IndexFunc(j.judged, func(d *judged) bool { return d.rule.ID == ruleID })
	if i < 0 || j.facts == nil {
		return ""
	}
	rule, rows := j.judged[i].rule, []*resolved{j.facts.company}
	if rule.Scope != ScopeCompany {
		rows = j.facts.rows[rule.Scope]
	}
	at := slices.IndexFunc(rows, func(r *resolved) bool { return r.subject == found.Subject })
	if at < 0 {
		return ""
	}
	sum, input := sha256.New(), j.facts.input(rows[at]).Value
	for _, part := range []any{rule.text, found.Severity, found.Evidence, found.Lines} {
		text, err := json.Marshal(part) // keys of a map come out in order
		if err != nil {
			return ""
		}
		sum.Write(append(text, 0))
	}
	seen := map[string]bool{}
	for _, in := range rule.allReads {
		if in.root == "as_of" || seen[in.String()] {
			continue
		}
		seen[in.String()] = true
		sum.Write([]byte(in.String() + "="))
		if ref, ok := in.term.Value.(ast.Ref); ok && len(ref) > 1 {
			if said, err := input.Find(ref[1:]); err == nil {
				sum.Write([]byte(said.String()))
			}
		}
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}
