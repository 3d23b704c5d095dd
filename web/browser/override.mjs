// One expert judges a finding otherwise than the rules, another approves it on a phone and without script; the owner sees both scores and
// disputes a finding, which an expert answers. Notes go out to Word and come back.
import fs from "node:fs";
import { Walk } from "./lib.mjs";

const demo = "demo-station-2026";
const review = "01936f00-0000-7000-8000-000000000001";
const base = `/expert/reviews/${review}`;

async function signedIn(browser, site, name, email, options = {}) {
  const w = await new Walk(browser, site, { name: `override-${name}`, ...options }).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", demo);
  await w.submit();
  await w.page.waitForURL((u) => !u.pathname.startsWith("/signin"));
  return w;
}

const text = (w) => w.page.locator("main").innerText();

/** The lead proposes another severity for the first finding; gives its key. */
async function propose(lead) {
  await lead.go(base);
  await lead.check("overview");
  await lead.page.locator("main section[aria-labelledby=fd] a").first().click();
  await lead.page.waitForURL(/\/findings\//);
  const key = decodeURIComponent(new URL(lead.page.url()).pathname.split("/").pop());
  await lead.page.locator("a[href$='/override']").click();
  await lead.page.waitForURL(/\/override$/);
  await lead.page.locator("main form button.btn--primary").click();
  await lead.page.locator(".err-sum").waitFor();
  await lead.check("refused");
  await lead.page.locator("[name=severity][value=none]").check({ force: true });
  await lead.page.locator("[name=reason][value=fact]").check({ force: true });
  await lead.page.fill("[name=text]", "已看过银行回单，情况与回答不同。");
  const basis = lead.page.locator("[name=basis]").first();
  if (await basis.count()) await basis.check({ force: true });
  else await lead.page.fill("[name=source]", "劳动合同法").then(() => lead.page.fill("[name=article]", "第九条"));
  await lead.page.fill("[name=until]", new Date(Date.now() + 60 * 864e5).toISOString().slice(0, 10));
  await lead.page.locator("main form button.btn--primary").click();
  await lead.page.waitForURL(/\/overrides\?done=/);
  await lead.check("proposed");
  return key;
}

async function decide(w) {
  await w.go(`${base}/overrides`);
  await w.check("waiting");
  await w.page.locator("[name=decision][value=approve]").first().check({ force: true });
  await w.page.locator("form:has([name=decision]) button").first().click();
  await w.page.waitForURL(/\/overrides\?done=/);
  await w.check("approved");
}

/** The owner sees the engine's verdict beside the experts', and disputes the finding. */
async function disputes(owner, key) {
  await owner.go("/profiles");
  await owner.page.locator("main a[href^='/profiles/']").first().click();
  await owner.page.waitForURL(/\/profiles\/[0-9a-f-]{36}/);
  const profile = new URL(owner.page.url()).pathname;
  owner.expect(/专家/.test(await text(owner)), "the profile does not tell of the experts' judgement");
  await owner.check("both");
  await owner.go(`${profile}/findings/${encodeURIComponent(key)}`);
  owner.expect(/已看过银行回单/.test(await text(owner)), "the finding does not say why it was judged otherwise");
  await owner.check("finding");
  const other = (await owner.page.locator("a[href*='/findings/']").evaluateAll((all) => all.map((a) => a.pathname))).find((p) => /^\/profiles\/.*\/findings\/[^/]+$/.test(p) && !p.endsWith(encodeURIComponent(key)));
  await owner.go(`${other}/dispute`);
  await owner.page.fill("[name=text]", "这一项我们已经整改，有照片。");
  await owner.page.locator("main form button.btn--primary").click();
  await owner.page.waitForURL((u) => u.search.includes("done="));
  await owner.check("disputed");
  return other;
}

async function answers(w) {
  await w.go("/expert/disputes");
  await w.check("list");
  const mine = w.page.locator("main a[href^='/expert/disputes/']");
  if (!(await mine.count())) return false; // another review of the report is later, and its lead answers
  await mine.first().click();
  await w.page.waitForURL(/\/expert\/disputes\/./);
  await w.page.locator("[name=state]").first().check({ force: true });
  await w.page.fill("[name=text]", "照片看过，还缺验收单，维持原判断。");
  await w.page.locator("main form button.btn--primary").click();
  await w.page.waitForURL((u) => u.pathname === "/expert/disputes" || u.search.includes("done="));
  await w.check("answered");
  return true;
}

async function word(w) {
  await w.go(`${base}/word`);
  await w.check("word");
  const [file] = await Promise.all([w.page.waitForEvent("download"), w.page.locator("a[href$='with=experts']").click()]);
  const path = await file.path();
  if (w.shots) fs.copyFileSync(path, `${w.shots}/review.docx`);
  await w.page.setInputFiles("[name=file]", { name: "back.docx", mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer: fs.readFileSync(path) });
  await w.page.locator("main form button.btn--primary").click();
  await w.page.locator("#new").waitFor();
  w.expect(/没有新批注/.test(await text(w)), "a document that nobody has touched brings new comments");
  await w.check("back");
}

const receipt = { name: "receipt.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nreceipt\n%%EOF\n") };

