package risk.employee.labour_export_licence_test

import data.risk.employee.labour_export_licence as rule

firm(exports, licence) := {"org_labour_export": exports, "labour_coop_licence": licence}

test_without_a_licence if rule.fires with input.company as firm(true, false)

test_with_a_licence if not rule.fires with input.company as firm(true, true)

test_no_labour_export if not rule.fires with input.company as firm(false, false)

test_evidence if rule.evidence == firm(true, false) with input.company as firm(true, false)
