// The guide: takes every picture that its chapters name, walking the demo as each role in both languages, and reads the
// guide as people do. STATION_PICTURES=DIR writes the pictures there (`make pictures`: into the tree); without it they
// go to a temporary folder and are held against the committed ones.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Walk, figures } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

const guide = path.join(path.dirname(fileURLToPath(import.meta.url)), "../help");
const languages = ["zh", "en"];
const width = 660; // of the page in CSS pixels: a clip then stands in the text as large as it was
const density = 1.5; // also in web/help/pictures.go
const quality = 80;
const demo = "demo-station-2026";
const pdf = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };
const pasted = "供应商名称\t国家/地区\t物料/服务\t近12个月采购额\t币种\t是否关键料\n甲铸件厂(演示)\t中国\t铸件\t41200000\tCNY\t是\n丁紧固件(演示)\t越南\t紧固件\t800000\tCNY\t也许";

/** The one review of the demo, which two experts have accepted. */
const review = "/expert/reviews/01936f00-0000-7000-8000-000000000001";

/** Opens the fold that holds a form. */
const unfold = (form) => async (page) => {
  const shut = page.locator(`details:not([open]):has(form[action$='/${form}']) > summary`);
  if (await shut.count()) await shut.click();
};

/**
 * Every picture: as whom, where, of which elements (from the first to the last), at most how high, and what to do before.
 * To add one, name it in both languages of a chapter, add a line here, and run `make pictures`.
 */
const shots = {
  "signin-form": { at: "/signin", of: "main form.card" },
  "home-start": { as: "owner", at: "/home", of: "main .hero", high: 362, pad: 0 },
  "company-licence": { as: "owner", at: "/company", of: "section:has(#licence)" },
  "people-invite": { as: "owner", at: "/people", of: "form[action='/people/invitations']" },
  "privacy-consents": { as: "owner", at: "/privacy", of: "section:has(#consents)", high: 620 },
  "account-sessions": { as: "owner", at: "/account", of: "section:has(#a-sessions)" },
  "factor-choose": { as: "owner", at: "/account/factor", of: "main form.card" },
  "messages-ways": { as: "owner", at: "/settings/messages", of: "main form.card, main form .card, main form", high: 620 },
  "check-start": { as: "owner", at: "/self-checks", of: "form[action='/self-checks']" },
  "check-overview": { as: "owner", at: ({ check }) => check, of: "section:has(#a-tax)", high: 420 },
  "check-question": { as: "owner", at: ({ check }) => `${check}/questions/company.exporter`, of: "#place, main form" },
  "profile-score": { as: "owner", at: ({ profile }) => profile, of: "section:has(#verdict)", high: 960 },
  "profile-findings": { as: "owner", at: ({ profile }) => profile, of: "#findings", high: 480 },
  "finding-why": { as: "owner", at: ({ finding }) => finding, of: "section:has(#ev)" },
  "lists-card": { as: "owner", at: "/lists", of: "section:has(#l-supplier)" },
  "list-row": { as: "owner", at: ({ row }) => row, of: "main .pagehead, main form .card", high: 520, pad: 1 },
  "import-upload": { as: "owner", at: "/lists/suppliers/import", of: "main form", high: 760 },
  "import-columns": { as: "owner", at: ({ columns }) => columns, of: "main form .tblbox, main form table", high: 520 },
  "import-changes": { as: "owner", at: ({ changes }) => changes, of: "main .kpis, main .tblbox", high: 560 },
  "assistant-ask": { as: "owner", at: ({ profile }) => `${profile}/ask`, of: "main .pagehead, main form", high: 520, pad: 1 },
  "staff-home": { as: "officer", at: "/staff", of: "main .pagehead, main .grid, main section", high: 420, pad: 1 },
  "desk-queue": { as: "officer", at: "/desk", of: "main .pagehead, main tbody tr:first-child", pad: 1 },
  "desk-licence": { as: "officer", at: ({ licence }) => licence, of: "main form.card" },
  "desk-recover": { as: "officer", at: "/desk/recover", of: "main form.card, main form" },
  "rules-in-force": { as: "rule_author", at: "/rules", of: "main .pagehead, main .notice", pad: 1 },
  "admin-station": { as: "administrator", at: "/admin/station", of: "main form", high: 640 },
  "admin-units": { as: "administrator", at: "/admin/units", of: "main form" },
  "admin-retention": { as: "administrator", at: "/admin/retention", of: "main form", high: 620 },
  "staff-invite": { as: "security", at: "/admin/staff", of: "main form[action='/admin/staff']" },
  "staff-change": { as: "security", at: "/admin/staff", of: "tr:has(details.why[open])", before: (page) => page.locator("details.why summary").nth(1).click() },
  "admin-mail": { as: "administrator", at: "/admin/connections/mail", of: "main section.card, main form.card", high: 640 },
  "admin-holidays": { as: "administrator", at: "/admin/holidays", of: "section:has(#y2027), #y2027", high: 520 },
  "insight-start": { as: "analyst", at: "/insight", of: "main .pagehead, main .icards", high: 560, pad: 1 },
  "insight-table": { as: "analyst", at: "/insight/tables/T3", of: "main .heatbox", high: 480 },
  "insight-trend": { as: "analyst", at: "/insight/trend", of: "section:has(#lines)" },
  "insight-audit": { as: "analyst", at: "/insight/audit", of: "section:has(#attack)" },
  "brief-write": { as: "analyst", at: ({ brief }) => brief, of: "main form.stack-lg section:nth-of-type(n + 2)", high: 520 },
  "expert-card": { as: "lead", at: "/account/expert", of: "section:has(#state), main form.card", high: 560 },
  "review-queue": { as: "lead", at: "/expert/reviews", of: "main .pagehead, main .tblbox", pad: 1 },
  "review-work": { as: "lead", at: review, of: "section:has(#rq), section:has(#fd)", high: 480 },
  "note-write": { as: "lead", at: ({ note }) => note, of: "#new", high: 640, before: (page) => page.locator("#new:not([open]) > summary").click({ timeout: 3000 }).catch(() => {}) },
  "conclude-write": { as: "lead", at: `${review}/conclusion`, of: "details:has(form[action$='/conclusion'])", high: 620, before: unfold("conclusion") },
  "conclude-sign": { as: "lead", at: `${review}/conclusion`, of: "section:has(#content), section:has(#internal)", high: 760 },
  "audit-search": { as: "auditor", at: "/admin/audit", of: "main form" },
};

