package risk.tax.vat_registration_test

import data.risk.tax.vat_registration as rule

sold(country, form, sales, threshold) := {
	"presence": {"country": country, "form": form, "local_sales": sales, "vat_reg": false},
	"country": {"tax": {"vat_thr": threshold}},
}

test_over_the_threshold if rule.fires with input as sold("TH", "subsidiary", 1800001, 1800000)

test_at_the_threshold if not rule.fires with input as sold("TH", "subsidiary", 1800000, 1800000)

test_from_the_first_sale_where_there_is_no_threshold if rule.fires with input as sold("VN", "none", 1, 0)

test_non_residents_register_from_the_first_sale if {
	every country in ["DE", "HU", "PL", "GB", "AE", "SA"] {
		every form in ["none", "rep_office"] {
			rule.fires with input as sold(country, form, 1, 25000)
		}
	}
}

test_residents_there_have_the_threshold if {
	every form in ["subsidiary", "branch"] {
		not rule.fires with input as sold("DE", form, 25000, 25000)
		rule.fires with input as sold("DE", form, 25001, 25000)
	}
}

test_non_residents_elsewhere_have_the_threshold if {
	not rule.fires with input as sold("SG", "none", 1000000, 1000000)
}

test_registered if {
	not rule.fires with input as {
		"presence": {"country": "SA", "form": "none", "local_sales": 1, "vat_reg": true},
		"country": {"tax": {"vat_thr": 375000}},
	}
}

test_sales if rule.applies with input as sold("TH", "subsidiary", 1, 1800000)

test_no_sales if not rule.applies with input as sold("TH", "subsidiary", 0, 1800000)

test_no_such_tax if not rule.applies with input as sold("HK", "subsidiary", 1, null)

test_country_without_tax_parameters if {
	not rule.applies with input as {"presence": {"local_sales": 1}, "country": {"employee": {}}}
}

test_evidence if {
	found := rule.evidence with input as sold("SA", "none", 1, 375000)
	found == {"local_sales": 1, "vat_reg": false, "form": "none"}
}

test_line_of_a_non_resident if rule.lines == {"local_sales": 0} with input as sold("SA", "none", 1, 375000)

test_line_of_a_resident if rule.lines == {"local_sales": 375000} with input as sold("SA", "branch", 1, 375000)
