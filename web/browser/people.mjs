// Who somebody is: a colleague is invited and takes the company over, a taken code is claimed, a lost password is found
// again. On a phone, in large print, without script, by keyboard alone.
import { joined, Walk } from "./lib.mjs";

const finished = async (...walks) => (await Promise.all(walks.map((w) => w.finish()))).flat();
const demo = "demo-station-2026";

async function signIn(w, email, password) {
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", password);
  await w.submit();
  await w.page.waitForURL((u) => !u.pathname.startsWith("/signin"));
}

/** Signs up and agrees to the notice. */
async function registered(w) {
  await w.signUp();
  await w.submit();
  await w.page.locator("[name=agree]").check();
  await w.submit();
  await w.page.waitForURL("**/home");
}

export async function invite(browser, base) {
  const owner = await new Walk(browser, base, { name: "invite", width: 390, height: 844, isMobile: true, hasTouch: true }).open();
  await registered(owner);
  await owner.page.context().addCookies([{ name: "station-print", value: "large", url: base }]);
  const colleague = await new Walk(browser, base, { name: "invited" }).open();
  const email = `m${Date.now()}@example.com`;
  const link = await joined(owner, colleague, email);
  await owner.check("invited");
  await colleague.go("/people");
  await colleague.check("member");
  colleague.expect((await colleague.page.locator("form[action='/people/invitations']").count()) === 0, "a member can invite");

  const late = await new Walk(browser, base, { name: "invited-late" }).open();
  await late.go(new URL(link).pathname);
  late.expect(/用不了/.test(await late.page.locator("main").innerText()), "a used invitation works again");
  await late.check("used");

  owner.expect(await owner.page.locator(".who .ava").isVisible(), "no way to the account is seen on a phone");
  await owner.page.locator(".who a[href='/account']").click();
  await owner.page.waitForURL("**/account");
  await owner.check("account");
  await owner.go("/company");
  await owner.page.locator("details.chkgroup summary").first().click();
  for (const country of ["VN", "TH", "JP"]) await owner.page.locator(`[name=countries][value=${country}]`).check({ force: true });
  await owner.page.locator("form[action='/company'] button").click();
  await owner.page.waitForURL("**/company?done=card");
  owner.expect((await owner.page.locator("details.chkgroup[open]").count()) === 0, "a continent with a chosen country is open");
  owner.expect((await owner.page.locator(".picked .tag").allInnerTexts()).length === 3, "the chosen countries are not said");
  const tall = await owner.page.evaluate(() => document.documentElement.scrollHeight);
  owner.expect(tall < 4500, `/company is ${tall} px tall on a phone`);
  await owner.check("company");
  await owner.go("/people");
  await owner.page.locator("summary", { hasText: "交给另一位同事" }).click();
  await owner.page.locator("form[action='/people/transfer'] button").last().click();
  owner.expect((await owner.page.locator(".err-sum a").count()) === 2, "handing over asks for nothing first");
  await owner.check("unsure");
  await owner.page.selectOption("[name=new_owner]", { label: "王敏" });
  await owner.page.locator("[name=sure]").check();
  await owner.page.locator("form[action='/people/transfer'] button").last().click();
  await owner.page.waitForURL("**/signin");
  await signIn(owner, owner.email, "a long password");
  await owner.go("/account");
  await owner.page.locator("summary", { hasText: "退出这家企业" }).click();
  await owner.page.locator("form[action='/account/leave'] [name=sure]").check();
  await owner.page.locator("form[action='/account/leave'] button").click();
  await owner.page.waitForURL("**/signin");
  await signIn(colleague, email, "another long one");
  await colleague.go("/people");
  colleague.expect(/1 位同事/.test(await colleague.page.locator("h1").innerText()), "who left is still listed");
  return finished(owner, colleague, late);
}

const licence = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };

