package risk.tax.us_small_parcels_test

import data.risk.tax.us_small_parcels as rule

test_still_treated_as_free if rule.fires with input.presence as {"us_small": true}

test_duty_is_paid if not rule.fires with input.presence as {"us_small": false}

test_united_states if rule.applies with input.presence as {"country": "US"}

test_elsewhere if not rule.applies with input.presence as {"country": "GB"}

test_evidence if rule.evidence == {"us_small": true} with input.presence as {"us_small": true}
