# METADATA
# title: 欧盟“禁止转俄”条款没有落实
# description: 采购或转售欧盟供应的共同高优先级物项（如轴承 8482、集成电路 8542、数控机床 8458），却没有防止转往俄罗斯、白俄罗斯的控制。欧盟出口商自 2024 年 3 月 20 日起须在合同里禁止再出口并约定违约救济，对白俄罗斯有同类条款；违约会被解约、上报，还可能列入附件四。转售到俄、白、哈、吉、亚美尼亚、乌、土耳其、阿联酋的为高。
# custom:
#   id: SCM-049
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: EU833, article: "Art. 8a, 12g, Annex IV, Annex XL"}
#     - {source: EU765, article: Art. 8g}
#     - {source: EU-20PKG, article: ""}
#   remedy: [查 HS 是否在附件四十（XL）, 建立流向登记，取得客户承诺, 接受条款之前，请中国律师核对会不会构成对中方断供]
#   evidence: [合同条款, 流向台账]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 30, source: house}
#   effective_from: "2024-03-20"
#   lifecycle: stable
#   en:
#     title: EU no-Russia clause not controlled
#     why: You buy or resell common high priority items supplied from the EU (such as bearings 8482, integrated circuits 8542, CNC machine tools 8458) without a control that keeps them from Russia and Belarus. Since 20 March 2024 EU exporters must forbid re-export in the contract, with a remedy, and a like clause covers Belarus; a breach means termination, a report, perhaps a listing in Annex IV. Resale to Russia, Belarus, Kazakhstan, Kyrgyzstan, Armenia, Uzbekistan, Turkey or the UAE is high.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Check whether the HS code is in Annex XL
#       - Register where the goods go and get customers' undertakings
#       - Before you accept the clause, have Chinese counsel check that it does not cut off a Chinese party
#     evidence: [The contract clause, The register of destinations]
package risk.supply.no_russia_clause

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.chp_from_eu

fires if input.company.russia_reexport_control == false

severity := "high" if watched

else := "medium"

watched if {
	some iso in figures.on(limit.reexport_watch)
	iso in input.company.resells_to
}

evidence["chp_from_eu"] := input.company.chp_from_eu
evidence["russia_reexport_control"] := input.company.russia_reexport_control
evidence["resells_to"] := input.company.resells_to
