// What the browser tests share: a Chromium, a visitor who signs up, and what every page is held to.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A credit code of GB 32100-2015 that nobody has: random, with its check digit. */
export function creditCode() {
  let code = "91330100MA";
  while (code.length < 17) code += alphabet[Math.floor(Math.random() * 31)];
  const sum = weights.reduce((s, w, i) => s + w * alphabet.indexOf(code[i]), 0);
  return code + alphabet[(31 - (sum % 31)) % 31];
}

export class Walk {
  constructor(browser, base, options = {}) {
    Object.assign(this, { browser, base, options, faults: [], pages: 0, shots: process.env.STATION_SHOTS || "" });
  }

  async open(extra = {}) {
    const { width = 1440, height = 900, ...rest } = this.options;
    this.context = await this.browser.newContext({ viewport: { width, height }, locale: "zh-CN", reducedMotion: "reduce", ...rest, ...extra });
    this.page = await this.context.newPage();
    this.listen(this.page);
    return this;
  }

  listen(page) {
    page.on("console", (m) => {
      if (m.type() === "error" && !/status of (401|403|404|409|422|429)|Status Error Code 401|ERR_INTERNET_DISCONNECTED/.test(m.text())) this.fault(`console: ${m.text()}`);
    });
    page.on("pageerror", (e) => this.fault(`script: ${e.message}`));
  }

  fault(text) {
    this.faults.push(`${text} @ ${this.page?.url?.() ?? ""}`);
  }

  expect(ok, text) {
    if (!ok) this.fault(text);
  }

  async go(path) {
    await this.page.goto(path.startsWith("http") ? path : this.base + path);
  }

  /** Holds a page to what every page is held to: axe, no overflow, one h1, and a picture of it. */
  async check(name) {
    this.pages++;
    const { page } = this;
    await page.waitForLoadState("load");
    await page.locator("h1").first().waitFor({ state: "attached" }); // on a slow machine the page before may just have gone
    if (this.shots) {
      fs.mkdirSync(this.shots, { recursive: true });
      await page.screenshot({ path: `${this.shots}/${this.options.name || "walk"}-${String(this.pages).padStart(2, "0")}-${name}.png`, fullPage: true });
    }
    if (this.options.javaScriptEnabled === false) return;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    this.expect(wide <= 0, `${name}: ${wide} px wider than the screen`);
    this.expect((await page.locator("h1").count()) === 1, `${name}: not one h1`);
    if (await this.seen()) return;
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const v of found.violations) this.fault(`${name}: axe ${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`);
  }

  /**
   * Tells whether a page of this very build was held to axe before in this run: the same elements and attributes, with text in the
   * same places, in the same language, look and width. What it says differs, and what is in its addresses, ids and values.
   */
  async seen() {
    const dir = process.env.STATION_AXE_SEEN;
    if (!dir) return false;
    const built = await this.page.evaluate(() => {
      const loose = new Set(["href", "src", "id", "for", "value", "action", "content", "nonce", "title", "alt", "datetime", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "transform", "viewBox"]);
      const says = (a) => (loose.has(a.name) || a.name.startsWith("data-") || (a.name.startsWith("aria-") && a.value.length > 8) ? `${a.name}${a.value.trim() ? "+" : "-"}` : `${a.name}=${a.value}`);
      const tell = (e) => `<${e.tagName} ${[...e.attributes].map(says).join(" ")}>${[...e.childNodes].map((n) => (n.nodeType === 1 ? tell(n) : n.nodeType === 3 && n.data.trim() ? "." : "")).join("")}`;
      return `${innerWidth} ${tell(document.documentElement)}`;
    });
    const mark = path.join(dir, createHash("sha256").update(built).digest("hex"));
    if (fs.existsSync(mark)) return true;
    fs.writeFileSync(mark, "");
    return false;
  }

  async signUp(email = `u${Date.now()}${Math.floor(Math.random() * 1e6)}@example.com`) {
    const { page } = this;
    this.email = email;
    await this.go("/signup");
    await page.fill("[name=uscc]", creditCode());
    await page.fill("[name=company]", "试航机电有限公司");
    await page.selectOption("[name=industry]", "C");
    await page.selectOption("[name=district]", "nanhu");
    await page.locator("[name=size]").first().check({ force: true });
    await page.fill("[name=name]", "林晓");
    await page.fill("[name=email]", email);
    await page.fill("[name=password]", "a long password");
    return this;
  }

  submit() {
    return this.page.locator("main form button.btn--primary").first().click();
  }

  /** Signs up, agrees to the notice, and starts a self-check; gives the check's path. */
  async start(areas = ["tax", "supply", "employee"], depth = "core") {
    const { page } = this;
    await this.signUp();
    await this.submit();
    await page.locator("[name=agree]").check();
    await this.submit();
    await this.go("/self-checks");
    for (const area of areas) await page.locator(`[name=areas][value=${area}]`).check({ force: true });
    await page.locator(`[name=depth][value=${depth}]`).check({ force: true });
    await this.submit();
    this.checkPath = new URL(page.url()).pathname;
    return this.checkPath;
  }

  /** Answers the question on the page: the way that `pick` says, else "no" or a number. */
  async answer(pick = {}) {
    const { page } = this;
    const place = decodeURIComponent(new URL(page.url()).pathname.split("/").pop());
    const fields = await page.locator("main form [name]:not([type=hidden]):not(button)").evaluateAll((list) => [...new Set(list.map((e) => e.name).filter((n) => !/\.instead$|^(keep|accept)\./.test(n)))]);
    for (const name of fields) {
      const want = pick[name];
      const first = page.locator(`main form [name="${name}"]`).first();
      const kind = await first.evaluate((e) => e.type);
      if (kind === "radio") {
        const value = want ?? (await page.locator(`main form [name="${name}"][value=false]`).count() ? "false" : await first.getAttribute("value"));
        await page.locator(`main form [name="${name}"][value="${value}"]`).check({ force: true });
      } else if (kind === "checkbox") {
        const value = want ?? "-";
        await page.locator(`main form [name="${name}"][value="${value}"]`).check({ force: true });
      } else {
        await first.fill(String(want ?? (kind === "date" ? "2027-06-01" : "0")));
      }
    }
    return place;
  }

  next() {
    return this.page.locator("button[value=next]").click();
  }

  /** Goes on, and waits for the page that comes when the answer is saved. */
  async onward() {
    const before = this.page.url();
    await this.next();
    await this.page.waitForURL((u) => u.href !== before);
  }

  async finish() {
    await this.context?.close();
    return this.faults;
  }
}

/** The owner invites a colleague, who follows the link and sets a password. Gives the link. */
export async function joined(owner, colleague, email, name = "王敏", password = "another long one") {
  await owner.go("/people");
  await owner.page.fill("[name=email]", email);
  await owner.submit();
  const link = await owner.page.inputValue("#handed-url");
  await colleague.go(new URL(link).pathname);
  await colleague.page.fill("[name=name]", name);
  await colleague.page.fill("[name=password]", password);
  await colleague.submit();
  await colleague.page.waitForURL("**/home");
  return link;
}

/** Waits for the demo's invented figures, which are proved after it has opened. The walk is signed in as an analyst. */
export async function figures(w, patience = 240_000) {
  for (const end = Date.now() + patience; Date.now() < end; await w.page.waitForTimeout(1000)) {
    await w.go("/insight");
    if (await w.page.locator("main a[href*='/insight/tables/']").count()) return;
  }
  w.expect(false, "the demo's figures never came");
}
