// Where the program of the server is. Windows would look into the folder that is open first, whoever it comes from.
"use strict";

const { statSync } = require("node:fs");
const { win32 } = require("node:path");

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The path of a program that is named without one, in the absolute folders of PATH; undefined where it is in none. */
function inPath(name, path, exists = isFile) {
  const endings = win32.extname(name) ? [""] : [".exe", ".com"];
  const folders = path.split(";").map((one) => one.replaceAll('"', "")).filter(win32.isAbsolute);
  return folders.flatMap((folder) => endings.map((ending) => win32.join(folder, name + ending))).find(exists);
}

/** The command as it is started. */
function programPath(command) {
  if (process.platform !== "win32" || /[\\/]/.test(command)) {
    return command;
  }
  const found = inPath(command, process.env.PATH ?? "");
  if (found === undefined) {
    throw new Error("không có trong PATH / not in PATH");
  }
  return found;
}

module.exports = { inPath, programPath };
