package lib.treaty_rates_test

import data.lib.treaty_rates

germany := {"div": [25, 5], "div_else": 10, "div_min_own": 25}

test_full_holding_from_its_line_on if treaty_rates.dividend == 5 with input as {"presence": {"own_pct": 25}, "country": {"tax": germany}}

test_small_holding_below_it if treaty_rates.dividend == 10 with input as {"presence": {"own_pct": 24.99}, "country": {"tax": germany}}

test_no_line_is_a_full_holding if treaty_rates.dividend == 5 with input as {"presence": {}, "country": {"tax": {"div": [10, 5]}}}

test_unknown_holding_is_neither if not treaty_rates.dividend with input as {"presence": {}, "country": {"tax": germany}}
