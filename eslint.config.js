import tseslint from "typescript-eslint";

/** Modules of these folders import none of those others. */
const wall = (folders, ...others) => ({
  files: folders.map((folder) => `static_site/${folder}/**/*.{ts,tsx}`),
  rules: { "no-restricted-imports": ["error", { patterns: others.map((other) => ({ regex: `/${other}(/|$)` })) }] },
});

export const walls = [
  wall(["recruiter"], "candidate"),
  wall(["shared"], "candidate", "recruiter"),
  wall(["candidate"], "recruiter"),
  wall(["candidate/interview"], "recruiter", "views", "main"),
  wall(["candidate/recording"], "recruiter", "views", "main", "interview", "conversation", "proctoring"),
  wall(["candidate/conversation"], "recruiter", "views", "main", "interview", "recording", "proctoring"),
  wall(["candidate/proctoring"], "recruiter", "views", "main", "interview", "recording", "conversation"),
  wall(["candidate/views"], "recruiter", "main"),
];

export default tseslint.config(
  { ignores: ["**/api-types.ts"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  ...walls,
  { files: ["**/*.test.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["eslint.config.js"], ...tseslint.configs.disableTypeChecked },
);
