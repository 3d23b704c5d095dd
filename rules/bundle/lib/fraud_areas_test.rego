package lib.fraud_areas_test

import data.lib.fraud_areas

test_named if {
	fraud_areas.hot.MM
	fraud_areas.hot.PH
}

test_not_named if {
	not fraud_areas.hot.VN
	not fraud_areas.hot.XX
}
