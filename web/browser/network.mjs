// Answers on bad networks, shared devices and after a session has ended: none is lost, none overwrites another unseen.
import { joined, Walk } from "./lib.mjs";

const place = "company.rpt_tangible";
const refused = /ERR_CONNECTION_REFUSED|ERR_FAILED/; // what the browser itself says of a cut network

async function opened(browser, base, name) {
  const w = await new Walk(browser, base, { name }).open();
  w.check0 = await w.start(["tax"], "full");
  w.question = `${w.check0}/questions/${place}`;
  return w;
}

const field = (w) => w.page.locator("#f-rpt_tangible");
const said = (w, pattern, timeout = 8000) => w.page.waitForFunction((p) => new RegExp(p).test(document.querySelector("[data-save]").textContent), pattern.source, { timeout });

/** Types, and reads in the same moment what the page says of it. */
const typed = (w, value) =>
  field(w).evaluate((el, text) => {
    el.value = text;
    el.dispatchEvent(new Event("input", { bubbles: true }));
    return document.querySelector("[data-save]").textContent;
  }, value);

/** What the station has, read past every script and store of the browser. */
async function stored(w, want, what) {
  let got;
  for (let n = 0; n < 20 && got !== want; n++) {
    if (n) await new Promise((done) => setTimeout(done, 200));
    got = (await (await w.context.request.get(w.base + w.question)).text()).match(/id="f-rpt_tangible" name="rpt_tangible" value="([^"]*)"/)?.[1];
  }
  w.expect(got === want, `${what}: the station has ${got}, not ${want}`);
}

const posts = (handler) => [(url) => url.pathname.includes("/questions/"), (route) => (route.request().method() === "POST" ? handler(route) : route.continue())];

async function cut(w) {
  const [match, handler] = posts((route) => route.abort("connectionrefused"));
  await w.context.route(match, handler);
  return () => w.context.unroute(match, handler);
}

async function finish(...walks) {
  const faults = [];
  for (const w of walks) faults.push(...(await w.finish()).filter((f) => !refused.test(f)));
  return faults;
}

/** A network on which each command takes two seconds: the newest answer holds, whatever was on its way. */
export async function slow(browser, base) {
  const w = await opened(browser, base, "slow");
  const { page } = w;
  const numbers = new Map();
  await page.route(...posts(async (route) => {
    const form = new URLSearchParams(route.request().postData());
    const number = form.get("request");
    numbers.set(number, (numbers.get(number) || new Set()).add(form.get("rpt_tangible")));
    await new Promise((done) => setTimeout(done, 2000));
    await route.continue();
  }));
  const sent = () => page.waitForRequest((r) => r.method() === "POST");
  await w.go(w.question);
  let out = sent();
  w.expect((await typed(w, "200")) === "还没存上", "nothing says at once that it is not saved yet");
  await out;
  await field(w).fill("250");
  await w.next();
  await page.waitForURL((u) => !u.pathname.endsWith(place), { timeout: 15000 });
  await stored(w, "250", "changed while an older answer was on its way");

  await w.go(w.question);
  out = sent();
  await field(w).fill("300");
  await out;
  await field(w).fill("350");
  await page.locator("main .crumb a, main aside a").first().click();
  await page.waitForURL((u) => !u.pathname.endsWith(place), { timeout: 15000 });
  await stored(w, "350", "left by a link while an older answer was on its way");
  for (const [number, values] of numbers) w.expect(values.size === 1, `the number ${number} went out with ${[...values].join(" and ")}`);

  await w.go(w.question);
  await page.locator("[name='rpt_tangible.instead'][value=dont_know]").check({ force: true });
  w.expect((await field(w).inputValue()) === "", "an answer stands beside “not sure”");
  await said(w, /已自动/);
  await stored(w, "", "not sure");
  await page.locator("[name='rpt_tangible.instead'][value=dont_know]").uncheck({ force: true });
  w.expect((await field(w).inputValue()) === "350", "taking “not sure” back does not bring the answer again");
  return finish(w);
}

/** Commands are refused while the browser believes that it is online. */
export async function refusedPosts(browser, base) {
  const w = await opened(browser, base, "cut");
  const { page, context } = w;
  await w.go(w.question);
  let mend = await cut(w);
  w.expect((await typed(w, "777")) === "还没存上", "nothing says at once that it is not saved yet");
  await said(w, /设备/);
  await w.next();
  await said(w, /设备/);
  w.expect(page.url().endsWith(place) && (await field(w).inputValue()) === "777", "the answer is gone with the network");
  await w.check("cut");
  await page.reload();
  w.expect((await field(w).inputValue()) === "777", "the answer is gone when the page is opened again");
  await said(w, /设备/);
  await mend();
  await said(w, /已自动/, 20000); // by itself: nothing told the page that the network is back
  await stored(w, "777", "kept on the device");
  await w.next();
  await page.waitForURL((u) => !u.pathname.endsWith(place));

  await w.go(w.question);
  await field(w).fill("888");
  await w.go("/home"); // at once, as by the address line
  await stored(w, "888", "left before it was saved");

  await w.go(w.question);
  mend = await cut(w);
  await field(w).fill("999");
  await said(w, /设备/);
  await w.go(`${w.check0}/questions/company.exporter`);
  await mend();
  await w.go(`${w.check0}/questions/company.has_rpt`);
  await stored(w, "999", "kept on another question's page");

  await w.go(w.question);
  await field(w).fill("1,5");
  await w.next();
  await page.locator(".err-sum").waitFor();
  w.expect((await field(w).inputValue()) === "1,5", "a refused answer is not shown again");
  await w.check("complaint");
  await field(w).fill("1.5");
  await w.next();
  await page.waitForURL((u) => !u.pathname.endsWith(place));
  await stored(w, "1.5", "mended after a complaint");
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("station:answer:")));
  w.expect(left.length === 0, `still kept after it was saved: ${left.join(", ")}`);
  await context.unrouteAll();
  return finish(w);
}

