# METADATA
# title: 个人信息出境没有走合规程序
# description: 自当年 1 月 1 日起累计向境外提供个人信息，没有完成相应程序。不含敏感信息满 100 万人、敏感信息满 1 万人，或者属于关键信息基础设施运营者的，必须通过安全评估，缺了为严重；10 万人以上不满 100 万人，或者敏感信息不满 1 万人的，须订标准合同或通过认证，缺了为高。不满 10 万人且没有敏感信息的可以免；不得拆分数量。
# custom:
#   id: SCM-067
#   scope: company
#   severity: [critical, high]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: CAC-2024, article: 第2-8条}
#     - {source: CAC-CERT, article: ""}
#     - {source: PIPL-DSL, article: 个人信息保护法第38-40、55条}
#   remedy: [统计当年人数, 备案标准合同，或者申请认证（2026 年 1 月 1 日起）, 到了评估线的，先评估再出境；做个人信息保护影响评估]
#   evidence: [出境清单, 标准合同备案号, 认证证书]
#   effort: {days: 60, source: house}
#   effective_from: "2024-03-22"
#   lifecycle: stable
#   en:
#     title: Personal data sent abroad without a legal route
#     why: Personal data of people in China went abroad since 1 January without the route the law asks. From one million persons without sensitive data, ten thousand with sensitive data, or for an operator of critical information infrastructure, a security assessment is needed, and its lack is critical; from 100,000 to under a million, or any sensitive data under ten thousand persons, standard contract or certification, and its lack is high. Under 100,000 persons and nothing sensitive is exempt; numbers may not be split.
#     remedy:
#       - Count the persons of this year
#       - File the standard contract or apply for certification, open since 1 January 2026
#       - Above the line of assessment, assess before sending; carry out the impact assessment
#     evidence: [The list of what is sent abroad, The filing number of the standard contract, The certificate]
package risk.supply.data_export

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.pi_n > 0
applies if input.company.spi_n > 0

fires if {
	assessment
	input.company.pi_route in {"none", "scc", "cert"}
}

fires if {
	contract
	input.company.pi_route == "none"
}

assessment if input.company.is_ciio
assessment if input.company.pi_n >= figures.on(limit.pi_assessment)
assessment if input.company.spi_n >= figures.on(limit.spi_assessment)
contract if input.company.pi_n >= figures.on(limit.pi_contract)
contract if input.company.spi_n > 0

severity := "critical" if assessment

else := "high"

evidence["pi_n"] := input.company.pi_n
evidence["spi_n"] := input.company.spi_n
evidence["is_ciio"] := input.company.is_ciio
evidence["pi_route"] := input.company.pi_route

lines["pi_n"] := figures.on(limit.pi_contract) if input.company.pi_n >= figures.on(limit.pi_contract)
