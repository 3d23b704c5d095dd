# METADATA
# title: 无资格从事对外劳务合作
# description: 组织人员去给境外雇主干活并收费，属于对外劳务合作，要有经营资格证书。没有资格的，会被取缔，可能追究刑责；国外雇主也不能自己在境内招人。
# custom:
#   id: EMP-004
#   scope: company
#   severity: critical
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第二、五、七、三十九条}
#   remedy:
#     - 马上停止招收和派出
#     - 改由有资格的企业来办
#     - 已派出的人员，拟定安置方案并报商务局
#   evidence: [资格证书, 劳务合作合同]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Labour export without a licence
#     why: To organise people for work with foreign employers for a fee is labour cooperation and needs a licence. Without one the business is shut down and may be prosecuted; a foreign employer may not recruit in China by itself either.
#     remedy:
#       - Stop recruiting and sending at once
#       - Hand the business to a licensed company
#       - Draw up a plan for those already abroad and report it to the commerce bureau
#     evidence: [The licence, Labour cooperation contracts]
package risk.employee.labour_export_licence

fires if {
	input.company.org_labour_export
	input.company.labour_coop_licence == false
}

evidence["org_labour_export"] := input.company.org_labour_export
evidence["labour_coop_licence"] := input.company.labour_coop_licence
