package risk.tax.unpaid_exports_test

import data.risk.tax.unpaid_exports as rule

owed(open, later) := {"exporter": true, "fx_open": open, "fx_contract_later": later}

test_more_open_than_due_later if rule.fires with input.company as owed(150, 149)

test_all_of_it_is_due_later if not rule.fires with input.company as owed(150, 150)

test_nothing_open if not rule.fires with input.company as owed(0, 0)

test_exporter if rule.applies with input.company as owed(0, 0)

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"fx_open": 150, "fx_contract_later": 20} with input.company as owed(150, 20)
