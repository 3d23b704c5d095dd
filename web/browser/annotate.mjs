// An expert writes about findings of a report and the company answers: with the mouse, by keyboard alone, on a phone of 360 px, without script.
// It needs an expert whose licence is verified: the way "expert" goes before.
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

async function signedIn(browser, base, options, role) {
  const w = await new Walk(browser, base, options).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", `${role}@demo.example`);
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  return w;
}

const main = (w) => w.page.locator("main").innerText();

const pdf = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };

/** Only a company whose licence an officer has accepted asks for a review. */
async function accepted(browser, base, owner) {
  await owner.go("/profiles");
  await owner.page.locator("main a[href^='/profiles/']").first().click();
  await owner.page.waitForURL(/\/profiles\/[0-9a-f-]{36}/);
  const profile = new URL(owner.page.url()).pathname;
  await owner.go(`${profile}/review`);
  if (await owner.page.locator("[name=question]").count()) return profile;
  await owner.go("/company");
  if (await owner.page.locator("form[action='/company/licence']").count()) {
    await owner.page.setInputFiles("[name=file]", pdf);
    await owner.page.locator("form[action='/company/licence'] button").click();
    await owner.page.waitForURL("**/company?done=licence");
  }
  const officer = await signedIn(browser, base, { name: "annotate-officer" }, "officer");
  await officer.go("/desk");
  const company = (await owner.page.locator(".who__n").textContent()).split(" · ")[1]; // other companies wait at the desk too
  await officer.page.locator("main a[href^='/desk/licences/']", { hasText: company }).first().click();
  await officer.page.locator("[name=decision][value=accept]").check({ force: true });
  await officer.submit();
  owner.faults.push(...(await officer.finish()));
  await owner.go(`${profile}/review`);
  return profile;
}

/** The company asks for a review of its latest profile, and the expert takes it. */
async function asked(browser, base, owner, expert) {
  await accepted(browser, base, owner);
  await owner.page.fill("[name=question]", "这些风险点按当地法律怎么看？");
  await owner.page.locator("[name=agree]").check({ force: true });
  await owner.submit();
  await owner.page.waitForURL(/\/reviews\/[0-9a-f-]{36}/);
  const id = owner.page.url().match(/\/reviews\/([0-9a-f-]{36})/)[1];
  await expert.go(`/expert/reviews/${id}/offer`);
  await expert.page.locator("[name=conflict]").check({ force: true });
  await expert.page.locator("form[action$='/accept'] button").click();
  await expert.page.waitForLoadState("load");
  return id;
}

