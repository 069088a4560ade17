/** The pictures of the README, from the demo case: `npm run screenshots` writes it into docs/screenshots/. */
import { mkdirSync } from "node:fs";
import { test } from "vitest";
import { openBrowser, watchedPage } from "../tests/browser";
import { serveCase } from "../tests/served_case";

const FOLDER = "../docs/screenshots";

test("screenshots", async () => {
  mkdirSync(FOLDER, { recursive: true });
  const served = await serveCase("");
  const browser = await openBrowser();
  const { page, open } = await watchedPage(browser, served, { viewport: { width: 1200, height: 800 } });
  const picture = (name: string) => page.screenshot({ path: `${FOLDER}/${name}.png` });

  await open("/documents?publisher=Dunmarsh+Courier");
  await page.getByRole("link", { name: /memo shows/ }).click();
  await page.getByRole("checkbox", { name: /Furniture/ }).uncheck();
  await picture("reader");

  await open("/network");
  await page.getByRole("group", { name: /drawn/ }).first().waitFor();
  await page.waitForTimeout(4000); // until the drawing has come to rest
  await picture("network");

  await browser.close();
  await served.stop();
});
