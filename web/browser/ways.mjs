// Other ways through the portal: by keyboard alone, without a network, two people at once, on a narrow screen with
// wide letters, and as staff.
import { joined, Walk } from "./lib.mjs";

const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return { tag: "body" };
    const box = e.getBoundingClientRect();
    const at = document.elementFromPoint(Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 2), Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 2));
    const style = getComputedStyle(e);
    const ring = style.outlineStyle !== "none" || style.boxShadow !== "none" || (e.labels?.[0] && getComputedStyle(e.labels[0]).outlineStyle !== "none");
    return {
      tag: e.tagName, name: e.getAttribute("name") || "", text: (e.textContent || e.value || "").trim().slice(0, 30), ring,
      seen: box.bottom > 0 && box.top < innerHeight, covered: Boolean(at) && at !== e && !e.contains(at) && !at.contains(e) && !e.labels?.length,
    };
  });

/** Tabs until something is focused that fits; every stop on the way must be in view and uncovered. */
export async function tabTo(w, fits, limit = 140) {
  for (let n = 0; n < limit; n++) {
    await w.page.keyboard.press("Tab");
    const f = await focused(w.page);
    if (f.tag === "body") continue;
    w.expect(f.seen && !f.covered, `focus out of sight on ${f.tag} ${f.name} ${f.text}`);
    if (await w.page.evaluate(fits)) return true;
  }
  w.fault(`never reached by Tab: ${fits}`);
  return false;
}

