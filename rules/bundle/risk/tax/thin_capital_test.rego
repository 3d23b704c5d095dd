package risk.tax.thin_capital_test

import data.risk.tax.thin_capital as rule

base := {
	"has_rpt": true, "rpt_cross_border": true, "special_file_ready": false,
	"csa": false, "rp_debt": 0, "equity": 3000, "is_financial": false,
}

company(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_over_twice_the_equity if rule.fires with input as company({"rp_debt": 6001})

test_twice_the_equity if not rule.fires with input as company({"rp_debt": 6000})

test_financial_over_five_times if rule.fires with input as company({"rp_debt": 15001, "is_financial": true})

test_financial_at_five_times if not rule.fires with input as company({"rp_debt": 15000, "is_financial": true})

test_over_five_times_whatever_the_company_is if {
	rule.fires with input as {"as_of": "2026-11-23", "company": object.remove(object.union(base, {"rp_debt": 15001}), ["is_financial"])}
}

test_no_equity_gives_no_ratio if {
	every equity in [0, -5] {
		not rule.fires with input as company({"rp_debt": 9000, "equity": equity})
	}
}

test_cost_sharing if rule.fires with input as company({"csa": true})

test_file_is_ready if not rule.fires with input as company({"csa": true, "rp_debt": 9000, "special_file_ready": true})

test_cross_border_dealings if rule.applies with input as company({})

test_domestic_only if not rule.applies with input as company({"rpt_cross_border": false})

test_no_related_party if not rule.applies with input as company({"has_rpt": false})

test_evidence if {
	rule.evidence == {"special_file_ready": false, "rp_debt": 0, "equity": 3000, "csa": false} with input as company({})
}

test_small_equity_counts_too if {
	rule.fires with input as company({"equity": 10, "rp_debt": 21})
	not rule.fires with input as company({"equity": 10, "rp_debt": 20})
}
