# METADATA
# title: 未做个人信息保护影响评估
# description: 员工信息出境、收集敏感信息或把人事、背调外包之前，要做个人信息保护影响评估，报告至少保存 3 年。出境手续免了，告知和评估并不免。
# custom:
#   id: EMP-057
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S12, article: 第五十五、五十六条}
#   remedy:
#     - 补做评估
#     - 报告存档 3 年
#   evidence: [评估报告]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: No personal information protection impact assessment
#     why: Before staff data go abroad, sensitive data are collected or HR work is handed out, an impact assessment is made and kept for at least three years. An exemption from the export procedures does not free anybody from notice and assessment.
#     remedy:
#       - Make up the assessment
#       - File it for three years
#     evidence: [The assessment report]
package risk.employee.impact_assessment

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.hr_data_abroad
applies if input.company.collects_sensitive
applies if input.company.vendor_hr

fires if input.company.piia == false
fires if too_short

too_short if input.company.piia_years_kept < figures.on(limit.piia_years)

evidence["piia"] := input.company.piia
evidence["piia_years_kept"] := input.company.piia_years_kept

lines["piia_years_kept"] := figures.on(limit.piia_years) if too_short
