// Package reviews is where a lawyer judges what a rule found: experts are asked for a review of a report, write beside its
// findings, overrule severities with a reason, consult one another and sign a conclusion. A comment follows its finding over
// re-scores by the finding's key and never moves to another one.
package reviews
