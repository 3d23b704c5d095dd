// Administration: who administers the system sets what the station tells of itself, a unit and how long things are kept; who administers security invites a
// colleague and takes that back; who audits searches the trail, verifies it and takes it along. What was set is taken back at the end.
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

const demo = "demo-station-2026";
const phone = { width: 360, height: 740, isMobile: true, hasTouch: true };

async function signedIn(browser, base, options, role) {
  const { large, ...rest } = options;
  const w = await new Walk(browser, base, { ...rest, name: `${options.name}-${role}` }).open();
  if (large) await w.context.addCookies([{ name: "station-print", value: "large", url: base }]);
  await w.go("/signin");
  await w.page.fill("[name=email]", `${role}@demo.example`);
  await w.page.fill("[name=password]", demo);
  await w.submit();
  await w.page.waitForURL(/\/(home|staff)$/);
  return w;
}

const h1 = (w) => w.page.locator("h1").innerText();

async function system(browser, base, options) {
  const w = await signedIn(browser, base, options, "administrator");
  const { page } = w;
  const save = () => page.locator("form[action='/admin/station'] button").click();
  await w.go("/admin/station");
  await w.check("station");
  const name = await page.inputValue("[name=name_zh]");
  await page.fill("[name=name_zh]", "");
  await page.fill("[name=icp]", "澜ICP备00000001号");
  await save();
  w.expect(/请填中文名称/.test(await page.locator(".err-sum").innerText()), "a station without a name is not complained about");
  w.expect((await page.inputValue("[name=icp]")) === "澜ICP备00000001号", "the form lost what was typed");
  await w.check("station-wrong");
  await page.fill("[name=name_zh]", name);
  await save();
  await page.waitForURL("**/admin/station?done=saved");
  w.expect((await page.locator("footer a[href^='https://beian.miit.gov.cn']").innerText()) === "澜ICP备00000001号", "the record number is not in the foot of the page");
  await w.check("station-saved");
  await page.fill("[name=icp]", "");
  await save();
  await page.waitForURL("**/admin/station?done=saved");

  const unit = `试验窗口 ${Date.now() % 100000}`;
  await w.go("/admin/units");
  await page.fill("[name=name_zh]", unit);
  await page.fill("[name=name_en]", `Trial desk ${Date.now() % 100000}`);
  await page.locator("#unit-form button").click();
  const row = page.locator("main tbody tr", { hasText: unit });
  await row.waitFor();
  await w.check("units");
  await row.locator("form button").click();
  w.expect(/已停用/.test(await page.locator("main tbody tr", { hasText: unit }).innerText()), "the unit is not closed");

  await w.go("/admin/retention");
  await w.check("retention");
  const days = page.locator("main form input.input").first();
  const before = await days.inputValue();
  await days.fill("0");
  await page.locator("form[action='/admin/retention'] button").click();
  w.expect(await page.locator(".err-sum").isVisible(), "a term below the least is not complained about");
  await w.check("retention-wrong");
  await days.fill(before);
  await page.locator("form[action='/admin/retention'] button").click();
  w.expect(!(await page.locator(".err-sum").count()), "the usual term is complained about");

  for (const [path, name] of [["/admin/connections", "connections"], ["/admin/connections/mail", "mail"], ["/admin/connections/sms", "sms"], ["/admin/connections/webhooks", "hooks"], ["/admin/connections/model", "model"], ["/admin/holidays", "holidays"], ["/admin/holidays/2027", "year"], ["/admin/jobs", "jobs"], ["/admin/messages", "outbox"], ["/admin/versions", "versions"]]) {
    await w.go(path);
    await w.check(name);
  }
  await w.go("/admin/connections/sms");
  w.expect(/演示信箱/.test(await page.locator("main").innerText()), "the demo does not say where its short messages go");
  await page.locator("main form[action='/admin/connections/sms/test'] [name=to]").fill("13800000009");
  await page.locator("main form[action='/admin/connections/sms/test'] button").click();
  await page.locator("#tested.notice--ok").waitFor();
  await w.check("sms-tested");
  return w.finish();
}

