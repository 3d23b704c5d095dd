# METADATA
# title: Rates of tax treaties
# description: The lower of the domestic and the treaty rate on dividends. A few treaties give it only from some holding on.
package lib.treaty_rates

full_holding if not input.country.tax.div_min_own
full_holding if input.presence.own_pct >= input.country.tax.div_min_own

small_holding if input.presence.own_pct < input.country.tax.div_min_own

dividend := min(input.country.tax.div) if full_holding
dividend := min([input.country.tax.div[0], input.country.tax.div_else]) if small_holding
