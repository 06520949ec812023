// Makes docs/images/editor-*.png: Visual Studio Code with the extension of editors/vscode and the server itself, on the
// plan of 2021 (plans/2021.yaml). Each picture is a session of its own, driven by the keyboard.
//
// Needs code-server, whose window is Visual Studio Code's, with the extension installed into it; chromium; puppeteer-core:
//
//     code-server --extensions-dir EXTENSIONS --install-extension editors/vscode/parplan-0.1.0.vsix
//     node tools/editor_pictures.mjs CODE_SERVER EXTENSIONS CHROMIUM PARPLAN OUT [NAME …]
//
// CODE_SERVER, CHROMIUM, PARPLAN: the programs, whole paths; EXTENSIONS: where the extension is; OUT: the folder of the
// pictures. `node_modules` with puppeteer-core may stand anywhere NODE_PATH says.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const puppeteer = createRequire(join(process.env.NODE_PATH ?? ".", "x.js"))("puppeteer-core");
const [codeServer, extensions, chromium, parplan, out, ...wanted] = process.argv.slice(2);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const PLAN = readFileSync(join(ROOT, "plans", "2021.yaml"), "utf-8");
const PORT = 8123;
const SIZE = { width: 1000, height: 420 };

// `change`: what is written otherwise in the plan; `at`: the text the cursor is put behind; `see`: what is waited for;
// `keys`: what is pressed then.
const SCENES = {
  diagnostics: {
    change: [["lead: [Văn phòng Sở]\n        coordinating: [\"Các phòng, đơn vị thuộc Sở\"]\n        products:\n          - Quyết định",
      "lead: [Phòng Kế hoạch]\n        coordinating: [\"Các phòng, đơn vị thuộc Sở\"]\n        products:\n          - Quyết định định"],
    ["plan, title: Ban hành kế hoạch, due: Quý I/2021}\n          - {id: report, title: Báo cáo kết quả thực hiện, due: theo quy định}\n        notes:\n          - Bản quét “Quy /2021”",
      "plan, title: Ban hành kế hoạch, due: 31/02/2021}\n          - {id: report, title: Báo cáo kết quả thực hiện, due: theo quy định}\n        notes:\n          - Bản quét “Quy /2021”"]],
    at: "id: 2.a", see: ".squiggly-error", keys: ["F8"], settle: 1500,
  },
  "code-action": {
    change: [["- định kỳ theo quy định tham mưu báo cáo kết quả thực hiện\n        time: Quý I/2021 ban hành kế hoạch; thực",
      "- định kỳ theo quy định tham mưu báo cáo cáo kết qủa thực hiện\n        time: Quý I/2021 ban hành kế hoạch; thực"]],
    at: "tham mưu báo cáo cá", see: ".squiggly-warning", keys: ["Control+Period"], settle: 1500,
  },
  completion: { at: "lead: [Văn phòng Sở", type: ", kh", settle: 1500 },
  "completion-time": {
    at: "id: plan, title: Ban hành kế hoạch, due: ", erase: 10, type: "q", settle: 1500,
  },
  hover: { at: "title: Ban hành kế hoạch, due: Quý", keys: ["Control+K", "Control+I"], settle: 1500 },
  "hover-unit": { at: "lead: [Thanh tra", keys: ["Control+K", "Control+I"], settle: 1500 },
  definition: { at: "lead: [Thanh tra", keys: ["Control+Shift+F10"], settle: 2000 },
  references: { at: "\n  TTRA", keys: ["Shift+F12"], settle: 2000 },
  rename: { at: "\n  TTRA", keys: ["F2"], rename: "TTr", settle: 1000 },
  symbols: { at: "id: 2.a", keys: ["Control+Shift+O"], settle: 1500 },
  folding: { at: "\nsections:", keys: ["Control+K", "Control+3"], settle: 1500 },
  "code-lens": { at: "id: 2.b", settle: 1000 },
};

