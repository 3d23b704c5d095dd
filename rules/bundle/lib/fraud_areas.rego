# METADATA
# title: Fraud hot spots
# description: Countries that the anti-fraud notices name. The list is closed, so that a country without an entry is not one of them.
package lib.fraud_areas

hot[iso] if data.countries[iso].employee.fraud_hot.default
