// A second self-check: what was said before is offered, and taken over only where somebody says so.
import { Walk } from "./lib.mjs";

async function begin(w) {
  await w.go("/self-checks");
  await w.page.locator("[name=areas][value=employee]").check({ force: true });
  await w.page.locator("[name=depth][value=full]").check({ force: true });
  await w.submit();
  await w.page.waitForURL(/self-checks\/[0-9a-f-]{36}$/);
  return new URL(w.page.url()).pathname;
}

/** The value that the station keeps for a yes-or-no question. */
async function kept(w, check, key) {
  const page = await w.page.request.get(`${w.base}${check}/questions/company.${key}`);
  return /value="(true|false)" checked/.exec(await page.text())?.[1] ?? "";
}

async function saved(w, act) {
  const answer = w.page.waitForResponse((r) => r.request().method() === "POST" && r.url().includes("/questions/"));
  await act();
  w.expect((await answer).status() === 200, `saving answers ${(await answer).status()}`);
}

export async function again(browser, base) {
  const w = await new Walk(browser, base, { name: "again", width: 360, height: 740 }).open();
  const { page } = w;
  const first = await w.start(["employee"], "full");
  for (const key of ["deposit_taken", "discrim_terms", "has_union"]) {
    await w.go(`${first}/questions/company.${key}`);
    await w.answer({ deposit_taken: "true", discrim_terms: "false", has_union: "false" });
    await w.onward();
  }

  const check = await begin(w);
  await w.check("check-again");
  w.expect(await page.locator(`a[href="${check}/earlier"]`).isVisible(), "the overview does not lead to the earlier answers");
  const question = `${check}/questions/company.deposit_taken`;
  await w.go(question);
  await w.check("question-again");
  const tick = page.locator("[name='accept.deposit_taken']");
  w.expect(!(await tick.isChecked()), "an earlier answer is ticked already");
  w.expect((await page.locator("[name=deposit_taken]:checked").count()) === 0, "an earlier answer is filled in");
  await page.keyboard.press("Tab");
  await w.next(); // passing by
  await page.waitForURL((u) => !u.pathname.endsWith("company.deposit_taken"));
  w.expect((await kept(w, check, "deposit_taken")) === "", "passing by has answered the question");

  await w.go(question);
  await saved(w, async () => {
    await tick.focus();
    await page.keyboard.press("Space");
  });
  w.expect((await kept(w, check, "deposit_taken")) === "true", "ticked, and not kept");
  await saved(w, () => page.keyboard.press("Space"));
  w.expect((await kept(w, check, "deposit_taken")) === "", "the tick is off, and the answer is kept");
  await saved(w, () => page.keyboard.press("Space"));
  await w.onward();

  await w.go(`${check}/earlier`);
  await w.check("earlier");
  const takes = page.locator("[name=take]");
  const before = await takes.count();
  w.expect(before >= 1, `${before} earlier answers are offered`);
  await page.locator("main form button.btn--primary").click();
  await page.locator(".err-sum").waitFor();
  await w.check("earlier-nothing");
  await takes.first().check({ force: true });
  await page.locator("main form button.btn--primary").click();
  await page.waitForFunction((n) => document.querySelectorAll("[name=take]").length < n && !document.querySelector(".err-sum"), before);
  while ((await page.locator("button[name=section]").count()) > 0) {
    const left = await takes.count();
    await page.locator("button[name=section]").first().click();
    await page.waitForFunction((n) => document.querySelectorAll("[name=take]").length < n, left);
  }
  await w.check("earlier-none");
  w.expect((await kept(w, check, "discrim_terms")) === "false", "what was taken over is not kept");

  await w.go(`${check}/judgements`);
  await w.check("judgements");
  w.expect((await page.locator("tbody tr").count()) > 2, "judgements leave no record");
  return w.finish();
}
