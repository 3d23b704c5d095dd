// The second factor as people meet it: set up without script, by keyboard, with a passkey, on a new phone, and typed wrongly.
import { createHmac } from "node:crypto";
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

const password = "a long password"; // of whoever signs up in Walk

/** The code of an authenticator app, so many steps of 30 seconds from now: each is taken once. */
export function code(secret, steps = 0) {
  const bits = [...secret.replaceAll(" ", "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const sum = createHmac("sha1", key).update(counter).digest();
  return String((sum.readUInt32BE(sum[19] & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

/** Not too late in a step, so that what is typed next is still of this one. */
export async function early() {
  const left = 30000 - (Date.now() % 30000);
  if (left < 8000) await new Promise((done) => setTimeout(done, left + 200));
}

const shown = async (w) => (await w.page.locator("#secret").innerText()).trim();
const codes = async (w) => (await w.page.locator("#codes li").allInnerTexts()).map((line) => line.trim());

async function password1(w, email, words = password) {
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", words);
  await w.submit();
}

async function signOut(w) {
  await w.go("/account"); // on a phone one signs out there
  await w.page.locator("main form[action='/signout'] button").click();
  await w.page.waitForURL((u) => u.pathname === "/");
}

/** Sets an app up from where the page with the choice is open. Gives the secret. */
async function addApp(w, name) {
  await w.page.locator("form[action='/account/factor/app'] button").click();
  await w.page.waitForURL("**/account/factor/app*");
  const secret = await shown(w);
  await early();
  await w.page.fill("[name=code]", code(secret, -1));
  await w.page.fill("[name=name]", name);
  await w.page.locator("form[action='/account/factor/app/confirm'] button").click();
  return secret;
}

async function enter(w, digits) {
  await w.page.fill("[name=code]", digits);
  await w.submit();
}

async function newcomer(browser, base, options) {
  const w = await new Walk(browser, base, options).open();
  await w.signUp();
  await w.submit();
  await w.page.locator("[name=agree]").check();
  await w.submit();
  return w;
}

/** A member of the staff, without script and on a phone. */
async function withoutScript(browser, base) {
  const w = await new Walk(browser, base, { name: "factor-nojs", javaScriptEnabled: false, width: 360 }).open();
  await password1(w, "security@demo.example", "demo-station-2026");
  w.expect(w.page.url().endsWith("/staff"), `lands on ${w.page.url()}`);
  await w.go("/account/factor");
  await w.check("choose");
  w.expect(await w.page.locator("form[action='/account/factor/key'] button:visible").count() === 0, "a key is offered without script");
  const secret = await addApp(w, "值班手机");
  w.expect((await codes(w)).length === 10, "no ten recovery codes");
  await w.check("codes");
  await w.page.locator("main a.btn--primary").click();
  w.expect((await w.page.locator("#factor").innerText()).includes("值班手机"), "the app is not listed");
  await signOut(w);
  await password1(w, "security@demo.example", "demo-station-2026");
  w.expect(new URL(w.page.url()).pathname === "/signin/code", `the password alone leads to ${w.page.url()}`);
  await w.go("/staff");
  w.expect(new URL(w.page.url()).pathname === "/signin", "the password alone opens the staff's home");
  await w.go("/signin/code");
  await enter(w, "000 000");
  w.expect(await w.page.locator(".err-sum").isVisible(), "a wrong code is not complained about");
  await early();
  await enter(w, code(secret).replace(/^(...)/, "$1 "));
  w.expect(w.page.url().endsWith("/staff"), `both lead to ${w.page.url()}`);
  return w.finish();
}

/** A passkey of the device, under the name that it is bound to. */
async function withPasskey(browser, base) {
  const named = base.replace("127.0.0.1", "localhost");
  const w = await newcomer(browser, named, { name: "factor-passkey", width: 360, height: 800 });
  const { page } = w;
  const device = await w.context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await w.go("/account/factor");
  await w.check("choose");
  await page.locator("form[action='/account/factor/key'] button").click();
  await page.locator("#codes").waitFor();
  const recovery = await codes(w);
  await w.check("codes");
  await page.emulateMedia({ media: "print" });
  w.expect(await page.locator("#codes li").last().isVisible() && !(await page.locator("main .btn").first().isVisible()), "the codes do not print well");
  await page.emulateMedia({ media: "screen" });
  await w.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: named });
  await page.locator("[data-module=copy]").click();
  await page.locator("#codes-said", { hasText: /./ }).waitFor();
  w.expect((await page.evaluate(() => navigator.clipboard.readText())) === recovery.join("\n"), "the codes are not copied as they are");
  await w.go("/account");
  await w.check("account");
  for (let n = 0; n < 2; n++) {
    await signOut(w);
    await password1(w, w.email);
    await page.waitForURL("**/signin/code*");
    if (!n) await w.check("ask");
    await page.locator("[data-module=passkey] button").click();
    await page.waitForURL("**/home");
  }
  const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId });
  w.expect(credentials.length === 1 && credentials[0].signCount > 1 && credentials[0].rpId === "localhost", `the device holds ${credentials.length} keys`);

  await w.go("/account/factor"); // the same device once more
  await page.locator("form[action='/account/factor/key'] button").click();
  await page.locator("[data-module=passkey] [role=status]", { hasText: "已经添加过" }).waitFor();

  await signOut(w); // somebody at the device says no
  await password1(w, w.email);
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await device.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  await page.locator("[data-module=passkey] button").click();
  await page.waitForTimeout(300);
  w.expect(new URL(page.url()).pathname === "/signin/code" && (await page.locator("summary").first().isVisible()), "without the device there is no other way");

  // under an address of digits no key can be had, and the page says where it can
  const digits = await new Walk(browser, base, { name: "factor-digits", width: 360, height: 800 }).open();
  await password1(digits, w.email);
  await digits.check("elsewhere");
  digits.expect((await digits.page.locator("main").innerText()).includes("http://localhost:"), "the page does not say where the passkey works");
  await digits.page.fill("[name=recovery]", recovery[0].toLowerCase().replaceAll("-", " "));
  await digits.submit();
  await digits.page.waitForURL("**/account/factor/phone*");
  await digits.check("phone");
  await signOut(digits);
  await password1(digits, w.email);
  await digits.page.fill("[name=recovery]", recovery[0]);
  await digits.submit();
  digits.expect(await digits.page.locator(".err-sum").isVisible(), "a recovery code serves twice");
  return [...(await w.finish()), ...(await digits.finish())];
}

/** The second factor on a new phone: with the old one at hand, and without. */
async function newPhone(browser, base) {
  const w = await newcomer(browser, base, { name: "factor-phone", width: 390 });
  const { page } = w;
  await w.go("/account/factor");
  const first = await addApp(w, "甲手机");
  await page.locator("#codes").waitFor();
  const recovery = await codes(w);
  const replaced = async (old, name) => {
    await page.locator("main a[href^='/account/factor?']").click();
    const secret = await addApp(w, name);
    await page.waitForURL("**/account/factor/phone");
    await page.locator(`button[aria-label="移除 ${old}"]`).click();
    await page.waitForFunction((name) => !document.querySelector("main").innerText.includes(name), old);
    return secret;
  };
  await w.go("/account/factor/phone");
  const second = await replaced("甲手机", "乙手机");
  await signOut(w);
  await password1(w, w.email);
  await early();
  await enter(w, code(first, 1));
  w.expect(await page.locator(".err-sum").isVisible(), "the old phone still signs in");
  await enter(w, code(second));
  await page.waitForURL("**/home");

  await signOut(w);
  await password1(w, w.email); // and now the phone is lost
  await page.locator("summary", { hasText: "恢复码" }).first().click();
  await page.fill("[name=recovery]", recovery[3]);
  await w.submit();
  await page.waitForURL("**/account/factor/phone*");
  const third = await replaced("乙手机", "丙手机");
  await page.locator("form[action='/account/factor/codes'] button").click();
  await page.locator("#codes").waitFor();
  w.expect(!(await codes(w)).includes(recovery[4]), "old recovery codes are among the new ones");
  await signOut(w);
  await password1(w, w.email);
  await early();
  await enter(w, code(third));
  await page.waitForURL("**/home");
  return w.finish();
}

/** By keyboard alone, and then wrong again and again. */
async function keyboardAndWaits(browser, base) {
  const w = await newcomer(browser, base, { name: "factor-keys" });
  const { page } = w;
  await w.go("/account/factor");
  await tabTo(w, `document.activeElement.closest("main form[action='/account/factor/app']") && document.activeElement.tagName === "BUTTON"`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account/factor/app*");
  await w.check("app");
  const secret = await shown(w);
  await early();
  await tabTo(w, `document.activeElement.name === "code"`);
  await page.keyboard.type(code(secret, 1) === "000000" ? "000001" : "000000");
  await page.keyboard.press("Enter");
  await page.locator(".err-sum").waitFor();
  w.expect((await shown(w)) === secret, "a wrong code makes another secret");
  await tabTo(w, `document.activeElement.name === "code"`);
  await page.keyboard.type(code(secret, -1));
  await page.keyboard.press("Enter");
  await page.locator("#codes").waitFor();
  await tabTo(w, `document.activeElement.matches("main a.btn--primary")`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account");
  await signOut(w);
  await password1(w, w.email);
  await page.waitForURL("**/signin/code*");
  await early();
  await tabTo(w, `document.activeElement.name === "code"`);
  await page.keyboard.type(code(secret));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/home");

  await signOut(w);
  await password1(w, w.email);
  await page.waitForURL("**/signin/code*");
  for (let n = 0; n < 5; n++) {
    await enter(w, `${n}${n}${n}`);
    await page.locator(".err-sum").waitFor();
  }
  await w.check("wrong");
  await enter(w, code(secret, 1));
  await page.locator(".err", { hasText: /\d\d:\d\d/ }).first().waitFor();
  w.expect(new URL(page.url()).pathname === "/signin/code", "a right code is taken while the wrong ones have to be waited for");
  await w.check("wait");
  return w.finish();
}

export async function factor(browser, base) {
  const faults = [];
  for (const walk of [withoutScript, withPasskey, newPhone, keyboardAndWaits]) faults.push(...(await walk(browser, base)));
  return faults;
}
