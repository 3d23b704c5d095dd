package derived.third_parties_test

import data.derived.third_parties

list(rows) := {"employees": rows}

abroad(fields) := object.union({"location_type": "abroad"}, fields)

test_third_party_teams if {
	every entity in ["dispatch_agency", "labour_coop_co", "contractor_sub"] {
		third_parties.third_party_teams == true with input as list([abroad({"employer_entity": entity, "contract_type": "labour_contract"})])
	}
	every contract in ["dispatch", "service", "outsourced"] {
		third_parties.third_party_teams == true with input as list([abroad({"employer_entity": "CN_parent", "contract_type": contract})])
	}
}

test_own_people_only if {
	third_parties.third_party_teams == false with input as list([abroad({"employer_entity": "CN_parent", "contract_type": "labour_contract"})])
	third_parties.third_party_teams == false with input as list([{"location_type": "CN", "employer_entity": "dispatch_agency", "contract_type": "dispatch"}])
}

test_what_is_open_leaves_third_parties_open if {
	not known with input as list([abroad({"employer_entity": "CN_parent"})])
	not known with input as list([abroad({"contract_type": "labour_contract"})])
	not known with input as list([{"employer_entity": "dispatch_agency", "contract_type": "dispatch"}])
	third_parties.third_party_teams == false with input as list([{"location_type": "CN"}])
}

known if third_parties.third_party_teams in {true, false}

test_own_people_wherever_they_are if third_parties.third_party_teams == false with input as list([{"employer_entity": "CN_parent", "contract_type": "labour_contract"}])

test_one_team_is_enough if third_parties.third_party_teams == true with input as list([{}, abroad({"contract_type": "service"})])
