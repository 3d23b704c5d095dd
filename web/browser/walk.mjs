// Walks the portal as people do. node web/browser/walk.mjs BASE CASE…; ends with status 1 when anything is wrong.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch, Walk } from "./lib.mjs";
import { claim, invite, recover } from "./people.mjs";
import { modes } from "./modes.mjs";
import { claiming, inviting, newPhone, recovering } from "./stories.mjs";
import { office, officeKeys, officeLarge } from "./admin.mjs";
import { again } from "./again.mjs";
import { annotate } from "./annotate.mjs";
import { expert } from "./expert.mjs";
import { override } from "./override.mjs";
import { review } from "./review.mjs";
import { messages } from "./messages.mjs";
import { keyboard, offline, conflict, narrow, staff } from "./ways.mjs";
import { factor } from "./factor.mjs";
import { trustWays } from "./trust.mjs";
import { insight } from "./insight.mjs";
import { help } from "./help.mjs";
import { settings } from "./settings.mjs";
import { sign } from "./sign.mjs";
import { expired, refusedPosts, shared, slow } from "./network.mjs";

const [base, ...cases] = process.argv.slice(2);
const temp = fs.mkdtempSync(path.join(os.tmpdir(), "station-walk-"));

const suppliers = path.join(temp, "suppliers.csv");
fs.writeFileSync(suppliers, "供应商,国别,采购额,币种,是否关键,独家,备份,在用\n甲厂,中国,480万,人民币,是,是,否,是\n乙厂,越南,12万,USD,否,否,,是\n丙厂,德国,x,EUR,是,否,是,是\n合计,,,,,,,\n");
const employees = "员工编号\t姓名\t所在地类型\t派驻国家\t签证类型\t实际活动\t护照到期日\nE-0001\t张三\t境外\t越南\t商务\t现场作业\t2029-06-30\nE-0002\t李四\t境内\t\t\t\t2031-01-01";

/** From sign-up to the PDF: the main job. */
async function main(browser, options) {
  const w = await new Walk(browser, base, options).open();
  const { page } = w;
  if (options.english) await page.context().addCookies([{ name: "station-lang", value: "en", url: base }]);
  if (options.dark) await page.context().addCookies([{ name: "station-theme", value: "dark", url: base }]);
  if (options.large) await page.context().addCookies([{ name: "station-print", value: "large", url: base }]);
  await w.go("/");
  await w.check("landing");
  await w.go("/signin");
  await w.check("signin");
  await w.signUp();
  await page.fill("[name=uscc]", "91330100MA2H2XJK0G");
  await w.submit();
  w.expect(await page.locator(".err-sum").isVisible(), "a wrong credit code is not complained about");
  w.expect((await page.inputValue("[name=company]")) === "试航机电有限公司", "the form lost what was typed");
  await w.check("signup-wrong");
  const check = await w.start();
  await w.check("check");
  await w.go("/home");
  await w.check("home");

  let asked = 0;
  for (; asked < 80; asked++) {
    await w.go(`${check}/next`);
    if (!page.url().includes("/questions/")) break;
    if (asked < 3) await w.check(`question-${asked}`);
    await w.answer({ deposit_taken: "true", exporter: "true", has_rpt: "true", rpt_cross_border: "true", rpt_tangible: "30000", antifraud_training_months_ago: "3", expat_n: "0" });
    await w.onward();
  }
  w.expect(asked > 4, `only ${asked} questions were asked`);

  await w.go("/lists/suppliers/import");
  await w.check("upload");
  await page.setInputFiles("[name=file]", suppliers);
  await w.submit();
  await w.check("map");
  await w.submit();
  w.expect(/4/.test(await page.locator("main").innerText()), "the faulty cell is not named");
  await w.check("preview");
  await w.submit();
  await w.check("list");

  await w.go("/lists/employees/import");
  w.expect(page.url().endsWith("/consent"), "employee rows without a consent of their own");
  await w.check("rows-consent");
  await page.locator("[name=told]").check();
  await page.locator("[name=agree]").check();
  await w.submit();
  await page.fill("[name=pasted]", employees.replace("张三", "11010519491231002X"));
  await w.submit();
  const refused = await page.locator("main").innerText();
  w.expect(!refused.includes("11010519491231002X") && !(await page.inputValue("[name=pasted]")).includes("1101"), "a document number is echoed");
  await page.fill("[name=pasted]", employees);
  await w.submit();
  await w.submit();
  await w.submit();
  w.expect(!(await page.locator("main").innerText()).includes("张三"), "a name is shown unmasked");

  await w.go(check);
  await page.locator('[name=country]').selectOption("VN");
  await page.locator("form[action$='/presences'] button").click();
  await page.locator("#presences .presence li").first().waitFor();
  for (let n = 0; n < 60; n++) {
    await w.go(`${check}/next`);
    if (!page.url().includes("/questions/")) break;
    await w.answer({ form: "subsidiary", holder: "company", own_pct: "100", site_months: "9" });
    await w.onward();
  }
  await w.go(check);
  await page.locator("form[action$='/profile'] button").click();
  await w.check("profile");
  const profile = new URL(page.url()).pathname;
  w.expect((await page.locator(".flist > li").count()) > 0, "no finding on the profile");
  const link = await page.locator("a[href*='/findings/']").first().getAttribute("href");
  await w.go(link);
  await w.check("finding");
  await w.go("/profiles");
  await w.check("profiles");
  await w.go("/people");
  await w.check("people");

  const pdf = await page.request.get(`${base}${profile}/profile.pdf`);
  w.expect(pdf.status() === 200 && (await pdf.body()).subarray(0, 5).toString() === "%PDF-", `the PDF came with status ${pdf.status()}`);
  const kept = await page.request.get(`${base}${profile}/profile.json`);
  w.expect(kept.status() === 200, `the document came with status ${kept.status()}`);

  await w.go(`${profile}/ask`);
  await w.check("assistant");
  await page.fill("[name=question]", options.english ? "Which finding should I mend first?" : "我最先要改哪一条？");
  await page.locator("main form button").first().click();
  await page.locator("article.ai p").nth(2).waitFor({ timeout: 15000 });
  await page.waitForTimeout(500);
  w.expect((await page.locator("article.ai a").count()) > 0, "the answer cites nothing");
  await w.check("answered");

  if (options.english) {
    await w.go(profile);
    const chinese = await page.evaluate(() => {
      const out = [];
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const el = walker.currentNode.parentElement;
        if (/[\u4e00-\u9fff]/.test(walker.currentNode.data) && !el.closest("[lang|=zh]")) out.push(walker.currentNode.data.trim().slice(0, 40));
      }
      return out.filter((t) => !/试航|甲厂|乙厂|丙厂|林晓|张|李/.test(t));
    });
    w.expect(chinese.length === 0, `Chinese on the English profile: ${chinese.slice(0, 5).join(" | ")}`);
  }
  return w.finish();
}

