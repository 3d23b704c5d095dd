package risk.tax.resident_in_china_test

import data.risk.tax.resident_in_china as rule

tests := {"poem1": true, "poem2": true, "poem3": true, "poem4": true}

test_all_four_in_china if rule.fires with input.presence as tests

test_each_one_abroad_is_enough_to_escape if {
	every name in ["poem1", "poem2", "poem3", "poem4"] {
		not rule.fires with input.presence as object.union(tests, {name: false})
	}
}

test_company_holds_a_subsidiary if rule.applies with input.presence as {"form": "subsidiary", "holder": "company"}

test_held_by_an_individual if not rule.applies with input.presence as {"form": "subsidiary", "holder": "individual"}

test_branch if not rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_evidence if rule.evidence == tests with input.presence as tests
