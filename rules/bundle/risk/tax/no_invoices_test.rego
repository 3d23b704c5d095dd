package risk.tax.no_invoices_test

import data.risk.tax.no_invoices as rule

bought(amount, zone) := {"exporter": true, "no_invoice_export": amount, "zsq_ok": zone}

test_no_invoices_outside_a_zone if rule.fires with input.company as bought(1, false)

test_covered_by_the_zone if not rule.fires with input.company as bought(1, true)

test_all_invoiced if not rule.fires with input.company as bought(0, false)

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"no_invoice_export": 5, "zsq_ok": false} with input.company as bought(5, false)