/** Selects the first units of a field as a mouse does. */
const select = (page, field, n) =>
  page.evaluate(([field, n]) => {
    const el = document.querySelector(`[data-field="${field}"]`);
    const range = document.createRange();
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    let left = n, node;
    range.setStart(el, 0);
    while ((node = walker.nextNode())) {
      if (left <= node.length) { range.setEnd(node, left); break; }
      left -= node.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString();
  }, [field, n]);

async function writes(w, id) {
  const { page } = w;
  await w.go(`/expert/reviews/${id}/findings`);
  await w.check("list");
  await page.locator("main tbody a").first().click();
  await page.locator("[data-field='title.zh']").waitFor();
  const finding = new URL(page.url()).pathname;
  // with the mouse
  await page.locator(".annotate-do").waitFor({ state: "attached" });
  await page.locator("[data-field='title.zh']").dblclick({ position: { x: 12, y: 12 } });
  await page.locator(".annotate-do").waitFor().catch(() => w.fault("a selection with the mouse offers nothing"));
  const first = await select(page, "title.zh", 4);
  await page.locator(".annotate-do").click();
  w.expect((await page.inputValue("[name=quote]")) === first && (await page.inputValue("[name=field]")) === "title.zh", "the form has not the passage that was selected");
  await page.fill("[data-annotate-form] [name=text]", "这一条按当地法律仍要改。");
  const form = page.locator("[data-annotate-form]");
  await form.locator("[name=source]").fill("中华人民共和国劳动合同法");
  await form.locator("[name=article]").fill("第九条");
  await form.locator("[name=file]").setInputFiles({ name: "依据.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n依据\n%%EOF\n") });
  await form.locator("button[name=more]").click();
  w.expect(await form.locator("[name=file]").evaluate((f) => f.files.length === 1), "another source takes the file away");
  await form.locator("[name=source]").nth(1).fill("中华人民共和国民法典");
  await page.locator("[data-annotate-form] button:not([name])").click();
  await page.waitForURL(/done=1/);
  w.expect((await page.locator("mark").first().innerText()) === first, "the passage is not marked");
  w.expect(/依据\.pdf/.test(await main(w)) && /民法典/.test(await main(w)), "the file or the second source is not there");
  // one that overlaps it, by keys: a selection and c
  const second = await select(page, "title.zh", 6);
  await page.keyboard.press("c");
  w.expect((await page.inputValue("[name=quote]")) === second, "a passage across a mark is not taken as it reads");
  await page.keyboard.type("给同组看：口径待核。");
  await page.locator("[name=audience][value=experts]").check({ force: true });
  await page.locator("[data-annotate-form] button:not([name])").click();
  await page.waitForURL(/done=1/);
  w.expect((await page.locator("[data-field='title.zh'] mark").count()) === 2, "marks that overlap are not both drawn");
  w.expect((await page.locator("[data-field='title.zh']").evaluate((e) => e.textContent)).startsWith(second), "numbers of notes stand in the text of the passage");
  const row = await page.locator(".doc__row", { has: page.locator("[data-field='title.zh']") }).evaluate((r) => [...r.children].map((c) => c.getBoundingClientRect()).map((b) => [b.x, b.y]));
  const beside = row[1][0] > row[0][0] && Math.abs(row[1][1] - row[0][1]) < 40;
  w.expect(w.options.width === 360 ? !beside && row[1][1] > row[0][1] : beside, "the notes do not stand where they should");
  await w.check("written");
  return finding;
}

/** By keyboard alone: j and k go from note to note in sight, and Tab reaches the answer. */
async function byKeys(w, finding) {
  const { page } = w;
  await w.go(finding);
  await page.keyboard.press("j");
  const at = () => page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { id: document.activeElement.id, seen: box.top >= 0 && box.top < innerHeight, ring: getComputedStyle(document.activeElement).outlineStyle };
  });
  const one = await at();
  await page.keyboard.press("j");
  const two = await at();
  await page.keyboard.press("k");
  w.expect(one.id.startsWith("t-") && two.id.startsWith("t-") && one.id !== two.id && (await at()).id === one.id, "j and k do not go from note to note");
  w.expect(one.seen && two.seen && one.ring !== "none", "the note that has the focus is out of sight");
  await tabTo(w, `document.activeElement.tagName === "SUMMARY" && document.activeElement.closest("[data-thread]")`);
  await page.keyboard.press("Enter");
  await tabTo(w, `document.activeElement.name === "text" && document.activeElement.closest("[data-thread]")`);
  await page.keyboard.type("jck 补充一句");
  w.expect((await page.evaluate(() => document.activeElement.value)) === "jck 补充一句", "keys of the page are taken while somebody writes");
  await tabTo(w, `document.activeElement.tagName === "BUTTON" && document.activeElement.closest("form[action$='/replies']")`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=1/);
  w.expect(/jck 补充一句/.test(await main(w)), "the answer is not kept");
  await page.locator("details summary", { hasText: "快捷键" }).click();
  await page.locator("[data-keys-on]").uncheck();
  await page.reload();
  await page.keyboard.press("j");
  w.expect(!(await at()).id.startsWith("t-"), "the keys work though they are turned off");
  await page.locator("details summary", { hasText: "快捷键" }).click();
  await page.locator("[data-keys-on]").check();
}

