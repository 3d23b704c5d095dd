package risk.tax.private_receipts_test

import data.risk.tax.private_receipts as rule

test_personal_account if rule.fires with input.company as {"personal_receipts": true}

test_company_accounts_only if not rule.fires with input.company as {"personal_receipts": false}

test_evidence if rule.evidence == {"personal_receipts": true} with input.company as {"personal_receipts": true}