/** A note with a file is settled and kept as a teaching case, which the second expert approves without script on a phone. */
async function learns(lead, second, key) {
  const { page } = lead;
  await lead.go(`${base}/findings/${encodeURIComponent(key)}`);
  const form = page.locator("form[data-annotate-form]");
  await form.locator("[name=text]").fill("先核对银行回单，再问经办人；回单与说法不一致的，以回单为准。");
  await form.locator("[name=audience][value=experts]").check({ force: true });
  await form.locator("[type=file]").setInputFiles([receipt]);
  await form.locator("button.btn--primary").first().click();
  await page.waitForURL((u) => u.search.includes("done="));
  const note = page.locator("[data-thread]").last();
  lead.expect(/receipt\.pdf/.test(await note.innerText()), "the file of the note is not there");
  await lead.check("with-file");
  await note.locator("form[action$='/settle'] button").first().click();
  await page.waitForLoadState("load");
  await page.locator("a[href$='/case']").last().click();
  await page.waitForURL(/\/case$/);
  await lead.check("case-form");
  await page.fill("[name=title]", "回单与说法不一致时");
  await page.locator("[name=approver]").selectOption({ label: "郑一" });
  await page.locator("[name=sure]").check({ force: true });
  await page.locator("main form button.btn--primary").first().click();
  await page.waitForURL(/\/expert\/cases\/[0-9a-f-]{36}/);
  await lead.check("case-draft");
  await second.go("/expert/cases");
  await second.page.locator("main a[href^='/expert/cases/']", { hasText: "回单与说法不一致时" }).first().click();
  await second.page.locator("form[action$='/approve'] [name=sure]").check();
  await second.page.locator("form[action$='/approve'] button").click();
  await second.page.waitForLoadState("load");
  await second.check("case-approved");
  await lead.go("/expert/cases");
  lead.expect(/回单与说法不一致时/.test(await text(lead)), "the case is not in the list");
  await lead.check("cases");
}

export async function override(browser, site) {
  const lead = await signedIn(browser, site, "lead", "lead@demo.example");
  const key = await propose(lead);
  const second = await signedIn(browser, site, "second", "consultant@demo.example", { width: 360, height: 780, javaScriptEnabled: false });
  await decide(second);
  const owner = await signedIn(browser, site, "owner", "owner@demo.example", { width: 360, height: 780, isMobile: true, hasTouch: true });
  const disputed = await disputes(owner, key);
  const other = await signedIn(browser, site, "other", "expert@demo.example");
  lead.expect((await answers(lead)) || (await answers(other)), "nobody is asked to answer the dispute");
  await owner.go(disputed);
  owner.expect(/还缺验收单/.test(await text(owner)), "the answer is not on the finding");
  await owner.check("answer");
  await learns(lead, second, key);
  await word(lead);
  await lead.go(`${base}/overrides`);
  await lead.page.locator("details:has(form[action$='/lift']) summary").first().click();
  await lead.page.locator("form[action$='/lift'] textarea").first().fill("演示结束。");
  await lead.page.locator("form[action$='/lift'] button").first().click();
  await lead.page.waitForURL(/\/overrides\?done=/);
  return (await Promise.all([lead, second, owner, other].map((w) => w.finish()))).flat();
}
