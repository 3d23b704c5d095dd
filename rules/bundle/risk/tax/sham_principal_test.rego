package risk.tax.sham_principal_test

import data.risk.tax.sham_principal as rule

test_others_control_the_business if rule.fires with input.company as {"fake_self": true}

test_own_business if not rule.fires with input.company as {"fake_self": false}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"fake_self": true} with input.company as {"fake_self": true}
