# METADATA
# title: 满一个月未订书面劳动合同
# description: 用工已满一个月，还没有签书面劳动合同。从满一个月的次日起，每月要付两倍工资，一直到满一年的前一日。
# custom:
#   id: EMP-001
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第十、八十二条}
#     - {source: SA2, article: 第六、七条}
#   remedy:
#     - 立即补签书面合同
#     - 核算两倍工资要多付多少
#     - 建立入职 30 日内签约台账
#   evidence: [劳动合同, 用工起始记录]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: No written contract after one month
#     why: The person has worked for more than a month without a written labour contract. From the day after that month double pay is owed each month, up to the day before a full year.
#     remedy:
#       - Sign the written contract now
#       - Work out how much double pay is owed
#       - Keep a register so that contracts are signed within 30 days of joining
#     evidence: [The labour contract, Records of when work began]
package risk.employee.late_contract

import data.lib.dates

applies if input.employee.employer_entity == "CN_parent"

fires if {
	input.employee.contract_signed == false
	dates.plus_months(input.employee.contract_start, 1) < input.as_of
	dates.plus_years(input.employee.contract_start, 1) > input.as_of
}

evidence["contract_signed"] := input.employee.contract_signed
evidence["contract_start"] := input.employee.contract_start

lines["contract_start"] := dates.first_start(input.as_of, 1)
