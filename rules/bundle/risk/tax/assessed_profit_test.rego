package risk.tax.assessed_profit_test

import data.risk.tax.assessed_profit as rule

assessed(zone, amount) := {"exporter": true, "assessed_4pct": true, "zsq_ok": zone, "no_invoice_export": amount}

test_outside_a_zone if rule.fires with input.company as assessed(false, 5)

test_goods_have_invoices if rule.fires with input.company as assessed(true, 0)

test_all_terms_met if not rule.fires with input.company as assessed(true, 5)

test_assessed_exporter if rule.applies with input.company as assessed(true, 5)

test_taxed_on_the_books if not rule.applies with input.company as {"exporter": true, "assessed_4pct": false}

test_no_exports if not rule.applies with input.company as {"exporter": false, "assessed_4pct": true}

test_evidence if rule.evidence == {"zsq_ok": false, "no_invoice_export": 5} with input.company as assessed(false, 5)
