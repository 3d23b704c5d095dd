package risk.tax.minimum_tax_test

import data.risk.tax.minimum_tax as rule

group(years, rate, ready) := {
	"as_of": "2026-11-23",
	"company": {"years_ge_750m": years},
	"presence": {"globe_etr": rate, "globe_ready": ready},
}

test_under_fifteen if rule.fires with input as group(2, 14.99, false)

test_fifteen if not rule.fires with input as group(2, 15, false)

test_arranged if not rule.fires with input as group(2, 5, true)

test_two_years if rule.applies with input as group(2, 5, false)

test_one_year if not rule.applies with input as group(1, 5, false)

test_evidence if {
	rule.evidence == {"years_ge_750m": 3, "globe_etr": 9, "globe_ready": false} with input as group(3, 9, false)
}

test_line if rule.lines == {"globe_etr": 15} with input as group(3, 9, false)
