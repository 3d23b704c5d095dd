package risk.tax.cancelled_refund_test

import data.risk.tax.cancelled_refund as rule

test_still_claimed if rule.fires with input.company as {"cancelled_goods_claim": true}

test_not_claimed if not rule.fires with input.company as {"cancelled_goods_claim": false}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"cancelled_goods_claim": true} with input.company as {"cancelled_goods_claim": true}
