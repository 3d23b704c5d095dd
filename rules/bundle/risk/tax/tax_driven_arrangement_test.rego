package risk.tax.tax_driven_arrangement_test

import data.risk.tax.tax_driven_arrangement as rule

test_an_arrangement if rule.fires with input.company as {"gaar_shell": true}

test_none if not rule.fires with input.company as {"gaar_shell": false}

test_evidence if rule.evidence == {"gaar_shell": true} with input.company as {"gaar_shell": true}
