package risk.tax.local_stock_test

import data.risk.tax.local_stock as rule

at(country, answers) := {
	"as_of": "2026-11-23",
	"presence": object.union({"country": country}, answers),
	"country": {"tax": {"ccy": "EUR"}},
}

test_not_registered if rule.fires with input.presence as {"vat_reg": false}

test_registered if not rule.fires with input.presence as {"vat_reg": true}

test_stock_in_the_union_or_the_kingdom if {
	every country in ["DE", "HU", "PL", "GB"] {
		rule.applies with input as at(country, {"stock": true})
	}
}

test_no_stock if {
	every country in ["DE", "HU", "PL", "GB"] {
		not rule.applies with input as at(country, {"stock": false})
	}
}

test_elsewhere if not rule.applies with input as at("US", {"stock": true})

test_member_that_the_table_lacks if {
	rule.applies with input as {"presence": {"country": "FR", "stock": true}, "country": {"employee": {}}}
}

test_evidence if {
	rule.evidence == {"stock": true, "vat_reg": false} with input.presence as {"stock": true, "vat_reg": false}
}
