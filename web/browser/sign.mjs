// Two experts write, put up and sign a conclusion and see each other; the owner downloads it, and somebody else checks it.
// Then one changes their mind, and all signatures are void. On the desktop, at 360 px, and without script.
import fs from "node:fs";
import { Walk } from "./lib.mjs";

const demo = "demo-station-2026";
const review = "01936f00-0000-7000-8000-000000000001";
const at = `/expert/reviews/${review}/conclusion`;

async function signedIn(browser, base, name, email, options = {}) {
  const w = await new Walk(browser, base, { name, ...options }).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", demo);
  await w.submit();
  await w.page.waitForURL((u) => !u.pathname.startsWith("/signin"));
  return w;
}

async function open(w, form) {
  const details = w.page.locator(`details:has(form[action$='/${form}'])`);
  if (!(await details.evaluate((d) => d.open))) await details.locator("summary").click();
  return details;
}

const press = (w, form) => w.page.locator(`form[action$='/${form}'] button`).last().click();

export async function sign(browser, base) {
  const lead = await signedIn(browser, base, "sign-lead", "lead@demo.example");
  await lead.go(at);
  await lead.check("empty");
  const round = Number(await lead.page.locator("input[name=base]").first().inputValue()) + 1;
  await open(lead, "conclusion");
  await lead.page.locator("[name=option][value=conditions]").check({ force: true });
  await lead.page.fill("[name=text]", `补齐境外投资备案之后可以签约。第 ${round} 次。`);
  await lead.page.fill("[name=conditions]", "");
  await press(lead, "conclusion");
  await lead.page.locator(".err-sum").waitFor();
  lead.expect(/至少写一条条件/.test(await lead.page.locator(".err-sum").innerText()), "conditions are not asked for");
  await lead.check("refused");
  await lead.page.fill("[name=conditions]", "先办境外投资备案\n由当地律师看过合同原件");
  await lead.page.fill("[name=limits]", "没有看合同原件。");
  await press(lead, "conclusion");
  await lead.page.waitForURL("**/conclusion?done=saved");
  await press(lead, "put-up");
  await lead.page.waitForURL("**/conclusion?done=up");
  await lead.check("up");

  const second = await signedIn(browser, base, "sign-second", "consultant@demo.example", { width: 360, height: 780, isMobile: true, hasTouch: true });
  await second.go(at);
  await second.page.locator("[data-here]", { hasText: "林岚" }).waitFor({ timeout: 20_000 });
  await lead.page.locator("[data-here]", { hasText: "郑一" }).waitFor({ timeout: 20_000 });
  await second.check("seen");
  await press(second, "sign");
  await second.page.waitForURL("**/conclusion?done=signed");
  await lead.page.locator("[data-news]:not([hidden])").waitFor({ timeout: 20_000 });
  await lead.check("news");
  await lead.page.locator("[data-news] a").click();
  await press(lead, "sign");
  await lead.page.waitForURL("**/conclusion?done=signed");
  lead.expect(/已签署：2 人/.test(await lead.page.locator("h1").innerText()), "two have signed, and it is not said");
  await lead.check("signed");

  const owner = await signedIn(browser, base, "sign-owner", "owner@demo.example");
  await owner.go(`/reviews/${review}/conclusion`);
  await owner.check("signed");
  const files = [];
  for (const kind of ["pdf", "json"]) {
    const [download] = await Promise.all([owner.page.waitForEvent("download"), owner.page.locator(`a[href$='signed.${kind}']`).click()]);
    files.push(await download.path());
    if (owner.shots) fs.copyFileSync(await download.path(), `${owner.shots}/signed.${kind}`);
  }
  const bank = await new Walk(browser, base, { name: "sign-bank", width: 360, height: 780 }).open();
  const plain = await new Walk(browser, base, { name: "sign-plain", javaScriptEnabled: false }).open();
  const verified = async (w, file, name, mimeType, want) => {
    await w.go("/verify");
    await w.page.locator("[name=file]").setInputFiles({ name, mimeType, buffer: file });
    await w.submit();
    await w.page.locator("#answer").waitFor();
    const said = await w.page.locator("#answer").innerText();
    w.expect(want.test(said), `${name}: ${said}`);
    await w.check(name.split(".")[0]);
  };
  const [pdf, json] = files.map((f) => fs.readFileSync(f));
  await verified(bank, pdf, "whole.pdf", "application/pdf", /完好/);
  const bent = Buffer.from(pdf);
  bent[Math.floor(bent.length / 3)] ^= 1;
  await verified(bank, bent, "bent.pdf", "application/pdf", /被改过：PDF/);
  await verified(plain, json, "whole.json", "application/json", /完好/);
  await bank.go(`/verify/${JSON.parse(json).sha256}`);
  bank.expect(/现在有效/.test(await bank.page.locator("h1").innerText()), "the hash is not known");
  await bank.check("hash");

  await second.go(at);
  await open(second, "dissent");
  await second.page.fill("[name=dissent]", `备案之前也不应签意向书。第 ${round} 次。`);
  await press(second, "dissent");
  await second.page.waitForURL("**/conclusion?done=saved");
  second.expect(/全部作废/.test(await second.page.locator("h1").innerText()), "the signatures are not said to be void");
  await second.check("void");
  await verified(bank, pdf, "void.pdf", "application/pdf", /已作废/);
  await owner.go(`/reviews/${review}/conclusion`);
  owner.expect(/郑一 于/.test(await owner.page.locator("main").innerText()), "who voided the signatures is not said");
  await owner.check("void");

  const guard = await signedIn(browser, base, "sign-security", "security@demo.example");
  await guard.go("/admin/signing-keys");
  await guard.check("keys");
  return (await Promise.all([lead, second, owner, bank, plain, guard].map((w) => w.finish()))).flat();
}
