package risk.tax.platform_income_test

import data.risk.tax.platform_income as rule

sales(platform, declared) := {
	"as_of": "2026-11-23",
	"company": {"ecommerce": true, "platform_income": platform, "declared_income": declared},
}

test_more_than_a_tenth_is_missing if rule.fires with input as sales(1000, 899.99)

test_a_tenth_is_missing if not rule.fires with input as sales(1000, 900)

test_a_tenth_with_decimals if not rule.fires with input as sales(1000.1, 900.09)

test_more_is_declared if not rule.fires with input as sales(1000, 1200)

test_no_sales if not rule.fires with input as sales(0, 0)

test_online_seller if rule.applies with input as sales(1, 1)

test_no_online_sales if not rule.applies with input.company as {"ecommerce": false}

test_evidence if rule.evidence == {"platform_income": 1000, "declared_income": 800} with input as sales(1000, 800)

test_line if rule.lines == {"platform_income": 10} with input as sales(1000, 800)

test_small_sales_count_too if rule.fires with input as sales(10, 8.99)

test_a_negative_declaration_without_sales if not rule.fires with input as sales(0, -5)
