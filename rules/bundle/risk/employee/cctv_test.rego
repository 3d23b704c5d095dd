package risk.employee.cctv_test

import data.risk.employee.cctv as rule

firm(public, filed, private) := {"cctv_public": public, "cctv_filed": filed, "cctv_private_area": private}

test_not_filed if rule.fires with input.company as firm(true, false, false)

test_filed if not rule.fires with input.company as firm(true, true, false)

test_no_public_areas if not rule.fires with input.company as firm(false, false, false)

test_private_places if rule.fires with input.company as firm(false, false, true)

test_evidence if rule.evidence == firm(true, false, false) with input.company as firm(true, false, false)
