package risk.employee.exit_ban_test

import data.risk.employee.exit_ban as rule

traveller(flag, role) := {"planned_departure": "2027-01-10", "exit_ban_flag": flag, "role": role}

test_barred_whatever_the_role if {
	rule.fires with input.employee as traveller("yes", "worker")
	rule.severity == "critical" with input.employee as traveller("yes", "worker")
}

test_not_sure_and_often_hit if {
	every role in ["legal_rep", "exec", "finance"] {
		rule.fires with input.employee as traveller("unknown", role)
		rule.severity == "medium" with input.employee as traveller("unknown", role)
	}
}

test_not_sure_in_another_role if not rule.fires with input.employee as traveller("unknown", "engineer")

test_not_barred if not rule.fires with input.employee as traveller("no", "legal_rep")

test_about_to_leave if rule.applies with input.employee as traveller("no", "worker")

test_no_travel_planned if not rule.applies with input.employee as {"exit_ban_flag": "yes"}

test_evidence if {
	rule.evidence == {"exit_ban_flag": "unknown", "role": "exec"} with input.employee as traveller("unknown", "exec")
}