/** The names of the pictures in the chapters of a language. */
function named(lang) {
  const names = new Set();
  for (const file of fs.readdirSync(path.join(guide, lang)).filter((f) => f.endsWith(".md"))) {
    for (const [, name] of fs.readFileSync(path.join(guide, lang, file), "utf8").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) names.add(name);
  }
  return names;
}

/** Width and height of a WebP as Chromium writes them. */
function sizeOf(file) {
  const b = fs.readFileSync(file);
  if (b.toString("latin1", 12, 16) === "VP8 ") return [b.readUInt16LE(26) & 0x3fff, b.readUInt16LE(28) & 0x3fff];
  if (b.toString("latin1", 12, 16) === "VP8L") return [(b.readUInt32LE(21) & 0x3fff) + 1, ((b.readUInt32LE(21) >> 14) & 0x3fff) + 1];
  return [b.readUIntLE(24, 3) + 1, b.readUIntLE(27, 3) + 1];
}

async function signIn(w, role) {
  await w.go("/signin");
  await w.page.fill("[name=email]", `${role}@demo.example`);
  await w.page.fill("[name=password]", demo);
  await w.submit();
  await w.page.waitForURL(/\/(home|staff)$/);
}

const speak = (w, lang) => w.context.addCookies([{ name: "station-lang", value: lang, url: w.base }]);

/** Takes the part of the page that a picture is of. */
async function take(w, cdp, name, file) {
  const { of, high = 900, pad = 8 } = shots[name];
  const clip = await w.page.evaluate(
    ({ of, high, pad }) => {
      document.querySelector(".tabbar")?.remove(); // it lies over what is below it
      const all = [...document.querySelectorAll(of)].map((e) => e.getBoundingClientRect()).filter((r) => r.width && r.height);
      if (!all.length) return null;
      const top = Math.max(0, Math.min(...all.map((r) => r.top)) + scrollY - pad);
      const bottom = Math.max(...all.map((r) => r.bottom)) + scrollY + pad;
      return { x: 0, y: Math.floor(top), width: document.documentElement.clientWidth, height: Math.ceil(Math.min(bottom - top, high)) };
    },
    { of, high, pad },
  );
  if (!clip) return w.fault(`${name}: nothing on the page is ${of}`);
  const { data } = await cdp.send("Page.captureScreenshot", { format: "webp", quality, captureBeyondViewport: true, clip: { ...clip, scale: density } });
  fs.writeFileSync(file, Buffer.from(data, "base64"));
}

