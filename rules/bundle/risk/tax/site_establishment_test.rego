package risk.tax.site_establishment_test

import data.risk.tax.site_establishment as rule

site(months, handled) := {"presence": {"site_months": months, "pe_handled": handled}, "country": {"tax": {"pe_site": 6}}}

test_longer_than_the_treaty_allows if rule.fires with input as site(7, false)

test_exactly_as_long if not rule.fires with input as site(6, false)

test_registered_and_taxed if not rule.fires with input as site(7, true)

test_a_project if rule.applies with input as site(1, false)

test_no_project if not rule.applies with input as site(0, false)

test_evidence if rule.evidence == {"site_months": 7, "pe_handled": false} with input as site(7, false)

test_line if rule.lines == {"site_months": 6} with input as site(7, false)

test_country_without_tax_parameters if {
	not rule.applies with input as {"presence": {"site_months": 7}, "country": {"employee": {}}}
}

test_treaty_without_a_term if not rule.applies with input as object.union(site(7, false), {"country": {"tax": {"pe_site": 0}}})
