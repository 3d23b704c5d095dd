package risk.tax.stamp_duty_test

import data.risk.tax.stamp_duty as rule

test_some_left_out if rule.fires with input.company as {"stamp_missing": 1}

test_none_left_out if not rule.fires with input.company as {"stamp_missing": 0}

test_evidence if rule.evidence == {"stamp_missing": 30} with input.company as {"stamp_missing": 30}