const SETTINGS = {
  "workbench.startupEditor": "none", "workbench.colorTheme": "Default Light Modern", "security.workspace.trust.enabled": false,
  "editor.minimap.enabled": false, "editor.fontFamily": "Noto Sans Mono", "editor.fontSize": 13, "editor.wordWrap": "off",
  "editor.stickyScroll.enabled": false, "telemetry.telemetryLevel": "off", "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false, "window.commandCenter": false, "editor.unicodeHighlight.ambiguousCharacters": false,
  "editor.unicodeHighlight.allowedLocales": { vi: true }, "breadcrumbs.enabled": false, "chat.commandCenter.enabled": false,
  "editor.occurrencesHighlight": "off", "update.mode": "none", "extensions.ignoreRecommendations": true, "parplan.language": "vi",
  "editor.hover.above": false, "editor.scrollbar.vertical": "hidden", "editor.scrollbar.horizontal": "hidden", "workbench.tips.enabled": false,
  "accessibility.verbosity.hover": false, "editor.codeLensFontSize": 12,
};

const home = mkdtempSync(join(tmpdir(), "so-khcn-"));
mkdirSync(join(home, "data", "User"), { recursive: true });
writeFileSync(join(home, "data", "User", "settings.json"), JSON.stringify(SETTINGS));
mkdirSync(join(home, "data", "Machine"));
writeFileSync(join(home, "data", "Machine", "settings.json"), JSON.stringify({ "parplan.command": [parplan, "lsp"] }));
cpSync(extensions, join(home, "extensions"), { recursive: true });
const server = spawn("node", [codeServer, "--auth", "none", "--bind-addr", `127.0.0.1:${PORT}`, "--user-data-dir", join(home, "data"),
  "--extensions-dir", join(home, "extensions"), "--disable-telemetry", "--disable-update-check"],
  { env: { ...process.env, PARPLAN_TODAY: "2021-03-01", PARPLAN_CACHE: "off" }, stdio: "ignore" });

/** Press keys that are held together, such as Control+Shift+O. */
async function press(page, keys) {
  const held = keys.split("+");
  const last = held.pop();
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(last.length === 1 ? last.toLowerCase() : last);
  for (const key of held.reverse()) await page.keyboard.up(key);
  await wait(250);
}

async function picture(browser, name, scene) {
  const folder = join(home, name, "cải cách hành chính");
  mkdirSync(join(folder, "plans"), { recursive: true });
  let text = PLAN;
  for (const [old, changed] of scene.change ?? []) {
    if (!text.includes(old)) throw new Error(`${name}: not in the plan: ${old}`);
    text = text.replace(old, changed);
  }
  writeFileSync(join(folder, "plans", "2021.yaml"), text);
  const page = await browser.newPage();
  page.setDefaultTimeout(60000);
  await page.setViewport(SIZE);
  const opened = [["openFile", `vscode-remote://127.0.0.1:${PORT}${encodeURI(join(folder, "plans", "2021.yaml"))}`]];
  const address = new URLSearchParams({ folder, payload: JSON.stringify(opened) });
  await page.goto(`http://127.0.0.1:${PORT}/?${address}`);
  await page.waitForSelector(".monaco-editor .view-line");
  await page.waitForSelector(".codelens-decoration");
  await wait(2000);
  await press(page, "Control+B"); // without the side bar
  await page.click(".monaco-editor .view-lines");
  const at = text.indexOf(scene.at) + scene.at.length;
  const before = text.slice(0, at).split("\n");
  await press(page, "Control+G");
  await page.keyboard.type(`${before.length}:${before.at(-1).length + 1}`);
  await press(page, "Enter");
  await wait(2500);
  if (scene.see) await page.waitForSelector(scene.see);
  for (let k = 0; k < (scene.erase ?? 0); k++) await page.keyboard.press("Delete");
  if (scene.type) for (const sign of scene.type) await page.keyboard.type(sign, { delay: 120 });
  for (const keys of scene.keys ?? []) await press(page, keys);
  await wait(scene.settle);
  if (scene.rename) {
    await press(page, "Control+A");
    await page.keyboard.type(scene.rename);
    await wait(500);
  }
  await page.screenshot({ path: join(out, `editor-${name}.png`) });
  await page.close();
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--lang=vi"], protocolTimeout: 120000 });
try {
  await wait(4000);
  for (const [name, scene] of Object.entries(SCENES)) {
    if (wanted.length === 0 || wanted.includes(name)) {
      await picture(browser, name, scene).catch(async (error) => {
        const [, page] = await browser.pages();
        await page.screenshot({ path: join(home, "failed.png") });
        throw new Error(`${name}: see ${join(home, "failed.png")}`, { cause: error });
      });
      console.log(name);
    }
  }
} finally {
  await browser.close();
  server.kill();
}
