# METADATA
# title: 能进系统的供应商没有做安全评估
# description: 能访问本企业系统或数据的供应商，没有全部做安全评估并签数据条款；不到一半的为高。委托处理个人信息、重要数据的，法律要求合同约定并监督，记录至少留 3 年；欧盟客户按 NIS2 把要求传下来，数字产品按 CRA 自 2026 年 9 月 11 日起须报漏洞。五成这条线是实务，不是法律规定。
# custom:
#   id: SCM-069
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: NDSR, article: 第12条}
#     - {source: NIS2-CRA, article: Art. 21(2)(d)}
#   remedy: [清理账号，启用多因素认证, 签数据处理协议，约定漏洞通知, 每年复评]
#   evidence: [评估表, 协议, 账号清单]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Suppliers with system access not assessed
#     why: Not all suppliers that can reach your systems or data are assessed for security and bound by data terms; under half the risk is high. For personal and important data the law wants a contract, supervision and records of three years; EU customers pass NIS2 down, and under the CRA vulnerabilities of digital products are to be reported from 11 September 2026. The 50% line is practice, not law.
#     remedy:
#       - Clear out accounts and turn on multi-factor sign-in
#       - Sign data processing terms with notice of vulnerabilities
#       - Assess again every year
#     evidence: [Assessment forms, Agreements, The list of accounts]
package risk.supply.supplier_access

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.access_supplier_assessed_ratio < 1

severity := "high" if input.company.access_supplier_assessed_ratio < figures.on(limit.access_assessed)

else := "medium"

evidence["access_supplier_assessed_ratio"] := input.company.access_supplier_assessed_ratio

lines["access_supplier_assessed_ratio"] := 1
