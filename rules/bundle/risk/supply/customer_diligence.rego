# METADATA
# title: 没有应对欧洲大客户的尽调要求
# description: 供货给在德国有 1,000 名以上员工的客户，或者将受欧盟 CSDDD 约束的客户，却没有签署并落实供应商行为准则和申诉渠道。中国中小企业一般不直接受这些法管辖，但客户须对直接供应商做风险分析、要合同保证。德国供应链法的报告义务拟取消，尽调义务还在；CSDDD 自 2029 年 7 月 26 日起适用。
# custom:
#   id: SCM-052
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: LKSG, article: "§1, §3, §5-7, §24"}
#     - {source: CSDDD, article: ""}
#   remedy:
#     - 只签做得到的行为准则
#     - 设投诉渠道
#     - 遇到 CSRD 类超范围提问，可以援引 1,000 人以下的价值链上限（是否及于境外企业，请律师确认）
#   evidence: [行为准则, 培训记录, 申诉渠道]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 60, source: house}
#   effective_from: "2023-01-01"
#   lifecycle: stable
#   en:
#     title: European customers' diligence not answered
#     why: You supply a customer with 1,000 staff or more in Germany, or one that will fall under the CSDDD, without a supplier code of conduct that is signed and lived and a channel for complaints. Small and medium Chinese firms are mostly not bound themselves, but the customer must analyse the risk of direct suppliers and ask for assurances. In Germany reporting is to be dropped while the duties stay; the CSDDD applies from 26 July 2029.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Sign a code of conduct that you can keep
#       - Set up a channel for complaints
#       - Meet CSRD questions that go too far with the value-chain cap for firms under 1,000 staff; have counsel confirm that it covers firms abroad
#     evidence: [The code of conduct, Training records, The complaint channel]
package risk.supply.customer_diligence

fires if {
	bound_customer
	input.company.supplier_code == false
}

bound_customer if input.company.lksg_customer
bound_customer if input.company.csddd_customer

evidence["lksg_customer"] := input.company.lksg_customer
evidence["csddd_customer"] := input.company.csddd_customer
evidence["supplier_code"] := input.company.supplier_code
