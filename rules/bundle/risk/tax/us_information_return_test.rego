package risk.tax.us_information_return_test

import data.risk.tax.us_information_return as rule

base := {"country": "US", "form": "subsidiary", "own_pct": 25, "f5472": false}

held(changes) := {"as_of": "2026-11-23", "presence": object.union(base, changes)}

test_not_filed if rule.fires with input as held({})

test_filed if not rule.fires with input as held({"f5472": true})

test_a_quarter if rule.applies with input as held({})

test_under_a_quarter if not rule.applies with input as held({"own_pct": 24.99})

test_branch if not rule.applies with input as held({"form": "branch"})

test_elsewhere if not rule.applies with input as held({"country": "GB"})

test_evidence if rule.evidence == {"own_pct": 25, "f5472": false} with input as held({})

test_line if rule.lines == {"own_pct": 25} with input as held({})
