package risk.tax.service_exports_test

import data.risk.tax.service_exports as rule

test_no_proof if rule.fires with input.company as {"svc_evidence": false}

test_proof if not rule.fires with input.company as {"svc_evidence": true}

test_claimed if rule.applies with input.company as {"svc_export_claim": true}

test_not_claimed if not rule.applies with input.company as {"svc_export_claim": false}

test_evidence if rule.evidence == {"svc_evidence": false} with input.company as {"svc_evidence": false}
