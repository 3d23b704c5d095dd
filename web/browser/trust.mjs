// What a company takes along and takes away: it withdraws a consent, finds out who looked, exports everything, plans its
// deletion and undoes it. On a desk and on 360 px, each in large print and without script too, and by keyboard alone at both widths.
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

const employees = "员工编号\t所在地类型\t派驻国家\t签证类型\nE-0001\t境外\t越南\t商务\nE-0002\t境内\t\t";
const pdf = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };

/** An officer opens the picture of every licence that waits. */
async function officerLooks(browser, base) {
  const w = await new Walk(browser, base, { name: "trust-officer" }).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", "officer@demo.example");
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  await w.go("/desk");
  const licences = await w.page.locator("main a[href^='/desk/licences/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  w.expect(licences.length > 0, "no licence waits at the desk");
  for (const path of licences) {
    const picture = await w.page.request.get(`${base}${path}/picture`);
    w.expect(picture.status() === 200, `the picture of a licence came with status ${picture.status()}`);
  }
  return w.finish();
}

/** An administrator sets how long something is kept; the notice tells it to everybody. */
async function administratorKeeps(browser, base) {
  const w = await new Walk(browser, base, { name: "trust-admin", width: 390 }).open();
  const { page } = w;
  await w.go("/signin");
  await page.fill("[name=email]", "administrator@demo.example");
  await page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  await w.go("/admin/retention");
  await w.check("retention");
  await page.fill("[name=hold]", "3");
  await w.submit();
  w.expect(await page.locator(".err-sum").isVisible(), "a hold below the least is taken");
  await w.check("retention-wrong");
  await page.fill("[name=hold]", "33");
  await w.submit();
  await page.waitForURL("**/admin/retention?done=saved");
  await w.go("/notice");
  w.expect((await page.locator("main").innerText()).includes("33"), "the notice does not tell the new hold");
  await w.check("notice");
  await w.go("/admin/retention");
  await page.fill("[name=hold]", "30");
  await w.submit();
  return w.finish();
}

/** A disclosure opens by a click, with or without script. */
const open = (page, form) => page.locator(`details:has(form[action='${form}']) summary`).last().click();

/** A list of employees, with the consent to it, and a licence that waits for an officer. */
async function gives(w) {
  const { page } = w;
  await w.go("/lists/employees/import");
  await page.locator("[name=told]").check();
  await page.locator("[name=agree]").check();
  await w.submit();
  await page.fill("[name=pasted]", employees);
  for (let n = 0; n < 3; n++) await w.submit();
  w.expect((await page.locator("main").innerText()).includes("E-0001"), "the employees are not in the list");
  await w.go("/company");
  await page.setInputFiles("[name=file]", pdf);
  await page.locator("form[action='/company/licence'] button").click();
  await page.waitForURL("**/company?done=licence");
}

/** Signs up, in large print where that is asked for. */
async function opened(browser, base, { large, ...options }) {
  const w = await new Walk(browser, base, options).open();
  if (large) await w.context.addCookies([{ name: "station-print", value: "large", url: base }]);
  await w.start(["employee"]);
  w.expect(!large || (await w.page.locator("html[data-print=large]").count()) === 1, "the print is not large");
  return w;
}

export async function trust(browser, base, options) {
  const w = await opened(browser, base, options);
  const { page } = w;
  const faults = [];
  await gives(w);
  await w.go("/privacy");
  w.expect((await page.locator("#looks ~ .tblbox").count()) === 0, "somebody is said to have looked before anybody did");
  await w.check("privacy-nobody");
  faults.push(...(await officerLooks(browser, base)));
  if (options.name === "trust") faults.push(...(await administratorKeeps(browser, base)));
  await w.go("/privacy");
  w.expect((await page.locator("#looks ~ .tblbox tbody tr").count()) === 1, "who looked is not told");
  await w.check("privacy-looked");

  // the consent is taken back: first without the tick, then with it
  await open(page, "/privacy/withdraw");
  const back = page.locator("form[action='/privacy/withdraw']", { has: page.locator("[value=employee_rows]") });
  await back.locator("button").click();
  w.expect(await page.locator(".err-sum").isVisible(), "employees are deleted without a tick");
  await w.check("privacy-unsure");
  await page.locator("[name=sure]").check();
  await back.locator("button").click();
  await page.waitForURL("**/privacy?done=withdrawn");
  await w.go("/lists/employees");
  w.expect(!(await page.locator("main").innerText()).includes("E-0001"), "the employees are still there after the consent was taken back");

  // everything, taken along
  await w.go("/privacy");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("form[action='/company/export'] button").click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const zip = Buffer.concat(chunks);
  w.expect(/^station-export-\d{8}-\d{4}\.zip$/.test(download.suggestedFilename()), `the export is called ${download.suggestedFilename()}`);
  w.expect(zip.subarray(0, 2).toString() === "PK" && zip.includes("audit.csv") && zip.lastIndexOf("PK\x05\x06") > 0, "the export is no whole archive");

  // the deletion: refused, planned, shown everywhere, undone
  await open(page, "/company/delete");
  await page.fill("[name=confirm]", "别的公司");
  await page.locator("form[action='/company/delete'] button").click();
  w.expect((await page.locator(".err-sum li").count()) === 2, "a wrong name and no tick are not both complained about");
  w.expect((await page.inputValue("[name=confirm]")) === "别的公司", "what was typed is lost");
  await w.check("delete-wrong");
  await page.fill("[name=confirm]", "试航机电有限公司");
  await page.locator("[name=gone]").check();
  await page.locator("form[action='/company/delete'] button").click();
  await page.waitForURL("**/privacy?done=planned*");
  await w.check("planned");
  for (const path of ["/home", "/lists", "/account"]) {
    await w.go(path);
    w.expect(await page.locator("header form[action='/company/keep'] button").isVisible(), `${path} does not tell of the planned deletion`);
  }
  await w.check("banner");
  await page.locator("header form[action='/company/keep'] button").click();
  await page.waitForURL("**/privacy?done=kept*");
  w.expect((await page.locator("header form[action='/company/keep']").count()) === 0, "the banner stays after the deletion was taken back");
  await w.check("kept");
  return [...faults, ...(await w.finish())];
}

const inForm = (action, tag) => `document.activeElement.closest("form[action='${action}']") && document.activeElement.tagName === "${tag}"`;
const opener = (action, also = "") => `document.activeElement.tagName === "SUMMARY" && document.activeElement.parentElement.querySelector("form[action='${action}']${also}")`;

/** Finds out who looked, takes a consent back, plans a deletion and undoes it without a mouse. */
export async function trustKeys(browser, base, options) {
  const w = await opened(browser, base, options);
  const { page } = w;
  await gives(w);
  const faults = await officerLooks(browser, base);
  await w.go("/home");
  await tabTo(w, `document.activeElement.tagName === "A" && document.activeElement.getAttribute("href")?.startsWith("/privacy")`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/privacy*");
  const look = await page.locator("#looks ~ .tblbox tbody tr").allInnerTexts();
  w.expect(look.length === 1 && /民警/.test(look[0]) && /\d{2}:\d{2}/.test(look[0]) && /营业执照/.test(look[0]), `who looked, when and what for is not told: ${look.join(" | ")}`);
  await tabTo(w, opener("/privacy/withdraw", " [value=employee_rows]"));
  await page.keyboard.press("Enter");
  await tabTo(w, `document.activeElement.name === "sure"`);
  await page.keyboard.press("Space");
  await tabTo(w, inForm("/privacy/withdraw", "BUTTON"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/privacy?done=withdrawn");
  await w.check("keys-withdrawn");
  await w.go("/lists/employees");
  w.expect(!(await page.locator("main").innerText()).includes("E-0001"), "the employees are still there after the consent was taken back");

  await w.go("/privacy");
  await tabTo(w, opener("/company/delete"));
  await page.keyboard.press("Enter");
  await tabTo(w, `document.activeElement.name === "confirm"`);
  await page.keyboard.type("试航机电有限公司");
  await tabTo(w, `document.activeElement.name === "gone"`);
  await page.keyboard.press("Space");
  await tabTo(w, inForm("/company/delete", "BUTTON"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/privacy?done=planned*");
  await w.go("/home");
  await tabTo(w, inForm("/company/keep", "BUTTON"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/privacy?done=kept*");
  return [...faults, ...(await w.finish())];
}

const phone = { width: 360, height: 740 };
const touch = { ...phone, isMobile: true, hasTouch: true };

/** Walks one after another, and tells of which walk a fault is. */
async function each(walk, browser, base, all) {
  const faults = [];
  for (const options of process.env.STATION_SOAK ? all : all.slice(0, 1)) for (const f of await walk(browser, base, options)) faults.push(`${options.name}: ${f}`);
  return faults;
}

/** The ways of the walk: every width in every mode in the soak, the first of each on every change. */
export const trustWays = {
  trust: (b, base) => each(trust, b, base, [{ name: "trust" }, { name: "trust-large", large: true }]),
  "trust-360": (b, base) => each(trust, b, base, [{ name: "trust-360-large", ...touch, large: true }, { name: "trust-360", ...touch }]),
  "trust-nojs": (b, base) => each(trust, b, base, [{ name: "trust-360-nojs", ...phone, javaScriptEnabled: false }, { name: "trust-nojs", javaScriptEnabled: false }]),
  "trust-keys": (b, base) => each(trustKeys, b, base, [{ name: "trust-keys" }, { name: "trust-360-keys", ...phone }]),
};
