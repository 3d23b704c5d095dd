package risk.tax.equipment_abroad_test

import data.risk.tax.equipment_abroad as rule

test_not_handled if rule.fires with input.company as {"equip_handled": false}

test_handled if not rule.fires with input.company as {"equip_handled": true}

test_equipment_went_abroad if rule.applies with input.company as {"equip_contrib": true}

test_none_went_abroad if not rule.applies with input.company as {"equip_contrib": false}

test_evidence if rule.evidence == {"equip_handled": false} with input.company as {"equip_handled": false}