async function signIn(w, email, password) {
  await w.page.fill("[name=email]", email);
  await w.page.fill("[name=password]", password);
  await w.submit();
}

/** Two people, one of them offline, and one device: nobody's answer is overwritten unseen or sent under another's name. */
export async function shared(browser, base) {
  const w = await opened(browser, base, "shared");
  const { page } = w;
  const email = `s${Date.now()}@example.com`;
  const colleague = await new Walk(browser, base, { name: "shared-colleague", javaScriptEnabled: false }).open();
  await joined(w, colleague, email);

  await w.go(w.question);
  let mend = await cut(w);
  await field(w).fill("11");
  await said(w, /设备/);
  await colleague.go(w.question);
  await field(colleague).fill("22");
  await colleague.next();
  await mend();
  await page.reload();
  await page.locator("[name='keep.rpt_tangible']").first().waitFor();
  w.expect(/11[^]*22/.test(await page.locator(".conflict").innerText()), "the two answers are not shown");
  await stored(w, "22", "an older answer kept on a device");
  await w.check("shared-conflict");
  await page.locator("[name='keep.rpt_tangible'][value=theirs]").check({ force: true });
  await w.next();
  await page.waitForURL((u) => !u.pathname.endsWith(place));
  await stored(w, "22", "theirs was chosen");

  await w.go(w.question);
  mend = await cut(w);
  await field(w).fill("33");
  await said(w, /设备/);
  await w.context.clearCookies();
  await w.go(`/signin?return=${w.question}`);
  await mend();
  await signIn(w, email, "another long one");
  await page.waitForURL(`**${w.question}`);
  await page.waitForTimeout(1000);
  w.expect((await field(w).inputValue()) === "22", "one person's answer is shown to another");
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("station:answer:")));
  w.expect(left.length === 0, "one person's answer stays with another");
  await stored(w, "22", "sent under another's name");
  return finish(w, colleague);
}

/** The session ends while somebody answers: the answer waits until they have signed in again. */
export async function expired(browser, base) {
  const w = await opened(browser, base, "expired");
  const { page } = w;
  await w.go(w.question);
  await w.context.clearCookies();
  await field(w).fill("55");
  await said(w, /登录已过期/);
  await w.next();
  await said(w, /登录已过期/);
  w.expect(page.url().endsWith(place) && (await field(w).inputValue()) === "55", "the answer is gone with the session");
  await w.check("expired");
  await page.locator("[data-save] a").click();
  await page.waitForURL("**/signin?return=*");
  await signIn(w, w.email, "a long password");
  await page.waitForURL(`**${w.question}`);
  await said(w, /已自动/);
  await stored(w, "55", "kept over the end of a session");
  await w.next();
  await page.waitForURL((u) => !u.pathname.endsWith(place));

  const plain = await new Walk(browser, base, { name: "expired-plain", javaScriptEnabled: false }).open();
  await plain.go("/signin");
  await signIn(plain, w.email, "a long password");
  await plain.go(w.question);
  await plain.context.clearCookies();
  await field(plain).fill("66");
  await plain.next();
  plain.expect(/没有丢/.test(await plain.page.locator("main").innerText()), "nothing says that the answer goes along");
  await plain.check("signin-ended");
  await signIn(plain, w.email, "a wrong password");
  await signIn(plain, w.email, "a long password");
  plain.expect(/66/.test(await plain.page.locator("main").innerText()), "the answer is not shown before it is sent again");
  await stored(w, "55", "sent before it was confirmed");
  await plain.check("resend");
  await plain.submit();
  plain.expect(/\/questions\//.test(plain.page.url()) && !plain.page.url().endsWith(place), "it does not lead on");
  await stored(w, "66", "sent once more after the sign-in");

  const asks = await new Walk(browser, base, { name: "expired-assistant" }).open();
  await asks.go("/signin");
  await signIn(asks, "owner@demo.example", "demo-station-2026");
  await asks.page.waitForURL("**/home");
  const profile = await asks.page.evaluate(async () => (await (await fetch("/profiles")).text()).match(/\/profiles\/[0-9a-f-]{36}/)[0]);
  await asks.go(`${profile}/ask`);
  await asks.context.clearCookies();
  await asks.page.fill("[name=question]", "最要紧的风险是什么");
  await asks.submit();
  await asks.page.locator("[data-answer] .notice button").click();
  await signIn(asks, "owner@demo.example", "demo-station-2026");
  await asks.check("resend-question");
  await asks.submit();
  await asks.page.locator("[data-answer] article.ai").waitFor();
  asks.expect(/要紧/.test(await asks.page.locator("[data-answer]").innerText()), "the question is not answered after the sign-in");

  await asks.go("/self-checks");
  const check = await asks.page.locator("a[href^='/self-checks/']").first().getAttribute("href");
  await asks.go(check);
  await asks.context.clearCookies();
  await asks.page.locator("form.addrow select").first().selectOption("PL");
  await asks.page.locator("form.addrow button").click();
  await asks.page.waitForURL("**/presences");
  await signIn(asks, "owner@demo.example", "demo-station-2026");
  await asks.submit();
  await asks.page.locator(".presence").getByText("波兰").waitFor();
  return finish(w, plain, asks);
}
