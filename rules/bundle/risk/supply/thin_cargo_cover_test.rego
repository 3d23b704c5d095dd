package risk.supply.thin_cargo_cover_test

import data.risk.supply.thin_cargo_cover as rule

cover(clause, ratio) := {"as_of": "2026-11-23", "company": {"cargo_clause": clause, "insured_ratio": ratio}}

test_thin_clauses if {
	every clause in ["NONE", "C"] {
		rule.fires with input as cover(clause, 1.1)
	}
}

test_full_clauses_at_the_custom if {
	every clause in ["A", "B", "na"] {
		not rule.fires with input as cover(clause, 1.1)
	}
}

test_insured_for_less if rule.fires with input as cover("A", 1.09)

test_high_without_cover if rule.severity == "high" with input as cover("NONE", 0)

test_medium_with_some if {
	rule.severity == "medium" with input as cover("C", 1.1)
	rule.severity == "medium" with input as cover("A", 1)
}

test_evidence if rule.evidence == {"cargo_clause": "C", "insured_ratio": 1} with input as cover("C", 1)

test_line_only_when_low if {
	rule.lines == {"insured_ratio": 1.1} with input as cover("A", 1)
	rule.lines == {} with input as cover("C", 1.1)
}
