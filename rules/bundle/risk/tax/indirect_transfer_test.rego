package risk.tax.indirect_transfer_test

import data.risk.tax.indirect_transfer as rule

base := {
	"indirect_transfer": true, "it_safe": false, "it_value_pct": 75,
	"it_90pct": true, "it_substance": false, "it_foreign_tax_pct": 9.99,
}

deal(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_all_four_and_no_safe_harbour if rule.fires with input as deal({})

test_safe_harbour if not rule.fires with input as deal({"it_safe": true})

test_less_value_from_china if not rule.fires with input as deal({"it_value_pct": 74.99})

test_fewer_assets_and_less_income_from_china if not rule.fires with input as deal({"it_90pct": false})

test_substance if not rule.fires with input as deal({"it_substance": true})

test_taxed_at_ten_abroad if not rule.fires with input as deal({"it_foreign_tax_pct": 10})

test_a_transfer if rule.applies with input as deal({})

test_no_transfer if not rule.applies with input as deal({"indirect_transfer": false})

test_evidence if {
	found := rule.evidence with input as deal({})
	found == {"it_safe": false, "it_value_pct": 75, "it_90pct": true, "it_substance": false, "it_foreign_tax_pct": 9.99}
}

test_lines if rule.lines == {"it_value_pct": 75, "it_foreign_tax_pct": 10} with input as deal({})
