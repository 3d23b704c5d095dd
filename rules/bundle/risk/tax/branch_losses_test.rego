package risk.tax.branch_losses_test

import data.risk.tax.branch_losses as rule

test_losses_set_off if rule.fires with input.presence as {"branch_loss_used": true}

test_losses_kept_apart if not rule.fires with input.presence as {"branch_loss_used": false}

test_branch if rule.applies with input.presence as {"form": "branch"}

test_no_branch if {
	every form in ["subsidiary", "rep_office", "none"] {
		not rule.applies with input.presence as {"form": form}
	}
}

test_evidence if rule.evidence == {"branch_loss_used": true} with input.presence as {"branch_loss_used": true}
