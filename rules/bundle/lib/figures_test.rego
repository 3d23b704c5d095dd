package lib.figures_test

import data.lib.figures

table := [{"from": "2020-01-01", "value": 10}, {"from": "2026-07-01", "value": 20}]

test_first_day_of_the_new_figure if figures.on(table) == 20 with input.as_of as "2026-07-01"

test_last_day_of_the_old_figure if figures.on(table) == 10 with input.as_of as "2026-06-30"

test_no_figure_before_the_first_day if not figures.on(table) with input.as_of as "2019-12-31"
