// The example in React, as Vite has built it, and as `npm run dev` serves it.

import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { browse, serve } from "../browser.mjs";

test("the form in React validates on each change", { timeout: 60_000 }, () =>
  serve(
    (address) =>
      browse(async (page) => {
        await page.goto(`${address}index.html`);
        await page.waitForSelector(".field");
        const label = (name) => `::-p-aria([name="${name}"])`;
        assert.equal(await page.$$eval(".field", (fields) => fields.length), 4);
        await page.type(label("商品标题"), "青禾 2026 秋季新款 纯棉 长袖 衬衫 男 宽松 休闲 百搭 白色 条纹 抗皱 免烫");
        await page.waitForFunction(() => document.body.textContent.includes("长度 71 字节，最多 60 字节"));
        await page.click("header button");
        await page.waitForFunction(() => document.body.textContent.includes("71 bytes long"));
        await page.evaluate(() => document.querySelector(".field input").select());
        await page.keyboard.type("青禾 纯棉长袖衬衫");
        await page.type(label("一口价"), "129.90");
        await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "✓");
        assert.match(await page.$eval("pre", (xml) => xml.textContent), /<value>129\.90<\/value>/);
        await page.select(label("商品状态"), "1");
        await page.waitForFunction(() => document.querySelectorAll(".field").length === 5);
      }),
    new URL("../../examples/react/dist/", import.meta.url),
  ),
);

test("the server of the example for developers serves it with the engine", { timeout: 60_000 }, async () => {
  const { createServer } = await import("../../examples/react/node_modules/vite/dist/node/index.js");
  const root = fileURLToPath(new URL("../../examples/react/", import.meta.url));
  const server = await createServer({ root, configFile: `${root}vite.config.js`, logLevel: "warn", server: { port: 0 } });
  try {
    await server.listen();
    await browse(async (page) => {
      await page.goto(server.resolvedUrls.local[0]);
      await page.waitForSelector(".field");
    });
  } finally {
    await server.close();
  }
});
