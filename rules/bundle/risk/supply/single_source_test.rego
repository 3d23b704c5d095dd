package risk.supply.single_source_test

import data.risk.supply.single_source as rule

part(single, backup) := {"active": true, "critical": true, "single_source": single, "backup_qualified": backup}

test_one_source_without_backup if rule.fires with input.supplier as part(true, false)

test_backup_is_qualified if not rule.fires with input.supplier as part(true, true)

test_several_sources if not rule.fires with input.supplier as part(false, false)

test_critical_part_in_use if rule.applies with input.supplier as part(true, false)

test_not_critical if not rule.applies with input.supplier as {"active": true, "critical": false}

test_not_in_use if not rule.applies with input.supplier as {"active": false, "critical": true}

test_evidence if rule.evidence == {"single_source": true, "backup_qualified": false} with input.supplier as part(true, false)
