package risk.supply.cut_off_test

import data.risk.supply.cut_off as rule

test_cut_off if rule.fires with input.company.cutoff_cn_party as true

test_not_cut_off if not rule.fires with input.company.cutoff_cn_party as false

test_evidence if rule.evidence == {"cutoff_cn_party": true} with input.company.cutoff_cn_party as true