export async function keyboard(browser, base) {
  const w = await new Walk(browser, base, { name: "keyboard" }).open();
  const { page } = w;
  await w.go("/signin");
  await page.keyboard.press("Tab");
  w.expect(await page.evaluate(() => document.activeElement.classList.contains("skip")), "the first stop is not the skip link");
  await page.keyboard.press("Enter");
  await w.go("/signin");
  await tabTo(w, `document.activeElement.name === "email"`);
  await page.keyboard.type("owner@demo.example");
  await tabTo(w, `document.activeElement.name === "password"`);
  await page.keyboard.type("demo-station-2026");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/home");
  await w.go("/self-checks");
  await tabTo(w, `document.activeElement.name === "areas" && document.activeElement.value === "tax"`);
  await page.keyboard.press("Space");
  await tabTo(w, `document.activeElement.name === "depth"`);
  await page.keyboard.press("Space");
  await tabTo(w, `document.activeElement.closest("main form[action='/self-checks']") && document.activeElement.tagName === "BUTTON"`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/self-checks/*");
  const check = new URL(page.url()).pathname;
  await w.go(`${check}/questions/company.exporter`);
  await tabTo(w, `document.activeElement.name === "exporter"`);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  w.expect((await page.locator("[name=exporter]:checked").getAttribute("value")) === "false", "arrows do not move the choice");
  await tabTo(w, `document.activeElement.value === "next"`);
  await page.keyboard.press("Enter");
  await page.waitForURL((u) => !u.pathname.endsWith("company.exporter"));
  await w.go(`${check}/questions/company.exporter`);
  w.expect((await page.locator("[name=exporter]:checked").getAttribute("value")) === "false", "the answer given by keyboard is not kept");
  await w.go("/profiles");
  await tabTo(w, `document.activeElement.tagName === "A" && /^\\/profiles\\/.+/.test(document.activeElement.getAttribute("href"))`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/profiles/*");
  await tabTo(w, `document.activeElement.tagName === "A" && /findings\\//.test(document.activeElement.getAttribute("href"))`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/findings/*");
  return w.finish();
}

export async function offline(browser, base) {
  const w = await new Walk(browser, base, { name: "offline" }).open();
  const { page, context } = w;
  const check = await w.start(["tax"]);
  await w.go(`${check}/questions/company.has_rpt`);
  await context.setOffline(true);
  await page.locator("[name=has_rpt][value=true]").check({ force: true });
  await page.waitForFunction(() => /设备/.test(document.querySelector("[data-save]").textContent), null, { timeout: 8000 });
  await page.locator("button[value=next]").click();
  w.expect(page.url().endsWith("company.has_rpt"), "an answer was sent off into nowhere");
  w.expect(await page.locator("[name=has_rpt][value=true]").isChecked(), "the answer is gone while the network is away");
  await context.setOffline(false);
  await page.waitForFunction(() => /已/.test(document.querySelector("[data-save]").textContent), null, { timeout: 8000 });
  const other = await context.newPage();
  await other.goto(`${base}${check}/questions/company.has_rpt`);
  w.expect(await other.locator("[name=has_rpt][value=true]").isChecked(), "the answer kept on the device did not arrive");
  await page.locator("button[value=next]").click();
  await page.waitForURL((u) => !u.pathname.endsWith("company.has_rpt"));

  await w.go(`${check}/questions/company.exporter`);
  await context.setOffline(true);
  await page.locator("[name=exporter][value=true]").check({ force: true });
  await page.waitForFunction(() => /设备/.test(document.querySelector("[data-save]").textContent), null, { timeout: 8000 });
  await page.close();
  await context.setOffline(false);
  w.page = await context.newPage();
  w.listen(w.page);
  await w.go(`${check}/questions/company.exporter`);
  await w.page.waitForFunction(() => /已/.test(document.querySelector("[data-save]").textContent), null, { timeout: 8000 });
  w.expect(await w.page.locator("[name=exporter][value=true]").isChecked(), "an answer kept on the device is forgotten when the page is closed");
  return w.finish();
}

export async function conflict(browser, base) {
  const owner = await new Walk(browser, base, { name: "conflict" }).open();
  const check = await owner.start(["tax"]);
  const colleague = await new Walk(browser, base, { name: "colleague", javaScriptEnabled: false }).open();
  await joined(owner, colleague, `m${Date.now()}@example.com`);
  await colleague.go(`${check}/questions/company.has_rpt`);
  await owner.go(`${check}/questions/company.has_rpt`);
  await owner.page.locator("[name=has_rpt][value=true]").check({ force: true });
  await owner.page.waitForFunction(() => /已/.test(document.querySelector("[data-save]").textContent));
  await colleague.page.locator("[name=has_rpt][value=false]").check({ force: true });
  await colleague.next();
  const text = await colleague.page.locator("main").innerText();
  colleague.expect(text.includes("林晓"), "the colleague is not told who answered in between");
  colleague.expect((await colleague.page.locator("[name='keep.has_rpt']").count()) === 2, "the two answers are not shown");
  await colleague.page.locator("[name='keep.has_rpt'][value=mine]").check({ force: true });
  await colleague.next();
  await owner.go(`${check}/questions/company.has_rpt`);
  owner.expect(await owner.page.locator("[name=has_rpt][value=false]").isChecked(), "the chosen answer is not the one that holds");
  await owner.check("after-conflict");

  // one row of a list, changed by both
  await owner.go("/lists/suppliers/rows/new");
  await owner.page.fill("[name=supplier_name]", "甬江紧固件厂");
  await owner.page.fill("[name=annual_spend]", "1200");
  await owner.submit();
  await owner.page.waitForURL("**/lists/suppliers");
  const row = await owner.page.locator("main table a").first().getAttribute("href");
  await colleague.go(row);
  await owner.go(row);
  await owner.page.fill("[name=annual_spend]", "1500");
  await owner.submit();
  await owner.page.waitForURL("**/lists/suppliers");
  await colleague.page.fill("[name=annual_spend]", "1800");
  await colleague.submit();
  const both = await colleague.page.locator("main table").innerText();
  colleague.expect(/1,?200/.test(both) && /1,?800/.test(both) && /1,?500/.test(both), `the row before, theirs and mine are not shown: ${both}`);
  await colleague.submit();
  colleague.expect((await colleague.page.locator("[name=choose]").count()) === 2, "a row in conflict is written without a choice");
  await colleague.page.locator("[name=choose][value=mine]").check({ force: true });
  await colleague.submit();
  await owner.go(row);
  owner.expect(/1,?800/.test(await owner.page.locator("[name=annual_spend]").inputValue()), "the chosen row is not the one that holds");
  await owner.check("row-after-conflict");
  return [...(await owner.finish()), ...(await colleague.finish())];
}

/** 320 px, text spacing of WCAG 1.4.12, forced colours, and print: nothing is lost. */
export async function narrow(browser, base) {
  const w = await new Walk(browser, base, { name: "narrow", width: 320, height: 640 }).open({ forcedColors: "active", locale: "zh-CN" });
  const { page } = w;
  await w.go("/signin");
  await page.fill("[name=email]", "owner@demo.example");
  await page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  const profile = await page.evaluate(async () => (await (await fetch("/profiles")).text()).match(/\/profiles\/[0-9a-f-]{36}/)[0]);
  const check = await page.evaluate(async () => (await (await fetch("/self-checks")).text()).match(/\/self-checks\/[0-9a-f-]{36}/)[0]);
  const finding = await page.evaluate(async (p) => (await (await fetch(p)).text()).match(/\/profiles\/[0-9a-f-]{36}\/findings\/[^"?]+/)[0], profile);
  const pages = ["/home", "/self-checks", check, `${check}/questions/company.has_rpt`, "/lists", "/lists/suppliers", "/lists/employees", "/lists/suppliers/import", "/profiles", profile, finding, `${profile}/ask`, "/people", "/privacy", "/company", "/account", "/notice", "/inbox", "/settings/messages", "/settings/webhooks", "/demo/mailbox"];
  for (const path of pages) {
    await w.go(path);
    await page.addStyleTag({ content: "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}" }).catch(() => {});
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}");
      document.adoptedStyleSheets = [sheet];
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    w.expect(wide <= 0, `${path} at 320 px with text spacing: ${wide} px too wide`);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("main button, main a.btn, main label")].filter((e) => e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflow === "hidden" && !e.matches(".vh")).map((e) => e.textContent.trim().slice(0, 20)),
    );
    w.expect(cut.length === 0, `${path}: text cut off in ${cut.join(", ")}`);
  }
  w.faults = w.faults.filter((f) => !/console: .*(Content Security Policy|inline style)/i.test(f)); // the test's own style tag
  return w.finish();
}

export async function staff(browser, base) {
  const faults = [];
  for (const role of ["expert", "officer", "dispatcher", "analyst", "rule_author", "rule_approver", "editor", "administrator", "auditor"]) {
    const w = await new Walk(browser, base, { name: role }).open();
    await w.go("/signin");
    await w.page.fill("[name=email]", `${role}@demo.example`);
    await w.page.fill("[name=password]", "demo-station-2026");
    await w.submit();
    w.expect(w.page.url().endsWith("/staff"), `${role} lands on ${w.page.url()}`);
    await w.check("staff");
    if (role === "officer") {
      await w.go("/desk/factors");
      await w.page.locator("main form button").last().click();
      w.expect((await w.page.locator(".err-sum a").count()) === 2, "a reset asks for no papers");
      await w.check("desk-factors");
    }
    await w.go("/profiles");
    w.expect((await w.page.locator("h1").innerText()).length > 0 && !w.page.url().includes("signin"), `${role} sees no word on why profiles are closed`);
    await w.check("denied");
    faults.push(...(await w.finish()));
  }
  return faults;
}