/** Ways one after the other, with all their faults. */
async function all(...ways) {
  const faults = [];
  for (const way of ways) faults.push(...(await way()));
  return faults;
}

const ways = {
  desktop: (b) => main(b, { name: "desktop" }),
  phone: (b) => main(b, { name: "phone", width: 390, height: 844, isMobile: true, hasTouch: true }),
  english: (b) => main(b, { name: "english", english: true }),
  dark: (b) => main(b, { name: "dark", dark: true, width: 390 }),
  large: (b) => main(b, { name: "large", large: true, width: 390 }),
  nojs: (b) => main(b, { name: "nojs", javaScriptEnabled: false }),
  keyboard: (b) => keyboard(b, base),
  offline: (b) => offline(b, base),
  conflict: (b) => conflict(b, base),
  slow: (b) => slow(b, base),
  cut: (b) => refusedPosts(b, base),
  shared: (b) => shared(b, base),
  expired: (b) => expired(b, base),
  narrow: (b) => narrow(b, base),
  staff: (b) => staff(b, base),
  again: (b) => again(b, base),
  invite: (b) => invite(b, base),
  claim: (b) => claim(b, base),
  recover: (b) => recover(b, base),
  expert: (b) => expert(b, base),
  review: (b) => review(b, base),
  annotate: (b) => annotate(b, base),
  messages: (b) => messages(b, base),
  factor: (b) => factor(b, base),
  ...Object.fromEntries(Object.entries(trustWays).map(([name, way]) => [name, (b) => way(b, base)])),
  override: (b) => override(b, base),
  sign: (b) => sign(b, base),
  insight: (b) => insight(b, base),
  settings: (b) => all(() => settings(b, base, { name: "settings" }), () => office(b, base, { name: "office" }), () => officeKeys(b, base)),
  "settings-360": (b) => all(() => settings(b, base, { name: "settings-360", width: 360, height: 740, isMobile: true, hasTouch: true, javaScriptEnabled: true }), () => officeLarge(b, base)),
  "settings-nojs": (b) => all(() => settings(b, base, { name: "settings-nojs", javaScriptEnabled: false }), () => office(b, base, { name: "office-nojs", javaScriptEnabled: false, width: 360, height: 740 })),
  help: (b) => help(b, base),
};

for (const mode of Object.keys(modes)) {
  ways[`invite-${mode}`] = (b) => inviting(b, base, mode);
  ways[`claim-${mode}`] = (b) => claiming(b, base, mode);
  ways[`recover-${mode}`] = (b) => recovering(b, base, mode);
  ways[`phone-${mode}`] = (b) => newPhone(b, base, mode);
}

const browser = await launch();
let failed = 0;
for (const name of cases.length ? cases : Object.keys(ways)) {
  let faults;
  try {
    faults = await ways[name](browser);
  } catch (e) {
    faults = [`stopped: ${e.stack}`];
  }
  for (const f of faults) console.log(`${name}: ${f}`);
  console.log(`${name}: ${faults.length ? "FAILED" : "ok"}`);
  failed += faults.length ? 1 : 0;
}
await browser.close();
fs.rmSync(temp, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
