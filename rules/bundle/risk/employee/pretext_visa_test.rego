package risk.employee.pretext_visa_test

import data.risk.employee.pretext_visa as rule

test_sent_on_a_pretext if rule.fires with input.company as {"pretext_visa_used": true}

test_never_sent_on_a_pretext if not rule.fires with input.company as {"pretext_visa_used": false}

test_evidence if rule.evidence == {"pretext_visa_used": true} with input.company as {"pretext_visa_used": true}
