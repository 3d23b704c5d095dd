package risk.tax.abnormal_suppliers_test

import data.risk.tax.abnormal_suppliers as rule

found(suppliers, open) := {"exporter": true, "bad_suppliers": suppliers, "inquiry_open": open}

test_one_abnormal_supplier if rule.fires with input.company as found(1, false)

test_an_open_letter if rule.fires with input.company as found(0, true)

test_neither if not rule.fires with input.company as found(0, false)

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"bad_suppliers": 1, "inquiry_open": true} with input.company as found(1, true)
