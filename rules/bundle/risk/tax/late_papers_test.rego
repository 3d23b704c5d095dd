package risk.tax.late_papers_test

import data.risk.tax.late_papers as rule

test_papers_missing if rule.fires with input.company as {"exporter": true, "docs_15d": false}

test_papers_complete if not rule.fires with input.company as {"exporter": true, "docs_15d": true}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"docs_15d": false} with input.company as {"docs_15d": false}
