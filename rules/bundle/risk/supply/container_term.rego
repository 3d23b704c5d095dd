# METADATA
# title: 集装箱货还在用 FOB、CFR 或 CIF
# description: 集装箱在堆场就交出去了，FOB、CFR、CIF 的风险却要到装上船才转移，这段时间出事仍由卖方承担。国际商会建议集装箱货用 FCA、CPT、CIP；这是通行做法，不是法律规定。
# custom:
#   id: SCM-019
#   scope: company
#   severity: low
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: INCO2020, article: ""}
#   remedy: [改用 FCA，并约定提单加已装船批注, 改不了的，保险投到装船为止]
#   evidence: [合同, 提单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: FOB, CFR or CIF used for containers
#     why: A container is handed over in the yard, but under FOB, CFR and CIF risk passes only on board, so the seller still bears what happens in between. The International Chamber of Commerce advises FCA, CPT or CIP for containers; this is practice, not law.
#     remedy:
#       - Use FCA and agree on an on-board notation on the bill of lading
#       - Where that fails, insure until the goods are on board
#     evidence: [The contract, The bill of lading]
package risk.supply.container_term

fires if input.company.container_sea_only_term

evidence["container_sea_only_term"] := input.company.container_sea_only_term
