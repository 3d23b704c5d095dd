package risk.tax.persistent_losses_test

import data.risk.tax.persistent_losses as rule

losses(years, growing) := {
	"as_of": "2026-11-23",
	"company": {"has_rpt": true, "loss_years": years, "scale_growing": growing},
}

test_two_years_and_growing if rule.fires with input as losses(2, true)

test_one_year if not rule.fires with input as losses(1, true)

test_not_growing if not rule.fires with input as losses(5, false)

test_related_parties if rule.applies with input as losses(2, true)

test_no_related_parties if not rule.applies with input.company as {"has_rpt": false}

test_evidence if rule.evidence == {"loss_years": 3, "scale_growing": true} with input as losses(3, true)

test_line if rule.lines == {"loss_years": 2} with input as losses(3, true)
