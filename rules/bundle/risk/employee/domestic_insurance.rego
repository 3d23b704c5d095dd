# METADATA
# title: 国内社保未登记，或外派期间停缴
# description: 用工已超过 30 日，国内社保没有在缴。用工之日起 30 日内要办登记；逾期不改的，罚应缴额的 1 至 3 倍；欠缴每日加收万分之五。人派到境外，也不能因此停缴。
# custom:
#   id: EMP-036
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S14, article: 第五十八、六十、八十四、八十六条}
#   remedy:
#     - 补登记、补缴
#     - 在外派协议里写明连续参保
#   evidence: [参保清单]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Domestic social insurance not registered or stopped
#     why: The person has worked for more than 30 days and is not insured in China. Registration is due within 30 days; the fine is one to three times what is owed, with 0.05% a day on arrears. A posting abroad is no reason to stop.
#     remedy:
#       - Register late and pay the arrears
#       - Write into the posting agreement that insurance goes on
#     evidence: [The list of insured persons]
package risk.employee.domestic_insurance

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.employer_entity == "CN_parent"
	input.employee.contract_start < last_start
}

fires if input.employee.social_ins_cn == false

last_start := dates.plus_days(input.as_of, 0 - figures.on(limit.si_registration_days))

evidence["social_ins_cn"] := input.employee.social_ins_cn
evidence["contract_start"] := input.employee.contract_start

lines["contract_start"] := last_start
