# METADATA
# title: 禁毒和携带物品教育缺失
# description: 有人在境外或即将出境，却没有做禁毒、麻精药品携带、不代买代带的提醒。单位有义务对员工做禁毒教育；走私、贩运毒品不论多少都要判刑，最高死刑，新加坡、马来西亚、印尼等东道国也有死刑。
# custom:
#   id: EMP-067
#   scope: company
#   severity: medium
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S07, article: 第三百四十七条}
#     - {source: SA3, article: 第十六条}
#   remedy:
#     - 放进行前培训
#     - 签不代带承诺书
#     - 带麻精药品的，备好处方和译文
#   evidence: [告知书]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: No briefing on drugs and carried goods
#     why: People are abroad or about to leave, but were not told about drugs, controlled medicines and carrying things for others. An organisation has to teach its staff about drugs; smuggling any amount is a crime with death as the highest penalty, as in Singapore, Malaysia and Indonesia.
#     remedy:
#       - Make it part of the pre-departure training
#       - Have people sign that they carry nothing for others
#       - Take a prescription and its translation along with controlled medicines
#     evidence: [The notice]
package risk.employee.drug_briefing

applies if input.derived.overseas_travellers

fires if input.company.drug_briefing == false

evidence["drug_briefing"] := input.company.drug_briefing
