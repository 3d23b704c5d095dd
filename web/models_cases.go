package web

import "github.com/zhuqi-yunzhan/station/reviews"

// CaseFormPage makes a teaching case of a settled note. Page "case_new". Inputs: title, text, source, article, approver, sure; more asks for
// another row of source and article.
type CaseFormPage struct {
	Chrome
	Form      Form
	Action    string
	Back      string
	RuleID    string
	RuleTitle string
	Approvers []Option // seniors other than the author
}

// CasesPage lists the teaching cases of the station. Page "cases". Query: rule, area, after.
type CasesPage struct {
	Chrome
	Rule, Area string
	Rules      []Option
	Areas      []Option
	Drafts     []CaseRow // that the reader wrote, or is asked to approve
	Cases      []CaseRow
	Pager      Pager
}

// CaseRow is one case of a list.
type CaseRow struct {
	reviews.Case
	URL, RuleTitle, Month, Begins string
}

// CasePage is one teaching case. Page "case". Inputs of an author: title, text, source, article, rev, sure; of who approves: rev, sure.
type CasePage struct {
	Chrome
	Form    Form
	FormOf  string // edit, approve; empty = none was sent
	Case    CaseRow
	FieldOf string // the kind of the field, in words
	CanDrop bool
}

// None is a form that nobody has sent.
func (CasePage) None() Form { return Form{} }
