# METADATA
# title: 销往欧盟消费者，却没有欧盟责任人
# description: 产品销给欧盟消费者，却没有指定欧盟责任人并在商品页上展示。通用产品安全条例（GPSR）2024 年 12 月 13 日起适用：没有责任人不得投放市场；远程销售须展示四类信息，平台会下架。
# custom:
#   id: SCM-057
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: GPSR, article: "Art. 9, 16, 19"}
#   remedy: [和欧盟责任人签授权, 补上制造商、责任人信息和警告语, 建立产品风险分析文件]
#   evidence: [授权书, 商品页截图, 技术文件]
#   effort: {days: 20, source: house}
#   effective_from: "2024-12-13"
#   lifecycle: stable
#   en:
#     title: No responsible person in the European Union
#     why: You sell to consumers in the European Union without a responsible person there who is named on the listings. Under the General Product Safety Regulation, since 13 December 2024 goods without one may not be placed on the market; distance sales must show four kinds of information, or platforms take the listing down.
#     remedy:
#       - Sign a mandate with a responsible person
#       - Add manufacturer, responsible person and warnings
#       - Draw up the product risk analysis
#     evidence: [The mandate, Screenshots of listings, The technical file]
package risk.supply.responsible_person

applies if input.company.sells_b2c_eu

fires if input.company.gpsr_rp == false

evidence["sells_b2c_eu"] := input.company.sells_b2c_eu
evidence["gpsr_rp"] := input.company.gpsr_rp
