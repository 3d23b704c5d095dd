package risk.employee.lone_workers_test

import data.risk.employee.lone_workers as rule

test_a_country_without_a_manager if rule.fires with input.derived.unaccompanied as ["SA"]

test_managers_everywhere if not rule.fires with input.derived.unaccompanied as []

test_licence if rule.applies with input.company.labour_coop_licence as true

test_no_licence if not rule.applies with input.company.labour_coop_licence as false

test_evidence if rule.evidence == {"unaccompanied": ["SA"]} with input.derived.unaccompanied as ["SA"]
