# METADATA
# title: 赢了也难在对方资产所在地执行
# description: 约定中国法院诉讼，而对方在中国没有资产、与对方国家又没有条约或互惠；或者约定仲裁，而对方所在国不是《纽约公约》缔约方。中国判决要到境外执行，须由当事人直接、或者由法院按条约或互惠向外国法院请求承认（第297条），做不到就只有一纸胜诉；仲裁裁决在公约国执行面更广。
# custom:
#   id: SCM-022
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: NYC1958, article: "Art. I, III, V"}
#     - {source: CPL-2023, article: 第297条}
#   remedy: [改为机构仲裁，仲裁地选在公约国, 收取保证金，或者要备用信用证]
#   evidence: [对方资产所在地的资料, 条约和公约核查记录]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Hard to enforce where the assets are
#     why: You agreed on a Chinese court while the other side has no assets in China and there is neither treaty nor reciprocity with its country; or on arbitration while its country is not party to the New York Convention. A Chinese judgment has to be recognised abroad on a treaty or on reciprocity, asked for by the party or through the court (article 297); failing that, a win stays on paper. Awards travel further, in convention states.
#     remedy:
#       - Change to institutional arbitration with a seat in a convention state
#       - Take a deposit or a standby letter of credit
#     evidence: [Papers on where the other side has assets, The record of the treaty check]
package risk.supply.hard_to_enforce

fires if {
	input.company.dispute_clause == "court_china"
	input.company.counterparty_assets_in_china == false
	input.company.judgment_treaty_or_reciprocity == false
}

fires if {
	input.company.dispute_clause in {"arb_named_institution", "arb_no_institution", "arb_or_court"}
	input.derived.counterparty_nyc == false
}

evidence["dispute_clause"] := input.company.dispute_clause
evidence["counterparty_country"] := input.company.counterparty_country
evidence["counterparty_nyc"] := input.derived.counterparty_nyc
evidence["counterparty_assets_in_china"] := input.company.counterparty_assets_in_china
evidence["judgment_treaty_or_reciprocity"] := input.company.judgment_treaty_or_reciprocity
