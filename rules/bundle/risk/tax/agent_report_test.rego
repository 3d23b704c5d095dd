package risk.tax.agent_report_test

import data.risk.tax.agent_report as rule

test_not_reported if rule.fires with input.company as {"agent_reported": false}

test_reported if not rule.fires with input.company as {"agent_reported": true}

test_agent if rule.applies with input.company as {"exporter": true, "is_agent": true}

test_no_agent if not rule.applies with input.company as {"exporter": true, "is_agent": false}

test_no_exports if not rule.applies with input.company as {"exporter": false, "is_agent": true}

test_evidence if rule.evidence == {"agent_reported": false} with input.company as {"agent_reported": false}
