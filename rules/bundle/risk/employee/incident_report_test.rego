package risk.employee.incident_report_test

import data.risk.employee.incident_report as rule

test_not_reported if rule.fires with input.company as {"incident_12m": true, "reported_immediately": false}

test_reported if not rule.fires with input.company as {"incident_12m": true, "reported_immediately": true}

test_an_incident if rule.applies with input.company as {"incident_12m": true}

test_no_incident if not rule.applies with input.company as {"incident_12m": false}

test_evidence if {
	found := rule.evidence with input.company as {"incident_12m": true, "reported_immediately": false}
	found == {"incident_12m": true, "reported_immediately": false}
}
