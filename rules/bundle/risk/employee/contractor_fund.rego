# METADATA
# title: 对外承包工程备用金未按规定存缴
# description: 承包境外工程的企业要按规定存缴备用金。没有存缴的，罚 5 万至 10 万元，负责人罚 5 千至 1 万元。具体数额由商务部、财政部规定，本站没有核到条文，请向商务局确认。
# custom:
#   id: EMP-007
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十五、二十三条}
#     - {source: S96, article: ""}
#   remedy:
#     - 向商务局确认现行标准
#     - 按期存缴
#   evidence: [存缴凭证]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Contractor reserve fund not deposited
#     why: A contractor of works abroad has to deposit a reserve fund. The fine is CNY 50,000 to 100,000, and CNY 5,000 to 10,000 for the person in charge. The amount is set by the ministries of commerce and finance; this site could not check it, so ask the commerce bureau.
#     remedy:
#       - Ask the commerce bureau for the amount in force
#       - Deposit it in time
#     evidence: [The proof of deposit]
package risk.employee.contractor_fund

applies if input.company.overseas_contractor

fires if input.company.contractor_fund_ok == false

evidence["contractor_fund_ok"] := input.company.contractor_fund_ok