/** Holds a picture that was just taken against the one in the tree. */
function compare(w, lang, name, file) {
  const kept = path.join(guide, "pictures", lang, `${name}.webp`);
  if (!fs.existsSync(kept)) return w.fault(`${lang}/${name} is not in the tree: make pictures`);
  const [now, then] = [sizeOf(file), sizeOf(kept)];
  if (Math.abs(now[0] - then[0]) > 4 || Math.abs(now[1] - then[1]) > 24 + then[1] / 10) {
    w.fault(`${lang}/${name} is ${then} in the tree and ${now} now: look at it, then make pictures`);
  }
}

/** A company whose licence waits at the desk. */
async function waiting(browser, base) {
  const w = await new Walk(browser, base, { name: "help-company" }).open();
  await w.signUp();
  await w.submit();
  await w.page.locator("[name=agree]").check();
  await w.submit();
  await w.go("/company");
  await w.page.setInputFiles("[name=file]", pdf);
  await w.page.locator("form[action='/company/licence'] button").click();
  await w.page.waitForURL("**/company?done=licence");
  return w.finish();
}

/** Finds where the demo company's things are, and brings a list that is not confirmed. */
async function owned(browser, base, found) {
  const w = await new Walk(browser, base, { name: "help-owner" }).open();
  const first = (selector) => w.page.locator(selector).first().getAttribute("href");
  await signIn(w, "owner");
  await w.go("/profiles");
  found.profile = await first("main a[href^='/profiles/']");
  await w.go(found.profile);
  found.finding = await w.page.locator("main a[href*='/findings/']", { hasText: "本地文档缺失" }).first().getAttribute("href"); // one with a line of the law
  await w.go("/self-checks");
  found.check = await first("main a[href^='/self-checks/']");
  await w.go("/lists/suppliers");
  found.row = await first("main table a");
  await w.go("/lists/suppliers/import");
  await w.page.fill("[name=pasted]", pasted);
  await w.submit();
  await w.page.waitForURL("**/import/*");
  found.columns = new URL(w.page.url()).pathname;
  await w.submit();
  await w.page.waitForURL("**/preview");
  found.changes = new URL(w.page.url()).pathname;
  return w.finish();
}

/** The lead expert puts a conclusion up, so that it waits for signatures. */
async function concluded(browser, base, found) {
  const w = await new Walk(browser, base, { name: "help-lead" }).open();
  await signIn(w, "lead");
  await w.go(review);
  found.note = await w.page.locator("section:has(#fd) a", { hasText: "本地文档缺失" }).first().getAttribute("href");
  await w.go(`${review}/conclusion`);
  const form = w.page.locator("form[action$='/conclusion']");
  await unfold("conclusion")(w.page);
  await w.page.locator("[name=option][value=conditions]").check({ force: true });
  await w.page.fill("[name=text]", "补齐境外投资备案，并由当地律师看过合同原件之后，可以签约。");
  await w.page.fill("[name=conditions]", "先办境外投资备案\n由当地律师看过合同原件");
  await w.page.fill("[name=limits]", "没有看合同原件。");
  await form.locator("button").click();
  await w.page.waitForURL("**/conclusion?done=saved");
  await w.page.locator("form[action$='/put-up'] button").click();
  await w.page.waitForURL("**/conclusion?done=up");
  return w.finish();
}

/** An analyst begins a brief. */
async function begun(browser, base, found) {
  const w = await new Walk(browser, base, { name: "help-analyst" }).open();
  await signIn(w, "analyst");
  await figures(w);
  await w.go("/insight/briefs/new");
  await w.page.locator("main form button").last().click();
  await w.page.waitForURL(/briefs\/[0-9a-f-]{36}/);
  found.brief = new URL(w.page.url()).pathname;
  return w.finish();
}

/** What the pictures need to be there, and where it is. */
async function prepare(browser, base) {
  const found = {};
  const faults = (await Promise.all([waiting(browser, base), owned(browser, base, found), concluded(browser, base, found), begun(browser, base, found)])).flat();
  const officer = await new Walk(browser, base, { name: "help-officer" }).open();
  await signIn(officer, "officer");
  await officer.go("/desk");
  found.licence = await officer.page.locator("main a[href^='/desk/licences/']").first().getAttribute("href");
  return { found, faults: [...faults, ...(await officer.finish())] };
}

