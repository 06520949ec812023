// Starts `parplan lsp` for the files that are plans, and nothing else: what is shown is the server's.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { programPath } = require("./program");

let client;

/** The words that start the server: the setting, and the language where one is chosen. */
function serverWords(configured, language, editorLanguage) {
  const [command, ...words] = configured;
  const chosen = language === "auto" ? (editorLanguage.startsWith("vi") ? "vi" : "") : language;
  return { command, args: chosen ? [...words, "--lang", chosen] : words };
}

async function start() {
  const settings = vscode.workspace.getConfiguration("parplan");
  const run = serverWords(settings.get("command"), settings.get("language"), vscode.env.language);
  try {
    const found = { ...run, command: programPath(run.command) };
    client = new LanguageClient("parplan", "parplan", { run: found, debug: found }, {
      documentSelector: settings.get("files").map((pattern) => ({ language: "yaml", pattern })),
      markdown: { isTrusted: false, supportHtml: false },
    });
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(
      `parplan: không chạy được “${run.command}” / cannot be started: ${error?.message ?? error}. ` +
        'pip install "parplan[editor]"',
      "parplan.command",
    );
    if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "parplan.command");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running !== undefined && running.needsStop()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("parplan.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const names = ["parplan.command", "parplan.files", "parplan.language"];
      if (names.some((name) => event.affectsConfiguration(name))) {
        return restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop, serverWords };
