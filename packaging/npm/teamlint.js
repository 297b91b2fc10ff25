#!/usr/bin/env node
// Runs the program that npm installed for this platform, and ends as it ends.
"use strict";
const { spawnSync } = require("node:child_process");

const program = process.platform === "win32" ? "teamlint.exe" : "teamlint";
const name = `teamlint-${process.platform}-${process.arch}`;
let path;
try {
  path = require.resolve(`${name}/${program}`);
} catch {
  console.error(`teamlint: there is no package ${name}; install without --omit=optional, or build teamlint with cargo`);
  process.exit(2);
}
const { error, signal, status } = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`teamlint: ${error.message}`);
  process.exit(2);
}
if (signal) {
  process.kill(process.pid, signal);
}
process.exit(status);
