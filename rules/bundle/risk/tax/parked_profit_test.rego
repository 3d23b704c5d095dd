package risk.tax.parked_profit_test

import data.risk.tax.parked_profit as rule

base := {"exporter": true, "rp_trader_share": 30, "cn_margin": 2.9, "trader_margin": 5.81}

trader(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_just_over_every_line if rule.fires with input as trader({})

test_smaller_share if not rule.fires with input as trader({"rp_trader_share": 29.9})

test_margin_at_home_of_three if not rule.fires with input as trader({"cn_margin": 3, "trader_margin": 20})

test_twice_the_margin if not rule.fires with input as trader({"trader_margin": 5.8})

test_loss_at_home_and_profit_abroad if rule.fires with input as trader({"cn_margin": -1, "trader_margin": 0})

test_exports_through_a_trader if rule.applies with input as trader({"rp_trader_share": 1})

test_no_trader if not rule.applies with input as trader({"rp_trader_share": 0})

test_no_exports if not rule.applies with input as trader({"exporter": false})

test_evidence if rule.evidence == {"rp_trader_share": 30, "cn_margin": 2.9, "trader_margin": 5.81} with input as trader({})

test_lines if rule.lines == {"rp_trader_share": 30, "cn_margin": 3} with input as trader({})
