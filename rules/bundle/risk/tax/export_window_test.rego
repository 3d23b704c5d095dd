package risk.tax.export_window_test

import data.risk.tax.export_window as rule

oldest(months) := {"as_of": "2026-11-23", "company": {"exporter": true, "oldest_undeclared_m": months}}

test_thirty_months if rule.fires with input as oldest(30)

test_twenty_nine_months if not rule.fires with input as oldest(29)

test_exporter if rule.applies with input as oldest(1)

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_person_looks_at_exports_before_2026 if rule.manual with input.company.oldest_export_after_2026 as false

test_later_exports_are_certain if not rule.manual with input.company.oldest_export_after_2026 as true

test_evidence if rule.evidence == {"oldest_undeclared_m": 31} with input as oldest(31)

test_line if rule.lines == {"oldest_undeclared_m": 30} with input as oldest(31)
