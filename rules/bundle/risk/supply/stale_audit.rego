# METADATA
# title: 社会责任验厂过期
# description: 重要供应商（关键料，或者占采购额 5% 以上）的验厂报告过期：BSCI 的 A、B 级有效 2 年，C、D、E 级须在 12 个月内复审；SMETA 报告买家一般认 12 个月。过期报告买家不收，订单会暂停。这是验厂体系和买家的做法，不是法律规定；5% 是行业经验。
# custom:
#   id: SCM-059
#   scope: supplier
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: BSCI, article: ""}
#     - {source: SMETA, article: ""}
#   remedy: [提前 60 天预约复审, D、E 级的先整改]
#   evidence: [平台报告页]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Social audit expired
#     why: "The social audit of an important supplier (a critical part, or 5% or more of purchases) has run out: BSCI grades A and B hold two years, C, D and E want a follow-up within 12 months; buyers mostly accept a SMETA report for 12 months. Buyers refuse expired reports and hold orders back. This is the custom of the schemes and of buyers, not law; the 5% is trade experience."
#     remedy:
#       - Book the next audit 60 days ahead
#       - With D or E, mend first
#     evidence: [The report page of the platform]
package risk.supply.stale_audit

import data.lib.dates
import data.lib.figures
import data.lib.important_supplier
import data.risk.supply.figures as limit

applies if {
	input.supplier.active
	audits_asked
	important_supplier.yes
}

audits_asked if input.company.sells_to_eu
audits_asked if input.company.sells_to_us

fires if input.supplier.audit_date < first_day

first_day := dates.plus_days(input.as_of, 0 - figures.on(limit.audit_days_good)) if {
	input.supplier.audit_type == "BSCI"
	input.supplier.audit_grade in {"A", "B"}
}

first_day := dates.plus_days(input.as_of, 0 - figures.on(limit.audit_days)) if short

short if input.supplier.audit_type == "SMETA"

short if {
	input.supplier.audit_type == "BSCI"
	input.supplier.audit_grade in {"C", "D", "E"}
}

evidence["audit_type"] := input.supplier.audit_type
evidence["audit_grade"] := input.supplier.audit_grade
evidence["audit_date"] := input.supplier.audit_date

lines["audit_date"] := first_day