/** Takes the pictures of one role. By the name of the host, not by its number: passkeys are offered only there. */
async function asRole(browser, base, role, found, into, compared) {
  const w = await new Walk(browser, base.replace("127.0.0.1", "localhost"), { name: `help-${role ?? "visitor"}`, width, height: 900 }).open();
  const cdp = await w.context.newCDPSession(w.page);
  if (role) await signIn(w, role);
  for (const lang of languages) {
    await speak(w, lang);
    for (const [name, shot] of Object.entries(shots).filter(([, s]) => s.as === role)) {
      await w.go(typeof shot.at === "function" ? shot.at(found) : shot.at);
      await shot.before?.(w.page);
      const file = path.join(into, lang, `${name}.webp`);
      await take(w, cdp, name, file);
      if (compared && fs.existsSync(file)) compare(w, lang, name, file);
    }
  }
  return w.finish();
}

async function pictures(browser, base) {
  const w = new Walk(browser, base);
  for (const lang of languages) {
    const names = named(lang);
    for (const name of names) w.expect(shots[name], `a chapter in ${lang} names the picture ${name}, which web/browser/help.mjs does not take`);
    for (const name of Object.keys(shots)) w.expect(names.has(name), `${name} is taken and no chapter in ${lang} shows it`);
  }
  const into = process.env.STATION_PICTURES || fs.mkdtempSync(path.join(os.tmpdir(), "station-pictures-"));
  for (const lang of languages) fs.mkdirSync(path.join(into, lang), { recursive: true });
  const { found, faults } = await prepare(browser, base);
  const compared = !process.env.STATION_PICTURES;
  const others = [...new Set(Object.values(shots).map((s) => s.as))].filter((role) => role !== "owner");
  const inTurn = async (roles) => {
    for (const role of roles) faults.push(...(await asRole(browser, base, role, found, into, compared)));
  };
  await Promise.all([inTurn(["owner"]), inTurn(others)]); // the owner has most of them
  if (!process.env.STATION_PICTURES) fs.rmSync(into, { recursive: true, force: true });
  return [...w.faults, ...faults];
}

/** Somebody looks for help: by the link of the page, by search, by keyboard, on a narrow screen in large print. */
async function readers(browser, base) {
  const w = await new Walk(browser, base, { name: "help-reader" }).open();
  await signIn(w, "owner");
  await w.go("/people");
  await w.page.locator(".guide-link").click();
  w.expect(w.page.url().endsWith("/help/owner#invite"), "the link of a page does not lead to what explains it");
  await w.check("chapter");
  const pictures = w.page.locator(".guide img");
  for (let n = 0; n < (await pictures.count()); n++) {
    await pictures.nth(n).scrollIntoViewIfNeeded();
    await w.page.waitForFunction((e) => e.complete, await pictures.nth(n).elementHandle());
    w.expect(await pictures.nth(n).evaluate((e) => e.naturalWidth > 0), "a picture of the chapter does not load");
  }
  await w.go("/help");
  await w.check("contents");
  await tabTo(w, "document.activeElement.id === 'guide-q'");
  await w.page.keyboard.type("密码");
  await w.page.keyboard.press("Enter");
  await w.page.locator(".guide-hits mark").first().waitFor();
  await w.check("found");
  const narrow = await new Walk(browser, base, { name: "help-narrow", width: 320, height: 640 }).open();
  await narrow.context.addCookies([{ name: "station-print", value: "large", url: base }]);
  for (const [at, name] of [["/help", "narrow"], ["/help/lists", "narrow-chapter"], ["/help?q=zzz", "narrow-none"]]) {
    await narrow.go(at);
    await narrow.check(name);
  }
  const plain = await new Walk(browser, base, { name: "help-nojs", javaScriptEnabled: false }).open();
  await plain.go("/signin");
  await plain.page.locator("footer a[href^='/help/']").click();
  w.expect(plain.page.url().endsWith("/help/sign-in#sign-in"), "the foot of a page does not lead to what explains it");
  await plain.page.fill("#guide-q", "验证器");
  await plain.page.locator(".guide-search button").click();
  w.expect((await plain.page.locator(".guide-hits a").count()) > 0, "without script nothing is found");
  return [...(await w.finish()), ...(await narrow.finish()), ...(await plain.finish())];
}

export async function help(browser, base) {
  const faults = await pictures(browser, base);
  if (!process.env.STATION_PICTURES) faults.push(...(await readers(browser, base)));
  return faults;
}
