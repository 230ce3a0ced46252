// The client: starts the language server and leaves all else to it.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("treatylang");
  const command = settings.get("command");
  const server = { command, args: ["lsp"] };
  client = new LanguageClient("treatylang", "treatylang", server, {
    documentSelector: [{ scheme: "file", language: "treaty" }],
    initializationOptions: { language: settings.get("language") },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `${command} lsp does not start (${error.message}). Install it with: ` +
        "pip install 'treatylang[editor]', or set treatylang.command.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("treatylang")) {
        await stop();
        await start();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
