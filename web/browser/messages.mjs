// Messages: the inbox, how to be told, webhooks and the demo's mailbox, without JavaScript and on a phone of 360 px.
import { Walk } from "./lib.mjs";
import { tabTo } from "./ways.mjs";

async function signedIn(browser, base, options, email) {
  const w = await new Walk(browser, base, options).open();
  await w.go("/signin");
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", "demo-station-2026");
  await w.submit();
  return w;
}

const h1 = (w) => w.page.locator("h1").innerText();

/** Asks for a page until it says what is waited for: mails take a moment. */
async function until(w, path, text, what) {
  for (let i = 0; i < 50; i++) {
    await w.go(path);
    if ((await w.page.locator("main").innerText()).includes(text)) return true;
    await new Promise((done) => setTimeout(done, 200));
  }
  w.fault(`never came: ${what}`);
  return false;
}

/** Everything by forms alone. */
async function withoutScript(browser, base) {
  const w = await signedIn(browser, base, { name: "messages-nojs", javaScriptEnabled: false, width: 360, height: 740 }, "member@demo.example");
  const { page } = w;
  await w.go("/settings/messages");
  await page.locator("form[action='/settings/messages/test'] button").click();
  await w.go("/inbox");
  w.expect(/1 条未读消息/.test(await h1(w)), `the test message is not in the inbox: ${await h1(w)}`);
  w.expect((await page.locator("a.bell").getAttribute("aria-label")) === "消息，1 条未读", "the bell does not count");
  await w.check("inbox");
  await page.locator("form[action='/inbox/read'] button").click();
  w.expect(/没有未读/.test(await h1(w)), "marking all read leaves some");
  await page.locator("form[action='/inbox/unread'] button").click();
  w.expect(/1 条未读消息/.test(await h1(w)), "marking read cannot be taken back");
  await page.locator(".msgs a.t").first().click();
  w.expect(page.url().endsWith("/settings/messages"), `the message leads to ${page.url()}`);
  await page.locator("[name=work][value=daily]").check({ force: true });
  await page.locator("[name=quiet]").uncheck({ force: true });
  await w.submit();
  w.expect(await page.locator("[name=work][value=daily]").isChecked(), "the choice is not kept");
  w.expect(!(await page.locator("[name=quiet]").isChecked()), "quiet hours came back");
  await page.locator("[name=work][value=once]").check({ force: true });
  await w.submit();
  if (await until(w, "/demo/mailbox", "这是您要的测试消息", "the test mail in the demo's mailbox")) {
    await page.locator(".msgs a.t").first().click();
    await page.locator("a[href^='/unsubscribe/']").click();
    await page.locator("main form button").click();
    w.expect(/已退订/.test(await h1(w)), "unsubscribing says nothing");
    await w.go("/settings/messages");
    w.expect(await page.locator("[name=work][value=inbox]").isChecked(), "unsubscribing changed nothing");
  }
  return w.finish();
}

/** A mobile number, confirmed by the code that the demo's mailbox took for it, and taken away again. */
async function byPhone(w) {
  const { page } = w;
  await w.go("/account");
  await page.locator("main a[href='/account/phone']").click();
  await w.check("phone");
  await page.fill("[name=phone]", "138 0000 5678");
  await w.submit();
  await page.waitForURL("**/account/phone?done=asked");
  w.expect(/138\*{4}5678/.test(await page.locator("main").innerText()), "the number that waits is not shown masked");
  await w.check("phone-asked");
  if (!(await until(w, "/demo/mailbox", "用于绑定手机号", "the code"))) return;
  const code = /验证码 (\d{6})/.exec(await page.locator("main").innerText())[1];
  await w.go("/account/phone");
  await page.fill("[name=code]", "12");
  await w.submit();
  w.expect(await page.locator(".err-sum").isVisible(), "a wrong code is not complained about");
  await w.check("phone-wrong");
  await page.fill("[name=code]", code);
  await w.submit();
  await page.waitForURL("**/account/phone?done=confirmed");
  w.expect(/\+8613800005678/.test(await page.locator("main").innerText()), "its owner does not see the number");
  await w.check("phone-own");
  await page.locator("form[action='/account/phone/remove'] button").click();
  await page.waitForURL("**/account/phone?done=removed");
}

/** On a phone of 360 px, held to axe. */
async function onAPhone(browser, base) {
  const w = await signedIn(browser, base, { name: "messages-phone", width: 360, height: 740, isMobile: true, hasTouch: true }, "owner@demo.example");
  const { page } = w;
  await w.go("/inbox");
  w.expect(/3 条未读消息/.test(await h1(w)), `the demo's messages: ${await h1(w)}`);
  await w.check("inbox");
  await page.locator(".msgs form button").first().click();
  await w.check("inbox-undo");
  await w.go("/inbox?show=unread");
  await w.check("inbox-unread");
  await w.go("/settings/messages");
  await w.check("settings");
  await w.go("/settings/webhooks");
  await w.check("webhooks");
  await page.fill("[name=url]", "http://erp.example.com/in");
  await w.submit();
  w.expect(await page.locator(".err-sum").isVisible(), "an address without TLS is not complained about");
  await w.check("webhooks-wrong");
  await page.fill("[name=url]", "https://erp.example.com/in");
  await page.locator("[name=kinds][value='export.ready']").check({ force: true });
  await w.submit();
  w.expect(/whsec_/.test(await page.locator("main").innerText()), "no secret is shown");
  await w.check("webhooks-secret");
  await page.locator(".tasks a.t").first().click();
  await w.check("webhook");
  await page.locator("form[action$='/off'] button").click();
  await w.check("webhook-off");
  await page.locator("details.why summary").click();
  await page.locator("form[action$='/remove'] button").click();
  await byPhone(w);
  await w.go("/demo/mailbox");
  await w.check("mailbox");
  return w.finish();
}

