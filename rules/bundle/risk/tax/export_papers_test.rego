package risk.tax.export_papers_test

import data.risk.tax.export_papers as rule

kept(years) := {"as_of": "2026-01-01", "company": {"exporter": true, "docs_keep_years": years}}

test_nine_years if rule.fires with input as kept(9)

test_ten_years if not rule.fires with input as kept(10)

test_exporter if rule.applies with input as kept(10)

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"docs_keep_years": 5} with input as kept(5)

test_line if rule.lines == {"docs_keep_years": 10} with input as kept(5)
