package risk.tax.investment_filing_test

import data.risk.tax.investment_filing as rule

test_not_filed if rule.fires with input.presence as {"odi_filed": false}

test_filed if not rule.fires with input.presence as {"odi_filed": true}

test_company_holds_a_subsidiary if rule.applies with input.presence as {"form": "subsidiary", "holder": "company"}

test_branch_of_the_company if rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_held_by_an_individual if not rule.applies with input.presence as {"form": "subsidiary", "holder": "individual"}

test_no_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input.presence as {"form": form, "holder": "company"}
	}
}

test_evidence if {
	rule.evidence == {"form": "branch", "odi_filed": false} with input.presence as {"form": "branch", "odi_filed": false}
}
