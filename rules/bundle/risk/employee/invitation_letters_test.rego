package risk.employee.invitation_letters_test

import data.risk.employee.invitation_letters as rule

test_not_checked if rule.fires with input.company as {"invites_foreigners": true, "invite_verified": false}

test_checked if not rule.fires with input.company as {"invites_foreigners": true, "invite_verified": true}

test_invites if rule.applies with input.company as {"invites_foreigners": true}

test_invites_nobody if not rule.applies with input.company as {"invites_foreigners": false}

test_evidence if {
	found := rule.evidence with input.company as {"invites_foreigners": true, "invite_verified": false}
	found == {"invites_foreigners": true, "invite_verified": false}
}
