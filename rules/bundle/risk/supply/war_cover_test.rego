package risk.supply.war_cover_test

import data.risk.supply.war_cover as rule

sails(by, cover) := {"chokepoints": by, "war_cover": cover}

test_no_cover if {
	every place in ["red_sea", "hormuz", "black_sea"] {
		rule.fires with input.company as sails([place], false)
	}
}

test_covered if not rule.fires with input.company as sails(["hormuz"], true)

test_no_such_route if not rule.fires with input.company as sails([], false)

test_high if {
	every place in ["hormuz", "black_sea"] {
		rule.severity == "high" with input.company as sails(["red_sea", place], false)
	}
}

test_medium_by_the_red_sea if rule.severity == "medium" with input.company as sails(["red_sea"], false)

test_evidence if {
	found := rule.evidence with input.company as sails(["hormuz"], false)
	found == {"chokepoints": ["hormuz"], "war_cover": false}
}
