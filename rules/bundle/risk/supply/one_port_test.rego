package risk.supply.one_port_test

import data.risk.supply.one_port as rule

shipped(port, forwarder) := {"as_of": "2026-11-23", "company": {"max_port_share": port, "max_forwarder_share": forwarder}}

test_one_port if rule.fires with input as shipped(0.8, 0.1)

test_one_forwarder if rule.fires with input as shipped(0.1, 0.8)

test_under_both_lines if not rule.fires with input as shipped(0.79, 0.79)

test_evidence if {
	found := rule.evidence with input as shipped(0.9, 0.5)
	found == {"max_port_share": 0.9, "max_forwarder_share": 0.5}
}

test_lines_that_were_crossed if {
	rule.lines == {"max_port_share": 0.8} with input as shipped(0.9, 0.5)
	rule.lines == {"max_forwarder_share": 0.8} with input as shipped(0.5, 0.9)
}
