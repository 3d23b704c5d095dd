package risk.supply.low_value_parcels_test

import data.risk.supply.low_value_parcels as rule

sent(share) := {"as_of": "2026-11-23", "company": {"low_value_parcel_ratio": share}}

test_at_thirty_percent if rule.fires with input as sent(0.3)

test_under_thirty_percent if not rule.fires with input as sent(0.29)

test_medium_under_sixty if rule.severity == "medium" with input as sent(0.59)

test_high_from_sixty if rule.severity == "high" with input as sent(0.6)

test_evidence if rule.evidence == {"low_value_parcel_ratio": 0.4} with input as sent(0.4)

test_line if rule.lines == {"low_value_parcel_ratio": 0.3} with input as sent(0.4)
