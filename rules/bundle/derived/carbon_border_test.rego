package derived.carbon_border_test

import data.derived.carbon_border

weighed(tonnes) := {"as_of": "2026-11-23", "company": {"cbam_tonnes_per_importer": tonnes}}

test_above_the_line if carbon_border.cbam_may_count == true with input as weighed(50.1)

test_at_the_line if carbon_border.cbam_may_count == false with input as weighed(50)

test_nothing_is_not_unknown if carbon_border.cbam_may_count == false with input as weighed(0)

test_not_known if carbon_border.cbam_may_count == true with input as {"as_of": "2026-11-23", "company": {}}
