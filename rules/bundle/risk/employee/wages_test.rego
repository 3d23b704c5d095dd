package risk.employee.wages_test

import data.risk.employee.wages as rule

paid(day, channel, wps) := {
	"as_of": "2026-11-23",
	"employee": {"last_paid": day, "pay_channel": channel, "post_country": "AE"},
	"country": {"employee": {"wps": wps}},
}

test_45_days_ago if not rule.fires with input as paid("2026-10-09", "local_bank", false)

test_46_days_ago if {
	rule.fires with input as paid("2026-10-08", "local_bank", false)
	rule.severity == "high" with input as paid("2026-10-08", "cash", false)
}

test_past_the_wage_protection_system if {
	every channel in ["local_bank", "cn_bank", "cash", "personal_account"] {
		rule.fires with input as paid("2026-11-05", channel, true)
		rule.severity == "high" with input as paid("2026-11-05", channel, true)
	}
}

test_through_the_wage_protection_system if not rule.fires with input as paid("2026-11-05", "wps_bank", true)

test_cash_or_private_account if {
	every channel in ["cash", "personal_account"] {
		rule.fires with input as paid("2026-11-05", channel, false)
		rule.severity == "medium" with input as paid("2026-11-05", channel, false)
	}
}

test_by_bank_where_no_system_is_asked_for if {
	every channel in ["local_bank", "cn_bank"] {
		not rule.fires with input as paid("2026-11-05", channel, false)
	}
}

test_at_home if {
	not rule.fires with input as {"as_of": "2026-11-23", "employee": {"last_paid": "2026-11-05", "pay_channel": "cn_bank"}}
}

test_evidence if {
	found := rule.evidence with input as paid("2026-11-05", "cash", true)
	found == {"last_paid": "2026-11-05", "pay_channel": "cash", "post_country": "AE"}
}

test_line if {
	rule.lines == {"last_paid": "2026-10-09"} with input as paid("2026-10-01", "cash", false)
	rule.lines == {} with input as paid("2026-11-05", "cash", false)
}
