# METADATA
# title: Which procedure staff data need that go abroad
# description: The bands of the rules on cross-border data flow, by number of people, sensitive data and critical infrastructure.
package lib.staff_data

import data.lib.figures
import data.risk.employee.figures as limit

assessment_due if input.company.is_ciio
assessment_due if input.company.pi_count >= figures.on(limit.hr_assessment_people)
assessment_due if input.company.spi_count >= figures.on(limit.hr_assessment_sensitive)

contract_due if input.company.pi_count >= figures.on(limit.hr_contract_people)
contract_due if input.company.spi_count >= 1