/** Every page of messages on a wide screen, and on a phone in large print: a choice is kept, a webhook added and removed. */
async function inALook(browser, base, options, large) {
  const w = await signedIn(browser, base, options, "owner@demo.example");
  const { page } = w;
  if (large) await w.context.addCookies([{ name: "station-print", value: "large", url: base }]);
  for (const [path, name] of [["/inbox", "inbox"], ["/inbox?show=unread", "unread"], ["/settings/messages", "settings"], ["/settings/webhooks", "webhooks"], ["/account/phone", "phone"], ["/demo/mailbox", "mailbox"]]) {
    await w.go(path);
    await w.check(name);
  }
  await page.locator(".msgs a.t").first().click();
  await w.check("mail");
  await w.go("/settings/messages");
  await page.locator("[name=news][value=once]").check({ force: true });
  await w.submit();
  w.expect(await page.locator("[name=news][value=once]").isChecked(), "the choice is not kept");
  await w.check("settings-saved");
  await page.locator("[name=news][value=daily]").check({ force: true });
  await w.submit();
  await w.go("/settings/webhooks");
  await page.fill("[name=url]", "https://erp.example.com/in");
  await page.locator("[name=kinds][value='export.ready']").check({ force: true });
  await w.submit();
  const shown = /whsec_[\w+/=]+/.exec(await page.locator("main").innerText())?.[0];
  w.expect(shown, "no secret is shown");
  await page.locator(".tasks a.t").first().click();
  w.expect(!(await page.content()).includes(shown), "the secret is shown again");
  await page.locator("form[action$='/rotate'] button").click();
  const fresh = /whsec_[\w+/=]+/.exec(await page.locator("main").innerText())?.[0];
  w.expect(fresh && fresh !== shown, "no new secret is shown");
  await w.check("webhook-rotated");
  await page.reload(); // the form is sent once more
  w.expect(!/whsec_/.test(await page.locator("main").innerText()) && /已经更换/.test(await page.locator("main").innerText()), "a form that is sent again changes the secret again");
  await page.locator("details.why summary").click();
  await page.locator("form[action$='/remove'] button").click();
  await page.waitForURL("**/settings/webhooks");
  return w.finish();
}

/** By keyboard alone: a message of one's own making is read, and how to be told is chosen. */
async function byKeyboard(browser, base) {
  const w = await signedIn(browser, base, { name: "messages-keys" }, "owner@demo.example");
  const { page } = w;
  const pressed = () => Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  const before = Number(/\d+/.exec(await w.go("/inbox").then(() => h1(w)))?.[0] ?? 0);
  await w.go("/settings/messages");
  await tabTo(w, `document.activeElement.name === "work"`);
  for (let n = 0; n < 3 && !(await page.locator("[name=work][value=daily]").isChecked()); n++) await page.keyboard.press("ArrowDown");
  await tabTo(w, `document.activeElement.name === "quiet"`);
  await page.keyboard.press("Space");
  const quiet = await page.locator("[name=quiet]").isChecked();
  await pressed();
  w.expect((await page.locator("[name=work][value=daily]").isChecked()) && (await page.locator("[name=quiet]").isChecked()) === quiet, "what was chosen by keyboard is not kept");
  await tabTo(w, `document.activeElement.closest("form[action='/settings/messages/test']") && document.activeElement.tagName === "BUTTON"`);
  await pressed();
  await w.go("/inbox");
  const now = Number(/\d+/.exec(await h1(w))?.[0] ?? 0);
  w.expect(now >= before && now > 0, `the test message is not in the inbox: ${await h1(w)}`);
  await tabTo(w, `document.activeElement.closest("form[action$='/read']") && !document.activeElement.closest("form[action='/inbox/read']") && document.activeElement.tagName === "BUTTON"`);
  await pressed();
  w.expect(Number(/\d+/.exec(await h1(w))?.[0] ?? 0) === now - 1, "marking read by keyboard changes nothing");
  return w.finish();
}

export async function messages(browser, base) {
  const faults = [...(await withoutScript(browser, base)), ...(await onAPhone(browser, base))];
  faults.push(...(await inALook(browser, base, { name: "messages-wide" })));
  faults.push(...(await inALook(browser, base, { name: "messages-large", width: 360, height: 740, isMobile: true, hasTouch: true }, true)));
  return [...faults, ...(await byKeyboard(browser, base))];
}