/** Without script: the field is chosen, the passage pasted; what is wrong comes back with what was written. */
async function byForm(w, finding) {
  const { page } = w;
  await w.go(finding);
  await page.selectOption("[name=field]", "title.zh");
  await page.fill("[name=quote]", "这里没有的话");
  await page.fill("[data-annotate-form] [name=text]", "没有脚本也写得上。");
  await page.locator("[data-annotate-form] button:not([name])").click();
  w.expect((await page.locator(".err-sum a").count()) === 1 && (await page.inputValue("[data-annotate-form] [name=text]")) === "没有脚本也写得上。", "a passage that is not there is taken, or the words are lost");
  await w.check("wrong");
  await page.fill("[name=quote]", "");
  await page.locator("[data-annotate-form] button:not([name])").click();
  await page.waitForURL(/done=1/);
  w.expect(/没有脚本也写得上/.test(await main(w)), "the note is not kept");
  await page.locator("article[data-thread]", { hasText: "没有脚本也写得上" }).locator("a", { hasText: "打开这条" }).click();
  await page.fill("[name=text]", "没有脚本也改得上。");
  await page.locator("form[action*='/comments/'] button[name=more]").click();
  w.expect((await page.locator("[name=source]").count()) === 2 && (await page.inputValue("[name=text]")) === "没有脚本也改得上。", "another source is not offered without script, or the words are lost");
  await page.locator("form[action*='/comments/'] button:not([name])").click();
  await page.waitForURL(/done=1/);
  await page.locator("article[data-thread]", { hasText: "没有脚本也改得上" }).locator("a", { hasText: "已修改" }).click();
  w.expect(/没有脚本也写得上/.test(await main(w)), "what it said before is not shown");
  await w.check("edited");
}

async function answers(w, id, finding) {
  const { page } = w;
  await w.go("/inbox");
  w.expect(/写了批注/.test(await main(w)), "the company was not told");
  await w.go(finding.replace("/expert", ""));
  const text = await main(w);
  w.expect(/这一条按当地法律仍要改/.test(text) && !/口径待核/.test(text), "the company does not read what is for it, or reads what is not");
  await page.locator("article[data-thread] summary").first().click();
  await page.locator("article[data-thread] [name=text]").first().fill("已经在改，月底前办好。");
  await page.locator("article[data-thread] form[action$='/replies'] button:not([name])").first().click();
  await page.waitForURL(/done=1/);
  w.expect(/月底前办好/.test(await main(w)), "the answer is not kept");
  await w.check("answered");
}

export async function annotate(browser, base) {
  const owner = await signedIn(browser, base, { name: "annotate-owner", width: 390, height: 844, isMobile: true, hasTouch: true }, "owner");
  const expert = await signedIn(browser, base, { name: "annotate" }, "expert");
  const id = await asked(browser, base, owner, expert);
  const finding = await writes(expert, id);
  await byKeys(expert, finding);
  await answers(owner, id, finding);
  await expert.go(finding);
  expert.expect(/月底前办好/.test(await main(expert)), "the expert does not see the answer");
  await expert.page.locator("article[data-thread] button[value=resolved]").first().click();
  await expert.page.waitForURL(/done=1/);
  expert.expect(/已解决/.test(await main(expert)), "the note is not resolved");
  const phone = await signedIn(browser, base, { name: "annotate-360", width: 360, height: 740, isMobile: true, hasTouch: true }, "expert");
  await phone.go(`/expert/reviews/${id}/findings?show=open`);
  await phone.check("list");
  await phone.go(finding);
  await phone.check("finding");
  const plain = await signedIn(browser, base, { name: "annotate-nojs", javaScriptEnabled: false, width: 360, height: 740 }, "expert");
  await byForm(plain, finding);
  return [...(await owner.finish()), ...(await expert.finish()), ...(await phone.finish()), ...(await plain.finish())];
}
