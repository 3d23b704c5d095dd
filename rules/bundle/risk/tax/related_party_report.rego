# METADATA
# title: 关联业务往来报告表未报送
# description: 查账征收的企业与关联方有往来，却没有随年报附送 2016 年版的《年度关联业务往来报告表》。会被责令改正、罚款，还会成为特别纳税调查的重点对象。
# custom:
#   id: TAX-014
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: G2016-42, article: 第一、二条}
#     - {source: EITL, article: 第43条}
#     - {source: TCAL, article: 第62条}
#   remedy:
#     - 补报关联申报表
#     - 按 25% 持股、借贷、无形资产、购销、任命等标准复核关联方
#   evidence: [年报附表, 关联方清单]
#   deadline: {zh: 随企业所得税年报附送, en: With the annual corporate income tax return}
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Annual related-party report not filed
#     why: A company taxed on its books deals with related parties but did not file the 2016 set of related-party forms with its annual return. It is told to correct this and fined, and it becomes a prime target of transfer pricing investigations.
#     remedy:
#       - File the related-party forms now
#       - "Check who is related by every test: 25% of shares, loans, intangibles, trade, appointments"
#     evidence: [Schedules of the annual return, The list of related parties]
package risk.tax.related_party_report

applies if input.company.has_rpt

fires if input.company.rpt_form_filed == false

evidence["rpt_form_filed"] := input.company.rpt_form_filed
