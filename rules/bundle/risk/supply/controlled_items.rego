# METADATA
# title: 管制物项无许可或无最终用户文件
# description: 出口了管制清单上的物项，却不是每笔都有许可证和最终用户、最终用途证明。未经许可出口，可没收并按违法经营额数倍罚款（50 万元以上的为 5 至 10 倍），情节严重的吊销资格；还要依法追究刑事责任。
# custom:
#   id: SCM-038
#   scope: company
#   severity: critical
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: ECL-2020, article: 第34条、第43条第2款}
#     - {source: DUR-2024, article: ""}
#   remedy:
#     - 立即停止出口
#     - 补办许可之前不报关、不传技术资料
#     - 评估是否主动披露
#   evidence: [出口许可证原件, 最终用户和最终用途证明原件]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Controlled item without licence or end-user papers
#     why: You export items on a control list, and not all exports have a licence and a certificate of end user and end use. Exporting without a licence can bring confiscation and a fine of several times the unlawful turnover (5 to 10 times from CNY 500,000), in serious cases the right to export is withdrawn; criminal liability follows by law.
#     remedy:
#       - Stop the exports at once
#       - Declare nothing and send no technical data until the licence is there
#       - Consider a voluntary disclosure
#     evidence: [Original export licences, Original certificates of end user and end use]
package risk.supply.controlled_items

applies if input.company.exports_controlled_item

fires if input.company.controlled_licensed == false

evidence["exports_controlled_item"] := input.company.exports_controlled_item
evidence["controlled_licensed"] := input.company.controlled_licensed
