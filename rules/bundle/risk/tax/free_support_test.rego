package risk.tax.free_support_test

import data.risk.tax.free_support as rule

test_free_support if rule.fires with input.presence as {"free_support": true}

test_support_is_paid_for if not rule.fires with input.presence as {"free_support": false}

test_company_holds_a_subsidiary if rule.applies with input.presence as {"form": "subsidiary", "holder": "company"}

test_held_by_an_individual if not rule.applies with input.presence as {"form": "subsidiary", "holder": "individual"}

test_branch if not rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_evidence if rule.evidence == {"free_support": true} with input.presence as {"free_support": true}
