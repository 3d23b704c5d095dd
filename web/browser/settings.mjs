// An administrator sets how mails leave, tests it before saving and after, enters the holidays of a new year, and looks at
// the versions. What was set is taken back at the end.
import { Walk } from "./lib.mjs";

const post = process.env.STATION_TEST_POST || "";
const cert = process.env.STATION_TEST_POST_CERT || "";
const secret = "p@ss word";

const rows = { 0: ["2027-01-01", "2027-01-03", ""], 1: ["2027-02-05", "2027-02-12", "1月31日、2月20日"], 3: ["2027-05-01", "2027-05-05", "2027-05-08"], 6: ["2027-10-01", "2027-10-07", "10-09"] };

async function mail(w) {
  const { page } = w;
  await w.go("/admin/connections");
  await w.check("connections");
  await page.locator("main a[href='/admin/connections/mail']").click();
  await w.check("mail");
  const [host, port] = post.split(":");
  await page.fill("[name=host]", host);
  await page.locator("[name=security][value=starttls]").check({ force: true });
  await page.fill("[name=port]", port);
  await page.fill("[name=user]", "station");
  await page.fill("[name=secret_password]", "wrong");
  await page.fill("[name=from]", "no-reply@station.example");
  await page.fill("[name=ca]", cert);
  await page.locator("button[name=typed]").click();
  await page.locator("#tested").waitFor();
  w.expect((await page.locator("#tested").innerText()).includes("不认用户名或密码"), `a wrong password: ${await page.locator("#tested").innerText()}`);
  await w.check("mail-wrong");
  await page.fill("[name=secret_password]", secret);
  await page.locator("button[name=typed]").click();
  await page.locator("#tested.notice--ok").waitFor();
  w.expect(!(await page.content()).includes(secret), "the password stands on the page");
  await w.check("mail-tested");
  await page.locator("form[action='/admin/connections/mail'] button.btn--primary").click();
  await page.waitForURL("**/admin/connections/mail?done=saved");
  w.expect(!(await page.content()).includes(secret), "the password stands on the page after it was saved");
  w.expect((await page.locator("main").innerText()).includes("不再显示"), "nothing says that there is a password");
  await page.locator("form[action='/admin/connections/mail/test'] button").click();
  await page.locator("#tested.notice--ok").waitFor();
  await w.check("mail-saved");
}

async function year(w) {
  const { page } = w;
  await w.go("/admin/holidays");
  w.expect((await page.locator("#y2027 ~ *").first().innerText()).includes("尚未公布"), "2027 is not said to be unpublished");
  await w.check("holidays");
  await page.locator("main a[href='/admin/holidays/2027']").click();
  await page.fill("[name=title]", "国务院办公厅关于2027年部分节假日安排的通知");
  await page.fill("[name=source]", "https://www.gov.cn/2027.htm");
  await page.fill("[name=dated]", "2026-11-20");
  for (const [i, [from, to, work]] of Object.entries(rows)) {
    await page.fill(`[name=from_${i}]`, from);
    await page.fill(`[name=to_${i}]`, to);
    await page.fill(`[name=work_${i}]`, work);
  }
  await page.fill("[name=work_1]", "2月15日"); // a Monday
  await w.submit();
  w.expect((await page.locator(".err-sum").innerText()).includes("不是周末"), "a Monday is taken for a weekend");
  await w.check("year-wrong");
  await page.fill("[name=work_1]", rows[1][2]);
  await w.submit();
  await page.locator("#preview").waitFor();
  await w.check("year-preview");
  await page.locator("button[name=do][value=save]").click();
  await page.waitForURL("**/admin/holidays?done=saved");
  w.expect((await page.locator("main section").nth(1).innerText()).includes("本站录入"), "the new year is not shown as published");
  await w.check("holidays-saved");
}

/** A disclosure opens by a click, with or without script. */
const openAndPress = async (page, action) => {
  await page.locator(`details:has(form[action='${action}']) summary`).click();
  await page.locator(`form[action='${action}'] button`).click();
};

export async function settings(browser, base, options) {
  const w = await new Walk(browser, base, options).open();
  const { page } = w;
  await w.go("/signin");
  await page.fill("[name=email]", "administrator@demo.example");
  await page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  await page.waitForURL("**/staff");
  await mail(w);
  await year(w);
  await w.go("/admin/versions");
  w.expect((await page.locator("main").innerText()).includes("2027"), "the versions do not tell the new year");
  await w.check("versions");
  await w.go("/admin/messages");
  await w.check("messages");
  await w.go("/admin/holidays/2027");
  await openAndPress(page, "/admin/holidays/2027/drop");
  await page.waitForURL("**/admin/holidays?done=saved");
  await w.go("/admin/connections/mail");
  await openAndPress(page, "/admin/connections/mail/server");
  await page.waitForURL("**/admin/connections/mail?done=server");
  return w.finish();
}
