package station.authz_test

import data.station.authz

person(role) := {"role": role, "signed_in": true, "strong": true, "fresh": true, "verified": true}

ask(role, action, relations) := {"actor": person(role), "action": action, "relations": relations}

decide(question) := answer if answer := authz.decision with input as question

test_nobody_may_anything_by_default if decide({}) == "deny"

nobody := {"role": "anonymous", "signed_in": false}

test_everybody_may_sign_in if decide({"actor": nobody, "action": "account.sign_in", "relations": []}) == "allow"

test_nobody_signs_out_without_being_signed_in if decide({"actor": nobody, "action": "account.sign_out", "relations": []}) == "deny"

test_who_is_signed_in_may_sign_out if decide(ask("analyst", "account.sign_out", [])) == "allow"

test_an_owner_answers_for_the_own_company_and_no_other if {
	decide(ask("owner", "check.answer", ["own_company"])) == "allow"
	decide(ask("owner", "check.answer", [])) == "deny"
}

test_only_the_owner_submits_consents_exports_and_invites if {
	every action in ["check.submit", "consent.give", "list.export", "profile.export", "people.invite", "company.transfer", "company.delete"] {
		decide(ask("owner", action, ["own_company"])) == "allow"
		decide(ask("member", action, ["own_company"])) == "deny"
	}
}

relations := ["own_company", "own_unit", "own_station"]

test_no_staff_role_reads_a_company_that_has_granted_nothing if {
	every role in data.staff {
		every action in ["company.read", "check.read", "list.read", "profile.read", "assistant.ask", "report.read"] {
			decide(ask(role, action, relations)) == "deny"
		}
	}
}

test_an_expert_reads_what_was_granted_and_nothing_else_of_the_station if {
	decide(ask("expert", "report.read", ["granted"])) == "allow"
	decide(ask("expert", "report.read", ["own_station"])) == "deny"
}

test_an_officer_works_on_the_cases_of_the_own_unit if {
	decide(ask("officer", "case.answer", ["own_unit", "own_station"])) == "allow"
	decide(ask("officer", "case.answer", ["own_station"])) == "deny"
}

test_staff_have_a_home_at_their_own_station_and_companies_have_none if {
	every role in data.staff {
		decide(ask(role, "staff.home", ["own_station"])) == "allow"
		decide(ask(role, "staff.home", [])) == "deny"
	}
	decide(ask("owner", "staff.home", ["own_company", "own_station"])) == "deny"
}

# The three administrators: what one may, no other may.
test_administration_is_split_in_three if {
	powers := {"administrator": {"settings.change", "job.retry"}, "security": {"staff.invite", "staff.change", "expert.admit"}, "auditor": {"audit.read", "audit.export"}}
	every role, own in powers {
		every other, actions in powers {
			every action in actions {
				decide(ask(role, action, ["own_station"])) == ["deny", "allow"][to_number(role == other)]
			}
		}
		count(own) > 0
	}
}

test_an_analyst_has_no_case_role if {
	every action in ["case.read", "case.answer", "case.dispatch", "company.admit", "claim.decide"] {
		decide(ask("analyst", action, relations)) == "deny"
	}
}

test_only_analysts_read_and_take_away_releases_and_of_their_own_station if {
	every action in ["insight.read", "insight.export"] {
		decide(ask("analyst", action, ["own_station"])) == "allow"
		decide(ask("analyst", action, [])) == "deny"
		every role in {"owner", "member"} | ({role | some role in data.staff} - {"analyst"}) {
			decide(ask(role, action, relations)) == "deny"
		}
	}
}

# What leaves the analysts' room, an analyst of that station writes.
test_only_an_analyst_writes_briefs_and_only_of_the_own_station if {
	every role in data.staff {
		decide(ask(role, "insight.brief", ["own_station"])) == ["deny", "allow"][to_number(role == "analyst")]
		decide(ask(role, "insight.brief", [])) == "deny"
	}
	decide(ask("owner", "insight.brief", relations)) == "deny"
}

but(question, key, value) := object.union(question, {"actor": object.union(question.actor, {key: value})})

test_staff_enrol_a_second_factor_before_they_work if {
	decide(but(ask("officer", "staff.home", ["own_station"]), "strong", false)) == "enrol"
	decide(but(ask("officer", "factor.change", []), "strong", false)) == "allow"
	decide(but(ask("officer", "account.sign_out", []), "strong", false)) == "allow"
	decide(but(ask("owner", "check.answer", ["own_company"]), "strong", false)) == "allow"
}

# A password that has run out, or that somebody else made, opens what is about oneself and no more.
test_an_outdated_password_is_replaced_before_all_else if {
	every role in array.concat(["owner", "member"], data.staff) {
		decide(but(ask(role, "account.change", []), "outdated", true)) == "allow"
		decide(but(ask(role, "account.sign_out", []), "outdated", true)) == "allow"
	}
	decide(but(ask("owner", "company.delete", ["own_company"]), "outdated", true)) == "renew"
	decide(but(but(ask("officer", "staff.home", ["own_station"]), "outdated", true), "strong", false)) == "renew"
	decide(but(ask("member", "company.delete", ["own_company"]), "outdated", true)) == "deny"
	decide(but(ask("owner", "check.answer", ["own_company"]), "outdated", false)) == "allow"
}

test_what_is_refused_asks_for_nothing_first if {
	decide(but(ask("officer", "audit.read", ["own_station"]), "strong", false)) == "deny"
	decide(but(ask("member", "company.delete", ["own_company"]), "fresh", false)) == "deny"
}

test_a_privileged_act_asks_again if {
	decide(but(ask("owner", "company.delete", ["own_company"]), "fresh", false)) == "prove"
	decide(but(ask("owner", "check.answer", ["own_company"]), "fresh", false)) == "allow"
}

# Whoever is let in stays in: a session that was left open lets nobody in.
test_letting_somebody_in_asks_again if {
	decide(but(ask("owner", "people.invite", ["own_company"]), "fresh", false)) == "prove"
	decide(but(ask("security", "staff.invite", ["own_station"]), "fresh", false)) == "prove"
}

test_an_unverified_company_is_asked_for_its_licence if {
	asked := but(ask("owner", "check.submit", ["own_company"]), "verified", false)
	answer := authz.decision with input as asked with data.verified as ["check.submit"]
	answer == "verify"
	decide(asked) == "allow"
}

test_everybody_reads_their_own_messages_and_chooses_how_to_be_told if {
	every role in array.concat(["owner", "member"], data.staff) {
		every action in ["notice.read", "notice.preferences"] {
			decide(ask(role, action, [])) == "allow"
		}
	}
	decide({"actor": nobody, "action": "notice.read", "relations": []}) == "deny"
}
