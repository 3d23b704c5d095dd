package risk.tax.bought_declaration_test

import data.risk.tax.bought_declaration as rule

test_bought_papers if rule.fires with input.company as {"exporter": true, "maidan": true}

test_own_papers if not rule.fires with input.company as {"exporter": true, "maidan": false}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"maidan": true} with input.company as {"maidan": true}
