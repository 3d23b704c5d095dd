// An expert fills in a card, and the administrator of security verifies it: on a phone of 360 px without script, then with.
import { Walk } from "./lib.mjs";

async function signedIn(browser, base, options, role) {
  const w = await new Walk(browser, base, options).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", `${role}@demo.example`);
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  return w;
}

const main = (w) => w.page.locator("main").innerText();

/** The form by itself: complaints come back with what was written. */
async function fillsIn(browser, base) {
  const w = await signedIn(browser, base, { name: "expert-nojs", javaScriptEnabled: false, width: 360, height: 740 }, "expert");
  const { page } = w;
  await page.locator("main a[href='/account/expert']").click();
  await page.fill("[name=licence]", "1330120151012");
  await page.fill("[name=firm_zh]", "澜州试验律师事务所");
  await w.submit();
  w.expect((await page.locator(".err-sum a").count()) === 2, `an empty card is complained about ${await page.locator(".err-sum a").count()} times`);
  w.expect((await page.inputValue("[name=licence]")) === "1330120151012", "what was written is lost");
  await page.fill("[name=firm_en]", "Lan Trial Law Firm");
  await page.locator("[name=domains][value=tax]").check({ force: true });
  await w.submit();
  w.expect(/17 位数字/.test(await main(w)), "a number of 13 digits is taken");
  await page.fill("[name=licence]", "13301201510123456");
  await page.locator("summary", { hasText: "亚洲" }).last().click();
  await page.locator("[name=countries][value=VN]").check({ force: true });
  await w.submit();
  await page.waitForURL("**/account/expert?done=waiting");
  w.expect(/等待核验/.test(await page.locator("h1").innerText()), "the card does not wait to be verified");
  w.expect(/越南/.test(await page.locator("form .picked").last().innerText()), "the chosen country is not said");
  return w.finish();
}

async function verifies(browser, base) {
  const w = await signedIn(browser, base, { name: "expert-security", width: 390, height: 844, isMobile: true, hasTouch: true }, "security");
  const { page } = w;
  await w.go("/admin/experts");
  w.expect(/1 位专家等待核验/.test(await page.locator("h1").innerText()), "nobody waits");
  await w.check("list");
  await page.locator("a[href^='/admin/experts/']").first().click();
  w.expect(/13301201510123456/.test(await main(w)), "the licence is not shown");
  await w.check("card");
  await page.locator("[name=decision][value=verified]").check({ force: true });
  await page.locator("[name=rank][value=senior]").check({ force: true });
  await page.fill("[name=until]", `${new Date().getFullYear() + 1}-05-31`);
  await w.submit();
  w.expect(await page.locator(".err-sum").isVisible(), "a decision without words is taken");
  await w.check("no-note");
  await page.fill("[name=note]", "省律师协会名册一致。");
  await w.submit();
  await page.waitForURL("**/admin/experts?done=1");
  w.expect(/已核验/.test(await main(w)), "the list does not say that the expert is verified");

  const expert = await signedIn(browser, base, { name: "expert", width: 360, height: 740, isMobile: true, hasTouch: true }, "expert");
  await expert.go("/account/expert");
  expert.expect(/您已列入专家名录/.test(await expert.page.locator("h1").innerText()), "the expert does not see the verification");
  const picked = expert.page.locator("fieldset", { has: expert.page.locator("[name=countries]") });
  await picked.locator("summary", { hasText: "欧洲" }).click();
  await picked.locator("[name=countries][value=DE]").check({ force: true });
  expert.expect(/越南.*德国|德国.*越南/s.test(await picked.locator(".picked").innerText()), "a tick is not said above the list");
  await expert.check("verified");
  await expert.go("/inbox");
  expert.expect(/专家资质已核验/.test(await main(expert)), "the expert was not told");
  return [...(await w.finish()), ...(await expert.finish())];
}

export async function expert(browser, base) {
  return [...(await fillsIn(browser, base)), ...(await verifies(browser, base))];
}
