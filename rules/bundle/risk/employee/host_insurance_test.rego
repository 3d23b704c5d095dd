package risk.employee.host_insurance_test

import data.risk.employee.host_insurance as rule

thailand := {"si_agreement": "no", "host_si_mandatory_for_foreigners": true}

indonesia := object.union(thailand, {"host_si_test": "text"})

person(iso, parameters, fields) := {
	"as_of": "2026-11-23",
	"employee": object.union({"location_type": "abroad", "post_country": iso, "host_si_paid": false}, fields),
	"country": {"employee": parameters},
}

vietnam(fields) := person("VN", indonesia, object.union(
	{
		"contract_type": "local_contract", "visa_type": "work",
		"contract_start": "2026-01-15", "contract_end": "2027-01-15", "days_in_country_12m": 20,
	},
	fields,
))

test_nothing_paid if rule.fires with input as person("TH", thailand, {})

test_paid if not rule.fires with input as person("TH", thailand, {"host_si_paid": true})

test_90_days_by_default if {
	rule.applies with input as person("TH", thailand, {"days_in_country_12m": 90})
	not rule.applies with input as person("TH", thailand, {"days_in_country_12m": 89})
}

test_180_days_in_indonesia if {
	rule.applies with input as person("ID", indonesia, {"days_in_country_12m": 180})
	not rule.applies with input as person("ID", indonesia, {"days_in_country_12m": 179})
}

test_local_contract_in_vietnam if {
	rule.applies with input as vietnam({})
	rule.applies with input as vietnam({"contract_type": "dual"})
	not rule.applies with input as vietnam({"contract_type": "labour_contract", "days_in_country_12m": 366})
}

test_transfer_within_the_company if not rule.applies with input as vietnam({"visa_type": "intra_company"})

test_contract_a_day_short_of_a_year if not rule.applies with input as vietnam({"contract_end": "2027-01-14"})

test_open_ended_contract if {
	rule.applies with input as person("VN", indonesia, {"contract_type": "local_contract", "visa_type": "work", "contract_start": "2026-01-15"})
}

test_treaty_in_force if {
	not rule.applies with input as person("JP", {"si_agreement": "in_force", "host_si_mandatory_for_foreigners": true}, {"days_in_country_12m": 300})
}

test_no_word_of_a_treaty_means_none if {
	rule.applies with input as person("XX", {"host_si_mandatory_for_foreigners": true}, {"days_in_country_12m": 300})
}

test_not_asked_of_foreigners if {
	not rule.applies with input as person("SG", {"si_agreement": "no", "host_si_mandatory_for_foreigners": false}, {"days_in_country_12m": 300})
}

test_at_home if not rule.applies with input as person("TH", thailand, {"location_type": "CN", "days_in_country_12m": 300})

test_evidence if {
	found := rule.evidence with input as person("TH", thailand, {"days_in_country_12m": 95, "contract_type": "dual"})
	found == {"host_si_paid": false, "post_country": "TH", "days_in_country_12m": 95}
}

test_evidence_in_vietnam if {
	found := rule.evidence with input as vietnam({})
	found == {"host_si_paid": false, "post_country": "VN", "contract_type": "local_contract"}
}

test_lines if {
	rule.lines == {"days_in_country_12m": 90} with input as person("TH", thailand, {})
	rule.lines == {"days_in_country_12m": 180} with input as person("ID", indonesia, {})
	rule.lines == {} with input as vietnam({})
}

test_local_contract_elsewhere_waits_for_its_days if {
	not rule.applies with input as person("TH", thailand, {
		"days_in_country_12m": 89, "contract_type": "local_contract", "visa_type": "work",
		"contract_start": "2026-01-15",
	})
}
