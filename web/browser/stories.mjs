// Who somebody is, story by story and in every mode: a colleague is invited, a taken code is claimed, a password is lost and
// recovered, the second factor comes onto a new phone.
import { told } from "./modes.mjs";
import { mailed } from "./people.mjs";
import { code, early } from "./factor.mjs";

const demo = "demo-station-2026";
const licence = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nlicence\n%%EOF\n") };
const some = () => `s${Date.now()}${Math.floor(Math.random() * 1e6)}@example.com`;
const primary = "main form button.btn--primary";

export const inviting = (browser, base, mode) =>
  told(browser, base, "invite", mode, async (person) => {
    const owner = await (await person("owner")).registered();
    const invite = async (email) => {
      await owner.go("/people");
      await owner.write("form[action='/people/invitations'] [name=email]", email);
      await owner.press("form[action='/people/invitations'] button");
    };
    await invite("no address");
    await owner.complains();
    await owner.check("no-address");
    await invite(some());
    const link = new URL(await owner.page.inputValue("#handed-url")).pathname;
    await owner.check("handed");

    const colleague = await person("colleague");
    await colleague.go(link);
    await colleague.write("[name=name]", "王敏");
    await colleague.write("[name=password]", "short");
    await colleague.press(primary);
    await colleague.complains();
    colleague.expect((await colleague.page.inputValue("[name=name]")) === "王敏", "the name is lost with the short password");
    await colleague.check("short");
    await colleague.write("[name=password]", "another long one");
    await colleague.press(primary);
    await colleague.to("**/home");
    await colleague.go("/people");
    colleague.expect((await colleague.page.locator("form[action='/people/invitations']").count()) === 0, "a member can invite");
    await colleague.check("joined");

    await invite(some()); // and takes it back
    const wrong = new URL(await owner.page.inputValue("#handed-url")).pathname;
    await owner.go("/people");
    await owner.press("form[action$='/revoke'] button");
    await owner.to("**/people?done=revoked");
    await owner.check("revoked");
    const late = await person("late");
    for (const gone of [link, wrong]) {
      await late.go(gone);
      late.expect(/用不了/.test(await late.says()), "a used or revoked invitation works");
    }
    await late.check("gone");

    await owner.press("form[action$='/signout'][action^='/people/'] button"); // the colleague has lost the device
    await owner.to("**/people?done=signed_out");
    await colleague.go("/home");
    colleague.expect(new URL(colleague.page.url()).pathname === "/signin", "a colleague who was signed out is still in");
  });

export const claiming = (browser, base, mode) =>
  told(browser, base, "claim", mode, async (person) => {
    const holder = await (await person("holder")).registered();
    await holder.go("/company");
    const uscc = /[0-9A-Z]{18}/.exec(await holder.says())[0];

    const claimant = await person("claimant");
    await claimant.signUp();
    await claimant.page.fill("[name=uscc]", uscc);
    await claimant.page.fill("[name=password]", "a long password");
    await claimant.press(primary);
    await claimant.press("main a[href^='/claims']");
    await claimant.to("**/claims?uscc=*");
    await claimant.write("[name=company]", "真主企业有限公司");
    await claimant.write("[name=name]", "赵真");
    await claimant.write("[name=email]", claimant.email);
    await claimant.write("[name=reason]", "我司从未在本站登记。");
    await claimant.press(primary);
    await claimant.complains();
    claimant.expect(/我司从未/.test(await claimant.page.inputValue("[name=reason]")), "what was written is lost with the missing licence");
    await claimant.check("no-licence");
    await claimant.hand("[name=file]", licence);
    await claimant.press(primary);
    await claimant.to("**/claims/*");
    const status = new URL(claimant.page.url()).pathname;
    claimant.expect(!/试航|林晓/.test(await claimant.says()), "the claimant is told who holds the code");
    await claimant.check("filed");

    const officer = await person("officer");
    await officer.signIn("officer@demo.example", demo);
    const decide = async () => {
      await officer.tick("[name=outcome][value=separated]");
      await officer.write("[name=reason]", "执照核实无误。");
      await officer.press(primary);
    };
    await officer.go("/desk");
    await officer.press(`main a:has-text("${uscc}")`);
    await officer.to("**/desk/claims/*");
    await decide();
    await officer.complains();
    officer.expect(/期限也没有到/.test(await officer.says()), "a code is taken from a holder who was not heard");
    await officer.check("not-heard");

    await holder.go("/company");
    holder.expect(!/赵真|真主/.test(await holder.says()), "the holder is told who claims");
    await holder.write("[name=answer]", "由我司财务登记,愿意交还。");
    await holder.press("form[action^='/company/claims/'] button");
    await holder.to("**/company?done=answer");
    await holder.check("answered");

    await officer.go(new URL(officer.page.url()).pathname);
    officer.expect(/愿意交还/.test(await officer.says()), "the officer does not hear the holder");
    await decide();
    await officer.to("**/desk?done=1");
    await claimant.go(status);
    await claimant.check("decided");
    await claimant.press("main a.btn--primary");
    await claimant.to("**/signup?claim=*");
    claimant.expect((await claimant.page.inputValue("[name=uscc]")) === uscc, "the code is not filled in");
    await claimant.check("register");
  });

