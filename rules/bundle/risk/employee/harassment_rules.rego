# METADATA
# title: 缺少反歧视、反性骚扰制度
# description: 没有预防和制止性骚扰的制度、渠道或培训，或者招聘启事、合同里有歧视条款。用人单位有预防和制止的义务，招录不得歧视；在美国、欧洲等东道国，赔偿额很高。
# custom:
#   id: EMP-049
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S22, article: 第十一条}
#     - {source: S23, article: 第三、二十六、二十七条}
#     - {source: S44, article: 第二十五、四十三条}
#     - {source: SA4, article: 第一千零一十条}
#   remedy:
#     - 发布制度
#     - 设中英双语的投诉渠道
#     - 删掉歧视性条件
#   evidence: [制度文本, 培训记录]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: No rules against harassment and discrimination
#     why: There are no rules, channel or training against sexual harassment, or job ads or contracts discriminate. An employer has to prevent and stop harassment and may not discriminate when hiring; in hosts such as the United States and Europe the damages are high.
#     remedy:
#       - Publish the rules
#       - Open a channel for complaints in two languages
#       - Delete the discriminating conditions
#     evidence: [The rules, Training records]
package risk.employee.harassment_rules

fires if input.company.anti_harassment == false
fires if input.company.discrim_terms

evidence["anti_harassment"] := input.company.anti_harassment
evidence["discrim_terms"] := input.company.discrim_terms
