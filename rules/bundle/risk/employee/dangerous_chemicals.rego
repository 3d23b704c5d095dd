# METADATA
# title: 剧毒、易制爆化学品流向或保卫不到位
# description: 生产、储存单位没有保卫机构，或者流向没有在 5 日内备案，或者剧毒、构成重大危险源的储存没有双人双锁。保卫机构只约束生产、储存单位，双人双锁只约束剧毒和重大危险源。危险化学品安全法 2026 年 5 月 1 日起施行，条款要按新法复核。
# custom:
#   id: EMP-088
#   scope: company
#   severity: critical
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S37, article: 条号待核}
#     - {source: S36, article: 第二十三、二十四、三十八、四十一条}
#     - {source: S11, article: 第二十二、二十三条}
#   remedy:
#     - 补做备案
#     - 设专职保卫
#     - 双人收发、双人保管
#   evidence: [流向台账, 备案回执]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Highly toxic or explosive-precursor chemicals not controlled
#     why: A maker or keeper has no security department, the flow was not filed within 5 days, or highly toxic or major-hazard stock is not handled and locked by two. The department is asked of makers and keepers only, the double lock for highly toxic and major-hazard stock only. A new law is in force from 1 May 2026; its articles are still to be checked.
#     remedy:
#       - File late
#       - Appoint full-time guards
#       - Have two people hand out and keep the stock
#     evidence: [The flow log, Filing receipts]
package risk.employee.dangerous_chemicals

applies if input.company.haz_chem

fires if {
	input.company.haz_produce_store
	input.company.haz_guard == false
}

fires if input.company.haz_filed_5d == false

fires if {
	input.company.haz_toxic_or_major
	input.company.haz_dual_lock == false
}

evidence["haz_produce_store"] := input.company.haz_produce_store
evidence["haz_guard"] := input.company.haz_guard
evidence["haz_filed_5d"] := input.company.haz_filed_5d
evidence["haz_toxic_or_major"] := input.company.haz_toxic_or_major
evidence["haz_dual_lock"] := input.company.haz_dual_lock
