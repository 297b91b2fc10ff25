// Makes the npm packages of a release: `teamlint`, which everybody installs, and one for each platform with its binary, of which
// npm installs the one that fits. Usage: node packaging/npm/package.mjs VERSION FOLDER PLATFORM=BINARY…
// where PLATFORM is named as Node names it, such as linux-x64.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [version, folder, ...binaries] = process.argv.slice(2);
if (!version || !folder || binaries.length === 0) {
  console.error("usage: package.mjs VERSION FOLDER PLATFORM=BINARY…");
  process.exit(2);
}

// Where the source is: npm compares it with the workflow that publishes. A workflow knows it, else `Cargo.toml` may.
function repository() {
  const { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server = "https://github.com" } = process.env;
  const manifest = readFileSync(join(here, "../../Cargo.toml"), "utf8");
  const address = name ? `${server}/${name}` : manifest.match(/^repository = "(.*)"$/m)?.[1];
  return address ? { repository: { type: "git", url: `git+${address.replace(/(\.git)?\/?$/, "")}.git` } } : {};
}

const common = {
  version,
  ...repository(),
  license: "MIT OR Apache-2.0",
  description: "A linter for organisations",
};

function write(name, manifest, files) {
  const to = join(folder, name);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "package.json"), JSON.stringify({ name, ...common, ...manifest }, null, 2) + "\n");
  for (const [from, as] of files) {
    copyFileSync(from, join(to, as));
  }
  return to;
}

const platforms = {};
for (const binary of binaries) {
  const [platform, path] = binary.split("=");
  const [os, cpu] = platform.split("-");
  const program = os === "win32" ? "teamlint.exe" : "teamlint";
  const name = `teamlint-${platform}`;
  const to = write(name, { os: [os], cpu: [cpu], files: [program] }, [[path, program]]);
  chmodSync(join(to, program), 0o755);
  platforms[name] = version;
}
const launcher = join(here, "teamlint.js");
write(
  "teamlint",
  { bin: { teamlint: "teamlint.js" }, files: ["teamlint.js", "README.md"], optionalDependencies: platforms, engines: { node: ">=18" } },
  [[launcher, "teamlint.js"], [join(here, "../../README.md"), "README.md"]],
);
chmodSync(join(folder, "teamlint", "teamlint.js"), 0o755);