async function security(browser, base, options) {
  const w = await signedIn(browser, base, options, "security");
  const { page } = w;
  const email = `neu${Date.now()}@station.example`;
  await w.go("/admin/staff");
  await w.check("staff");
  await page.locator("form[action='/admin/staff'] button").click();
  w.expect(await page.locator(".err-sum").isVisible(), "an invitation to nobody is not complained about");
  await w.check("staff-wrong");
  await page.fill("form[action='/admin/staff'] [name=email]", email);
  await page.selectOption("form[action='/admin/staff'] [name=role]", "officer");
  await page.locator("form[action='/admin/staff'] button").click();
  w.expect(/\/join\//.test(await page.inputValue("#handed-url")), "no link is handed over");
  await w.check("staff-invited");
  const again = await page.reload().then(() => page.locator("main").innerText(), () => "");
  w.expect(!again || /已经邀请过/.test(again), "coming back to the page invites once more");
  await w.go("/admin/staff");
  await page.locator("main tbody tr", { hasText: email }).locator("form[action$='/revoke'] button").click();
  await page.waitForURL("**/admin/staff?done=1");
  w.expect(!(await page.locator("main").innerText()).includes(email), "the invitation stands after it was taken back");
  await w.go("/admin/experts");
  await w.check("experts");
  return w.finish();
}

async function audit(browser, base, options) {
  const w = await signedIn(browser, base, options, "auditor");
  const { page } = w;
  await w.go("/admin/audit");
  await w.check("audit");
  await page.fill("[name=action]", "people.invite");
  await page.locator("main form button").first().click();
  await page.waitForURL("**/admin/audit?*people.invite*");
  w.expect((await page.locator("main tbody tr").count()) > 0 && !/account\.sign_in/.test(await page.locator("main tbody").innerText()), "the search finds something else");
  await page.locator("button[name=check]").click();
  await page.locator(".notice--ok").waitFor();
  await w.check("audit-verified");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("a[href^='/admin/audit/trail.csv']").click()]);
  w.expect(file.suggestedFilename().endsWith(".csv"), `the trail is taken along as ${file.suggestedFilename()}`);
  await page.fill("[name=company]", "91330100MA00000000");
  await page.locator("main form button").first().click();
  w.expect(await page.locator(".err-sum").isVisible(), "a code of no company is not complained about");
  await w.check("audit-nobody");
  return w.finish();
}

/** Everything once, in one look. */
export async function office(browser, base, options) {
  return (await Promise.all([system(browser, base, options), security(browser, base, options)])).flat().concat(await audit(browser, base, options));
}

/** On a phone, in large print. */
export const officeLarge = (browser, base) => office(browser, base, { ...phone, name: "office-large", large: true });

/** By keyboard alone: a unit, a test of the mails, and the trail verified. */
export async function officeKeys(browser, base) {
  const w = await signedIn(browser, base, { name: "office-keys" }, "administrator");
  const { page } = w;
  await w.go("/admin/units");
  await tabTo(w, `document.activeElement.name === "name_zh"`);
  const unit = `键盘窗口 ${Date.now() % 100000}`;
  await page.keyboard.type(unit);
  await tabTo(w, `document.activeElement.name === "name_en"`);
  await page.keyboard.type(`Keyboard desk ${Date.now() % 100000}`);
  await page.keyboard.press("Enter");
  await page.locator("main tbody tr", { hasText: unit }).waitFor();
  await tabTo(w, `document.activeElement.tagName === "BUTTON" && document.activeElement.closest("tr")?.textContent.includes("${unit}")`);
  await page.keyboard.press("Enter");
  await page.locator("main tbody tr", { hasText: unit }).locator("text=已停用").waitFor();
  await w.go("/admin/connections/mail");
  await tabTo(w, `document.activeElement.closest("form[action$='/test']") && document.activeElement.tagName === "BUTTON"`);
  await page.keyboard.press("Enter");
  await page.locator("#tested.notice--ok").waitFor();
  const auditor = await signedIn(browser, base, { name: "office-keys" }, "auditor");
  await auditor.go("/admin/audit");
  await tabTo(auditor, `document.activeElement.name === "check"`);
  await auditor.page.keyboard.press("Enter");
  await auditor.page.locator(".notice--ok").waitFor();
  auditor.expect(/完整|没有改动|对得上/.test(await auditor.page.locator(".notice--ok").innerText()), `what was verified is not said: ${await h1(auditor)}`);
  return [...(await w.finish()), ...(await auditor.finish())];
}
