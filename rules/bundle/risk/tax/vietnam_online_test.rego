package risk.tax.vietnam_online_test

import data.risk.tax.vietnam_online as rule

test_neither_withheld_nor_declared if rule.fires with input.presence as {"vn_ecom_tax": false}

test_withheld_or_declared if not rule.fires with input.presence as {"vn_ecom_tax": true}

test_sells_to_viet_nam_online if rule.applies with input.presence as {"country": "VN", "vn_ecom": true}

test_does_not_sell_online if not rule.applies with input.presence as {"country": "VN", "vn_ecom": false}

test_elsewhere if not rule.applies with input.presence as {"country": "TH", "vn_ecom": true}

test_evidence if {
	rule.evidence == {"vn_ecom": true, "vn_ecom_tax": false} with input.presence as {"vn_ecom": true, "vn_ecom_tax": false}
}
