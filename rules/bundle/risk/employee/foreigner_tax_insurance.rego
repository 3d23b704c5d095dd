# METADATA
# title: 外籍员工满 183 天未按居民纳税，或未参保
# description: 在华聘用的外籍员工，本年在华已满 183 天，却没有按居民个人计税；或者没有参加中国社保，也没有按协定免缴。满 183 天就是居民个人；外国人在华就业，参照参加社保。
# custom:
#   id: EMP-041
#   scope: employee
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S16, article: 第一条}
#     - {source: S14, article: 第九十七条}
#   remedy:
#     - 改按居民个人申报
#     - 参保，或提交协定国的证明
#   evidence: [出入境记录, 参保清单]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign employee not taxed as a resident after 183 days, or not insured
#     why: A foreigner employed in China has been here for 183 days this year without being taxed as a resident, or is in no Chinese social insurance without a treaty that exempts. After 183 days a person is a resident taxpayer; foreigners employed in China are insured like others.
#     remedy:
#       - Change to filing as a resident
#       - Insure the person or hand in the treaty certificate
#     evidence: [Entry and exit records, The list of insured persons]
package risk.employee.foreigner_tax_insurance

import data.lib.employed_here
import data.lib.figures
import data.risk.employee.figures as limit

applies if employed_here.foreigner

fires if {
	long_stay
	input.employee.resident_tax_treatment == false
}

fires if {
	input.employee.social_ins_cn == false
	input.employee.si_treaty_exempt == false
}

long_stay if input.employee.days_in_china_ytd >= figures.on(limit.resident_days)

evidence["days_in_china_ytd"] := input.employee.days_in_china_ytd
evidence["resident_tax_treatment"] := input.employee.resident_tax_treatment
evidence["social_ins_cn"] := input.employee.social_ins_cn
evidence["si_treaty_exempt"] := input.employee.si_treaty_exempt

lines["days_in_china_ytd"] := figures.on(limit.resident_days) if long_stay
