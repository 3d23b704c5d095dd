# METADATA
# title: 境外公司会被认定为中国居民企业
# description: 日常管理、财务人事决策、账簿印章纪要、半数以上董事或高管常住，四项都在中国。四项同时符合，这家境外公司就按实际管理机构在境内的居民企业对待，全球所得按 25% 缴税，扣缴和申报义务也跟着发生。
# custom:
#   id: TAX-003
#   scope: presence
#   severity: critical
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: EITL, article: 第2条第2款}
#     - {source: EITR, article: 第4条}
#     - {source: C82, article: 第二条}
#     - {source: C2011-45, article: ""}
#   excludes: [TAX-005, TAX-006]
#   remedy:
#     - 评估是主动申请居民身份，还是调整治理
#     - 把董事会、财务和人事的最终决策权与档案实际迁到当地，并留痕
#     - 就以前年度的身份与主管税务机关沟通
#   evidence: [董事会纪要及召开地, 审批流程截图, 印章与账簿存放清单, 董事高管居留记录]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: The offshore company meets all four tests of a Chinese tax resident
#     why: Daily management, finance and personnel decisions, books and seals and minutes, and at least half of the directors or executives are all in China. When all four are met, the offshore company is treated as a resident managed in China. Its worldwide income is taxed at 25%, with the duties to withhold and file that follow.
#     remedy:
#       - Decide whether to apply for resident status or to change how the company is run
#       - Really move the final say of the board, of finance and of personnel, and the records, to the place itself, and keep proof
#       - Speak to your tax office about the status of earlier years
#     evidence: [Board minutes and where the board met, Screenshots of approval flows, A list of where seals and books are kept, Residence records of directors and executives]
package risk.tax.resident_in_china

import data.lib.residence

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
}

fires if residence.managed_in_china

evidence["poem1"] := input.presence.poem1
evidence["poem2"] := input.presence.poem2
evidence["poem3"] := input.presence.poem3
evidence["poem4"] := input.presence.poem4
