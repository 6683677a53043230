// @vitest-environment node
import { ESLint } from "eslint";
import { expect, test } from "vitest";

const linter = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId === "no-restricted-imports",
  // Types take seconds to load, and no wall asks for them.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function isRefused(from: string, imported: string): Promise<boolean> {
  const [result] = await linter.lintText(`import "${imported}";\n`, { filePath: `static_site/${from}` });
  return (result?.messages ?? []).some(({ ruleId }) => ruleId === "no-restricted-imports");
}

test.each([
  ["recruiter/app.tsx", "../candidate/interview/link"],
  ["recruiter/session/live.ts", "../../candidate/conversation/avatar"],
  ["recruiter/page/dialog.tsx", "../templates/template-draft"],
  ["recruiter/page/dialog.tsx", "../app"],
  ["shared/api.ts", "../candidate/interview/link"],
  ["shared/api.ts", "../recruiter/route"],
  ["candidate/main.tsx", "../recruiter/route"],
  ["candidate/views/orb.tsx", "../main"],
  ["candidate/interview/interview-machine.ts", "../views/orb"],
  ["candidate/recording/bitrate.ts", "../interview/interview-machine"],
  ["candidate/recording/bitrate.ts", "../conversation/avatar"],
  ["candidate/conversation/avatar.ts", "../recording/bitrate"],
  ["candidate/conversation/avatar.ts", "../../recruiter/route"],
  ["candidate/proctoring/faces.ts", "../interview/interview-machine"],
  ["candidate/proctoring/faces.ts", "../views/orb"],
])(
  "%s may not import %s",
  async (from, imported) => {
    expect(await isRefused(from, imported)).toBe(true);
  },
  60_000,
);

test.each([
  ["candidate/views/orb.tsx", "../interview/interview-machine"],
  ["candidate/interview/interview-machine.ts", "../recording/bitrate"],
  ["candidate/recording/bitrate.ts", "../keeping"],
  ["candidate/proctoring/faces.ts", "../../shared/api"],
  ["recruiter/session/live.ts", "../page/loading"],
  ["recruiter/page/dialog.tsx", "../words"],
])(
  "%s may import %s",
  async (from, imported) => {
    expect(await isRefused(from, imported)).toBe(false);
  },
  60_000,
);
