package station.authz_test

import data.station.authz

ask(role, action, own, tenant) := {"actor": {"role": role, "signed_in": true}, "action": action, "own": own, "tenant": tenant}

test_nobody_may_anything_by_default if not authz.allow with input as {}

test_everybody_may_sign_in if authz.allow with input as {"actor": {"role": "anonymous", "signed_in": false}, "action": "account.sign_in"}

test_nobody_signs_out_without_being_signed_in if {
	not authz.allow with input as {"actor": {"role": "anonymous", "signed_in": false}, "action": "account.sign_out"}
}

test_who_is_signed_in_may_sign_out if authz.allow with input as ask("analyst", "account.sign_out", false, false)

test_an_owner_answers_for_the_own_company if authz.allow with input as ask("owner", "check.answer", true, true)

test_an_owner_answers_for_no_other_company if not authz.allow with input as ask("owner", "check.answer", false, true)

test_only_the_owner_submits if {
	authz.allow with input as ask("owner", "check.submit", true, true)
	not authz.allow with input as ask("member", "check.submit", true, true)
}

test_only_the_owner_consents_and_exports if {
	every action in ["consent.give", "list.export", "profile.export", "people.add"] {
		authz.allow with input as ask("owner", action, true, true)
		not authz.allow with input as ask("member", action, true, true)
	}
}

staff := ["expert", "officer", "dispatcher", "analyst", "rule_author", "rule_approver", "editor", "administrator", "auditor"]

test_no_staff_role_reads_a_company if {
	every role in staff {
		every action in ["company.read", "check.read", "list.read", "profile.read", "assistant.ask"] {
			not authz.allow with input as ask(role, action, false, true)
			not authz.allow with input as ask(role, action, true, true)
		}
	}
}

test_staff_have_a_home if {
	every role in staff {
		authz.allow with input as ask(role, "staff.home", false, false)
	}
}

test_a_company_has_no_staff_home if not authz.allow with input as ask("owner", "staff.home", false, false)
