package risk.tax.input_mismatch_test

import data.risk.tax.input_mismatch as rule

test_no_match if rule.fires with input.company as {"io_mismatch": true}

test_match if not rule.fires with input.company as {"io_mismatch": false}

test_evidence if rule.evidence == {"io_mismatch": true} with input.company as {"io_mismatch": true}
