# METADATA
# title: Where a company is managed
# description: The four tests of a Chinese resident enterprise, which the law asks for together.
package lib.residence

managed_in_china if {
	input.presence.poem1
	input.presence.poem2
	input.presence.poem3
	input.presence.poem4
}
