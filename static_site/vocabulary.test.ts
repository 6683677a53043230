// @vitest-environment node
/** What the server says of its messages holds the pages' code: a message on one side alone is an error of types. */
import { dirname, resolve } from "node:path";

import ts from "typescript";
import { expect, test } from "vitest";

const TYPES = resolve("static_site/shared/socket-types.ts");
const HEARERS = {
  VoiceMessage: ["candidate/conversation/voice-client.ts"],
  LiveAnswer: ["candidate/proctoring/proctoring.ts", "recruiter/session/live.ts"],
  LiveNews: ["candidate/proctoring/proctoring.ts", "recruiter/session/live.ts"],
};
const SPEAKERS = {
  VoiceCommand: [
    "candidate/conversation/voice-client.ts",
    "candidate/conversation/voice-conversation.ts",
    "candidate/interview/interview-controller.ts",
  ],
  LiveCommand: ["candidate/proctoring/proctoring.ts", "recruiter/session/live.ts"],
};
const EVERYONE = [...new Set(Object.values({ ...HEARERS, ...SPEAKERS }).flat())];
const PATIENCE_MS = 120_000;

const generated = ts.sys.readFile(TYPES) ?? "";
const { service, plant } = project();

function project(): { service: ts.LanguageService; plant: (text: string) => void } {
  const { config } = ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(resolve("tsconfig.json")));
  let [planted, version] = [generated, 0];
  const service = ts.createLanguageService({
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...given) => ts.sys.readDirectory(...given),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    getCompilationSettings: () => options,
    getScriptFileNames: () => EVERYONE.map((file) => resolve("static_site", file)),
    getScriptVersion: (path) => (path === TYPES ? String(version) : "0"),
    getScriptSnapshot: (path) => {
      const text = path === TYPES ? planted : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
  });
  return {
    service,
    plant: (text) => {
      planted = text;
      version += 1;
    },
  };
}

/** Of each file that is wrong where the server's messages are these, the lines. */
function wrong(text: string): Record<string, string> {
  plant(text);
  const found = EVERYONE.map((file) => {
    const errors = service.getSemanticDiagnostics(resolve("static_site", file));
    return [file, errors.map(({ file, start }) => lineOf(file?.text ?? "", start ?? 0)).join("\n")] as const;
  });
  return Object.fromEntries(found.filter(([, lines]) => lines !== ""));
}

function lineOf(text: string, at: number): string {
  return text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at));
}

/** The types of a union's messages, as they are written over the wire. */
function words(union: string): string[] {
  const members = new RegExp(`readonly ${union}: (.+);`).exec(generated)?.[1] ?? "";
  return [...members.matchAll(/"(\w+)"\]/g)].flatMap(([, model]) => {
    const body = new RegExp(`readonly ${model}: \\{[^}]*?(?:type|action): "(\\w+)"`).exec(generated);
    return body?.[1] ?? [];
  });
}

test("the pages' code fits the server's messages", () => expect(wrong(generated)).toEqual({}), PATIENCE_MS);

test.each(Object.entries(HEARERS))(
  "a message of %s that a page does not know is an error",
  (union, hearers) => {
    const more = generated.replace(`readonly ${union}: `, `readonly ${union}: { readonly type: "planted" } | `);
    expect(Object.keys(wrong(more))).toEqual(hearers);
  },
  PATIENCE_MS,
);

test.each(Object.keys({ ...HEARERS, ...SPEAKERS }))(
  "a page that knows a word of %s which the server does not is an error",
  (union) => {
    const known = words(union);
    const renamed = generated.replace(new RegExp(`(type|action): "(${known.join("|")})"`, "g"), `$1: "not_$2"`);
    const lines = Object.values(wrong(renamed)).join("\n");
    expect(known.filter((word) => !lines.includes(`"${word}"`))).toEqual([]);
    expect(known).not.toEqual([]);
  },
  PATIENCE_MS,
);
