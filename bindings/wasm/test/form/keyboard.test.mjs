// The page of `schema export --to form` with the keyboard alone, at desktop and phone width: every control can be reached, is seen,
// and has a name; nothing loses the focus.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { browse } from "../browser.mjs";
import { at, control, exported, file, inFolder, item, open, picture, run, says, saved, status, wait } from "./page.mjs";

/** The control that has the focus: what it is for a screen reader, and whether people see it. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const box = active.getBoundingClientRect();
    const head = document.querySelector("header");
    const isHidden = !head.contains(active) && box.top < head.getBoundingClientRect().bottom - 1 && box.bottom < innerHeight;
    const middle = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12));
    return {
      tag: active.tagName.toLowerCase(),
      control: active.dataset.control ?? null,
      text: active.textContent.trim().slice(0, 40),
      isSeen: active === document.body || (!isHidden && middle !== null && (active.contains(middle) || middle.contains(active))),
      place: `${Math.round(box.left)},${Math.round(box.top)} in ${innerWidth}x${innerHeight}`,
    };
  });

/** The accessible name of the control that has the focus. */
async function nameOfFocused(page) {
  const session = await page.createCDPSession();
  const { result } = await session.send("Runtime.evaluate", { expression: "document.activeElement" });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
  await session.detach();
  return { role: nodes[0].role?.value, name: nodes[0].name?.value ?? "" };
}

/** Everything that Tab reaches, in its order: from one end of the page to the other. */
async function walk(page, key) {
  const step = async () => {
    if (key === "Shift+Tab") await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (key === "Shift+Tab") await page.keyboard.up("Shift");
    return { ...(await focused(page)), ...(await nameOfFocused(page)) };
  };
  while ((await step()).tag !== "body");
  const reached = [];
  for (let found = await step(); found.tag !== "body"; found = await step()) reached.push(found);
  return reached;
}

