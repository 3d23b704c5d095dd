package risk.supply.connected_vehicles_test

import data.risk.supply.connected_vehicles as rule

supplied(product, year, day) := {"as_of": "2026-11-23", "company": {"cv_product": product, "cv_model_year": year, "delivery_date": day}}

test_software_from_2027 if {
	rule.fires with input as supplied("covered_software", 2027, "2026-12-01")
	not rule.fires with input as supplied("covered_software", 2026, "2026-12-01")
}

test_hardware_from_2030 if {
	rule.fires with input as supplied("vcs_hardware", 2030, "2026-12-01")
	not rule.fires with input as supplied("vcs_hardware", 2029, "2029-06-01")
}

test_hardware_without_a_model_year if {
	rule.fires with input as supplied("vcs_hardware", null, "2029-01-01")
	not rule.fires with input as supplied("vcs_hardware", null, "2028-12-31")
}

test_software_without_a_model_year if not rule.fires with input as supplied("covered_software", null, "2029-01-01")

test_other_products if not rule.fires with input as supplied("none", 2031, "2031-01-01")

test_evidence if {
	rule.evidence == {"cv_product": "vcs_hardware", "cv_model_year": 2030} with input as supplied("vcs_hardware", 2030, "2026-12-01")
	rule.evidence == {"cv_product": "vcs_hardware", "cv_model_year": null, "delivery_date": "2029-01-01"} with input as supplied("vcs_hardware", null, "2029-01-01")
}
