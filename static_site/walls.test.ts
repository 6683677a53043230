// @vitest-environment node
import { ESLint } from "eslint";
import { expect, test } from "vitest";

const linter = new ESLint({ ruleFilter: ({ ruleId }) => ruleId === "no-restricted-imports" });

async function isRefused(from: string, imported: string): Promise<boolean> {
  const [result] = await linter.lintText(`import "${imported}";\n`, { filePath: `static_site/${from}` });
  return (result?.messages ?? []).some(({ ruleId }) => ruleId === "no-restricted-imports");
}

test.each([
  ["recruiter/app.tsx", "../candidate/interview/link"],
  ["recruiter/session/live.ts", "../../candidate/conversation/avatar"],
  ["shared/api.ts", "../candidate/interview/link"],
  ["shared/api.ts", "../recruiter/route"],
  ["candidate/main.tsx", "../recruiter/route"],
  ["candidate/views/orb.tsx", "../main"],
  ["candidate/interview/phases.ts", "../views/orb"],
  ["candidate/recording/bitrate.ts", "../interview/phases"],
  ["candidate/recording/bitrate.ts", "../conversation/avatar"],
  ["candidate/conversation/avatar.ts", "../recording/bitrate"],
  ["candidate/conversation/avatar.ts", "../../recruiter/route"],
  ["candidate/proctoring/faces.ts", "../interview/phases"],
  ["candidate/proctoring/faces.ts", "../views/orb"],
])(
  "%s may not import %s",
  async (from, imported) => {
    expect(await isRefused(from, imported)).toBe(true);
  },
  60_000,
);

test.each([
  ["candidate/views/orb.tsx", "../interview/phases"],
  ["candidate/interview/phases.ts", "../recording/bitrate"],
  ["candidate/recording/bitrate.ts", "../keeping"],
  ["candidate/proctoring/faces.ts", "../../shared/api"],
])(
  "%s may import %s",
  async (from, imported) => {
    expect(await isRefused(from, imported)).toBe(false);
  },
  60_000,
);
