import tseslint from "typescript-eslint";

/** Modules of these folders import none of those others. */
const wall = (folders, ...others) => ({
  files: folders.map((folder) => `static_site/${folder}/**/*.{ts,tsx}`),
  rules: {
    "no-restricted-imports": ["error", { patterns: others.map((other) => ({ regex: `^(\\.\\./)+${other}(/|$)` })) }],
  },
});

export const walls = [
  wall(["recruiter"], "candidate", "shared_result"),
  wall(
    ["recruiter/page"],
    ...["candidate", "shared_result", "app", "main"],
    ...["account", "compare", "exports", "invitations", "session", "sessions", "shares", "templates"],
  ),
  wall(["shared"], "candidate", "recruiter", "shared_result", "landing"),
  wall(["landing"], "candidate", "recruiter", "shared_result"),
  wall(["shared_result"], "candidate", "recruiter"),
  wall(["public_link"], "candidate", "recruiter", "shared_result", "landing", "mail"),
  wall(["mail"], "candidate", "recruiter", "shared_result", "landing"),
  wall(["candidate"], "recruiter"),
  wall(["candidate/interview"], "recruiter", "views", "main"),
  wall(["candidate/recording"], "recruiter", "views", "main", "interview", "conversation", "proctoring"),
  wall(["candidate/conversation"], "recruiter", "views", "main", "interview", "recording", "proctoring"),
  wall(["candidate/proctoring"], "recruiter", "views", "main", "interview", "recording", "conversation"),
  wall(["candidate/views"], "recruiter", "main"),
];

/** A list of classes is none. */
const SENTENCE = "/(?<![-\\w])[A-Za-z]{2,} [a-z]|^[A-Z][a-z]+[.!?…]/";
const SPOKEN = "/^(aria-label|aria-description|title|alt|placeholder|label|heading)$/";
const message = "What a page says stands in static_site/shared/words/.";

/** No page holds a sentence of its own. What an Error says is for its log. */
const noSentences = (...folders) => ({
  files: folders.map((folder) => `static_site/${folder}/**/*.{ts,tsx}`),
  ignores: ["**/*.test.{ts,tsx}", "static_site/shared/words/**"],
  rules: {
    "no-restricted-syntax": [
      "error",
      { selector: "JSXText[value=/[A-Za-z]{2}/]", message },
      { selector: `JSXAttribute[name.name=${SPOKEN}] Literal[value=/[A-Za-z]{2}/]`, message },
      { selector: `JSXAttribute[name.name=${SPOKEN}] TemplateElement[value.raw=/[A-Za-z]{2}/]`, message },
      { selector: "JSXElement > JSXExpressionContainer Literal[value=/^[A-Z][a-z]/]", message },
      { selector: `Literal[value=${SENTENCE}]:not(NewExpression > Literal):not(JSXAttribute Literal)`, message },
      {
        selector: `TemplateElement[value.raw=${SENTENCE}]:not(NewExpression TemplateElement, JSXAttribute TemplateElement)`,
        message,
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["**/api-types.ts", "**/socket-types.ts"] },
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
  noSentences("shared", "shared_result", "mail", "public_link", "candidate", "recruiter", "landing"),
  { files: ["static_site/shared/words/en/*"], rules: { "@typescript-eslint/explicit-module-boundary-types": "off" } },
  { files: ["**/*.test.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["eslint.config.js"], ...tseslint.configs.disableTypeChecked },
);
