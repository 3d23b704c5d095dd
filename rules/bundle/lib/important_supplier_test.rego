package lib.important_supplier_test

import data.lib.important_supplier

row(critical, spend) := {"as_of": "2026-11-23", "supplier": {"critical": critical}, "derived": {"spend_cny": spend, "purchases": 10000000}}

test_critical if important_supplier.yes with input as row(true, 0)

test_large if important_supplier.yes with input as row(false, 499995)

test_neither if not important_supplier.yes with input as row(false, 499994)
