# METADATA
# title: Who may do what
# description: >-
#   Default deny. A role may do what data.yaml grants it, and with a company's rows only when
#   the company is its own. No police role reads a company's answers or profiles.
package station.authz

default allow := false

allow if {
	input.action in data.grants.everybody
}

allow if {
	input.actor.signed_in
	input.action in data.grants.signed_in
}

allow if {
	input.actor.signed_in
	input.tenant
	input.own
	input.action in data.grants.own_company[input.actor.role]
}

allow if {
	input.actor.signed_in
	not input.tenant
	input.action in data.grants.station[input.actor.role]
}
