package risk.tax.master_file_test

import data.risk.tax.master_file as rule

base := {"has_rpt": true, "rpt_cross_border": true, "rpt_total": 100000, "group_master_exists": false, "master_file_ready": false}

company(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_over_a_billion if rule.fires with input as company({"rpt_total": 100001})

test_at_a_billion if not rule.fires with input as company({})

test_the_group_has_one if rule.fires with input as company({"group_master_exists": true})

test_file_is_ready if {
	not rule.fires with input as company({"rpt_total": 100001, "group_master_exists": true, "master_file_ready": true})
}

test_cross_border_dealings if rule.applies with input as company({})

test_domestic_only if not rule.applies with input as company({"rpt_cross_border": false})

test_no_related_party if not rule.applies with input as company({"has_rpt": false})

test_evidence if {
	rule.evidence == {"master_file_ready": false, "rpt_total": 100000, "group_master_exists": false} with input as company({})
}

test_line_only_when_crossed if {
	rule.lines == {"rpt_total": 100000} with input as company({"rpt_total": 100001})
	rule.lines == {} with input as company({})
}