export async function claim(browser, base) {
  const plain = { width: 360, height: 780, javaScriptEnabled: false };
  const holder = await new Walk(browser, base, { name: "claim-holder", ...plain }).open();
  await registered(holder);
  await holder.go("/company");
  const code = /[0-9A-Z]{18}/.exec(await holder.page.locator("main").innerText())[0];

  const claimant = await new Walk(browser, base, { name: "claim", ...plain }).open();
  await claimant.signUp();
  await claimant.page.fill("[name=uscc]", code);
  await claimant.page.fill("[name=password]", "a long password");
  await claimant.submit();
  await claimant.page.locator("main a[href^='/claims']").click();
  await claimant.check("offered");
  await claimant.page.fill("[name=company]", "真主企业有限公司");
  await claimant.page.fill("[name=name]", "赵真");
  await claimant.page.fill("[name=email]", claimant.email);
  await claimant.page.fill("[name=reason]", "我司从未在本站登记。");
  await claimant.submit();
  claimant.expect(/我司从未在本站登记/.test(await claimant.page.locator("[name=reason]").inputValue()), "what was written is lost with the missing licence");
  await claimant.check("no-licence");
  await claimant.page.setInputFiles("[name=file]", licence);
  await claimant.submit();
  await claimant.page.waitForURL("**/claims/*");
  const status = new URL(claimant.page.url()).pathname;
  claimant.expect(!/试航|林晓/.test(await claimant.page.locator("main").innerText()), "the claimant is told who holds the code");
  await claimant.check("filed");

  await holder.go("/company");
  holder.expect(/有人认领/.test(await holder.page.locator("main").innerText()), "the holder is not told");
  await holder.page.fill("[name=answer]", "由我司财务登记,愿意交还。");
  await holder.page.locator("form[action^='/company/claims/'] button").click();
  await holder.page.waitForURL("**/company?done=answer");
  await holder.check("answered");

  const officer = await new Walk(browser, base, { name: "claim-officer" }).open();
  await signIn(officer, "officer@demo.example", demo);
  await officer.go("/desk");
  await officer.check("desk");
  await officer.page.locator("a", { hasText: code }).first().click();
  await officer.page.waitForURL("**/desk/claims/*");
  officer.expect(/愿意交还/.test(await officer.page.locator("main").innerText()), "the officer does not hear the holder");
  await officer.check("both-sides");
  await officer.submit();
  await officer.check("unsure");
  await officer.page.locator("[name=outcome][value=separated]").check({ force: true });
  await officer.page.fill("[name=reason]", "执照核实无误。");
  await officer.submit();
  await officer.page.waitForURL("**/desk?done=1");

  await claimant.go(status);
  await claimant.page.locator("a.btn--primary").click();
  await claimant.page.waitForURL("**/signup?claim=*");
  claimant.expect((await claimant.page.inputValue("[name=uscc]")) === code, "the code is not filled in");
  await claimant.page.fill("[name=company]", "真主企业有限公司");
  await claimant.page.selectOption("[name=industry]", "C");
  await claimant.page.selectOption("[name=district]", "nanhu");
  await claimant.page.locator("[name=size]").first().check({ force: true });
  await claimant.page.fill("[name=name]", "赵真");
  await claimant.page.fill("[name=email]", claimant.email);
  await claimant.page.fill("[name=password]", "a long password");
  await claimant.submit();
  await claimant.page.waitForURL("**/notice");
  await holder.go("/privacy");
  holder.expect(/代码认领材料/.test(await holder.page.locator("main").innerText()), "the holder does not see who looked");
  await holder.check("looked");
  return finished(holder, claimant, officer);
}

