# METADATA
# title: 东道国要求的本地员工比例不够
# description: 一些国家规定本地员工和外籍员工的比例，达不到就停发、拒续工作许可，还要罚款。泰国每 1 名外籍要有 4 名本地员工；墨西哥、埃及外籍不超过一成；柬埔寨外籍不超过本地员工的一成；老挝体力劳动不超过 15%、脑力劳动不超过 25%；哈萨克斯坦按类别七成或九成；巴西三分之二；印尼每名外籍配一名本地随同人员。阿联酋自贸区以外、登记员工 50 人以上的，技能岗里的本国人每半年要多 1 个百分点，2026 年底到 10%；沙特按行业、规模的色带查表。技能岗的人数本站不问，色带表本站没有，这两国要另行核对。
# custom:
#   id: EMP-029
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis: [{source: S48, article: ""}, {source: S49, article: art.7}, {source: S56, article: ""}, {source: S58, article: ""},
#     {source: S52, article: art.26}, {source: S53, article: ""}]
#   remedy:
#     - 暂停增加外派人员
#     - 补招本地员工，或者申请超额配额、优惠地位
#     - 核对能不能豁免（如泰国 BOI、投资协定）
#   evidence: [当地社保名册, 工资表]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Too few local staff for the host country
#     why: Some countries set a share of local staff; below it work permits are stopped or not renewed, and fines follow. Thailand wants 4 local staff for 1 foreigner; Mexico and Egypt allow a tenth of foreigners; Cambodia a tenth of the local staff; Laos 15% of manual and 25% of mental work; Kazakhstan 70% or 90% local by category; Brazil two thirds; Indonesia one companion for each foreigner. The Emirates want, of entities outside the free zones with 50 or more registered staff, one percentage point more citizens in skilled posts each half-year, up to 10% at the end of 2026; Saudi Arabia goes by bands of trade and size. Skilled posts are not asked here and no table of bands is kept, so both must be checked apart.
#     remedy:
#       - Post nobody else for now
#       - Hire local staff, or apply for a larger quota or a privileged status
#       - See whether an exemption applies, such as the Thai BOI or an investment treaty
#     evidence: [The local social insurance register, The payroll]
package risk.employee.local_quota

applies if input.derived.quota_country

fires if count(input.derived.quota_missed) > 0

evidence["quota_missed"] := input.derived.quota_missed
