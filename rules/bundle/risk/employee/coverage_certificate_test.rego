package risk.employee.coverage_certificate_test

import data.risk.employee.coverage_certificate as rule

posted(fields, agreement) := {
	"employee": object.union({"post_country": "DE", "employer_entity": "CN_parent", "social_ins_cn": true, "si_certificate": "none"}, fields),
	"country": {"employee": {"si_agreement": agreement}},
}

test_no_certificate if rule.fires with input as posted({}, "in_force")

test_held_or_applied_for if {
	every status in ["held", "applied"] {
		not rule.fires with input as posted({"si_certificate": status}, "in_force")
	}
}

test_employers_that_stay_insured_at_home if {
	every entity in ["CN_parent", "labour_coop_co"] {
		rule.applies with input as posted({"employer_entity": entity}, "in_force")
	}
}

test_other_employers if {
	every entity in ["overseas_sub", "dispatch_agency", "contractor_sub"] {
		not rule.applies with input as posted({"employer_entity": entity}, "in_force")
	}
}

test_not_insured_at_home if not rule.applies with input as posted({"social_ins_cn": false}, "in_force")

test_no_treaty if not rule.applies with input as posted({}, "no")

test_no_host_country if {
	not rule.applies with input.employee as {"employer_entity": "CN_parent", "social_ins_cn": true}
}

test_evidence if {
	rule.evidence == {"si_certificate": "none", "post_country": "DE"} with input as posted({}, "in_force")
}
