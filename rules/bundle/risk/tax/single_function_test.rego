package risk.tax.single_function_test

import data.risk.tax.single_function as rule

company(single, years) := {"has_rpt": true, "single_function": single, "loss_years": years, "local_file_ready": false}

test_a_year_of_losses if rule.fires with input.company as company(true, 1)

test_profit if not rule.fires with input.company as company(true, 0)

test_several_functions if not rule.fires with input.company as company(false, 3)

test_related_parties if rule.applies with input.company as company(true, 1)

test_no_related_parties if not rule.applies with input.company as {"has_rpt": false}

test_evidence if {
	rule.evidence == {"single_function": true, "loss_years": 1, "local_file_ready": false} with input.company as company(true, 1)
}
