// How a story is walked: at 1440 px by keyboard alone, on 360 px by touch, on 360 px in large print, and without script.
import { Walk } from "./lib.mjs";

export const modes = {
  keys: { keys: true },
  360: { width: 360, height: 740, isMobile: true, hasTouch: true },
  large: { width: 360, height: 740, large: true },
  nojs: { javaScriptEnabled: false },
};

/** Somebody in a story, who does everything in the way of its mode. */
export class Person extends Walk {
  async open() {
    await super.open();
    if (this.options.large) await this.context.addCookies([{ name: "station-print", value: "large", url: this.base }]);
    return this;
  }

  /** Presses Tab until the element is focused, or for a radio one of its group. */
  async reach(selector) {
    const target = this.page.locator(selector).first();
    await target.waitFor({ state: "attached" });
    for (let n = 0; n < 150; n++) {
      await this.page.keyboard.press("Tab");
      const there = await target.evaluate((e) => {
        const at = document.activeElement;
        return e === at || (e.type === "radio" && at.type === "radio" && at.name === e.name);
      });
      if (there) return target;
    }
    this.fault(`never reached by Tab: ${selector}`);
    return target;
  }

  async press(selector) {
    if (!this.options.keys) return this.page.locator(selector).first().click();
    await this.reach(selector);
    await this.page.keyboard.press("Enter");
  }

  async write(selector, text) {
    if (!this.options.keys) return this.page.locator(selector).first().fill(text);
    await this.reach(selector);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  async tick(selector) {
    if (!this.options.keys) return this.page.locator(selector).first().check({ force: true });
    const target = await this.reach(selector);
    await this.page.keyboard.press("Space");
    for (let n = 0; n < 12 && !(await target.isChecked()); n++) await this.page.keyboard.press("ArrowDown");
    this.expect(await target.isChecked(), `cannot be chosen by keyboard: ${selector}`);
  }

  /** Hands a file in; by keyboard the field is reached, and what the system's own dialog does is done for it. */
  async hand(selector, file) {
    if (this.options.keys) await this.reach(selector);
    await this.page.setInputFiles(selector, file);
  }

  /** Goes to where a command leads. */
  async to(url) {
    await this.page.waitForURL(url);
  }

  async complains() {
    await this.page.locator(".err-sum").waitFor();
  }

  async says() {
    return this.page.locator("main").innerText();
  }

  async signIn(email, password) {
    await this.go("/signin");
    await this.write("[name=email]", email);
    await this.write("[name=password]", password);
    await this.press("main form button.btn--primary");
    await this.to((u) => u.pathname !== "/signin");
  }

  async signOut() {
    await this.go("/account"); // on a phone one signs out there
    await this.press("main form[action='/signout'] button");
    await this.to((u) => u.pathname === "/");
  }

  /** Signs up and agrees to the notice: what comes before the story. */
  async registered() {
    await this.signUp();
    await this.submit();
    await this.page.locator("[name=agree]").check();
    await this.submit();
    await this.to("**/home");
    return this;
  }
}

/** Those of a story, all in its mode; `walk` tells it, and what was wrong comes out. */
export async function told(browser, base, story, mode, walk) {
  const people = [];
  const person = async (name) => {
    const w = await new Person(browser, base, { name: `${story}-${mode}-${name}`, ...modes[mode] }).open();
    people.push(w);
    return w;
  };
  await walk(person);
  return (await Promise.all(people.map((w) => w.finish()))).flat();
}
