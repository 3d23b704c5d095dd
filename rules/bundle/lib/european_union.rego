# METADATA
# title: The European Union
# description: Its members. A member that the country table lacks stays open, so that nobody there is told that all is well.
package lib.european_union

members := {
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
	"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}

member if {
	input.presence.country in members
	input.country.tax.ccy != null
}
