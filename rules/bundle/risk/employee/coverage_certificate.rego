# METADATA
# title: 协定国未开参保证明
# description: 所在国和中国有生效的社保协定，人也在国内参保，却没有开参保证明。不办就要两边都缴。中国已签 13 国，多数协定只免养老保险，德国还免失业保险。
# custom:
#   id: EMP-033
#   scope: employee
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S18, article: ""}
#     - {source: S19, article: ""}
#   remedy:
#     - 登录国家社保平台，或到社保经办机构申请
#     - 把证明交给东道国机构
#     - 德国首次最长 60 个月，记好到期日
#   evidence: [参保证明, 缴费记录]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Treaty country without a coverage certificate
#     why: The host has a social insurance treaty in force with China and the person is insured at home, but there is no coverage certificate. Without it both sides are paid. China has signed with 13 countries; most treaties exempt from pension insurance only, Germany from unemployment insurance too.
#     remedy:
#       - Apply on the national social insurance platform or at the social insurance office
#       - Hand the certificate to the authority of the host
#       - Note that Germany grants 60 months at first
#     evidence: [The coverage certificate, Payment records]
package risk.employee.coverage_certificate

applies if {
	input.employee.post_country
	input.country.employee.si_agreement == "in_force"
	input.employee.employer_entity in {"CN_parent", "labour_coop_co"}
	input.employee.social_ins_cn
}

fires if input.employee.si_certificate == "none"

evidence["si_certificate"] := input.employee.si_certificate
evidence["post_country"] := input.employee.post_country
