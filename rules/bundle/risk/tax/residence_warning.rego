# METADATA
# title: 实际管理机构部分在境内
# description: 四项判定标准中已有两到三项在中国。这条预警线是行业经验，不是法律规定；法律要求四项同时符合，并按实质重于形式判断。再多一项就会被认定为中国居民企业，双重居民还会影响协定待遇。
# custom:
#   id: TAX-004
#   scope: presence
#   severity: medium
#   theme: permanent_establishment
#   basis_kind: house
#   basis:
#     - {source: C82, article: 第二条、第三条}
#   remedy:
#     - 补足当地董事和管理人员履职的证据
#     - 把授权审批表改为由境外公司终审
#   evidence: [董事会纪要及召开地, 审批流程截图, 印章与账簿存放清单, 董事高管居留记录]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Two or three of the four residence tests point to China
#     why: Two or three of the four tests of a Chinese tax resident are already met. This warning line is trade experience, not law; the law asks for all four together and looks at substance over form. One more makes the company a Chinese resident, and being resident twice affects treaty relief.
#     remedy:
#       - Complete the proof that local directors and managers do their work
#       - Change the approval table so that the overseas company has the final say
#     evidence: [Board minutes and where the board met, Screenshots of approval flows, A list of where seals and books are kept, Residence records of directors and executives]
package risk.tax.residence_warning

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
}

fires if {
	tests_met >= figures.on(limit.residence_tests_warning)
	tests_met < figures.on(limit.residence_tests)
}

tests_met := ((management + decisions) + records) + people

management := 1 if input.presence.poem1
management := 0 if input.presence.poem1 == false

decisions := 1 if input.presence.poem2
decisions := 0 if input.presence.poem2 == false

records := 1 if input.presence.poem3
records := 0 if input.presence.poem3 == false

people := 1 if input.presence.poem4
people := 0 if input.presence.poem4 == false

evidence["poem1"] := input.presence.poem1
evidence["poem2"] := input.presence.poem2
evidence["poem3"] := input.presence.poem3
evidence["poem4"] := input.presence.poem4
