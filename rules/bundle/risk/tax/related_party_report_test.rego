package risk.tax.related_party_report_test

import data.risk.tax.related_party_report as rule

test_not_filed if rule.fires with input.company as {"has_rpt": true, "rpt_form_filed": false}

test_filed if not rule.fires with input.company as {"has_rpt": true, "rpt_form_filed": true}

test_related_parties if rule.applies with input.company as {"has_rpt": true}

test_no_related_parties if not rule.applies with input.company as {"has_rpt": false}

test_evidence if rule.evidence == {"rpt_form_filed": false} with input.company as {"rpt_form_filed": false}
