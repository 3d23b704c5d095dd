package lib.residence_test

import data.lib.residence

all_four := {"poem1": true, "poem2": true, "poem3": true, "poem4": true}

test_all_four if residence.managed_in_china with input as {"presence": all_four}

test_not_three if {
	every test in object.keys(all_four) {
		not residence.managed_in_china with input as {"presence": object.union(all_four, {test: false})}
		not residence.managed_in_china with input as {"presence": object.remove(all_four, [test])}
	}
}
