package risk.tax.customs_mode_test

import data.risk.tax.customs_mode as rule

test_modes_differ if rule.fires with input.company as {"mode_mismatch": true}

test_modes_match if not rule.fires with input.company as {"mode_mismatch": false}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"mode_mismatch": true} with input.company as {"mode_mismatch": true}
