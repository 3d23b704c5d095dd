package risk.tax.advance_refund_test

import data.risk.tax.advance_refund as rule

test_some_is_open if rule.fires with input.company as {"prerefund_open": 0.5}

test_all_reconciled if not rule.fires with input.company as {"prerefund_open": 0}

test_overseas_warehouse if rule.applies with input.company as {"exporter": true, "mode_9810": true}

test_other_modes if not rule.applies with input.company as {"exporter": true, "mode_9810": false}

test_no_exports if not rule.applies with input.company as {"exporter": false, "mode_9810": true}

test_evidence if rule.evidence == {"prerefund_open": 2} with input.company as {"prerefund_open": 2}
