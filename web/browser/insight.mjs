// Ways of an analyst through the published releases, and of a company to where it stands.
import { Walk, figures } from "./lib.mjs";

const phone = { width: 360, height: 740, isMobile: true, hasTouch: true };

async function signIn(w, email) {
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
}

/** The numbers of a table's page must be those of its file: every cell that shows one, in the order of the file. */
async function compare(w, table, view) {
  const { page } = w;
  const got = await page.request.get(new URL(`/insight/tables/${table}.json?view=${view}`, page.url()).href);
  w.expect(got.status() === 200, `${table}.json came with status ${got.status()}`);
  const text = await got.text();
  const published = new Set([...text.matchAll(/"value": ?(\d+)/g)].map((m) => Number(m[1])));
  const shown = await page.locator("main table.heat tbody td[data-n]").evaluateAll((cells) => cells.map((c) => Number(c.dataset.n)));
  for (const n of shown) w.expect(published.has(n), `${table}, ${view}: the page shows ${n}, the file does not`);
  return shown.length;
}

/** From the first sentence to a table, to the coarser cell that answers, to the proof and the files. */
async function analyst(browser, base, options) {
  const w = await new Walk(browser, base, options).open();
  const { page } = w;
  await signIn(w, "analyst@demo.example");
  w.expect((await page.locator("main a[href='/insight']").count()) > 0, "the staff's home does not lead to the figures");
  await figures(w);
  w.expect((await page.locator("h1").innerText()).length > 4, "the figures have no finding");
  w.expect(/虚构|演示/.test(await page.locator("main").innerText()), "invented figures are not marked");
  await w.check("insight");
  const tables = await page.locator("main a[href^='/insight/tables/']").evaluateAll((links) => [...new Set(links.map((a) => new URL(a.href).pathname))]);
  w.expect(tables.length >= 8, `only ${tables.length} tables are listed`);
  for (const path of tables) {
    const table = path.split("/").pop();
    for (const view of ["room", "outside"]) {
      await w.go(`${path}?view=${view}`);
      w.expect((await page.locator("main table").count()) > 0, `${path} has no table`);
      await compare(w, table, view);
      if (view === "room" || table === "T3") await w.check(`insight-${table}-${view}`);
    }
  }
  await w.go("/insight/tables/T2");
  const pointer = page.locator("main td a[href*='/insight/tables/']").first();
  if (await pointer.count()) {
    await pointer.click();
    await page.waitForLoadState();
    w.expect(page.url().includes("#"), "a hidden cell does not lead to the cell that answers");
    w.expect((await page.locator(":target").count()) === 1, "the cell that answers is not there");
  }
  for (const name of ["trend", "audit", "releases", "reads"]) {
    await w.go(`/insight/${name}`);
    await w.check(`insight-${name}`);
  }
  w.expect((await page.locator("main tbody tr").count()) > 10, "what was read is not in the log");
  await w.go("/profiles");
  w.expect((await page.locator("main .flist").count()) === 0, "an analyst sees profiles");
  return w.finish();
}

/** A brief: refused where it says too much, and nothing typed is lost; then looked at again, published and taken away. */
async function brief(browser, base, options) {
  const w = await new Walk(browser, base, options).open();
  const { page } = w;
  await signIn(w, "analyst@demo.example");
  await w.go("/insight/briefs");
  await w.check("briefs");
  await w.go("/insight/briefs/new");
  await w.check("brief-new");
  await page.locator("main form button[type=submit], main form button:not([type])").last().click();
  await page.waitForLoadState();
  w.expect(/briefs\/[0-9a-f-]{36}/.test(page.url()), `a new brief leads to ${page.url()}`);
  const draft = new URL(page.url()).pathname;
  const told = "本季仅有一家企业在越南出现重大税务风险。";
  await page.locator("main form textarea").first().fill(told);
  await page.locator("main form button[type=submit], main form button:not([type])").first().click();
  await page.waitForLoadState();
  await w.go(draft);
  w.expect((await page.locator("main form textarea").first().inputValue()) === told, "the draft lost what was written");
  await w.check("brief-draft");
  await w.go(`${draft}/preview`);
  w.expect(/一家|仅有/.test(await page.locator("main").innerText()), "the check does not name the phrase");
  await w.check("brief-preview");
  await w.go(draft);
  await page.locator("main form textarea").first().fill("本期风险总体平稳，请各县区结合辖区情况做好提醒。");
  await page.locator("main form button[type=submit], main form button:not([type])").first().click();
  await page.waitForLoadState();
  await w.go(`${draft}/preview`);
  await page.check("form[action$='/publish'] [name=sure]");
  await page.locator("form[action$='/publish'] button").click();
  await page.waitForLoadState();
  await w.go(draft);
  await w.check("brief-published");
  for (const [file, magic] of [["brief.pdf", "%PDF-"], ["brief.docx", "PK"]]) {
    const got = await page.request.get(`${base}${draft}/${file}`);
    w.expect(got.status() === 200 && (await got.body()).subarray(0, magic.length).toString() === magic, `${file} came with status ${got.status()}`);
  }
  return w.finish();
}

/** A company sees where it stands, from published figures, and how it agrees to be counted. */
async function cohort(browser, base, options) {
  const w = await new Walk(browser, base, options).open();
  const { page } = w;
  await signIn(w, "owner@demo.example");
  await w.go("/profiles");
  await w.go(await page.locator("main a[href^='/profiles/']").first().getAttribute("href"));
  const line = page.locator("#cohort");
  w.expect((await line.count()) === 1, "the profile does not say where the company stands");
  w.expect(/同类|家/.test(await line.innerText()), "the line of where the company stands says nothing");
  await w.check("cohort");
  await w.go("/privacy");
  w.expect((await page.locator("main").innerText()).includes("计入合计数"), "the consent to be counted is nowhere");
  return w.finish();
}

/** By keyboard alone: the heat table's region takes the focus and scrolls, and its links are reached. */
async function keys(browser, base) {
  const w = await new Walk(browser, base, { name: "insight-keys", width: 480, height: 740 }).open();
  const { page } = w;
  await signIn(w, "analyst@demo.example");
  await w.go("/insight/tables/T3");
  let region = false;
  for (let i = 0; i < 80 && !region; i++) {
    await page.keyboard.press("Tab");
    region = await page.evaluate(() => document.activeElement?.matches(".scroll[tabindex='0']") ?? false);
  }
  w.expect(region, "the table's region is not reached by keyboard");
  const before = await page.evaluate(() => document.activeElement.scrollLeft);
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(300);
  const moved = await page.evaluate(() => [document.activeElement.scrollLeft, document.activeElement.scrollWidth > document.activeElement.clientWidth]);
  w.expect(!moved[1] || moved[0] > before, "the table's region does not scroll by keyboard");
  return w.finish();
}

export async function insight(browser, base) {
  return [
    ...(await analyst(browser, base, { name: "insight" })),
    ...(await analyst(browser, base, { name: "insight-360", ...phone })),
    ...(await analyst(browser, base, { name: "insight-nojs", javaScriptEnabled: false })),
    ...(await keys(browser, base)),
    ...(await brief(browser, base, { name: "brief" })),
    ...(await brief(browser, base, { name: "brief-360", ...phone })),
    ...(await cohort(browser, base, { name: "cohort" })),
    ...(await cohort(browser, base, { name: "cohort-360", ...phone })),
  ];
}
