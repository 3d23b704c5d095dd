package risk.tax.carbon_border_test

import data.risk.tax.carbon_border as rule

at(country, answers) := {
	"as_of": "2026-11-23",
	"presence": object.union({"country": country}, answers),
	"country": {"tax": {"ccy": "EUR"}},
}

test_over_fifty_tonnes if rule.fires with input as at("DE", {"cbam_t": 50.01, "cbam_auth": false})

test_fifty_tonnes if not rule.fires with input as at("DE", {"cbam_t": 50, "cbam_auth": false})

test_authorised_with_data if not rule.fires with input as at("DE", {"cbam_t": 80, "cbam_auth": true})

test_goods_to_the_union if {
	every country in ["DE", "HU", "PL"] {
		rule.applies with input as at(country, {"cbam_t": 1})
	}
}

test_no_such_goods if not rule.applies with input as at("DE", {"cbam_t": 0})

test_outside_the_union if not rule.applies with input as at("GB", {"cbam_t": 80})

test_evidence if rule.evidence == {"cbam_t": 80, "cbam_auth": false} with input as at("DE", {"cbam_t": 80, "cbam_auth": false})

test_line if rule.lines == {"cbam_t": 50} with input as at("DE", {"cbam_t": 80, "cbam_auth": false})
