package risk.supply.embargoed_territory_test

import data.risk.supply.embargoed_territory as rule

dealing(said, sanctioned, embargoed) := {
	"as_of": "2026-11-23",
	"company": {"embargoed_countries": said},
	"derived": {"sanctioned_supplier": sanctioned, "embargoed_supplier": embargoed, "sanctioned_supplier_countries": []},
}

test_said_by_the_company if {
	every place in ["IR", "KP", "CU", "RU", "BY", "UA-43", "UA-14-occupied", "UA-09-occupied"] {
		rule.fires with input as dealing([place], false, false)
	}
}

test_a_supplier_there if rule.fires with input as dealing([], true, false)

test_neither if not rule.fires with input as dealing([], false, false)

test_critical_under_full_embargo if {
	every place in ["IR", "KP", "CU"] {
		rule.severity == "critical" with input as dealing(["RU", place], false, false)
	}
}

test_critical_by_a_supplier if rule.severity == "critical" with input as dealing([], true, true)

test_high_elsewhere if {
	every place in ["RU", "BY", "UA-43", "UA-14-occupied", "UA-09-occupied"] {
		rule.severity == "high" with input as dealing([place], true, false)
	}
}

test_evidence_names_the_countries if {
	found := rule.evidence with input as {
		"company": {"embargoed_countries": ["RU"]},
		"derived": {"sanctioned_supplier": true, "sanctioned_supplier_countries": ["BY"]},
	}
	found == {"embargoed_countries": ["RU"], "sanctioned_supplier": true, "sanctioned_supplier_countries": ["BY"]}
}