/** Presses Tab until something that fits is focused. */
async function tabTo(w, selector, limit = 120) {
  for (let n = 0; n < limit; n++) {
    await w.page.keyboard.press("Tab");
    if (await w.page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  w.fault(`never reached by Tab: ${selector}`);
}

/** The link of the last mail to an address, once it has come. */
export async function mailed(w, email, path) {
  for (let n = 0; n < 60; n++) {
    await w.go("/demo/mailbox");
    const mail = w.page.locator("main tr, main li").filter({ hasText: email }).first();
    if (await mail.count()) {
      await mail.locator("a").first().click();
      const link = w.page.locator(`main a[href*="${path}"]`).first();
      if (await link.count()) return new URL(await link.getAttribute("href"), w.base).pathname;
    }
    await w.page.waitForTimeout(500);
  }
  w.fault(`no mail to ${email} with a link to ${path}`);
  return "/";
}

/** A forgotten password by mail, then another address, each confirmed by its link. */
async function byMail(w, member, email) {
  await w.go("/signin");
  await w.page.locator("main a[href='/forgot']").click();
  await w.check("forgot");
  for (const who of ["nobody.at.all@example.com", email]) {
    await w.go("/forgot");
    await w.page.fill("[name=email]", who);
    await w.submit();
    w.expect(/如果有这个账号/.test(await w.page.locator("h1").innerText()), "the answer tells who has an account");
  }
  await w.check("sent");
  await w.go(await mailed(w, email, "/reset/"));
  await w.page.fill("[name=password]", "found again by mail");
  await w.submit();
  await w.page.waitForURL("**/signin?done=password");
  await signIn(member, email, "found again by mail");
  const fresh = `n${Date.now()}@example.com`;
  await member.go("/account");
  await member.page.fill("form[action='/account/email'] [name=email]", fresh);
  await member.page.locator("form[action='/account/email'] button").click();
  await member.page.waitForURL("**/account?done=asked");
  await w.go(await mailed(w, fresh, "/confirm/"));
  await w.check("confirm");
  await w.submit();
  await w.page.locator("h1", { hasText: "已确认" }).waitFor();
  await signIn(w, fresh, "found again by mail");
  await w.go("/inbox");
  w.expect(/密码/.test(await w.page.locator("main").innerText()), "the inbox does not tell that the password was changed");
  await w.check("told");
}

export async function recover(browser, base) {
  const owner = await new Walk(browser, base, { name: "recover-owner" }).open();
  await registered(owner);
  const member = await new Walk(browser, base, { name: "recover" }).open();
  const email = `r${Date.now()}@example.com`;
  await joined(owner, member, email);
  await owner.go("/people");
  await tabTo(owner, "form[action$='/recover'] button");
  await owner.page.keyboard.press("Enter");
  await owner.page.locator("#handed-url").waitFor();
  await owner.check("handed");
  const link = new URL(await owner.page.inputValue("#handed-url")).pathname;

  const found = await new Walk(browser, base, { name: "recovered" }).open();
  await found.go(link);
  await tabTo(found, "[name=password]");
  await found.page.keyboard.type("short");
  await found.page.keyboard.press("Enter");
  await found.page.locator(".err-sum").waitFor();
  await found.check("short");
  await tabTo(found, "[name=password]");
  await found.page.keyboard.type("a password of my own");
  await found.page.keyboard.press("Enter");
  await found.page.waitForURL("**/signin?done=password");
  await found.check("done");
  await member.go("/home");
  member.expect(/\/signin/.test(member.page.url()), "a session outlives the new password");
  await signIn(member, email, "a password of my own");
  await found.go(link);
  found.expect(/用不了/.test(await found.page.locator("main").innerText()), "the link works twice");

  await byMail(found, member, email);

  await owner.go("/company");
  const code = /[0-9A-Z]{18}/.exec(await owner.page.locator("main").innerText())[0];
  const officer = await new Walk(browser, base, { name: "recover-officer" }).open();
  await signIn(officer, "officer@demo.example", demo);
  await officer.go("/desk/recover");
  await officer.page.fill("[name=uscc]", code);
  await officer.page.fill("[name=email]", "nobody@example.com");
  await officer.page.locator("[name=papers]").first().check({ force: true });
  await officer.submit();
  officer.expect(/没有找到/.test(await officer.page.locator("main").innerText()), "a wrong address is taken");
  await officer.check("wrong");
  await officer.page.fill("[name=email]", owner.email);
  await officer.submit();
  await officer.page.locator("#handed-url").waitFor();
  await officer.check("handed");
  await found.go(new URL(await officer.page.inputValue("#handed-url")).pathname);
  await found.page.fill("[name=password]", "the owner's new one");
  await found.submit();
  await found.page.waitForURL("**/signin?done=password");
  await signIn(owner, owner.email, "the owner's new one");
  return finished(owner, member, found, officer);
}
