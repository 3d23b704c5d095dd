package risk.employee.work_injury_test

import data.risk.employee.work_injury as rule

posted(insurance) := {"location_type": "abroad", "employer_entity": "CN_parent", "insurance": insurance}

test_neither if {
	rule.fires with input.employee as posted([])
	rule.fires with input.employee as posted(["overseas_accident", "employer_liability"])
}

test_either if {
	every cover in ["local_work_injury", "cn_work_injury"] {
		not rule.fires with input.employee as posted([cover])
	}
}

test_own_staff_abroad if rule.applies with input.employee as posted([])

test_staff_of_others_or_at_home if {
	not rule.applies with input.employee as object.union(posted([]), {"employer_entity": "dispatch_agency"})
	not rule.applies with input.employee as object.union(posted([]), {"location_type": "CN"})
}

test_evidence if rule.evidence == {"insurance": []} with input.employee as posted([])
