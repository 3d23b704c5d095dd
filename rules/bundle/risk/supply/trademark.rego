# METADATA
# title: 目标国商标没有注册
# description: 自有品牌已经卖到、或者 12 个月内要卖到的国家里，主商标没有都注册或申请。多数国家先申请先得；巴黎公约的优先权只有 6 个月，马德里注册 5 年内依赖基础注册。代理或经销商已经抢注的为高。
# custom:
#   id: SCM-070
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: PARIS-MADRID, article: Paris Convention Art. 4C(1); Madrid Protocol Art. 6}
#     - {source: IP-801, article: 第11条}
#   remedy: [在 6 个月优先权期内提交, 被抢注的，提异议或无效，留好在先使用的证据, 代理合同写明代理人不得注册]
#   evidence: [注册证, 监测报告]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Trademark not filed in target markets
#     why: Your main mark is not filed in every country where you sell your own brand now or within 12 months. In most countries the first to file wins; priority under the Paris Convention lasts only six months, and a Madrid registration depends on the basic one for five years. If an agent or distributor has filed it already the risk is high.
#     remedy:
#       - File within the six months of priority
#       - Where it was taken, oppose or seek invalidation, and keep evidence of earlier use
#       - Forbid agents to register it in the agency contract
#     evidence: [Registration certificates, Watch reports]
package risk.supply.trademark

applies if input.company.own_brand

fires if input.company.tm_filed_ratio < 1

severity := "high" if input.company.tm_squatted

else := "medium"

evidence["own_brand"] := input.company.own_brand
evidence["tm_filed_ratio"] := input.company.tm_filed_ratio
evidence["tm_squatted"] := input.company.tm_squatted

lines["tm_filed_ratio"] := 1
