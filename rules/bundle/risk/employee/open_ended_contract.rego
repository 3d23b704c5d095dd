# METADATA
# title: 满一年未订合同视为无固定期限
# description: 用工已满一年，仍没有签书面劳动合同。从满一年的当日起，视为已经订立无固定期限劳动合同。
# custom:
#   id: EMP-002
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第十四条第三款、第八十二条}
#     - {source: SA2, article: 第七条}
#   remedy:
#     - 补订无固定期限合同
#     - 清理历史工资差额
#   evidence: [劳动合同, 社保起缴记录]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: No contract for a year counts as open-ended
#     why: The person has worked for a full year without a written labour contract. From that day an open-ended contract counts as concluded.
#     remedy:
#       - Sign an open-ended contract
#       - Settle the pay still owed for the past
#     evidence: [The labour contract, Records of when social insurance began]
package risk.employee.open_ended_contract

import data.lib.dates

applies if input.employee.employer_entity == "CN_parent"

fires if {
	input.employee.contract_signed == false
	dates.plus_years(input.employee.contract_start, 1) <= input.as_of
}

evidence["contract_signed"] := input.employee.contract_signed
evidence["contract_start"] := input.employee.contract_start

lines["contract_start"] := dates.last_start_years(input.as_of, 1)