/** Moves the focus to a control as people do, and fails where Tab does not lead there. */
async function tabTo(page, wanted) {
  for (let steps = 0; steps < 200; steps += 1) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${wanted}`);
}

const keys = async (page, ...names) => {
  for (const name of names) await page.keyboard.press(name);
};
const hasFocus = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
const said = (page) => page.$eval("body > .unseen", (place) => place.textContent);

const widths = [
  ["desktop", { width: 1100, height: 900 }],
  ["phone", { width: 390, height: 844, isMobile: true, hasTouch: true }],
];

for (const [name, viewport] of widths) {
  test(`${name}: the demonstration is filled in and saved without a mouse`, { timeout: 120_000 }, inFolder(async (folder) => {
    const schema = file("fixtures/demo/schema.xml");
    const path = exported(folder, schema, "en");
    await browse(async (page) => {
      await page.setViewport(viewport);
      await open(page, path, folder);

      await tabTo(page, control("/title"));
      await page.keyboard.type("青禾 纯棉长袖衬衫");
      await tabTo(page, control("/prop_20000"));
      // A choice of few options: the arrows choose.
      await keys(page, "ArrowDown", "ArrowDown");
      await tabTo(page, control("/price"));
      await page.keyboard.type("129.905");
      await says(page, "/price", /3 digits/);
      assert.ok(await hasFocus(page, control("/price")));
      await keys(page, "Backspace");
      await says(page, "/price", /^$/);
      await tabTo(page, control("/item_images/item_image_0"));
      await page.keyboard.type("https://img.example.com/1.jpg");

      // Rows: the new one has the focus, and so have the row before a removed one and, without rows, the button.
      await tabTo(page, control("/sku"));
      const add = control("/sku");
      await keys(page, "Enter");
      assert.equal(await said(page), "Row 1 was added");
      assert.ok(await hasFocus(page, `${at("/sku/0")} *`), JSON.stringify(await focused(page)));
      await tabTo(page, `${at("/sku/0")} .actions button:last-child`);
      await keys(page, "Enter");
      assert.equal(await said(page), "Row 1 was removed");
      assert.ok(await hasFocus(page, add), JSON.stringify(await focused(page)));
      await keys(page, "Enter");
      for (const [column, value] of [["sku_price", "129.90"], ["sku_quantity", "12"]]) {
        await tabTo(page, control(`/sku/0/${column}`));
        await page.keyboard.type(value);
      }
      await tabTo(page, `${at("/sku/0")} .actions button:first-child`);
      await keys(page, "Space");
      assert.equal(await said(page), "Row 2 was added");
      assert.ok(await hasFocus(page, `${at("/sku/1")} *`), JSON.stringify(await focused(page)));
      for (const [row, downs] of [[0, 2], [1, 3]]) {
          await tabTo(page, control(`/sku/${row}/prop_1627207`));
        await keys(page, ...Array(downs).fill("ArrowDown"));
        await tabTo(page, control(`/sku/${row}/prop_20509`));
        await keys(page, "ArrowDown");
      }
      await tabTo(page, `${at("/seller_cids")} input`);
      await keys(page, "Space");
      assert.deepEqual(await nameOfFocused(page), { role: "checkbox", name: await page.$eval(`${at("/seller_cids")} label.check`, (one) => one.textContent) });
      await wait(300);
      assert.match(await status(page), /^No errors/);
      // The name of a field of boxes is of none of them.
      await page.$eval(`${at("/seller_cids")} .name`, (name) => name.click());
      assert.deepEqual(await page.$$eval(`${at("/seller_cids")} input`, (boxes) => boxes.map((box) => box.checked)), [true, false, false, false]);

      // Everything is reached forwards and backwards, is seen then, and has a name.
      const forwards = await walk(page, "Tab");
      const backwards = await walk(page, "Shift+Tab");
      assert.deepEqual(backwards.map(({ name }) => name).reverse(), forwards.map(({ name }) => name));
      for (const found of [...forwards, ...backwards]) {
        assert.ok(found.name !== "" && found.isSeen, JSON.stringify(found));
      }
      const shown = await page.$$eval("[data-control]", (all) => all.filter((one) => one.checkVisibility() && !one.closest("[inert]")).map((one) => one.dataset.control));
      assert.deepEqual(forwards.map((one) => one.control).filter(Boolean), shown);
      await picture(page, `keyboard-${name}`);

      // Saving with an error leads to it; saving anyway keeps the focus.
      await tabTo(page, control("/price"));
      await page.keyboard.down("Control");
      await keys(page, "a");
      await page.keyboard.up("Control");
      await page.keyboard.type("x");
      await tabTo(page, ".buttons .main");
      await keys(page, "Enter");
      assert.ok(await hasFocus(page, control("/price")));
      await tabTo(page, ".notice button");
      await keys(page, "Enter");
      assert.match(await saved(folder), /<value>x<\/value>/);
      assert.ok(await hasFocus(page, ".buttons .main"), JSON.stringify(await focused(page)));
      await tabTo(page, control("/price"));
      await keys(page, "Backspace");
      await page.keyboard.type("129.90");
      await wait(300);
      await tabTo(page, ".buttons .main");
      await keys(page, "Enter");
      const xml = await saved(folder);
      writeFileSync(item(folder), xml);
      const found = run("validate", "--schema", schema, item(folder), "--fail-on", "warning");
      assert.equal(found.status, 0, found.stdout + found.stderr);
      assert.equal(xml.match(/<complex-values>/g).length, 3);
    });
  }));
}

test("long lists: one and several options are chosen and removed without a mouse", { timeout: 120_000 }, inFolder(async (folder) => {
  const brands = Array.from({ length: 30_000 }, (_, number) => `<option displayName="品牌 Brand ${number}" value="${100_000 + number}"/>`).join("");
  const tags = Array.from({ length: 40 }, (_, number) => `<option displayName="标签 ${number}" value="${number}"/>`).join("");
  const schema = join(folder, "many.xml");
  writeFileSync(
    schema,
    `<itemRule><field id="brand" name="品牌" type="singleCheck"><options>${brands}</options></field>
    <field id="tags" name="标签" type="multiCheck"><options>${tags}</options></field>
    <field id="points" name="卖点" type="multiInput"/></itemRule>`,
  );
  const path = exported(folder, schema, "zh");
  await browse(async (page) => {
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await open(page, path, folder);
    const active = (path) =>
      page.$eval(control(path), (box) => document.getElementById(box.getAttribute("aria-activedescendant"))?.textContent ?? null);

    await tabTo(page, control("/brand"));
    // The last of those that are shown, and around to the first.
    await keys(page, "ArrowUp");
    assert.match(await active("/brand"), /Brand 59 100059/);
    await keys(page, "ArrowDown");
    assert.match(await active("/brand"), /Brand 0 100000/);
    await page.keyboard.type("brand 29990");
    assert.equal(await active("/brand"), "品牌 Brand 29990 129990");
    assert.equal(await said(page), "1 个选项");
    // What is not there is not active either.
    await page.keyboard.type("x");
    assert.equal(await active("/brand"), null);
    await keys(page, "Enter", "Backspace", "Enter");
    assert.equal(await page.$eval(control("/brand"), (box) => box.value), "品牌 Brand 29990");
    await keys(page, "Escape");

    await tabTo(page, control("/tags"));
    for (const text of ["标签 39", "标签 38", "标签 37"]) {
      await page.keyboard.type(text);
      await keys(page, "Enter");
      assert.equal(await said(page), `已添加${text}`);
    }
    // Removed ones leave the focus to the next, and the last one to the box.
    await tabTo(page, ".chips button");
    for (const [text, next] of [["标签 39", "标签 38"], ["标签 38", "标签 37"]]) {
      assert.equal((await nameOfFocused(page)).name, `删除${text}`);
      await keys(page, "Enter");
      assert.equal(await said(page), `已删除${text}`);
      assert.equal((await nameOfFocused(page)).name, `删除${next}`);
    }
    await keys(page, "Enter");
    assert.ok(await hasFocus(page, control("/tags")));

    // Several texts: each box has a name of its own.
    await tabTo(page, control("/points"));
    await page.keyboard.type("好");
    await tabTo(page, `${at("/points")} .texts > .small`);
    await keys(page, "Enter");
    await page.keyboard.type("新");
    assert.equal((await nameOfFocused(page)).name, "卖点 2");
    await tabTo(page, `${at("/points")} .text:nth-child(2) button`);
    await keys(page, "Enter");
    assert.equal(await said(page), "已删除卖点 2");
    assert.equal(await page.evaluate(() => document.activeElement.value), "好");

    for (const found of [...(await walk(page, "Tab")), ...(await walk(page, "Shift+Tab"))]) {
      assert.ok(found.name !== "" && found.isSeen, JSON.stringify(found));
    }
    await tabTo(page, ".buttons .main");
    await keys(page, "Enter");
    assert.match(await saved(folder), /<value>129990<\/value>[^]*<value>好<\/value>/);
  });
}));