export const recovering = (browser, base, mode) =>
  told(browser, base, "recover", mode, async (person) => {
    const w = await (await person("owner")).registered();
    const other = await person("elsewhere"); // signed in on another device meanwhile
    await other.signIn(w.email, "a long password");
    await w.signOut();
    await w.go("/signin");
    await w.write("[name=email]", w.email);
    await w.write("[name=password]", "not the right one");
    await w.press(primary);
    await w.complains();
    await w.check("wrong");
    await w.press("main a[href='/forgot']");
    await w.to("**/forgot");
    await w.write("[name=email]", w.email);
    await w.press(primary);
    await w.page.locator("h1", { hasText: "如果有这个账号" }).waitFor();
    await w.check("sent");
    const link = await mailed(w, w.email, "/reset/");
    for (const [words, name] of [["short", "short"], ["a long password", "same"], [w.email, "guessable"]]) {
      await w.go(link);
      await w.write("[name=password]", words);
      await w.press(primary);
      await w.complains();
      await w.check(name);
    }
    await w.write("[name=password]", "found again by mail");
    await w.press(primary);
    await w.to("**/signin?done=password");
    await w.check("done");
    await other.go("/home");
    other.expect(new URL(other.page.url()).pathname === "/signin", "a session outlives the new password");
    await w.signIn(w.email, "found again by mail");
    w.expect(new URL(w.page.url()).pathname === "/home", `the new password leads to ${w.page.url()}`);
    await other.go(link);
    other.expect(/用不了/.test(await other.says()), "the link works twice");
  });

export const newPhone = (browser, base, mode) =>
  told(browser, base, "phone", mode, async (person) => {
    const w = await (await person("owner")).registered();
    const add = async (name) => {
      await w.press("main form[action='/account/factor/app'] button");
      await w.to("**/account/factor/app*");
      const secret = (await w.page.locator("#secret").innerText()).trim();
      await early();
      await w.write("[name=code]", code(secret, -1));
      await w.write("main form[action='/account/factor/app/confirm'] [name=name]", name);
      await w.press("form[action='/account/factor/app/confirm'] button");
      return secret;
    };
    const replace = async (old, name) => {
      await w.check("phone");
      await w.press("main a[href^='/account/factor?']");
      await w.to((u) => u.pathname === "/account/factor");
      const secret = await add(name);
      await w.to("**/account/factor/phone");
      await w.press(`button[aria-label="移除 ${old}"]`);
      await w.page.locator(`button[aria-label="移除 ${old}"]`).waitFor({ state: "detached" });
      return secret;
    };
    await w.go("/account/factor");
    const first = await add("甲手机");
    await w.page.locator("#codes").waitFor();
    const recovery = (await w.page.locator("#codes li").allInnerTexts()).map((line) => line.trim());
    await w.check("codes");
    await w.go("/account/factor/phone");
    const second = await replace("甲手机", "乙手机");
    await w.signOut();
    await w.signIn(w.email, "a long password");
    await early();
    await w.write("[name=code]", code(first, 1));
    await w.press(primary);
    await w.complains();
    await w.check("old-phone");
    await w.write("[name=code]", code(second));
    await w.press(primary);
    await w.to("**/home");

    await w.signOut(); // and now the phone is lost
    await w.signIn(w.email, "a long password");
    await w.press('main summary:has-text("恢复码")');
    await w.write("[name=recovery]", recovery[3]);
    await w.press(primary);
    await w.to("**/account/factor/phone*");
    const third = await replace("乙手机", "丙手机");
    await w.signOut();
    await w.signIn(w.email, "a long password");
    await early();
    await w.write("[name=code]", code(third));
    await w.press(primary);
    await w.to("**/home");
  });
