// A company asks the expert who was verified before to look at its profile, the expert accepts and reads, the company sees who looked
// and takes it back: on a phone of 360 px without script, then with. Three people: owner, officer, expert.
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

const pdf = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };
const phone = { width: 360, height: 740 };
const main = (w) => w.page.locator("main").innerText();
const head = (w) => w.page.locator("h1").innerText();

async function signedIn(browser, base, options, role) {
  const w = await new Walk(browser, base, options).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", `${role}@demo.example`);
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  return w;
}

/** An officer accepts the licence of the demo's company, where none was yet. */
async function admitted(browser, base, owner) {
  await owner.go("/company");
  if ((await owner.page.locator("form[action='/company/licence']").count()) === 0) return [];
  await owner.page.setInputFiles("form[action='/company/licence'] [name=file]", pdf);
  await owner.page.locator("form[action='/company/licence'] button").click();
  await owner.page.waitForURL("**/company?done=licence");
  const w = await signedIn(browser, base, { name: "review-officer" }, "officer");
  await w.go("/desk");
  await w.page.locator("main tr", { hasText: "澜桥精密机械" }).locator("a[href^='/desk/licences/']").first().click();
  await w.page.locator("[name=decision][value=accept]").check({ force: true });
  await w.submit();
  return w.finish();
}

/** asks gives the path of the review. */
async function asks(w, name) {
  const { page } = w;
  await w.go("/profiles");
  await page.locator("main a.t[href^='/profiles/']").first().click();
  await page.locator("main a[href$='/review']").click();
  await page.locator("[name=part][value=whole]").check({ force: true });
  await page.locator(".choice", { hasText: name }).first().locator("input").check({ force: true });
  await page.selectOption("[name=needed]", "1");
  await page.locator("[name=agree]").check({ force: true });
  await w.submit();
  w.expect(/请写您想问什么/.test(await main(w)), "nothing is asked, and nobody complains");
  w.expect(await page.locator("[name=agree]").isChecked(), "what was ticked is lost");
  await w.check("ask-wrong");
  await page.fill("[name=question]", "下月签约，哪些必须先处理？");
  await w.submit();
  await page.waitForURL("**/reviews/*?done=asked");
  w.expect(/等专家接下/.test(await head(w)), "the page does not say that it was sent");
  await w.check("asked");
  return new URL(page.url()).pathname;
}

async function accepts(w, review) {
  const { page } = w;
  await w.go("/inbox");
  w.expect(/有企业请您复核/.test(await main(w)), "the expert was not told");
  await w.go("/expert/reviews?view=asked");
  w.expect(!/澜桥/.test(await main(w)), "the queue tells whose it is before it is accepted");
  await w.check("queue");
  await page.locator(`main a[href='/expert${review}/offer']`).click();
  w.expect(/下月签约/.test(await main(w)), "the offer lacks the question");
  await page.locator("[name=conflict]").check({ force: true });
  await w.check("offer");
  await page.locator("form[action$='/accept'] button").click();
  await page.waitForURL(`**/expert${review}?done=accepted`);
  w.expect(/澜桥/.test(await head(w)), "the review does not say whose it is");
  await w.check("work");
}

/** Takes the consent back: on the page of the review, or, by keyboard alone, on the page of everything that was agreed to. */
async function withdraws(owner, review, keys) {
  const { page } = owner;
  if (!keys) {
    await owner.go(review);
    await page.locator("summary", { hasText: "撤回复核" }).click();
    await page.locator("form[action$='/withdraw'] button").click();
    await page.waitForURL("**?done=withdrawn");
    return;
  }
  await owner.go("/privacy");
  await tabTo(owner, `document.activeElement.tagName === "SUMMARY" && document.activeElement.parentElement.querySelector("form[action='${review}/withdraw']")`);
  await page.keyboard.press("Enter");
  await tabTo(owner, `document.activeElement.tagName === "BUTTON" && document.activeElement.closest("form[action='${review}/withdraw']")`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/privacy?done=withdrawn");
  owner.expect((await page.locator(`form[action='${review}/withdraw']`).count()) === 0, "the consent that was taken back is still listed");
}

async function around(browser, base, { keys, ...options }) {
  const owner = await signedIn(browser, base, { ...options, name: `review-owner-${options.javaScriptEnabled === false ? "nojs" : options.width}` }, "owner");
  const faults = await admitted(browser, base, owner);
  const review = await asks(owner, "演示 expert");
  const expert = await signedIn(browser, base, { ...options, name: `review-expert-${options.javaScriptEnabled === false ? "nojs" : options.width}` }, "expert");
  await accepts(expert, review);
  await owner.go(review);
  owner.expect(/专家正在复核/.test(await head(owner)), "the company does not see that it was accepted");
  await owner.go("/privacy");
  owner.expect(/演示 expert/.test(await main(owner)) && /送来的报告/.test(await main(owner)), "the company does not see who looked");
  await owner.check("granted");
  await withdraws(owner, review, keys);
  await owner.check("withdrawn");
  const gone = await expert.page.goto(`${base}/expert${review}`);
  expert.expect(gone.status() === 404, `the expert still reads after the consent was withdrawn: ${gone.status()}`);
  return [...faults, ...(await owner.finish()), ...(await expert.finish())];
}

export async function review(browser, base) {
  return [...(await around(browser, base, { ...phone, javaScriptEnabled: false })), ...(await around(browser, base, { ...phone, isMobile: true, hasTouch: true })), ...(await around(browser, base, { width: 1440, keys: true }))];
}
