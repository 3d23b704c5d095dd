package risk.tax.offshore_income_test

import data.risk.tax.offshore_income as rule

test_requirement_not_met if rule.fires with input.presence as {"hk_sub": false}

test_requirement_met if not rule.fires with input.presence as {"hk_sub": true}

test_income_claimed_as_exempt if rule.applies with input.presence as {"country": "HK", "hk_fsi": true}

test_no_such_income if not rule.applies with input.presence as {"country": "HK", "hk_fsi": false}

test_elsewhere if not rule.applies with input.presence as {"country": "SG", "hk_fsi": true}

test_evidence if rule.evidence == {"hk_fsi": true, "hk_sub": false} with input.presence as {"hk_fsi": true, "hk_sub": false}
